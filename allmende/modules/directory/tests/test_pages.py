"""Lists, details, tables and points: what readers see, and what they do not."""

import csv
import io
import json
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allmende.core.kit.dates import BERLIN, today
from allmende.core.modules.domain import switch_off
from allmende.core.towns.hours import Interval
from allmende.core.towns.models import Village
from allmende.modules.directory.domain import Whole, add_entry, change_entry, confirm_entry
from allmende.modules.directory.models import Entry
from allmende.modules.directory.queries import shown_in
from allmende.modules.directory.tests.world import club, office
from allmende.shared.places.domain import add_special_hours, set_opening_hours
from conftest import HouseClient

HERE = "/verzeichnis/"


def shown(client, ask="", host="soemmerda.localhost"):
    return client.get(f"{HERE}{ask}", host=host).content.decode()


def names(entries):
    return sorted(entry.name for entry in entries)


def test_closed_on_reformation_day_and_when_it_opens_again(cast, client):
    """DIR-a, on the page of the office."""
    made = office(cast.soemmerda, "Bürgerbüro", "personalausweis")
    with time_machine.travel(datetime(2026, 10, 31, 10, tzinfo=BERLIN), tick=False):
        german = client.get(made.path).content.decode()
        english = client.get(f"/en{made.path}").content.decode()
    assert "Geschlossen – Feiertag (Reformationstag)" in german
    assert "Wieder geöffnet: Montag um 9:00" in german
    assert "Closed – public holiday (Reformation Day)" in english


def test_open_now_lists_what_is_open_and_nothing_else(cast, client):
    open_ = office(cast.soemmerda, "Offenes Amt")
    shut = office(cast.soemmerda, "Zues Amt", week=[Interval("3", time(14), time(16))])
    moved = office(cast.soemmerda, "Umgezogenes Amt")
    day = date(2026, 11, 4)
    add_special_hours(place=moved.place, first_day=day, last_day=day, reason="Umzug")
    with time_machine.travel(datetime(2026, 11, 4, 10, tzinfo=BERLIN), tick=False):
        page = shown(client, "?offen=jetzt")
    found = [one.name for one in (open_, shut, moved) if f">{one.name}<" in page]
    assert found == ["Offenes Amt"]


def test_a_page_ends_when_something_on_it_opens(cast, client):
    office(cast.soemmerda, "Amt")
    with time_machine.travel(datetime(2026, 11, 4, 8, 59, 50, tzinfo=BERLIN), tick=False):
        assert "Geschlossen. Wieder geöffnet: heute um 9:00" in shown(client)
    with time_machine.travel(datetime(2026, 11, 4, 9, 0, 1, tzinfo=BERLIN), tick=False):
        assert "Geöffnet bis 12:00" in shown(client)


def test_filters_narrow_by_kind_village_town_and_access(cast, client):
    village = Village.objects.create(town=cast.soemmerda, name="Leubingen")
    place = {"village": village, "step_free": "yes", "street": "Anger 1"}
    add_entry(town=cast.soemmerda, whole=Whole({"name": "Dorfsaal", "kind": "facility"}, place))
    add_entry(town=cast.soemmerda, whole=Whole({"name": "Torturm", "kind": "sight"}))
    club(cast.buttstaedt, "Chor B", is_shared=True, created_on=today())
    every = ("Dorfsaal", "Torturm", "Chor B")
    asked = {
        "": ["Dorfsaal", "Torturm"],
        "?ort=alle": ["Dorfsaal", "Torturm", "Chor B"],
        "?ort=buttstaedt": ["Chor B"],
        "?art=sight": ["Torturm"],
        f"?ortsteil={village.pk}": ["Dorfsaal"],
        "?stufenlos=ja": ["Dorfsaal"],
        "?q=anger": ["Dorfsaal"],
        "?art=quatsch&ortsteil=x&seite=999999&ort=nirgends": ["Dorfsaal", "Torturm"],
    }
    for ask, wanted in asked.items():
        page = shown(client, ask)
        assert [name for name in every if f">{name}<" in page] == wanted, ask


def test_what_is_not_shared_stays_at_home(cast, client):
    club(cast.buttstaedt, "Geheimbund", created_on=today())
    hosts = ("soemmerda.localhost", "becken.localhost", "wundersleben.localhost")
    for path in (f"{HERE}?ort=alle", f"{HERE}verzeichnis.csv", f"{HERE}verzeichnis.geojson",
                 f"{HERE}geheimbund/", "/suche/?q=geheimbund"):  # fmt: skip
        for host in hosts:
            assert "Geheimbund" not in client.get(path, host=host).content.decode()
    assert "Geheimbund" in shown(client, host="buttstaedt.localhost")


def test_what_partners_share_never_reaches_a_town_that_is_no_member(cast):
    shared = club(cast.buttstaedt, "Chor B", is_shared=True, created_on=today())
    assert list(shown_in(cast.soemmerda)) == [shared]
    assert list(shown_in(cast.allianz)) == [shared]
    assert list(shown_in(cast.wundersleben)) == []
    switch_off(town=cast.buttstaedt, label="directory")
    assert list(shown_in(cast.soemmerda)) == []


def test_hidden_entries_have_no_page(cast, client):
    made = club(cast.soemmerda, created_on=today(), is_public=False)
    assert client.get(made.path).status_code == 404
    assert client.get(made.path, host="buttstaedt.localhost").status_code == 404


def test_a_change_is_seen_at_once(cast, client):
    made = club(cast.soemmerda, created_on=today())
    assert "Singt jeden Montag" not in shown(client)
    change_entry(entry=made, whole=Whole({"summary": "Singt jeden Montag."}), by=cast.marlene)
    assert "Singt jeden Montag" in shown(client)
    set_opening_hours(place=office(cast.soemmerda, "Amt").place, hours=[])
    assert "Geöffnet" not in shown(client)


def test_the_page_says_how_old_its_word_is(cast, client):
    made = club(cast.soemmerda, on=today() - timedelta(days=500))
    year = (today() - timedelta(days=500)).year
    assert f"Zuletzt bestätigt {year}<" in client.get(made.path).content.decode()
    assert f"zuletzt bestätigt {year}<" in shown(client)
    confirm_entry(entry=made)
    assert f"zuletzt bestätigt {year}<" not in shown(client)


def test_the_address_on_file_is_nowhere_to_be_read(cast, client):
    made = club(cast.soemmerda, email="geheim@example.org", created_on=today())
    paths = [made.path, HERE, f"{HERE}verzeichnis.csv", f"{HERE}verzeichnis.geojson",
             f"{made.path}eintrag-pflegen/", "/suche/?q=chor"]  # fmt: skip
    assert [p for p in paths if "geheim@" in client.get(p).content.decode()] == []


def test_the_table_cannot_become_formulas(cast, client):
    facts = {"name": "=HYPERLINK(1)", "kind": "sight", "summary": "+cmd", "source": "@SUM"}
    add_entry(town=cast.soemmerda, whole=Whole(facts | {"licence": "CC0 1.0"}))
    text = client.get(f"{HERE}verzeichnis.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["name"], row["beschreibung"], row["quelle"]) == ("'=HYPERLINK(1)", "'+cmd", "'@SUM")
    assert row["lizenz"] == "CC0 1.0"


def test_points_are_geojson(cast, client):
    office(cast.soemmerda, "Amt")
    add_entry(town=cast.soemmerda, whole=Whole({"name": "Ohne Ort", "kind": "sight"}))
    response = client.get(f"{HERE}verzeichnis.geojson")
    found = {
        f["properties"]["name"]: f["geometry"] for f in json.loads(response.content)["features"]
    }
    assert response["Content-Type"] == "application/geo+json"
    assert found == {
        "Amt": {"type": "Point", "coordinates": [10.9868, 51.165]}, "Ohne Ort": None,
    }  # fmt: skip


@pytest.mark.parametrize("path", ["", "verzeichnis.csv", "?offen=jetzt&ort=alle", "?q=amt"])
def test_questions_to_the_database_do_not_grow_with_the_list(cast, path):
    def cost():
        client = HouseClient()
        client.get(f"{HERE}{path}")
        Entry.objects.filter(name="Amt 0").update(summary=str(datetime.now(tz=BERLIN)))
        with CaptureQueriesContext(connection) as seen:
            client.get(f"{HERE}{path}")
        return len(seen)

    office(cast.soemmerda, "Amt 0", "personalausweis")
    one = cost()
    for number in range(1, 12):
        office(cast.soemmerda, f"Amt {number}", "personalausweis")
        club(cast.soemmerda, f"Amtschor {number}", created_on=today())
    assert cost() == one


def test_pages_set_no_cookie_and_ask_no_third_party(cast, client):
    made = office(cast.soemmerda, "Amt")
    for path in (HERE, made.path):
        response = client.get(path)
        assert not response.cookies
        text = response.content.decode()
        outside = [part for part in text.split('src="')[1:] if part.startswith("http")]
        assert outside == []
