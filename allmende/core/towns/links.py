"""Quick links as plain values: how many, and where they may lead."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

MOST = 8
_BAD = re.compile(r"[\s\\<>\"'\x00-\x1f]")


class Link(NamedTuple):
    label: str
    url: str
    icon: str


class NotALink(ValueError):
    """An address that a quick link may not have."""


class TooManyLinks(ValueError):
    """More than eight links are a list, not a short cut."""


def check(links: Sequence[Link]) -> None:
    """Raise NotALink or TooManyLinks when a list cannot be shown."""
    if len(links) > MOST:
        raise TooManyLinks(str(len(links)))
    for link in links:
        if not is_address(link.url):
            raise NotALink(link.url)


def is_address(url: str) -> bool:
    """Whether a text is a path of the own site (``/rathaus/``) or a web address with a host.

    A path with two slashes, or a backslash, would lead to another host (URL Standard, WHATWG).
    """
    if not url or _BAD.search(url):
        return False
    if url.startswith("/"):
        return not url.startswith("//")
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
