"""The panel "Today": is the town hall open, and what are the ways people come for."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.urls import is_valid_path
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from allmende.core.cache.memo import remembered
from allmende.core.cache.tags import lives_until
from allmende.core.towns.hours import Interval
from allmende.core.towns.models import OfficeHours, QuickLink, Town
from allmende.core.towns.queries import TOWNS_TAG
from allmende.shared.places.opening import Plan, state_at
from allmende.shared.places.words import in_words


@remembered(TOWNS_TAG)
def _hours(town_id: int) -> list[OfficeHours]:
    return list(OfficeHours.objects.filter(town=town_id))


@remembered(TOWNS_TAG)
def _links(town_id: int) -> list[QuickLink]:
    return list(QuickLink.objects.filter(town=town_id)[:8])


def quick_links(town: Town) -> list[dict[str, Any]]:
    return [
        {
            "label": link.label,
            "url": _in_language(link.url),
            "icon": link.icon,
            "is_external": link.url.startswith(("http://", "https://")),
        }
        for link in _links(town.pk)
    ]


def _in_language(url: str) -> str:
    """Lead readers of English to the English page, where the address is one of ours and has one.

    While English is active, an address without its prefix resolves only if it has no English twin.
    """
    if get_language() != "en" or not url.startswith("/"):
        return url
    path = urlsplit(url).path
    has_twin = is_valid_path(f"/en{path}") and not is_valid_path(path)
    return f"/en{url}" if has_twin else url


def panel(town: Town, now: datetime) -> dict[str, Any]:
    """What the panel shows at a moment (local time)."""
    for moment in _turns(_hours(town.pk), now):
        lives_until(moment)
    return {
        "date": now.date(),
        "weekday": WEEKDAYS[now.weekday()],
        "office": office(_hours(town.pk), now) | {"phone": town.phone},
        "entries": [],
    }


def _turns(hours: list[OfficeHours], now: datetime) -> list[datetime]:
    """Moments still to come today at which the town hall opens or closes."""
    times = [time for one in hours for time in (one.opens, one.closes)
             if one.weekday == str(now.isoweekday()) and time > now.time()]  # fmt: skip
    return [datetime.combine(now.date(), time, tzinfo=now.tzinfo) for time in times]


def fresh(cards: list[Any]) -> list[dict[str, str]]:
    """What came in the last 24 hours, as lines of the panel; at most three."""
    since = timezone.now() - timedelta(hours=24)
    new = sorted((card for card in cards if card.date >= since), key=lambda card: card.date)
    if new:
        lives_until(new[0].date + timedelta(hours=24))
    return [
        {
            "time": time_format(timezone.localtime(card.date), "G:i"),
            "label": card.title,
            "url": card.url,
        }
        for card in new[:-4:-1]
    ]


def office(hours: list[OfficeHours], now: datetime) -> dict[str, str]:
    """Whether the town hall is open at a moment, until or from when; closed on public holidays."""
    if not hours:
        return {"state": "", "text": _("Call us before you come.")}
    week = tuple(Interval(one.weekday, one.opens, one.closes) for one in hours)
    said = in_words(state_at(Plan(week), now), now)
    return {"state": said.state, "text": str(said)}
