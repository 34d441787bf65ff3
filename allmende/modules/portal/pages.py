"""Page types of the portal: news, and standard pages."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.fields import StreamField
from wagtail.models import Orderable

from allmende.core.items.models import Item
from allmende.core.kit.text import plain
from allmende.core.modules.pages import ModulePage
from allmende.modules.portal.forms import (
    INDEX_PANELS,
    NEWS_TABS,
    STANDARD_TABS,
    NewsForm,
    StandardForm,
)
from allmende.site.articles import preview
from allmende.site.blocks import BodyBlock
from allmende.site.item_forms import ItemForm

MAX_TITLE = 90


class NewsIndex(ModulePage):
    """The shelf on which a town's news stand. Its page is a list, not a text."""

    parent_page_types: ClassVar[list[str]] = ["items.Home"]
    subpage_types: ClassVar[list[str]] = ["portal.NewsPage"]
    max_count_per_parent = 1
    edit_handler = INDEX_PANELS
    base_form_class = ItemForm

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")


class NewsTopic(TaggedItemBase):
    """A keyword of a news item."""

    content_object = ParentalKey(
        "portal.NewsPage", on_delete=models.CASCADE, related_name="tagged_topics"
    )


class NewsPage(ModulePage):
    """A news or press item (domain.md § 4, S1)."""

    is_shareable: ClassVar[bool] = True
    parent_page_types: ClassVar[list[str]] = ["portal.NewsIndex"]
    subpage_types: ClassVar[list[str]] = []

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    author_unit = models.CharField(
        _("author (unit)"),
        max_length=80,
        blank=True,
        help_text=_("The office or association, not a person."),
    )
    contact_name = models.CharField(_("contact (function)"), max_length=80, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    topics = ClusterTaggableManager(
        through=NewsTopic, blank=True, verbose_name=_("keywords"), related_name="news"
    )
    related = ParentalManyToManyField(
        "self", blank=True, symmetrical=False, verbose_name=_("related news"), related_name="+"
    )

    edit_handler = NEWS_TABS
    base_form_class = NewsForm

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def clean(self) -> None:
        super().clean()
        if len(self.title) > MAX_TITLE:
            message = _("The title has %(count)d letters; at most %(most)d fit. Please shorten it.")
            raise ValidationError(
                {"title": message % {"count": len(self.title), "most": MAX_TITLE}}
            )

    def set_url_path(self, parent: Any) -> str:
        """Put the year of first publication into the address."""
        if parent:
            self.url_path = f"{parent.url_path}{self.year}/{self.slug}/"
        return super().set_url_path(None) if not parent else self.url_path

    def words(self) -> str:
        files = (one.title or one.document.title for one in self.attachments.all())
        return " ".join([plain(str(self.body)), *files, self.author_unit, super().words()])

    def details(self) -> dict[str, Any]:
        """What stands beside the text: who wrote it, whom to ask, where it matters."""
        return self.beside() | {"villages": [village.name for village in self.villages.all()]}

    def beside(self) -> dict[str, Any]:
        """Who wrote it and whom to ask; the database is not asked."""
        contact = {
            "name": self.contact_name,
            "phone": self.contact_phone,
            "email": self.contact_email,
        }
        return {
            "author_unit": self.author_unit,
            "contact": contact if any(contact.values()) else None,
        }

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """Show the draft as readers will see it."""
        name = "site/print.html" if mode_name == "print" else "portal/news.html"
        return preview(request, self, name, **self.details())

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("Page")), ("print", _("Print"))]


class NewsAttachment(Orderable):
    """A document that belongs to a news item."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "media.TownDocument", on_delete=models.CASCADE, related_name="+", verbose_name=_("document")
    )
    title = models.CharField(_("title"), max_length=120, blank=True)


class StandardPage(ModulePage):
    """A page that stays: town hall, villages, sights."""

    stale_after_months: ClassVar[int] = 12
    parent_page_types: ClassVar[list[str]] = ["items.Home", "portal.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["portal.StandardPage"]

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    edit_handler = STANDARD_TABS
    base_form_class = StandardForm

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def words(self) -> str:
        return " ".join([plain(str(self.body)), super().words()])

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        return preview(request, self, "site/page.html")


def news_index_of(home: Item) -> NewsIndex | None:
    """The shelf under a town's home."""
    return NewsIndex.objects.child_of(home).first()
