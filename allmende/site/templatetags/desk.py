"""Pieces of the editors' screens."""

from typing import Any

from django import template

from allmende.site.desk.acting import acting_town, towns_of
from allmende.site.desk.deeds_words import word_for

register = template.Library()


@register.inclusion_tag("site/desk/town_bar.html", takes_context=True)
def town_bar(context: dict[str, Any]) -> dict[str, Any]:
    """The bar that says for which town this screen acts (coat, name, colour)."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return {"show": False}
    towns = towns_of(request)
    return {"show": bool(towns), "acting": acting_town(request), "towns": towns}


@register.filter
def deed_word(verb: str) -> str:
    """What the log calls a deed, in the language of the reader."""
    return word_for(verb)
