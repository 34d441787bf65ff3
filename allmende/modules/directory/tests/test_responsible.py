"""DIR-c: who is responsible depends on the village and on who works for it, not on the largest town."""

from datetime import datetime

import pytest
import time_machine

from allmende.core.kit.dates import BERLIN
from allmende.core.modules.domain import switch_off
from allmende.core.towns.models import Village
from allmende.modules.directory.domain import Doing, set_services
from allmende.modules.directory.queries.responsible import responsible
from allmende.modules.directory.tests.world import district, office


@pytest.fixture
def offices(cast):
    """A tax office of Sömmerda, one of the VG that Straußfurt and Wundersleben share."""
    vg = cast.straussfurt.authority
    return {
        "town": office(cast.soemmerda, "Steueramt Sömmerda", "hundesteuer"),
        "vg": office(
            cast.straussfurt, "VG Straußfurt, Steuern", "hundesteuer", "anmeldung",
            level="authority", authority=vg, url="https://online.example.org/hund",
        ),
    }  # fmt: skip


def name(question, town):
    found = responsible(question, town)
    return found.office.name if found else None


@pytest.mark.parametrize(
    "question",
    [
        "Hundesteuer in Vehra",
        "wer ist zuständig Hundesteuer Vehra?",
        "HUND ANMELDEN vehra",
        "Hundestuer Vehra",
        "Vehra: Hundemarke",
        "who is responsible for dog tax in Vehra",
    ],
)
def test_vehra_is_told_the_vg_and_not_soemmerda(cast, offices, question):
    assert name(question, cast.soemmerda) == "VG Straußfurt, Steuern"
    assert name(question, cast.straussfurt) == "VG Straußfurt, Steuern"
    assert name(question, cast.allianz) == "VG Straußfurt, Steuern"


def test_without_a_place_it_is_about_the_town_one_asks(cast, offices):
    assert name("Hundesteuer", cast.soemmerda) == "Steueramt Sömmerda"
    assert name("Hundesteuer", cast.straussfurt) == "VG Straußfurt, Steuern"
    assert name("Hundesteuer", cast.allianz) is None


def test_the_vg_works_for_a_town_that_is_no_member_too(cast, offices):
    """Wundersleben: served by the same authority, not in the alliance (domain.md § 0.2)."""
    assert name("Hundesteuer", cast.wundersleben) == "VG Straußfurt, Steuern"
    assert name("Hundesteuer in Sömmerda", cast.wundersleben) is None


def test_the_nearest_level_answers(cast, offices):
    key = district(cast)
    office(cast.allianz, "Landratsamt", "hundesteuer", "kfz", level="district", district=key)
    assert name("Hundesteuer", cast.soemmerda) == "Steueramt Sömmerda"
    assert name("Kennzeichen Buttstädt", cast.soemmerda) == "Landratsamt"


def test_an_office_may_work_for_some_villages_only(cast, offices):
    north = Village.objects.create(town=cast.soemmerda, name="Schallenburg")
    branch = office(cast.soemmerda, "Außenstelle")
    set_services(office=branch, doings=[Doing(service="hundesteuer", villages=(north,))])
    assert name("Hundesteuer Schallenburg", cast.soemmerda) == "Außenstelle"
    assert name("Hundesteuer", cast.soemmerda) == "Steueramt Sömmerda"


def test_a_branch_office_is_there_for_its_villages_only(cast, offices, browser_of, client):
    """Ticked at the desk, it is named for these villages and for no others."""
    north = Village.objects.create(town=cast.soemmerda, name="Schallenburg")
    branch = office(cast.soemmerda, "Außenstelle", "hundesteuer")
    facts = {"kind": "office", "name": "Außenstelle", "level": "town", "is_public": "on",
             "villages_served": [north.pk], "step_free": "yes", "wc": "no", "parking": "no",
             "induction_loop": "no", "street": "Anger 1"}  # fmt: skip
    path = f"/verwaltung/verzeichnis/soemmerda/eintrag/{branch.pk}/"
    browser_of(cast.marlene).post(path, facts)
    assert list(branch.place.villages_served.all()) == [north]
    assert name("Hundesteuer Schallenburg", cast.soemmerda) == "Außenstelle"
    assert name("Hundesteuer", cast.soemmerda) == "Steueramt Sömmerda"
    page = browser_of(cast.marlene).get(path).content.decode()
    assert f'value="{north.pk}" id="id_villages_served_0" checked' in page
    assert "Für Schallenburg" in client.get(branch.path).content.decode()


def test_two_villages_of_one_name_are_told_apart_by_the_site(cast, offices):
    Village.objects.create(town=cast.soemmerda, name="Neudorf")
    Village.objects.create(town=cast.straussfurt, name="Neudorf")
    assert name("Hundesteuer Neudorf", cast.soemmerda) == "Steueramt Sömmerda"
    assert name("Hundesteuer Neudorf", cast.straussfurt) == "VG Straußfurt, Steuern"


def test_what_nobody_asked_for_is_not_answered(cast, offices):
    asked = [
        "",
        "Vehra",
        "wer ist zuständig in Vehra",
        "Stadtfest",
        "Hund und Katze und Maus",
        "x" * 500,
    ]
    assert [name(question, cast.soemmerda) for question in asked] == [None] * len(asked)


def test_words_of_ones_own_are_found(cast):
    branch = office(cast.soemmerda, "Bauhof")
    set_services(office=branch, doings=[Doing(title="Laubsäcke ausgeben")])
    assert name("Laubsäcke", cast.soemmerda) == "Bauhof"


def test_an_office_that_is_not_shared_or_switched_off_answers_only_at_home(cast, offices):
    offices["vg"].is_shared = False
    offices["vg"].save()
    assert name("Hundesteuer Vehra", cast.soemmerda) is None
    assert name("Hundesteuer Vehra", cast.straussfurt) == "VG Straußfurt, Steuern"
    switch_off(town=cast.straussfurt, label="directory")
    assert name("Hundesteuer", cast.wundersleben) is None


def test_pages_say_phone_hours_and_the_way_online(cast, offices, client):
    """DIR-1, on the directory and in the search of the house."""
    with time_machine.travel(datetime(2026, 10, 31, 10, tzinfo=BERLIN), tick=False):
        page = client.get("/verzeichnis/?q=Hundesteuer+in+Vehra").content.decode()
        found = client.get("/suche/?q=wer+ist+zuständig+Hundesteuer+Vehra").content.decode()
    for text in (page, found):
        assert "VG Straußfurt, Steuern" in text
        assert "036376 000-22" in text
        assert "Geschlossen – Feiertag (Reformationstag)" in text
        assert "Steueramt Sömmerda" not in text
    assert "https://online.example.org/hund" in page
    assert "http://straussfurt.localhost" in found


def test_what_was_answered_is_not_missed(cast, offices, client):
    from allmende.core.search.models import MissedWord

    client.get("/suche/?q=Hundesteuer+in+Vehra")
    client.get("/suche/?q=Quastenflosser")
    assert list(MissedWord.objects.values_list("word", flat=True)) == ["quastenflosser"]
