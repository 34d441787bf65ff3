"""The questions the house itself asks about a town's content."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.core.items.models import Item
from allmende.core.items.queries import visible
from allmende.core.kit.dates import BERLIN, end_of, start_of, today
from allmende.core.media.models import Picture, TownDocument
from allmende.core.media.queries import within
from allmende.core.modules.contract import Found, UpkeepCheck
from allmende.core.towns.models import Town
from allmende.core.upkeep.choices import LinkState
from allmende.core.upkeep.inside import is_there, own_path
from allmende.core.upkeep.models import LinkUse, StaleAfter
from allmende.core.upkeep.scan import Text, edit_path, texts_of

#: What ends within so many days is said beforehand.
SOON = timedelta(days=30)
DAYS_OF_MONTH = 30.4375
#: Addresses of our own that are looked at in one review of a town (some 40 ms each).
MOST_INSIDE = 300


def dead_links(town: Town) -> Iterator[Found]:
    """Outside addresses that failed on two days, and items that are no longer there."""
    uses = LinkUse.objects.filter(town=town, link__state=LinkState.DEAD).select_related("link")
    for use in uses:
        yield Found(use.subject, use.title, use.path, note=use.link.url[:300])
    yield from _dead_inside(town, list(texts_of(town)))


def _dead_inside(town: Town, texts: list[Text]) -> Iterator[Found]:
    """Links to items by number, and by address: the house is asked, no other host."""
    wanted = {page for text in texts for page in text.pages}
    there = set(visible().filter(pk__in=wanted).values_list("pk", flat=True))
    for text in texts:
        if not there.issuperset(text.pages):
            note = _("A link in the text leads to a page that is no longer there.")
            yield Found(text.subject, text.title, text.path, note=note)
    for text, host, path in islice(_own_links(town, texts), MOST_INSIDE):
        if not is_there(host, path):
            note = _("The link %(path)s leads to a page that is no longer there.")
            yield Found(text.subject, text.title, text.path, note=note % {"path": path[:150]})


def _own_links(town: Town, texts: list[Text]) -> Iterator[tuple[Text, str, str]]:
    for text in texts:
        for found in dict.fromkeys(own_path(href, town) for href in text.hrefs):
            if found:
                yield text, *found


def stale_pages(town: Town) -> Iterator[Found]:
    """Pages nobody has touched for longer than their kind allows."""
    own = dict(StaleAfter.objects.filter(town=town).values_list("item_type", "months"))
    for model in ageing_kinds():
        months = own.get(model._meta.label_lower, model.stale_after_months)
        if not months:
            continue
        day = today() - timedelta(days=round(months * DAYS_OF_MONTH))
        kind = ContentType.objects.get_for_model(model)
        old = visible().filter(town=town, content_type=kind, last_published_at__lt=start_of(day))
        for item in old.order_by("last_published_at"):
            yield _of_item(item, note=_("Last published on %(day)s.") % {"day": _day(item)})


def ageing_kinds() -> list[type[Item]]:
    """Kinds of pages that grow old; news do not, they bear a date."""
    found = [m for m in apps.get_models() if issubclass(m, Item) and m.stale_after_months]
    return sorted(found, key=lambda model: model._meta.label)


def pictures_without_words(town: Town) -> Iterator[Found]:
    """Pictures that say nothing to those who cannot see them (NEWS-a)."""
    bare = Q(lead_picture__isnull=False, lead_picture_alt="", lead_picture_is_decorative=False)
    leads = set(visible().filter(bare, town=town).values_list("pk", flat=True))
    for item in Item.objects.filter(pk__in=leads):
        yield _of_item(item)
    for text in texts_of(town):
        if text.undescribed and text.pk not in leads:
            yield Found(text.subject, text.title, text.path)


def ends_soon(town: Town) -> Iterator[Found]:
    """Items and consents that end within thirty days (roles: see the people of the town)."""
    last = today() + SOON
    yield from _items_ending(town, last)
    yield from _consents_ending(town, last)


def _items_ending(town: Town, last: date) -> Iterator[Found]:
    items = visible().filter(town=town, expire_at__lt=end_of(last)).exclude(expire_at=None)
    for item in items:
        due = item.expire_at.astimezone(BERLIN).date() if item.expire_at else None
        yield _of_item(item, note=_("Leaves the website by itself."), due=due)


def _consents_ending(town: Town, last: date) -> Iterator[Found]:
    pictures = within(Picture.objects.all(), [town]).filter(
        consent_until__range=(today(), last), consent_withdrawn_at__isnull=True
    )
    for picture in pictures:
        yield Found(
            f"picture:{picture.pk}",
            picture.title[:200],
            reverse("wagtailimages:edit", args=[picture.pk]),
            note=_("The consent to show this picture ends."),
            due=picture.consent_until,
        )


def documents_without_text(town: Town) -> Iterator[Found]:
    """PDF files that are only pictures of pages."""
    for document in within(TownDocument.objects.filter(is_accessible=False), [town]):
        path = reverse("wagtaildocs:edit", args=[document.pk])
        yield Found(f"document:{document.pk}", document.title[:200], path)


def _of_item(item: Item, *, note: str = "", due: date | None = None) -> Found:
    return Found(f"item:{item.pk}", item.title[:200], edit_path(item.pk), note=note, due=due)


def _day(item: Item) -> str:
    published = item.last_published_at or item.published
    return formats.date_format(published.astimezone(BERLIN), "DATE_FORMAT")


CHECKS = [
    UpkeepCheck(
        key="dead",
        label=gettext_lazy("Dead links"),
        advice=gettext_lazy("Open the page, and correct or remove the link."),
        look=dead_links,
        order=10,
    ),
    UpkeepCheck(
        key="ends",
        label=gettext_lazy("Ends soon"),
        advice=gettext_lazy("Extend it if it shall stay; otherwise there is nothing to do."),
        look=ends_soon,
        order=20,
    ),
    UpkeepCheck(
        key="alt",
        label=gettext_lazy("Pictures without a description"),
        advice=gettext_lazy(
            "Say in one sentence what can be seen, or mark the picture as decorative."
        ),
        look=pictures_without_words,
        order=30,
    ),
    UpkeepCheck(
        key="scanned",
        label=gettext_lazy("PDF files without text"),
        advice=gettext_lazy(
            "Replace the file by one with text (saved from the word processor, not scanned), or"
            " put the essential into the page."
        ),
        look=documents_without_text,
        order=40,
    ),
    UpkeepCheck(
        key="stale",
        label=gettext_lazy("Not looked at for a long time"),
        advice=gettext_lazy(
            "Read the page. Correct it and publish it anew, or say that it stays as it is."
        ),
        look=stale_pages,
        may_stay=True,
        order=50,
    ),
]
