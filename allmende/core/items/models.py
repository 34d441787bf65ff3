"""The base page of the house. Every page type shares this one table.

Why our own base page: docs/explanation/house.md, "The base page is ours".
"""

from datetime import datetime
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import AbstractPage, ShowInMenusMixin, Site
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index

from allmende.core.items.choices import OfferTo, Outcome, SourceKind
from allmende.core.kit.dates import BERLIN
from allmende.core.kit.text import german_slug, new_code
from allmende.core.media.models import Picture
from allmende.core.people.models import User
from allmende.core.towns.models import Town, Village


class Category(models.Model):
    """A subject readers can filter by; one list for all towns, so that sharing works."""

    slug = models.SlugField(_("short name"), unique=True)
    name_de = models.CharField(_("name (German)"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name_de"]

    def __str__(self) -> str:
        return self.name_de


#: Fields that deeds set, not editors: no draft written before a deed may undo it.
DONE_TO_IT = (
    "town_id", "public_id", "cancelled_at", "cancel_reason", "withdrawn_at", "withdraw_reason",
    "corrected_at", "merged_into_id",
)  # fmt: skip


class Item(AbstractPage, ShowInMenusMixin):
    """What a town publishes. Everything a list, a feed or another town needs stands here."""

    #: Whether towns may offer this kind of page to each other.
    is_shareable: ClassVar[bool] = False
    #: Months after which somebody should read such a page again; 0: it does not grow old.
    stale_after_months: ClassVar[int] = 0
    #: Wagtail's own "private page" switch is off: embargo and roles are our ways.
    private_page_options: ClassVar[list[str]] = []

    town = models.ForeignKey(
        Town,
        on_delete=models.PROTECT,
        null=True,  # only the root of the tree has none
        editable=False,
        related_name="items",
        verbose_name=_("town"),
    )
    public_id = models.CharField(
        _("permanent code"), max_length=12, unique=True, default=new_code, editable=False
    )
    kicker = models.CharField(
        _("kicker"),
        max_length=60,
        blank=True,
        help_text=_("A word or two above the title, such as the place or the subject."),
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        validators=[MaxLengthValidator(300)],
        help_text=_("Two sentences that say the essential. They stand in lists and feeds."),
    )
    source_kind = models.CharField(
        _("who speaks"), max_length=14, choices=SourceKind, default=SourceKind.ADMINISTRATION
    )
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("category"),
    )
    villages = ParentalManyToManyField(
        Village, blank=True, related_name="items", verbose_name=_("villages concerned")
    )
    lead_picture = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    lead_picture_alt = models.CharField(
        _("what can be seen"),
        max_length=250,
        blank=True,
        help_text=_("One sentence for people who cannot see the picture."),
    )
    lead_picture_is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The picture says nothing that the text does not say."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Until then nobody sees it: no page, no feed, no search, no other town."),
    )
    urgent_until = models.DateTimeField(
        _("important until"),
        null=True,
        blank=True,
        help_text=_("Until then it stands in the strip at the top of the start page."),
    )
    is_promotion = models.BooleanField(
        _("shows office holders or successes"),
        default=False,
        help_text=_("Such items rest in app, kiosk and newsletter before elections."),
    )
    offer_to = models.CharField(
        _("offer to"), max_length=12, choices=OfferTo, default=OfferTo.NOBODY
    )
    offer_towns = ParentalManyToManyField(
        Town, blank=True, related_name="+", verbose_name=_("selected towns")
    )
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdraw_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    correction_note = models.CharField(
        _("what was corrected"),
        max_length=300,
        blank=True,
        help_text=_("Fill this in when a fact was wrong. Readers see the note and the day."),
    )
    easy_text = models.TextField(
        _("easy language"),
        blank=True,
        max_length=6000,
        help_text=_("Short sentences, one per line."),
    )
    english_title = models.CharField(_("title in English"), max_length=120, blank=True)
    english_text = models.TextField(_("text in English"), blank=True, max_length=10_000)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
    )

    search_fields: ClassVar[list[Any]] = [
        *AbstractPage.search_fields,
        *ShowInMenusMixin.search_fields,
        index.FilterField("town_id"),
    ]
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "public_id",
        "town",
        "cancelled_at",
        "cancel_reason",
        "withdrawn_at",
        "withdraw_reason",
        "corrected_at",
        "correction_note",
        "merged_into",
    ]

    class Meta(AbstractPageMeta):
        indexes = [
            models.Index(fields=["town", "live", "-first_published_at"], name="item_by_town"),
            # A list in order of time needs no sorting, however many items the house has.
            models.Index(
                fields=["content_type", "-first_published_at", "-id"], name="item_by_kind"
            ),
            models.Index(
                fields=["content_type", "category", "-first_published_at", "-id"],
                name="item_by_category",
            ),
            models.Index(fields=["slug"], name="item_by_slug"),
            # What turns by the clock: few of many, found without reading the others.
            *(
                models.Index(
                    fields=[name],
                    name=f"item_{name}",
                    condition=models.Q((f"{name}__isnull", False)),
                )
                for name in ("embargo_until", "expire_at", "urgent_until")
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.depth and self.depth > 1:
            self.town_id = self._town_above()
        super().save(*args, **kwargs)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Make the address from the title, the German way (ü becomes ue), when none is given.

        Not before the page has its place: only there one knows which addresses are free.
        """
        if not self.slug and self.title and self.path:  # type: ignore[has-type]
            self.slug = self._get_autogenerated_slug(german_slug(self.title) or "seite")
        super().full_clean(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Make a page of a revision; what was done to the item since then stays done."""
        page = super().with_content_json(content)
        for name in DONE_TO_IT:
            setattr(page, name, getattr(self, name))
        return page

    def permissions_for_user(self, user: Any) -> Any:
        """Rights of the role, bounded by the town's rule of four eyes."""
        from allmende.core.items.four_eyes import TownPermissions

        return TownPermissions(user, self)

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> Any:
        """Publish, whoever asks and by which way, unless the town wants a second person.

        Without a user it is the house itself: an import, or the clock after somebody released.
        """
        from allmende.core.items.four_eyes import refuse_own

        if user is not None:
            refuse_own(self, revision, user)
            may = self.permissions_for_user(user).may_release()
            kwargs["skip_permission_checks"] = kwargs.get("skip_permission_checks") or may
        revision.released_by = user
        return super().publish(revision, user=user, **kwargs)

    def _town_above(self) -> int | None:
        """Inherit the owner from the page above; pages under the root bring their own."""
        above = Item.objects.filter(path=self.path[: -self.steplen]).values_list("town_id").first()
        return above[0] if above and above[0] else self.town_id

    # -- what readers may ask ------------------------------------------------------------------

    @property
    def published(self) -> datetime:
        """When it was first published; for a draft, now."""
        return self.first_published_at or timezone.now()

    @property
    def year(self) -> int:
        """Year in its address, counted in Europe/Berlin."""
        return self.published.astimezone(BERLIN).year

    @property
    def tag(self) -> str:
        """Page tag under which answers that show it are known."""
        return f"item:{self.pk}"

    @property
    def short_path(self) -> str:
        """Permanent short address; it survives every change of title."""
        return f"/i/{self.public_id}/"

    def local_path(self) -> str:
        """Path of the page on a town's host. Page types with own addresses override this."""
        return "/" + self.url_path.strip("/").partition("/")[2].strip("/") + "/"

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Tell Wagtail where the page stands: on its own town's host."""
        from allmende.core.towns.queries import town_by_id

        sites = Site.get_site_root_paths()
        found = [site.site_id for site in sites if self.url_path.startswith(site.root_path)]
        if self.town_id is None or not found:
            return None
        town = town_by_id(self.town_id)
        return (found[0], town.base_url, self.local_path().replace("//", "/"))

    def words(self) -> str:
        """Words by which search finds it, below title, kicker and summary; page types add theirs."""
        places = (village.name for village in self.villages.all())
        return " ".join((*places, self.easy_text, self.english_title, self.english_text))


class Home(Item):
    """Top of a town's pages. What it shows is put together from items, not written by hand."""

    parent_page_types: ClassVar[list[str]] = ["items.Item"]

    class Meta:
        verbose_name = _("home")
        verbose_name_plural = _("homes")

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """Towns are founded by ``items.sites.found_site``, not by a click."""
        return False


class Submission(models.Model):
    """A draft shown to its town, which publishes it or sends it back with a sentence.

    Retention: as long as the item; it names accounts, and the names go with the accounts.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="submissions")
    submitted_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="submissions"
    )
    submitted_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(decided_at=None), name="one_open_submission"
            )
        ]

    def __str__(self) -> str:
        return str(self.item)
