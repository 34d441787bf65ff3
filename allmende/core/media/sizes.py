"""Which sizes of a picture the house uses, and in which formats.

A size is named as Wagtail names it: ``fill-400x250`` is cut around the focal point,
``width-640`` keeps its shape.
"""

from typing import Final

CARD: Final = ("fill-400x250", "fill-800x500")
LEAD: Final = ("fill-640x400", "fill-1280x800")
BODY: Final = ("width-640", "width-1280")
#: By the field of an item in which a picture stands: on top, or in the text.
FOR_TOP: Final = (*CARD, *LEAD)

#: Made at once when a picture comes in, small and quick: shown wherever the others are not
#: ready yet, and by programs that know nothing newer (feeds, other sites).
FIRST: Final = "max-1280x1280|format-jpeg"

#: Best first: a browser takes the first format it knows.
MODERN: Final = ("avif", "webp")


def spec(base: str, form: str) -> str:
    return f"{base}|format-{form}"


def specs(bases: tuple[str, ...]) -> list[str]:
    """Everything a page may want of these sizes, and what stands in for them."""
    return [*(spec(base, form) for form in MODERN for base in bases), FIRST]


def split(name: str) -> tuple[str, str]:
    """Size and format of a name made by ``spec``."""
    base, _, form = name.partition("|format-")
    return base, form
