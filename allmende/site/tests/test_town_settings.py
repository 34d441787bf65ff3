"""Who may open and change the sheets of a town. What is foreign does not exist."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allmende.core.audit.models import Deed
from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule, QuietPeriod
from allmende.core.kit.dates import today
from allmende.core.modules.domain import switch_off
from allmende.core.modules.models import Switch
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint, end_role
from allmende.core.people.models import RoleGrant, User
from allmende.core.towns.models import OfficeHours, QuickLink, Town
from allmende.site.desk.town_settings.rights import What, grantable, may_settle, towns_to_settle

ROOT = "/verwaltung/stadt/"
SECRET = "Quittenkuchen"
SHEETS = ("", "profil/", "profil/farben/", "rechtliches/", "oeffnungszeiten/", "direktlinks/",
          "teilen/", "teilen/regel/", "teilen/ruhe/", "module/", "personen/",
          "personen/ernennen/", "personen/einladen/")  # fmt: skip
DAILY = ("", "oeffnungszeiten/", "direktlinks/", "teilen/", "teilen/regel/", "teilen/ruhe/")


@pytest.fixture
def joerg(cast):
    return person("joerg", Role.TOWN_RELEASE, cast.soemmerda)


def person(name, role, town):
    user = User.objects.create_user(name, password="geheim-genug", first_name=name.title())
    appoint(user=user, role=role, town=town)
    return user


def fill_with_secrets(town):
    """Everything a sheet could show carries the word."""
    Town.objects.filter(pk=town.pk).update(
        claim=SECRET, represented_by=SECRET, phone=SECRET, data_protection_officer=SECRET
    )
    OfficeHours.objects.create(town=town, weekday="1", opens=time(4, 44), closes=time(5, 55))
    QuickLink.objects.create(town=town, label=SECRET, url="/geheim/")
    QuietPeriod.objects.create(town=town, begins=today(), ends=today(), occasion=SECRET)
    rule = AcceptRule.objects.create(town=town, mode=Mode.NEVER)
    helper = User.objects.create_user("heimlich", last_name=SECRET)
    return rule, appoint(user=helper, role=Role.MODERATOR, town=town)


def state_of(town):
    """Everything the sheets can change, as values."""
    town = Town.objects.get(pk=town.pk)
    return [
        [getattr(town, field.name) for field in Town._meta.fields],
        list(OfficeHours.objects.filter(town=town).values_list("weekday", "opens", "closes")),
        list(QuickLink.objects.filter(town=town).values_list("label", "url", "icon")),
        list(QuietPeriod.objects.filter(town=town).values_list()),
        list(AcceptRule.objects.filter(town=town).values_list()),
        list(Switch.objects.filter(town=town).values_list("module")),
        list(RoleGrant.objects.filter(town=town).values_list()),
    ]


def all_addresses(town, rule, grant):
    tails = [*SHEETS, f"teilen/regel/{rule.pk}/", f"teilen/regel/{rule.pk}/entfernen/",
             "teilen/ruhe/1/entfernen/", "module/portal/", f"personen/{grant.pk}/beenden/"]  # fmt: skip
    return [f"{ROOT}{town.slug}/{tail}" for tail in tails]


EVERYTHING = {
    "name": "Gekapert", "official_name": "Gekapert", "colour_primary": "#000000",
    "colour_accent": "#000000", "represented_by": "Gekapert", "d1_0_opens": "8:00",
    "d1_0_closes": "9:00", "max_foreign_in_ten": "9", "neighbour_km": "99", "mode": "auto",
    "channels": "web", "occasion": "Gekapert", "begins": "2027-01-01", "ends": "2027-01-02",
    "to": "off", "username": "antje", "role": "town_release", "valid_from": "2026-01-01",
    "valid_to": "2028-01-01", "first_name": "A", "last_name": "B", "email": "a@example.org",
    "link-TOTAL_FORMS": "1", "link-INITIAL_FORMS": "1", "link-0-position": "1",
    "link-0-label": "Gekapert", "link-0-url": "/x/", "primary": "#000000", "accent": "#000000",
}  # fmt: skip


@pytest.mark.parametrize("host", ["buttstaedt.localhost", "soemmerda.localhost"])
def test_the_settings_of_another_town_do_not_exist(cast, browser_of, host):
    rule, grant = fill_with_secrets(cast.soemmerda)
    browser, before = browser_of(cast.antje), state_of(cast.soemmerda)
    deeds = Deed.objects.count()
    for address in all_addresses(cast.soemmerda, rule, grant):
        seen = browser.get(address, host=host)
        sent = browser.post(address, EVERYTHING, host=host)
        assert {seen.status_code, sent.status_code} <= {404, 405}, address
        for answer in (seen, sent):
            assert SECRET not in answer.content.decode()
            assert "4:44" not in answer.content.decode()
    assert state_of(cast.soemmerda) == before
    assert Deed.objects.count() == deeds


def test_parts_of_another_town_cannot_be_reached_through_the_own_one(cast, browser_of):
    rule, grant = fill_with_secrets(cast.soemmerda)
    period = QuietPeriod.objects.get(town=cast.soemmerda)
    boss = person("bruno", Role.TOWN_RELEASE, cast.buttstaedt)
    browser, before = browser_of(boss), state_of(cast.soemmerda)
    for tail in (f"teilen/regel/{rule.pk}/", f"teilen/regel/{rule.pk}/entfernen/",
                 f"teilen/ruhe/{period.pk}/entfernen/", f"personen/{grant.pk}/beenden/"):  # fmt: skip
        answer = browser.post(f"{ROOT}buttstaedt/{tail}", EVERYTHING, host="buttstaedt.localhost")
        assert answer.status_code == 404, tail
        assert SECRET not in answer.content.decode()
    assert state_of(cast.soemmerda) == before


def test_an_unknown_town_answers_like_a_foreign_one(cast, browser_of):
    browser = browser_of(cast.antje)
    foreign = browser.get(f"{ROOT}soemmerda/", host="buttstaedt.localhost")
    unknown = browser.get(f"{ROOT}nirgendwo/", host="buttstaedt.localhost")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.content.replace(b"soemmerda", b"X") == unknown.content.replace(
        b"nirgendwo", b"X"
    )


def test_an_editor_changes_the_daily_sheets_and_reads_who_changes_the_rest(cast, browser_of, joerg):
    browser = browser_of(cast.marlene)
    found = {tail: browser.get(f"{ROOT}soemmerda/{tail}").status_code for tail in SHEETS}
    assert {tail for tail, code in found.items() if code == 200} == set(DAILY)
    assert {code for tail, code in found.items() if tail not in DAILY} == {403}
    refused = browser.get(f"{ROOT}soemmerda/personen/").content.decode()
    assert f"Joerg, {Role.TOWN_RELEASE.label}" in refused
    assert "personen/einladen" not in refused


def test_an_editor_cannot_send_what_only_releasers_change(cast, browser_of):
    browser, before = browser_of(cast.marlene), state_of(cast.soemmerda)
    for tail in (
        "profil/",
        "rechtliches/",
        "module/portal/",
        "personen/ernennen/",
        "personen/einladen/",
    ):
        assert browser.post(f"{ROOT}soemmerda/{tail}", EVERYTHING).status_code == 403
    assert state_of(cast.soemmerda) == before
    assert not User.objects.filter(email="a@example.org").exists()


def test_a_releaser_opens_every_sheet_of_the_own_town_only(cast, browser_of, joerg):
    browser = browser_of(joerg)
    assert {browser.get(f"{ROOT}soemmerda/{tail}").status_code for tail in SHEETS} == {200}
    assert browser.get(f"{ROOT}buttstaedt/").status_code == 404


def test_the_office_settles_the_alliance_and_no_town(cast):
    assert towns_to_settle(cast.nora) == [cast.allianz]
    assert may_settle(cast.nora, cast.allianz, What.PEOPLE)
    assert not may_settle(cast.nora, cast.soemmerda, What.OVERVIEW)
    stray = person("stray", Role.ALLIANCE_OFFICE, cast.soemmerda)
    assert towns_to_settle(stray) == []


@pytest.mark.parametrize("name", ["ilse", "stranger"])
def test_a_village_editor_and_a_stranger_settle_nothing(cast, browser_of, name):
    user = getattr(cast, name)
    assert towns_to_settle(user) == []
    answer = browser_of(user).get(f"{ROOT}straussfurt/", host="straussfurt.localhost")
    assert answer.status_code == (404 if name == "ilse" else 302)


def test_rights_end_with_the_role(cast, browser_of, joerg):
    browser = browser_of(joerg)
    end_role(grant=joerg.grants.get())
    assert browser.get(f"{ROOT}soemmerda/").status_code == 302  # no role, no desk
    assert not may_settle(joerg, cast.soemmerda, What.OVERVIEW)


def test_nobody_signed_in_is_asked_to_sign_in(cast, client):
    answer = client.get(f"{ROOT}soemmerda/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/verwaltung/login/?next={ROOT}soemmerda/"


def test_one_town_is_opened_at_once_several_are_listed(cast, browser_of):
    one = browser_of(cast.antje).get(ROOT, host="buttstaedt.localhost")
    assert one["Location"] == f"{ROOT}buttstaedt/"
    several = browser_of(cast.beate).get(ROOT, host="straussfurt.localhost").content.decode()
    links = [town.slug for town in Town.objects.all() if f'href="{ROOT}{town.slug}/"' in several]
    assert links == ["straussfurt", "wundersleben"]


def test_nobody_gives_more_than_they_hold(cast, joerg):
    assert Role.PLATFORM_ADMIN not in grantable(joerg, cast.soemmerda)
    assert Role.ALLIANCE_OFFICE not in grantable(joerg, cast.soemmerda)
    assert Role.VG_EDITOR not in grantable(joerg, cast.soemmerda)
    assert grantable(cast.marlene, cast.soemmerda) == []
    assert grantable(joerg, cast.buttstaedt) == []
    admin = person("alma", Role.PLATFORM_ADMIN, cast.soemmerda)
    assert Role.PLATFORM_ADMIN in grantable(admin, cast.soemmerda)
    assert grantable(admin, cast.buttstaedt) == []


def test_roles_of_a_vg_are_offered_where_one_runs_the_administration(cast):
    vg = person("vroni", Role.VG_RELEASE, cast.straussfurt)
    assert {Role.VG_EDITOR, Role.VG_RELEASE} <= set(grantable(vg, cast.straussfurt))


def test_every_sheet_costs_the_same_for_one_row_and_for_many(cast, browser_of, joerg):
    browser = browser_of(joerg)

    def cost():
        found = {}
        for tail in SHEETS:
            browser.get(f"{ROOT}soemmerda/{tail}")  # what is remembered is remembered
            with CaptureQueriesContext(connection) as queries:
                browser.get(f"{ROOT}soemmerda/{tail}")
            found[tail] = len(queries)
        return found

    few = cost()
    for number in range(4):
        QuickLink.objects.create(town=cast.soemmerda, label=f"Weg {number}", url="/w/")
        OfficeHours.objects.create(
            town=cast.soemmerda, weekday="2", opens=time(8 + number), closes=time(9 + number)
        )
        AcceptRule.objects.create(town=cast.soemmerda, max_km=number + 1, mode=Mode.AUTO,
                                  origin=cast.members[number] if number else None)  # fmt: skip
        QuietPeriod.objects.create(
            town=cast.soemmerda,
            begins=date(2027, 1, 1),
            ends=date(2027, 2, 1),
            occasion=f"W{number}",
        )
        person(f"mensch{number}", Role.ORG_EDITOR, cast.soemmerda)
    assert cost() == few


def test_the_overview_says_the_present_values_in_words(cast, browser_of, joerg):
    fill_with_secrets(cast.soemmerda)
    grant = cast.marlene.grants.get()
    RoleGrant.objects.filter(pk=grant.pk).update(valid_to=today() + timedelta(days=12))
    switch_off(town=cast.soemmerda, label="portal")
    text = browser_of(joerg).get(f"{ROOT}soemmerda/").content.decode()
    for words in ("Montag 4:44–5:55", "Aus allen Orten · alles · alle Themen → nie zeigen",
                  f"Ruhezeit: {SECRET}.", f"marlene, {Role.TOWN_EDITOR.label}: endet in 12 Tagen.",
                  "Noch kein Wappen.", f"(Funktion): {SECRET}"):  # fmt: skip
        assert words in text, words


def test_every_address_is_below_the_desk():
    assert reverse("town_settings:overview", args=["soemmerda"]) == f"{ROOT}soemmerda/"
    assert reverse("town_settings:found") == f"{ROOT}neu/"
