"""An event as a document: when and where first, then its text."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from allmende.core.towns.models import Town
from allmende.modules.events.pages import EventPage
from allmende.modules.events.queries import next_dates
from allmende.shared.documents.tree import Block, Document, Paragraph, Run
from allmende.site.agenda import times
from allmende.site.papers import paper


def event_paper(page: EventPage, town: Town) -> Document:
    """The document of an event, with its coming dates."""
    made = paper(page, town)
    return replace(made, blocks=[*_when_and_where(page), *made.blocks])


def _when_and_where(page: EventPage) -> Iterator[Block]:
    for one in next_dates(page):
        day = date_format(localtime(one.starts_at), "l, j. F Y")
        said = f"{day}, {times(one.starts_at, one.ends_at, is_all_day=page.is_all_day)}"
        off = _("cancelled") if one.is_cancelled else ""
        note = f" ({off})" if off else ""
        yield Paragraph([Run(said + note, bold=True)])
    where = ", ".join(
        part
        for part in (page.place_name, page.room, page.place.address if page.place else "")
        if part
    )
    if where:
        yield Paragraph([Run(_("Place") + ": ", bold=True), Run(where)])
    if page.organiser_name:
        yield Paragraph([Run(_("Organiser") + ": ", bold=True), Run(page.organiser_name)])
    if page.price_text:
        yield Paragraph([Run(_("Price") + ": ", bold=True), Run(page.price_text)])
