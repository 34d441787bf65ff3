"""The map of the towns: outlines made once by ``scripts/build_map.mjs``, drawn as links in the page itself."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders

register = template.Library()


@lru_cache(maxsize=1)
def outlines() -> dict[str, Any]:
    """Read the outlines; an empty answer if the static files have not been built yet."""
    found = finders.find("map/outlines.json")
    if not isinstance(found, str):
        return {"towns": []}
    content: dict[str, Any] = json.loads(Path(found).read_text(encoding="utf-8"))
    return content


@register.inclusion_tag("site/components/map.html")
def town_map(towns: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Draw the outlines of ``towns`` (each with ags, name, url, coat_url); unknown keys are left out.

    The list of towns beside the map says the same in words: the map is an extra for the eye.
    """
    drawn = outlines()
    shapes = {shape["ags"]: shape for shape in drawn["towns"]}
    known = [town | shapes[town["ags"]] for town in towns if town["ags"] in shapes]
    return drawn | {"shapes": known}


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map: WGS 84, what is there, and whether it is what the page is about."""

    lat: float
    lon: float
    label: str
    url: str = ""
    is_main: bool = False


#: The least that is shown around points, in units of the outlines (the district is 1000 wide).
AROUND = (360, 240)


@register.inclusion_tag("site/components/place_map.html")
def place_map(spots: Iterable[Spot], towns: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    """Draw points over the outlines of towns; nothing where no point lies on the map.

    For the eye: the list beside it says the same. The nearer the points, the closer the look.
    """
    drawn = outlines()
    dots = [dot for spot in spots if (dot := _dot(spot, drawn))]
    names = {town["ags"]: town["name"] for town in towns}
    shapes = [shape | {"name": names.get(shape["ags"], "")} for shape in drawn["towns"]]
    left, top, wide, high = _box(dots, drawn) if dots else (0, 0, 0, 0)
    size = {"box": f"{left} {top} {wide} {high}", "radius": wide / 75, "letters": wide / 34}
    return drawn | {"dots": dots, "shapes": shapes, **size}


def _dot(spot: Spot, drawn: dict[str, Any]) -> dict[str, Any] | None:
    """Where a point lies on the drawing; None outside, or where the drawing says no scale."""
    scale = drawn.get("projection")
    if not scale:
        return None
    x = round(scale["margin"] + (spot.lon - scale["west"]) * scale["x"], 1)
    y = round(scale["margin"] + (scale["north"] - spot.lat) * scale["y"], 1)
    is_inside = 0 <= x <= drawn["width"] and 0 <= y <= drawn["height"]
    return {"x": x, "y": y, "spot": spot} if is_inside else None


def _box(dots: list[dict[str, Any]], drawn: dict[str, Any]) -> tuple[int, int, int, int]:
    """The part of the drawing that holds all points with some room, in one shape for all pages."""
    xs, ys = [dot["x"] for dot in dots], [dot["y"] for dot in dots]
    room = 1.3
    wide = max(AROUND[0], (max(xs) - min(xs)) * room, (max(ys) - min(ys)) * room * 1.5)
    wide = min(wide, drawn["width"])
    high = min(wide / 1.5, drawn["height"])
    left = min(max((max(xs) + min(xs) - wide) / 2, 0), drawn["width"] - wide)
    top = min(max((max(ys) + min(ys) - high) / 2, 0), drawn["height"] - high)
    return round(left), round(top), round(wide), round(high)
