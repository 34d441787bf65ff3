"""Coats of arms. The file of an alliance carries those of its towns as well: its map is one request."""

from datetime import date

from allmende.core.cache.memo import remembered
from allmende.core.kit.dates import today
from allmende.core.kit.svg_sheet import names_in, svg_sheet
from allmende.core.towns.models import Town
from allmende.core.towns.queries import TOWNS_TAG, town_by_id
from allmende.site.neighbours import first_towns, has_more

#: Letters of all towns' coats in one file, about 20 kB compressed; the plainest coats come first.
MAX_LETTERS = 60_000


def drawing(town: Town) -> str:
    """What stands in the file of a town's coat: SVG, or nothing."""
    return _sheet(town.pk, today())[0] if town.is_alliance else town.coat_svg


def coat_url(town: Town, on: Town) -> str:
    """Address of a town's coat on the pages of another one; empty when it has none."""
    if on.is_alliance and town.slug in _sheet(on.pk, today())[1]:
        return f"{on.coat_url}#{town.slug}"
    return town.coat_url if town.coat_svg else ""


def badge_url(town: Town, on: Town) -> str:
    """The same for a small badge; where towns are many, only what costs no further request."""
    address = coat_url(town, on)
    return "" if on.is_alliance and has_more(on) and "#" not in address else address


@remembered(TOWNS_TAG)
def _sheet(alliance_id: int, _day: date) -> tuple[str, frozenset[str]]:
    """The file of an alliance, and the towns whose coats it carries."""
    alliance = town_by_id(alliance_id)
    coats = _coats(alliance)
    if not coats:
        return alliance.coat_svg, frozenset()
    sheet = svg_sheet(alliance.coat_svg, coats)
    return sheet, names_in(sheet)


def _coats(alliance: Town) -> dict[str, str]:
    found: dict[str, str] = {}
    left = MAX_LETTERS
    for town in sorted(first_towns(alliance), key=lambda one: len(one.coat_svg)):
        left -= len(town.coat_svg)
        if town != alliance and town.coat_svg and left >= 0:
            found[town.slug] = town.coat_svg
    return found
