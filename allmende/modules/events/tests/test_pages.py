"""The calendar on the web: what is shown, of whom, with which choices."""

from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allmende.core.exchange.choices import Channel
from allmende.core.exchange.domain import accept, decline
from allmende.core.exchange.models import Placement
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import cancel, merge, withdraw
from allmende.core.items.models import Category
from allmende.core.kit.dates import BERLIN
from allmende.modules.events.choices import Lane, Price, Repeats
from allmende.modules.events.domain import publish_event, revise_event
from allmende.shared.places.choices import Known
from allmende.shared.places.models import Place
from conftest import settle

NOW = datetime(2026, 11, 22, 10, tzinfo=BERLIN)
LIST = "/veranstaltungen/"


def at(*parts):
    return datetime(*parts, tzinfo=BERLIN)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def publish(town, title, *when, **fields):
    return publish_event(
        town=town, title=title, starts_at=at(*(when or (2026, 11, 25, 19))), **fields
    )


def titles(client, path=LIST, host="soemmerda.localhost"):
    """Titles of the days of the list, in their order; the second lane left out."""
    answer = client.get(path, host=host)
    assert answer.status_code == 200
    return [entry.title for day in answer.context["days"] for entry in day.entries]


def test_soonest_first_and_nothing_of_another_town(cast, client):
    publish(cast.buttstaedt, "Fremd")
    publish(cast.soemmerda, "Später", 2026, 12, 24, 15)
    publish(cast.soemmerda, "Früher")

    assert titles(client) == ["Früher", "Später"]


def test_routine_stands_beside_the_list(cast, client):
    publish(cast.soemmerda, "Wochenmarkt", lane=Lane.ROUTINE, repeats=Repeats.WEEKLY)
    publish(cast.soemmerda, "Konzert")

    answer = client.get(LIST)

    assert titles(client) == ["Konzert"]
    beside = [entry.title for day in answer.context["routine"] for entry in day.entries]
    assert set(beside) == {"Wochenmarkt"}


def test_choices_narrow_and_can_be_joined(cast, client):
    hall = Place.objects.create(town=cast.soemmerda, name="Halle", step_free=Known.YES)
    culture = Category.objects.get(slug="kultur")
    publish(cast.soemmerda, "Konzert", category=culture, price=Price.FREE, place=hall)
    publish(cast.soemmerda, "Lesung", category=culture, price=Price.PAID)
    publish(cast.soemmerda, "Turnier", 2026, 12, 20, 9, price=Price.DONATION)

    assert titles(client, f"{LIST}?thema=kultur") == ["Konzert", "Lesung"]
    assert titles(client, f"{LIST}?preis=frei") == ["Konzert", "Turnier"]
    assert titles(client, f"{LIST}?zugang=stufenfrei") == ["Konzert"]
    assert titles(client, f"{LIST}?zeitraum=woche&preis=frei") == ["Konzert"]
    assert titles(client, f"{LIST}?zeitraum=quatsch&thema=nichts") == [
        "Konzert", "Lesung", "Turnier"
    ]  # fmt: skip


def test_counts_beside_choices_are_true(cast, client):
    culture = Category.objects.get(slug="kultur")
    publish(cast.soemmerda, "Chor", category=culture, repeats=Repeats.WEEKLY,
            repeats_until=at(2026, 12, 9).date())  # fmt: skip
    publish(cast.soemmerda, "Turnier")

    filters = {box["name"]: box for box in client.get(LIST).context["filters"]}

    assert [(one["value"], one["count"]) for one in filters["thema"]["options"]] == [("kultur", 3)]


def test_village_shows_what_is_there_or_about_it(cast, client):
    green = Place.objects.create(town=cast.straussfurt, name="Anger", village=cast.vehra)
    publish(cast.straussfurt, "Auf dem Anger", place=green)
    publish(cast.straussfurt, "Über Vehra", villages=[cast.vehra])
    publish(cast.straussfurt, "Woanders")
    host = "straussfurt.localhost"

    found = titles(client, f"{LIST}?dorf={cast.vehra.pk}", host)

    assert sorted(found) == ["Auf dem Anger", "Über Vehra"]


def test_taken_declined_withdrawn_and_merged(cast, client):
    taken = publish(cast.soemmerda, "Stadtfest", offer_to=OfferTo.ALL)
    declined = publish(cast.soemmerda, "Sitzung", offer_to=OfferTo.ALL)
    there = "buttstaedt.localhost"
    accept(placement=Placement.objects.get(item=taken.pk, town=cast.buttstaedt), by=None)
    decline(placement=Placement.objects.get(item=declined.pk, town=cast.buttstaedt), by=None)
    assert titles(client, host=there) == ["Stadtfest"]
    path = f"/veranstaltungen/2026/stadtfest_{taken.public_id}/"
    assert client.get(path, host=there).status_code == 200

    withdraw(item=taken.item_ptr, reason="Abgesagt für immer.")

    assert titles(client, host=there) == []
    assert client.get(path, host=there).status_code == 410
    kept = publish(cast.soemmerda, "Das eine")
    dropped = publish(cast.soemmerda, "Das andere")
    merge(keep=kept.item_ptr, drop=dropped.item_ptr)
    answer = client.get(f"/veranstaltungen/2026/{dropped.slug}/")
    assert (answer.status_code, answer["Location"][-13:]) == (301, "2026/das-eine/"[-13:])


def test_taken_for_the_calendar_only_stands_in_the_calendar(cast, client):
    page = publish(cast.soemmerda, "Konzert", offer_to=OfferTo.ALL)
    placement = Placement.objects.get(item=page.pk, town=cast.buttstaedt)
    accept(placement=placement, by=None, channels=[Channel.CALENDAR])
    there = "buttstaedt.localhost"

    assert titles(client, host=there) == ["Konzert"]
    path = f"/veranstaltungen/2026/konzert_{page.public_id}/"
    assert client.get(path, host=there).status_code == 200


def test_cancelled_stays_and_says_so_everywhere(cast, client):
    page = publish(cast.soemmerda, "Umzug", offer_to=OfferTo.ALL)
    placement = Placement.objects.get(item=page.pk, town=cast.buttstaedt)
    accept(placement=placement, by=None)

    cancel(item=page.item_ptr, reason="Das Wetter.")

    for host in ("soemmerda.localhost", "buttstaedt.localhost"):
        entry = client.get(LIST, host=host).context["days"][0].entries[0]
        assert (entry.title, entry.is_cancelled) == ("Umzug", True)
    answer = client.get("/veranstaltungen/2026/umzug/")
    assert answer.status_code == 200
    assert "Das Wetter." in answer.content.decode()
    assert '"eventStatus": "https://schema.org/EventCancelled"' in answer.content.decode()


def test_another_year_leads_from_the_old_address(cast, client):
    page = publish(cast.soemmerda, "Kirmes", 2026, 12, 30, 10)

    revise_event(page=page, starts_at=at(2027, 1, 6, 10))
    settle()

    answer = client.get("/veranstaltungen/2026/kirmes/")
    assert (answer.status_code, answer["Location"]) == (
        301,
        f"{cast.soemmerda.base_url}/veranstaltungen/2027/kirmes/",
    )
    assert client.get("/veranstaltungen/2027/kirmes/").status_code == 200


def test_a_month_has_its_days_and_bounds(cast, client):
    publish(cast.soemmerda, "Markt", 2026, 12, 4, 14, ends_at=at(2026, 12, 6, 21))
    publish(cast.soemmerda, "Tanz", 2026, 12, 11, 20, ends_at=at(2026, 12, 12, 3))
    publish(cast.soemmerda, "Neujahr", 2027, 1, 1, 11)

    weeks = client.get("/veranstaltungen/monat/2026-12/").context["weeks"]

    days = {
        cell.day.day: [entry.title for entry in cell.entries]
        for week in weeks
        for cell in week
        if cell.is_here and cell.entries
    }
    assert days == {4: ["Markt"], 5: ["Markt"], 6: ["Markt"], 11: ["Tanz"]}
    assert client.get("/veranstaltungen/monat/2026-13/").status_code == 404
    assert client.get("/veranstaltungen/monat/1999-01/").status_code == 404


def test_a_list_costs_the_same_for_one_and_for_six(cast, client):
    def queries():
        client.get(LIST)
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    publish(cast.soemmerda, "Eins", place=Place.objects.create(town=cast.soemmerda, name="A"))
    one = queries()
    for number in range(5):
        there = Place.objects.create(town=cast.soemmerda, name=f"Ort {number}")
        publish(cast.soemmerda, f"Nummer {number}", place=there, repeats=Repeats.WEEKLY)

    assert queries() == one


def test_an_empty_calendar_says_what_to_do(cast, client):
    answer = client.get(LIST).content.decode()

    assert "In dieser Zeit ist nichts eingetragen" in answer
    assert "Ihre Stadt sagt, wie." in answer
