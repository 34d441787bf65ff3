"""Small words of the weather's templates: pictures, degrees, bars. All decoration has its text beside it."""

from collections.abc import Sequence
from functools import cache as once
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from allmende.modules.weather.choices import Condition
from allmende.modules.weather.queries.shown import DayAhead, HourAhead

register = template.Library()

MINUS, NO_BREAK = "\N{MINUS SIGN}", "\N{NARROW NO-BREAK SPACE}"
#: Rain of an hour (mm) that fills a bar; heavier rain is written beside it.
FULL_BAR = 4.0
BAR = 40
#: Height of the curve, and how much of it stays free above and below.
CURVE, MARGIN = 40, 6


@register.simple_tag
def weather_icon(condition: str) -> SafeString:
    """Draw the sky; nothing for a condition nobody has named."""
    return _icon(condition) if condition in Condition.values else SafeString("")


@once
def _icon(condition: str) -> SafeString:
    return render_to_string(f"weather/icons/{condition}.svg")


@register.filter
def degrees(value: float) -> str:
    """``-3.4`` becomes ``−3 °C``, with the sign that is read aloud as minus."""
    return f"{short_degrees(value).removesuffix('°')}{NO_BREAK}°C"


@register.filter
def short_degrees(value: float) -> str:
    """``-3.4`` becomes ``−3°``; there is no ``−0°``."""
    whole = round(value)
    return f"{MINUS if whole < 0 else ''}{abs(whole)}°"


@register.filter
def millimetres(value: float) -> str:
    return f"{number_format(round(value, 1), 1)}{NO_BREAK}mm"


@register.filter
def whole(value: float) -> int:
    return round(value)


@register.simple_tag
def rain_bar(mm: float) -> SafeString:
    """A bar that grows with the rain of an hour; empty without any."""
    height = 0 if mm <= 0 else max(3, round(min(mm / FULL_BAR, 1) * BAR))
    return format_html(
        '<svg class="wx-bar" viewBox="0 0 10 {}" preserveAspectRatio="none" aria-hidden="true"'
        ' focusable="false"><rect y="{}" width="10" height="{}"/></svg>',
        BAR,
        BAR - height,
        height,
    )


@register.simple_tag
def span_bar(day: DayAhead, days: Sequence[DayAhead]) -> SafeString:
    """From the lowest to the highest temperature of a day, within those of all days."""
    low, high = min(one.low for one in days), max(one.high for one in days)
    width = (high - low) or 1.0
    return format_html(
        '<svg class="wx-span" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"'
        ' focusable="false"><rect class="wx-span__all" width="100" height="6" rx="3"/>'
        '<rect class="wx-span__day" x="{}" width="{}" height="6" rx="3"/></svg>',
        round((day.low - low) / width * 92),
        max(8, round((day.high - day.low) / width * 92) + 8),
    )


@register.simple_tag
def curve(hours: Sequence[HourAhead]) -> SafeString:
    """The temperature of the hours as a line."""
    if len(hours) < 2:
        return SafeString("")
    values = [hour.temperature for hour in hours]
    low, width = min(values), (max(values) - min(values)) or 1.0
    room = CURVE - 2 * MARGIN
    points = [
        f"{number * 10 + 5},{round(CURVE - MARGIN - (value - low) / width * room, 1)}"
        for number, value in enumerate(values)
    ]
    return format_html(
        '<svg class="wx-curve" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true"'
        ' focusable="false"><polyline points="{}" vector-effect="non-scaling-stroke"/></svg>',
        len(hours) * 10,
        CURVE,
        " ".join(points),
    )


@register.simple_tag
def wettest(hours: Sequence[HourAhead]) -> Any:
    """Whether any of the hours has rain: without any the bars are left out."""
    return max((hour.rain_mm for hour in hours), default=0)
