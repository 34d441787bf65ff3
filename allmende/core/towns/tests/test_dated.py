"""Who belongs together, where villages lie, how many people live there: all by the day."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from allmende.core.towns.choices import MembershipState
from allmende.core.towns.models import Host, Membership, Population, Town, Village
from allmende.core.towns.queries import (
    all_towns,
    by_host,
    latest_population,
    members_of,
    partners_of,
    switcher_towns,
    towns_within,
    villages_of,
)
from conftest import settle


def names(towns):
    return [town.slug for town in towns]


def test_partners_are_the_others_of_the_alliance_and_the_alliance(cast):
    assert names(partners_of(cast.soemmerda)) == [
        "allianz", "buttstaedt", "kindelbrueck", "straussfurt",
    ]  # fmt: skip
    assert names(members_of(cast.allianz)) == [
        "buttstaedt", "kindelbrueck", "straussfurt", "soemmerda",
    ]  # fmt: skip


def test_a_town_served_by_the_same_authority_is_no_partner_without_membership(cast):
    assert cast.straussfurt.authority == cast.wundersleben.authority
    assert partners_of(cast.wundersleben) == []
    assert cast.wundersleben not in partners_of(cast.straussfurt)
    assert names(switcher_towns(cast.wundersleben)) == ["wundersleben"]


@pytest.mark.parametrize("state", list(MembershipState))
def test_only_members_and_those_leaving_take_part(cast, state):
    row = Membership.objects.get(town=cast.buttstaedt)
    row.state = state
    row.save()

    takes_part = state in {"member", "leaving"}
    assert (cast.buttstaedt in partners_of(cast.soemmerda)) is takes_part
    assert (partners_of(cast.buttstaedt) != []) is takes_part


def test_membership_begins_and_ends_at_midnight_in_thuringia(cast):
    row = Membership.objects.get(town=cast.buttstaedt)
    row.effective_from, row.effective_to = date(2026, 7, 1), date(2026, 12, 31)
    row.save()
    settle()

    def takes_part(*moment):
        with time_machine.travel(datetime(*moment, tzinfo=UTC), tick=False):
            return cast.buttstaedt in partners_of(cast.soemmerda)

    assert not takes_part(2026, 6, 30, 21, 59)
    assert takes_part(2026, 6, 30, 22, 0)
    assert takes_part(2026, 12, 31, 22, 59)
    assert not takes_part(2026, 12, 31, 23, 0)


def test_two_alliances_do_not_mix(cast):
    other = Town.objects.create(
        slug="anderswo", name="Anderswo", kind="alliance", host="anderswo.localhost"
    )
    Membership.objects.create(alliance=other, town=cast.wundersleben, state="member")

    assert names(partners_of(cast.wundersleben)) == ["anderswo"]
    assert other not in partners_of(cast.soemmerda)


def test_a_town_in_two_alliances_has_the_partners_of_both_once(cast):
    other = Town.objects.create(
        slug="anderswo", name="Anderswo", kind="alliance", host="anderswo.localhost"
    )
    for town in (cast.soemmerda, cast.buttstaedt, cast.wundersleben):
        Membership.objects.create(alliance=other, town=town, state="member")

    assert sorted(names(partners_of(cast.soemmerda))) == [
        "allianz", "anderswo", "buttstaedt", "kindelbrueck", "straussfurt", "wundersleben",
    ]  # fmt: skip


def test_neighbours_are_partners_within_a_distance(cast):
    assert names(towns_within(cast.soemmerda, 9.5)) == ["allianz", "straussfurt"]
    assert names(towns_within(cast.soemmerda, 0)) == []


def test_a_town_without_a_place_has_no_neighbours_and_is_none(cast):
    cast.straussfurt.lat = None
    cast.straussfurt.save()

    assert "straussfurt" not in names(towns_within(cast.soemmerda, 100))
    assert towns_within(cast.straussfurt, 100) == []


def test_a_village_that_moved_belongs_to_one_town_on_every_day(cast):
    for town, begins, ends in (
        (cast.kindelbrueck, None, date(2022, 12, 31)),
        (cast.buttstaedt, date(2023, 1, 1), None),
    ):
        Village.objects.create(town=town, name="Riethgen", valid_from=begins, valid_to=ends)

    def owners(day):
        towns = (cast.kindelbrueck, cast.buttstaedt)
        return [t.slug for t in towns if villages_of(t, day).filter(name="Riethgen").exists()]

    assert owners(date(2022, 12, 31)) == ["kindelbrueck"]
    assert owners(date(2023, 1, 1)) == ["buttstaedt"]
    assert owners(date(1950, 1, 1)) == ["kindelbrueck"]


def test_the_newest_count_on_or_before_a_day_holds(cast):
    for day, count in ((date(2022, 12, 31), 19_000), (date(2023, 12, 31), 18_900)):
        Population.objects.create(town=cast.soemmerda, day=day, count=count, source="Probe")

    def count(day):
        row = latest_population([cast.soemmerda, cast.buttstaedt], day)
        return {town: one.count for town, one in row.items()}

    assert count(date(2024, 6, 1)) == {cast.soemmerda.pk: 18_900}
    assert count(date(2023, 12, 31)) == {cast.soemmerda.pk: 18_900}
    assert count(date(2023, 12, 30)) == {cast.soemmerda.pk: 19_000}
    assert count(date(2022, 12, 30)) == {}


def test_hosts_lead_to_towns_in_any_spelling(cast):
    assert by_host("SOEMMERDA.localhost.") == (cast.soemmerda, True)
    assert by_host("nirgends.localhost") is None
    assert by_host("") is None


def test_a_further_host_leads_to_the_main_one_with_path_and_port(cast, client):
    Host.objects.create(town=cast.soemmerda, name="www.soemmerda.localhost")

    answer = client.get("/suche/?q=a", host="www.soemmerda.localhost", SERVER_PORT="8000")

    assert answer.status_code == 301
    assert answer["Location"] == "http://soemmerda.localhost:8000/suche/?q=a"


def test_a_further_host_cannot_take_the_main_host_of_another_town(cast):
    Host.objects.create(town=cast.soemmerda, name="buttstaedt.localhost")

    assert by_host("buttstaedt.localhost") == (cast.buttstaedt, True)


def test_an_unknown_host_is_told_so_and_sees_nothing(cast, client):
    answer = client.get("/", host="nirgends.localhost")

    assert answer.status_code == 404
    assert "Sömmerda" not in answer.content.decode()


def test_a_renamed_town_is_known_at_once(cast):
    assert "Sömmerda" in [town.name for town in all_towns()]

    cast.soemmerda.name = "Sömmerda an der Unstrut"
    cast.soemmerda.save()

    assert "Sömmerda an der Unstrut" in [town.name for town in all_towns()]
    settle()
    assert "Sömmerda" not in [town.name for town in all_towns()]


def test_a_coat_of_arms_is_cleaned_and_nonsense_refused(cast):
    cast.soemmerda.coat_svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><script>boese()</script><path d="M0 0"/></svg>'
    )
    cast.soemmerda.clean()
    assert "boese" not in cast.soemmerda.coat_svg
    assert 'd="M0 0"' in cast.soemmerda.coat_svg

    cast.soemmerda.coat_svg = "<html/>"
    with pytest.raises(ValidationError, match="coat_svg"):
        cast.soemmerda.clean()


def test_ports_of_the_web_are_left_out_of_addresses(cast, settings):
    settings.PUBLIC_PORT = 8000
    assert cast.soemmerda.base_url == "http://soemmerda.localhost:8000"
    settings.PUBLIC_PORT, settings.SCHEME = 443, "https"
    assert cast.soemmerda.base_url == "https://soemmerda.localhost"
