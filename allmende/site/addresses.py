"""Addresses in the language of the interface: German at the root, English under ``/en/``."""

from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote

from allmende.core.items.models import Item
from allmende.core.towns.models import Town
from allmende.core.towns.queries import town_by_id
from allmende.site.palette import stylesheet


def address(path: str, language: str = "de") -> str:
    """Path on the host at hand, in a language."""
    return f"/en{path}" if language == "en" else path


def other_language(path: str, language: str) -> str:
    """Same page in the other language."""
    if language == "en":
        return path.removeprefix("/en") or "/"
    return f"/en{path}"


def canonical(item: Item) -> str:
    """The one true address of an item: on the host of its origin (rule 5)."""
    town = town_by_id(item.town_id) if item.town_id else None
    return f"{town.base_url if town else ''}{quote(item.local_path())}"


def path_on(item: Item, town: Town) -> str:
    """Path of an item on a town's host.

    That of another town's item carries its permanent code: both may have a "sommerfest".
    """
    path = item.local_path()
    return path if item.town_id == town.pk else f"{path.rstrip('/')}_{item.public_id}/"


def canonical_start(town: Town, language: str = "de") -> str:
    return f"{town.base_url}{address('/', language)}"


def absolute(town: Town, path: str) -> str:
    return f"{town.base_url}{path}"


@lru_cache(maxsize=512)  # anybody may ask for any two colours
def town_css(primary: str, accent: str) -> tuple[str, str]:
    """Style sheet of a pair of colours (``#RRGGBB``), and a short hash of its text."""
    text = stylesheet(primary=primary, accent=accent)
    return text, blake2b(text.encode(), digest_size=5).hexdigest()


def town_css_url(primary: str, accent: str) -> str:
    """Address of the sheet; it changes when the sheet does, so it may be kept for ever."""
    digest = town_css(primary, accent)[1]
    return f"/stil/{primary[1:]}-{accent[1:]}.{digest}.css"
