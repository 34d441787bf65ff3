"""iCalendar: what other programs read (EV-a, EV-b)."""

from datetime import date, datetime

import pytest
import time_machine
from icalendar import Calendar

from allmende.core.exchange.domain import accept
from allmende.core.exchange.models import Placement
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import cancel
from allmende.core.kit.dates import BERLIN
from allmende.modules.events.choices import Fate, Repeats
from allmende.modules.events.domain import publish_event
from allmende.modules.events.pages import SingleDate

NOW = datetime(2026, 10, 1, 10, tzinfo=BERLIN)
FILE = "/veranstaltungen/kalender.ics"


def at(*parts):
    return datetime(*parts, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def read(client, path=FILE, host="soemmerda.localhost"):
    answer = client.get(path, host=host)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def events(calendar):
    return calendar.walk("VEVENT")


def test_a_weekly_event_with_exceptions_over_the_change_of_clocks(cast, client):
    page = publish_event(
        town=cast.soemmerda, title="Turnen", starts_at=at(2026, 10, 15, 18),
        ends_at=at(2026, 10, 15, 20), repeats=Repeats.WEEKLY,
        single_dates=[
            SingleDate(day=date(2026, 10, 22), fate=Fate.LEFT_OUT),
            SingleDate(day=date(2026, 11, 5), fate=Fate.CANCELLED, note="Halle gesperrt"),
        ],
    )  # fmt: skip

    series, single = events(read(client))

    assert series["UID"] == single["UID"] == f"{page.public_id}@soemmerda.localhost"
    assert series["RRULE"].to_ical() == b"FREQ=WEEKLY"
    assert series["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert series["DTSTART"].dt.hour == 18
    assert [one.dt for one in series["EXDATE"].dts] == [at(2026, 10, 22, 18)]
    assert single["RECURRENCE-ID"].dt == at(2026, 11, 5, 18)  # after the change: still at six
    assert single["STATUS"] == "CANCELLED"
    assert read(client).walk("VTIMEZONE")


def test_whoever_took_a_cancelled_event_reads_cancelled(cast, client):
    page = publish_event(
        town=cast.soemmerda, title="Markt", starts_at=at(2026, 11, 1, 9), offer_to=OfferTo.ALL
    )
    placement = Placement.objects.get(item=page.pk, town=cast.buttstaedt)
    accept(placement=placement, by=None)
    before = events(read(client, host="buttstaedt.localhost"))[0]

    cancel(item=page.item_ptr, reason="Sturm")

    after = events(read(client, host="buttstaedt.localhost"))[0]
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert before["UID"] == after["UID"]


def test_an_event_of_all_day_ends_the_day_after(cast, client):
    publish_event(
        town=cast.soemmerda, title="Messe", starts_at=at(2026, 11, 6), ends_at=at(2026, 11, 8),
        is_all_day=True,
    )  # fmt: skip

    [event] = events(read(client))

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 11, 6), date(2026, 11, 9))


def test_last_day_is_said_in_utc(cast, client):
    publish_event(
        town=cast.soemmerda, title="Kurs", starts_at=at(2026, 11, 2, 18), repeats=Repeats.WEEKLY,
        repeats_until=date(2026, 11, 30),
    )  # fmt: skip

    [event] = events(read(client))

    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20261130T225959Z"


def test_of_a_village_and_not_of_another_town(cast, client):
    publish_event(
        town=cast.straussfurt, title="Kirmes", starts_at=at(2026, 11, 3, 9), villages=[cast.vehra]
    )
    publish_event(town=cast.straussfurt, title="Sitzung", starts_at=at(2026, 11, 3, 9))
    path = f"{FILE}?dorf={cast.vehra.pk}"

    there = events(read(client, path, host="straussfurt.localhost"))

    assert [event["SUMMARY"] for event in there] == ["Kirmes"]
    assert client.get(path, host="soemmerda.localhost").status_code == 404
    assert client.get(f"{FILE}?dorf=quatsch").status_code == 404


def test_a_title_cannot_break_out_of_its_line(cast, client):
    publish_event(
        town=cast.soemmerda, title="Fest\r\nSTATUS:CANCELLED; hier", starts_at=at(2026, 11, 3, 9)
    )

    [event] = events(read(client))

    assert event["STATUS"] == "CONFIRMED"
    assert "STATUS:CANCELLED; hier" in event["SUMMARY"]


def test_one_event_for_ones_own_calendar(cast, client):
    page = publish_event(town=cast.soemmerda, title="Lesung", starts_at=at(2026, 11, 3, 19))
    publish_event(town=cast.soemmerda, title="Anderes", starts_at=at(2026, 11, 3, 19))

    found = events(read(client, f"/veranstaltungen/2026/{page.slug}/termin.ics"))

    assert [event["SUMMARY"] for event in found] == ["Lesung"]
