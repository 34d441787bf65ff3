"""Events of the demo world: our own texts, real places, fixed seed; run again: no change."""

import json
import random
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from allmende.core.exchange.domain import accept, decline
from allmende.core.exchange.queries import offered_to
from allmende.core.items.choices import OfferTo, SourceKind
from allmende.core.items.domain import cancel
from allmende.core.items.models import Category
from allmende.core.kit.dates import BERLIN, today
from allmende.core.modules.switchboard import is_on
from allmende.core.towns.models import Town, Village
from allmende.modules.events.choices import Fate, Lane, Price
from allmende.modules.events.domain import open_calendar, publish_event
from allmende.modules.events.pages import EventPage, SingleDate
from allmende.shared.places.queries import place_named

FILE = Path(__file__).parent / "events.json"
SEED = 876
#: Share of events that are called off.
CANCELLED = 0.04
#: Share of the neighbours' events that a town shows.
TAKEN = 0.8
REASONS = (
    "Die Band ist krank. Ein neuer Termin wird gesucht.",
    "Der Saal ist nach dem Wasserschaden noch nicht trocken.",
)

Entry = dict[str, Any]


def build() -> None:
    """Fill every town that has events on and none yet."""
    full = set(EventPage.objects.values_list("town", flat=True).distinct())
    empty = [town for town in Town.objects.all() if town.pk not in full and is_on(town, "events")]
    data = json.loads(FILE.read_text()) if empty else {}
    for town in empty:
        open_calendar(town=town)
        _fill(town, data)
    for town in empty:
        _decide(town)


def _fill(town: Town, data: dict[str, Any]) -> None:
    rng = random.Random(f"{SEED}{town.slug}")
    for entry in data.get(town.slug, []):
        _publish(town, entry, rng)


def _publish(town: Town, entry: Entry, rng: random.Random) -> None:
    start = _start(entry)
    is_own = "verwaltung" in entry["organiser"] or entry["organiser"].startswith(("Stadt ", "Gem"))
    page = publish_event(
        town=town,
        title=entry["title"],
        starts_at=start,
        ends_at=start + timedelta(days=int(entry.get("days", 1)) - 1, hours=entry["hours"]),
        summary=entry["summary"],
        body=[("paragraph", f"<p>{entry['summary']}</p>")],
        place=place_named(town, entry["place"]),
        place_text=entry["place"],
        organiser_text=entry["organiser"],
        category=Category.objects.get(slug=entry["category"]),
        price=Price(entry["price"]),
        price_text=entry.get("price_text", ""),
        repeats=_repeats(entry),
        lane=Lane.ROUTINE if "lane" in entry else Lane.EVENT,
        source_kind=SourceKind.ADMINISTRATION if is_own else SourceKind.ASSOCIATION,
        villages=list(Village.objects.filter(town=town, name=entry["village"])),
        offer_to=OfferTo(entry["offer"]),
        single_dates=_single(entry, start, rng),
    )
    if rng.random() < CANCELLED:
        cancel(item=page.item_ptr, reason=rng.choice(REASONS))


def _decide(town: Town) -> None:
    """Answer every offer of an event: most towns show what their neighbours do."""
    rng = random.Random(f"{SEED}{town.slug}")
    events = EventPage.objects.values("pk")
    for placement in list(offered_to(town).filter(item__in=events).order_by("pk")):
        if rng.random() < TAKEN:
            accept(placement=placement, by=None)
        else:
            decline(placement=placement, by=None)


def _start(entry: Entry) -> datetime:
    """The day of the entry, moved on to its weekday."""
    day: date = today() + timedelta(days=entry["in_days"])
    day += timedelta(days=(entry["weekday"] - day.weekday()) % 7)
    return datetime.combine(day, time.fromisoformat(entry["at"]), tzinfo=BERLIN)


def _repeats(entry: Entry) -> str:
    names = {"weekly": "weekly", "fortnightly": "fortnightly", "monthly": "monthly_weekday"}
    return next((value for key, value in names.items() if key in entry), "")


def _single(entry: Entry, start: datetime, rng: random.Random) -> list[SingleDate]:
    """Some series rest once around the turn of the year."""
    if "weekly" not in entry or rng.random() > 0.5:
        return []
    day = (start + timedelta(weeks=4)).date()
    return [SingleDate(day=day, fate=Fate.CANCELLED, note="Fällt zwischen den Jahren aus.")]
