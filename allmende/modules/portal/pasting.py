"""What is pasted at the desk is cleaned like a foreign feed: Word, LibreOffice, mails, websites.

A text block holds paragraphs, lists, bold, italic and links. What it cannot hold is not lost in
silence: tables and headings become lines, and a sentence says what was left out.
"""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.modules.portal.blocks import Block
from allmende.modules.portal.intake import clean_markup

#: Letters of markup that one paste may bring; Word needs about twenty for one that is read.
MOST = 2_000_000
_PICTURE = re.compile(r"<(?:img|v:imagedata)\b", re.IGNORECASE)


@require_POST
def clean_paste(request: HttpRequest) -> JsonResponse:
    """Answer with clean HTML, and with sentences about what it could not keep."""
    dirty = request.POST.get("html", "")[:MOST]
    cleaned = clean_markup(dirty, base_url="")
    html = "".join(_KINDS[block["type"]](block) for block in cleaned.blocks)
    return JsonResponse({"html": html, "notes": list(_notes(dirty, cleaned))})


def _notes(dirty: str, cleaned: Any) -> list[str]:
    kinds = {block["type"] for block in cleaned.blocks}
    return [
        note
        for note, applies in (
            (
                _("The pictures were not pasted. Please add them with the block “Picture”."),
                bool(_PICTURE.search(dirty)),
            ),
            (
                _("A table was pasted as lines. For a real table, use the block “Table”."),
                "table" in kinds,
            ),
            (_("The text was too long; its end is missing."), cleaned.cut),
        )
        if applies
    ]


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>".replace("\n", "<br>")


def _list(block: Block) -> str:
    tag = "ol" if block.get("ordered") else "ul"
    items = "".join(f"<li>{item}</li>".replace("\n", "<br>") for item in block["items"])
    return f"<{tag}>{items}</{tag}>"


def _table(block: Block) -> str:
    rows = (" · ".join(cell for cell in row if cell) for row in block["rows"])
    return "".join(_paragraph(escape(row)) for row in rows)


def _quote(block: Block) -> str:
    source = f"\n{escape(block['source'])}" if block.get("source") else ""
    return _paragraph(f"„{escape(block['text'])}“{source}")


def _nothing(_block: Block) -> str:
    return ""


_KINDS: dict[str, Callable[[Block], str]] = {
    "paragraph": lambda block: _paragraph(block["html"]),
    "heading": lambda block: _paragraph(f"<b>{escape(block['text'])}</b>"),
    "list": _list,
    "table": _table,
    "quote": _quote,
    "image": _nothing,
}
