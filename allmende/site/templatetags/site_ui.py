"""Small words of the templates: icons, page numbers, form controls, the ribbon of an archive."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache as once
from typing import TYPE_CHECKING, Any, Final

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.forms.boundfield import BoundWidget
from django.template.base import Parser, Token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from allmende.core.cache.pieces import piece
from allmende.core.cache.tags import shows
from allmende.site.context import frame_tags

if TYPE_CHECKING:
    from django.core.paginator import Page

    from allmende.site.cards import Card

register = template.Library()

LANDSCAPES: Final = 8
RIBBON_STEPS: Final = 8
KIND_ICONS: Final = {
    "administration": "administration",
    "association": "association",
    "alliance": "alliance",
}


@register.filter(expects_localtime=True)
def machine_time(moment: datetime) -> str:
    """A moment as HTML's ``datetime`` wants it: whole seconds (a fraction has three digits)."""
    return moment.isoformat(timespec="seconds")


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Draw the icon ``name`` of the sprite. It is decoration: the text beside it carries the meaning."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("icons/icons.svg"),
        name or "arrow-right",
    )


@register.simple_tag
def landscape(number: int | None) -> SafeString:
    """Draw one of eight small landscapes in the town's colours; any whole number is welcome."""
    return _landscape((number or 0) % LANDSCAPES)


@once
def _landscape(number: int) -> SafeString:
    return render_to_string(f"site/components/landscape/{number}.svg")


#: Where what a search has marked goes into a drawn card (letters of private use).
_HOLES: Final = ("\ue000marked\ue000", "\ue000excerpt\ue000")


@register.simple_tag
def draw_card(card: "Card", variant: str = "normal", level: int = 3, sizes: str = "") -> SafeString:
    """Draw a card; one that was drawn before for the same kind of list is not drawn again.

    What a search has marked differs by question, so the card is kept with holes in these places.
    """
    is_there = bool(card.marked), bool(card.excerpt)
    key = (variant, level, sizes, get_language(), card.is_timeless, *is_there)
    if key not in card.drawn:
        marked, excerpt = (
            SafeString(hole * there) for hole, there in zip(_HOLES, is_there, strict=True)
        )
        empty = replace(card, marked=marked, excerpt=excerpt)
        values = {"card": empty, "variant": variant, "level": level, "sizes": sizes}
        card.drawn[key] = render_to_string("site/components/card.html", values)
    drawn = card.drawn[key]
    for hole, text in zip(_HOLES, (card.marked, card.excerpt), strict=True):
        drawn = drawn.replace(hole, conditional_escape(text), 1) if text else drawn
    return SafeString(drawn)


@register.tag
def kept(parser: Parser, token: Token) -> "Kept":
    """``{% kept "footer" language %}…{% endkept %}``: a part of the frame, made once per town.

    What stands inside may depend on the town, its menu and switches, and on the values named.
    """
    _, name, *values = token.split_contents()
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(name, [parser.compile_filter(value) for value in values], inside)


class Kept(template.Node):
    """Part of a template that is kept as a piece."""

    def __init__(self, name: str, values: list[Any], inside: template.NodeList) -> None:
        self.name, self.values, self.nodelist = name, values, inside

    def render(self, context: template.Context) -> SafeString:
        """Give the piece; a page without a town (an error) keeps nothing."""
        town = context.get("town")
        if town is None:
            return self.nodelist.render(context)
        values = [value.resolve(context) for value in self.values]

        def make() -> SafeString:
            shows(*frame_tags(town))
            return self.nodelist.render(context)

        return piece(("kept", self.name, town.pk, *values), make)


@register.filter
def kind_icon(kind: str) -> str:
    """Name the icon of who is speaking: administration, association or alliance."""
    return KIND_ICONS.get(kind, "administration")


@register.filter
def tel(phone: str) -> str:
    """``03634 350-0`` becomes ``+493634350 0`` without blanks, for the address of a link (RFC 3966)."""
    digits = "".join(c for c in phone if c.isdigit() or c == "+")
    return f"+49{digits[1:]}" if digits.startswith("0") and not digits.startswith("00") else digits


@register.simple_tag
def elided_pages(page: "Page[Any]") -> Iterator[int | str]:
    """Page numbers around the current one, with an ellipsis for the gaps."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag
def ribbon(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add ``step`` (1 to 8) to every entry of an archive, in proportion to its ``count``."""
    known = list(entries)
    most = max((entry["count"] for entry in known), default=0) or 1
    return [
        entry | {"step": max(1, round(entry["count"] / most * RIBBON_STEPS))} for entry in known
    ]


@register.filter
def control_kind(field: BoundField) -> str:
    """Which frame a field wants: ``check``, ``choices``, ``select`` or ``input``."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, RadioSelect):  # CheckboxSelectMultiple is one as well
        return "choices"
    return "select" if isinstance(widget, Select) else "input"


@register.simple_tag
def form_control(field: BoundField) -> SafeString:
    """Render the widget with KERN's class, joined to its help and its error by ``aria-describedby``."""
    css = {
        "check": "kern-form-check__checkbox",
        "select": "kern-form-input__select",
        "choices": "kern-form-check__radio",
    }.get(control_kind(field), "kern-form-input__input")
    described = [f"{field.id_for_label}_help"] if field.help_text else []
    described += [f"{field.id_for_label}_error"] if field.errors else []
    attrs: dict[str, str | bool] = {"class": css + (f" {css}--error" if field.errors else "")}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


@register.simple_tag
def choice_control(choice: BoundWidget) -> SafeString:
    """Render one radio button or check box of a group; its label stands beside it in the template."""
    kind = "checkbox" if choice.data["type"] == "checkbox" else "radio"
    choice.data["attrs"] = {**choice.data["attrs"], "class": f"kern-form-check__{kind}"}
    return SafeString(choice.tag(wrap_label=False))


@register.filter
def is_filtered(filters: Iterable[dict[str, Any]] | None) -> bool:
    """Tell whether the reader has narrowed a list."""
    return any(one["value"] for one in filters or ())


@register.filter
def narrows_more(boxes: Iterable[dict[str, Any]]) -> bool:
    """Tell whether the reader has chosen a town or a time, so that these choices stand open."""
    return any(box["value"] for box in boxes if box["name"] != "art")


@register.filter
def thin_number(value: float | None) -> str:
    """``19052`` becomes ``19 052`` with a narrow no-break space (DIN 5008); nothing becomes a dash."""
    return "–" if value is None else f"{value:,}".replace(",", "\u202f")


@register.filter
def size_text(size: float | str) -> str:
    """Bytes as people read them: ``240000`` becomes ``240 kB``. A ready text passes unchanged."""
    if isinstance(size, str):
        return size
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    number = f"{size / 1_000_000:.1f}"
    return f"{number if get_language() == 'en' else number.replace('.', ',')} MB"
