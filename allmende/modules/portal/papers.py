"""A news item as a document: its text, and what stands beside it on the page."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from allmende.core.cache.tags import shows
from allmende.core.towns.models import Town
from allmende.core.towns.queries import town_by_id
from allmende.modules.portal.pages import NewsPage
from allmende.shared.documents.tree import Block, Document, Download, Heading, Paragraph, Run
from allmende.site.addresses import absolute
from allmende.site.blocks import file_note
from allmende.site.papers import paper
from allmende.site.templatetags.site_ui import tel


def news_paper(item: NewsPage, town: Town, *, variant: str = "") -> Document:
    """The document of a news item, or of another text of it (``site.papers.VARIANTS``)."""
    made = paper(item, town, variant=variant)
    details = item.details()
    beside = [] if variant else [*_files(item), *_contact(details["contact"])]
    words = [*made.keywords, *(topic.name for topic in item.topics.all()), *details["villages"]]
    notes = [*made.notes, *filter(None, [details["author_unit"]])]
    return replace(made, blocks=[*made.blocks, *beside], keywords=words, notes=notes)


def _files(item: Any) -> Iterator[Block]:
    rows = list(item.attachments.select_related("document"))
    if rows:
        yield Heading(_("Files"))
    for row in rows:
        shows(row.document.tag)
        title, url = (
            row.title or row.document.title,
            absolute(town_by_id(item.town_id), row.document.url),
        )
        yield Download(title, url, file_note(row.document))


def _contact(contact: dict[str, Any] | None) -> Iterator[Block]:
    if not contact:
        return
    ways = [Run(contact["name"])]
    if contact["phone"]:
        ways.append(Run(contact["phone"], href=f"tel:{tel(contact['phone'])}"))
    if contact["email"]:
        ways.append(Run(contact["email"], href=f"mailto:{contact['email']}"))
    runs = [part for way in ways if way.text for part in (Run(", "), way)]
    yield Paragraph([Run(_("Contact") + ": ", bold=True), *runs[1:]])
