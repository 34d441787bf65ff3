"""The map of the towns: outlines made once by ``scripts/build_map.mjs``, drawn as links in the page itself."""

import json
from collections.abc import Iterable
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
