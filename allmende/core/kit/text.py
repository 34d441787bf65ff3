"""Text: plain words, slugs the German way, safe cells."""

import re
import secrets

from django.utils.html import strip_tags
from django.utils.text import slugify

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
)
# No vowels and no look-alikes: a code can be read out on the phone and never spells a word.
_CODE_LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def german_slug(text: str, *, max_length: int = 80) -> str:
    """Turn ``Grüße aus Weißensee`` into ``gruesse-aus-weissensee``, cut at a word."""
    slug = slugify(text.translate(_GERMAN))
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]


def plain(html: str) -> str:
    """Words of a piece of HTML, with single spaces."""
    return re.sub(
        r"\s+", " ", strip_tags(re.sub(r"<(br|/p|/li|/h\d|/td|/th)[^>]*>", " ", html))
    ).strip()


def shorten(text: str, max_length: int) -> str:
    """Cut at a word and say so with an ellipsis; never longer than ``max_length``."""
    if len(text) <= max_length:
        return text
    head = text[:max_length]
    kept = head.rpartition(" ")[0] or head[:-1]  # one word alone is cut inside
    return kept.rstrip(" ,;:–-") + "…"


def new_code(length: int = 8) -> str:
    """Make a random code for permanent addresses (27 letters: 27**8 is 2.8e11)."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(length))


def safe_cell(text: str) -> str:
    """Keep a CSV cell from becoming a formula in a spreadsheet (OWASP: CSV injection)."""
    return "'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else text
