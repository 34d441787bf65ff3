"""Dates are laid out when an event is published, and follow every change."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from allmende.core.items.domain import cancel
from allmende.core.kit.dates import BERLIN
from allmende.modules.events.choices import Fate, Repeats
from allmende.modules.events.domain import lay_out_all, lay_out_dates, publish_event, revise_event
from allmende.modules.events.models import Occurrence
from allmende.modules.events.pages import SingleDate
from allmende.modules.events.queries import coming, next_dates, span_of

NOW = datetime(2026, 11, 22, 10, tzinfo=BERLIN)


def at(*parts):
    return datetime(*parts, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def choir(cast, **fields):
    return publish_event(
        town=cast.soemmerda, title="Chorprobe", starts_at=at(2026, 11, 26, 19),
        ends_at=at(2026, 11, 26, 21), repeats=Repeats.WEEKLY, **fields,
    )  # fmt: skip


def rows(page, most=4):
    found = Occurrence.objects.filter(item=page.pk).order_by("planned_at")[:most]
    return [(f"{one.starts_at.astimezone(BERLIN):%d.%m. %H:%M}", one.is_cancelled) for one in found]


def test_a_series_is_laid_out_with_its_single_dates(cast):
    page = choir(
        cast,
        single_dates=[
            SingleDate(day=date(2026, 12, 3), fate=Fate.CANCELLED, note="Saal gesperrt"),
            SingleDate(day=date(2026, 12, 10), fate=Fate.MOVED, starts_at=at(2026, 12, 11, 18)),
            SingleDate(day=date(2026, 12, 17), fate=Fate.LEFT_OUT),
        ],
    )

    assert rows(page) == [
        ("26.11. 19:00", False),
        ("03.12. 19:00", True),
        ("11.12. 18:00", False),
        ("24.12. 19:00", False),
    ]
    moved = Occurrence.objects.get(item=page.pk, planned_at=at(2026, 12, 10, 19))
    assert (moved.state, moved.ends_at) == ("moved", at(2026, 12, 11, 20))


def test_laying_out_twice_changes_nothing(cast):
    page = choir(cast)
    before = list(Occurrence.objects.filter(item=page.pk).values_list("pk", flat=True))

    lay_out_dates(page=page)

    assert list(Occurrence.objects.filter(item=page.pk).values_list("pk", flat=True)) == before
    assert len(before) == 58  # 400 days from its first date


def test_another_day_takes_the_dates_along(cast):
    page = choir(cast)

    revise_event(page=page, starts_at=at(2026, 11, 27, 18), ends_at=at(2026, 11, 27, 20))

    assert rows(page, 2) == [("27.11. 18:00", False), ("04.12. 18:00", False)]


def test_the_night_moves_the_horizon_on_and_sweeps_the_past(cast):
    page = choir(cast)
    later = NOW + timedelta(days=365 * 3)

    assert lay_out_all(now=later) == 1

    found = Occurrence.objects.filter(item=page.pk)
    assert found.order_by("-starts_at").first().starts_at > later + timedelta(days=390)


def test_what_began_this_morning_is_still_on_and_yesterday_is_not(cast):
    publish_event(town=cast.soemmerda, title="Gestern", starts_at=at(2026, 11, 21, 20))
    publish_event(town=cast.soemmerda, title="Heute früh", starts_at=at(2026, 11, 22, 6))
    publish_event(
        town=cast.soemmerda, title="Messe", starts_at=at(2026, 11, 20, 9),
        ends_at=at(2026, 11, 24, 17),
    )  # fmt: skip

    assert [one.item.title for one in coming(cast.soemmerda)] == ["Messe", "Heute früh"]


def test_an_event_called_off_stays_in_the_calendar(cast):
    page = publish_event(town=cast.soemmerda, title="Lesung", starts_at=at(2026, 11, 30, 19))

    cancel(item=page.item_ptr, reason="Die Autorin ist krank.")

    assert [one.item.title for one in coming(cast.soemmerda)] == ["Lesung"]


def test_a_page_says_the_coming_dates_or_the_last_one(cast):
    page = publish_event(town=cast.soemmerda, title="Alt", starts_at=at(2026, 3, 1, 19))

    assert [one.starts_at for one in next_dates(page)] == [at(2026, 3, 1, 19)]
    assert len(next_dates(choir(cast))) == 12


@pytest.mark.parametrize(
    ("name", "day", "first", "last"),
    [
        ("heute", date(2026, 11, 25), at(2026, 11, 25), at(2026, 11, 26)),
        ("wochenende", date(2026, 11, 25), at(2026, 11, 28), at(2026, 11, 30)),
        ("wochenende", date(2026, 11, 28), at(2026, 11, 28), at(2026, 11, 30)),
        ("wochenende", date(2026, 11, 29), at(2026, 11, 29), at(2026, 11, 30)),
        ("woche", date(2026, 3, 28), at(2026, 3, 28), at(2026, 4, 4)),
    ],
)
def test_spans_of_time(name, day, first, last):
    assert span_of(name, day) == (first, last)


def test_an_unknown_span_is_none():
    assert span_of("jahrhundert", date(2026, 11, 25)) is None
