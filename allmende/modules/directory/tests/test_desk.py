"""The desk: what editors of a town can do with the directory, and nobody else."""

import pytest

from allmende.core.modules.domain import switch_off
from allmende.modules.directory.models import Entry
from allmende.modules.directory.tests.world import club, office
from allmende.shared.organisations.models import Organisation
from allmende.shared.places.models import Place, SpecialHours
from allmende.shared.places.queries import plan_of

DESK = "/verwaltung/verzeichnis/soemmerda/"
FACTS = {"kind": "association", "name": "Chor", "step_free": "yes", "wc": "unknown",
         "parking": "unknown", "induction_loop": "unknown", "street": "Markt 1", "is_public": "on",
         "email_on_file": "chor@example.org", "phone": "03634 000-9"}  # fmt: skip


@pytest.fixture
def marlene(cast, browser_of):
    return browser_of(cast.marlene)


def test_an_entry_is_written_with_its_place_and_its_organisation(cast, marlene):
    response = marlene.post(f"{DESK}neu/", FACTS)
    made = Entry.objects.get()
    assert response["Location"] == f"{DESK}eintrag/{made.pk}/"
    assert (made.place.street, made.place.step_free) == ("Markt 1", "yes")
    assert (made.organisation.phone, made.organisation.email_on_file) == (
        "03634 000-9", "chor@example.org",
    )  # fmt: skip


def test_what_is_wrong_is_said_and_nothing_is_lost(cast, marlene):
    response = marlene.post(f"{DESK}neu/", FACTS | {"lat": "51,1", "email": "nein"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Breite und Länge gehören zusammen" in page
    assert 'value="Markt 1"' in page
    assert not Entry.objects.exists()
    assert not Place.objects.exists()


def test_coordinates_may_be_written_the_german_way(cast, marlene):
    marlene.post(f"{DESK}neu/", FACTS | {"lat": "51,1614", "lon": "11,1176"})
    assert (Place.objects.get().lat, Place.objects.get().lon) == (51.1614, 11.1176)


def test_opening_hours_once_changed_stand_on_the_page(cast, marlene, client):
    made = office(cast.soemmerda, "Amt")
    hours = {
        "intervals": "2",
        "on_holidays": "closed",
        "d5_0_opens": "20:00",
        "d5_0_closes": "2:00",
    }
    marlene.post(f"{DESK}eintrag/{made.pk}/zeiten/", hours)
    assert [str(one) for one in plan_of(made.place).weekly] == ["5 20:00-02:00"]
    assert "20:00–2:00" in client.get(made.path).content.decode()


def test_hours_that_overlap_are_refused(cast, marlene):
    made = office(cast.soemmerda, "Amt")
    before = plan_of(made.place)
    hours = {"intervals": "2", "on_holidays": "closed", "d1_0_opens": "9", "d1_0_closes": "12",
             "d1_1_opens": "11", "d1_1_closes": "13"}  # fmt: skip
    response = marlene.post(f"{DESK}eintrag/{made.pk}/zeiten/", hours)
    assert (response.status_code, plan_of(made.place)) == (422, before)
    assert "überschneiden" in response.content.decode()


def test_exceptions_come_and_go(cast, marlene):
    made = office(cast.soemmerda, "Amt")
    path = f"{DESK}eintrag/{made.pk}/ausnahmen/"
    marlene.post(path, {"first_day": "24.12.2026", "last_day": "31.12.2026", "reason": "Ferien"})
    marlene.post(path, {"first_day": "4.1.2027", "opens": "10", "closes": "11:30"})
    assert SpecialHours.objects.count() == 2
    wrong = marlene.post(path, {"first_day": "24.12.2026", "last_day": "1.12.2026"})
    assert (wrong.status_code, SpecialHours.objects.count()) == (422, 2)
    marlene.post(path, {"remove": "2026-12-24/2026-12-31"})
    assert [str(row.first_day) for row in SpecialHours.objects.all()] == ["2027-01-04"]
    assert marlene.post(path, {"remove": "quatsch"}).status_code == 404


def test_services_are_ticked_and_own_words_kept(cast, marlene):
    made = office(cast.soemmerda, "Amt", "hundesteuer")
    path = f"{DESK}eintrag/{made.pk}/leistungen/"
    page = marlene.get(path).content.decode()
    assert 'name="s_hundesteuer"' in page
    data = {
        "s_reisepass": "on",
        "u_reisepass": "https://online.example.org/pass",
        "t_0": "Laubsäcke",
    }
    marlene.post(path, data)
    rows = list(made.responsibilities.values_list("service", "title", "online_url"))
    assert rows == [("reisepass", "", "https://online.example.org/pass"), ("", "Laubsäcke", "")]
    wrong = marlene.post(path, {"s_reisepass": "on", "u_reisepass": "javascript:1"})
    assert (wrong.status_code, made.responsibilities.count()) == (422, 2)


def test_removing_takes_place_and_organisation_along(cast, marlene):
    marlene.post(f"{DESK}neu/", FACTS)
    made = Entry.objects.get()
    assert marlene.get(f"{DESK}eintrag/{made.pk}/loeschen/").status_code == 200
    assert Entry.objects.exists()
    marlene.post(f"{DESK}eintrag/{made.pk}/loeschen/")
    left = Entry.objects.count(), Place.objects.count(), Organisation.objects.count()
    assert left == (0, 0, 0)


def test_nobody_reaches_into_the_directory_of_another_town(cast, marlene):
    theirs = club(cast.buttstaedt, "Geheimbund")
    for tail in ("", "zeiten/", "ausnahmen/", "leistungen/", "stimmt/", "loeschen/"):
        for slug in ("soemmerda", "buttstaedt"):
            path = f"/verwaltung/verzeichnis/{slug}/eintrag/{theirs.pk}/{tail}"
            assert marlene.post(path, FACTS).status_code == 404
    assert marlene.get("/verwaltung/verzeichnis/buttstaedt/").status_code == 404
    assert Entry.objects.get().name == "Geheimbund"


def test_a_village_of_another_town_cannot_be_named(cast, marlene):
    response = marlene.post(f"{DESK}neu/", FACTS | {"village": cast.vehra.pk})
    assert (response.status_code, Entry.objects.count()) == (422, 0)


def test_who_writes_but_does_not_publish_keeps_no_directory(cast, browser_of):
    path = "/verwaltung/verzeichnis/straussfurt/"
    seen = [browser_of(user).get(path).status_code for user in (cast.beate, cast.ilse)]
    assert seen == [200, 404]


def test_switched_off_the_desk_knows_it_no_more(cast, marlene):
    switch_off(town=cast.soemmerda, label="directory")
    assert marlene.get(DESK).status_code == 404
    assert "/verwaltung/verzeichnis/" not in marlene.get("/verwaltung/account/").content.decode()


def test_who_keeps_two_towns_sees_the_offices_of_both(cast, browser_of):
    office(cast.straussfurt, "Amt S")
    office(cast.wundersleben, "Amt W")
    office(cast.soemmerda, "Amt X")
    page = browser_of(cast.beate).get("/verwaltung/verzeichnis/").content.decode()
    assert [name for name in ("Amt S", "Amt W", "Amt X") if name in page] == ["Amt S", "Amt W"]
