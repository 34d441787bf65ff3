"""Addresses in foreign texts: made absolute, and only of the kinds we let through."""

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from allmende.modules.portal.intake.bounds import MAX_URL_CHARS

WEB: Final = frozenset({"http", "https"})
LINK: Final = WEB | {"mailto", "tel"}


def web_url(url: str, base_url: str = "") -> str:
    """Return `url` as an absolute http(s) address, or "" where that is impossible."""
    return _absolute(url, base_url, WEB)


def link_url(url: str, base_url: str = "") -> str:
    """Return `url` as an absolute http, https, mailto or tel address, or ""."""
    return _absolute(url, base_url, LINK)


def _absolute(url: str, base_url: str, schemes: frozenset[str]) -> str:
    # Browsers drop tabs, line ends and control characters inside a scheme; so do we, first.
    bare = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u2028\u2029\ufeff]", "", url).strip()
    if not bare or bare.startswith("#"):
        return ""
    try:
        whole = urljoin(base_url, bare)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return _encoded(whole) if _welcome(parts.scheme, parts.netloc, whole, schemes) else ""


def _welcome(scheme: str, host: str, whole: str, schemes: frozenset[str]) -> bool:
    placed = bool(host) if scheme in WEB else True
    return scheme in schemes and placed and len(whole) <= MAX_URL_CHARS


def _encoded(url: str) -> str:
    hexed: dict[str, str | int | None] = {char: f"%{ord(char):02X}" for char in ' "<>`{}|\\^'}
    return url.translate(str.maketrans(hexed))
