"""Figures come from dated rows, with their day and source; nothing is written by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import translation

from allmende.core.towns.models import Membership, Municipality, Population, Village
from allmende.site import facts
from conftest import settle


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def counted(cast):
    for town, count in (
        (cast.soemmerda, 18_900),
        (cast.buttstaedt, 6_100),
        (cast.wundersleben, 700),
    ):
        day = date(2023, 12, 31)
        Population.objects.create(town=town, day=day, count=count, source="Amt für Zählung")
    settle()
    return cast


def figures(town):
    return {fact.label: fact.value for fact in facts.of(town)}


def test_an_alliance_adds_up_its_members_and_nobody_else(counted):
    assert figures(counted.allianz) == {
        "towns": "4", "inhabitants": "25,000", "km² of land": "40", "village": "1",
    }  # fmt: skip


def test_a_town_counts_itself(counted):
    assert figures(counted.soemmerda) == {"inhabitants": "18,900", "km² of land": "10"}
    assert figures(counted.wundersleben) == {"inhabitants": "700"}


def test_a_figure_names_its_day_and_source(counted):
    Population.objects.filter(town=counted.buttstaedt).update(day=date(2022, 12, 31))
    note = next(fact.note for fact in facts.of(counted.allianz) if fact.label == "inhabitants")

    assert note == "as of 31.12.2022 – 31.12.2023, source: Amt für Zählung"


def test_what_is_not_known_is_not_said(cast):
    Municipality.objects.all().delete()
    settle()

    assert facts.of(cast.soemmerda) == []


def test_a_new_count_and_a_new_area_are_seen_at_once(counted):
    figures(counted.soemmerda)
    Population.objects.create(
        town=counted.soemmerda, day=date(2024, 12, 31), count=18_800, source="Amt"
    )
    row = Municipality.objects.get(town=counted.soemmerda)
    row.area_km2 = Decimal("81.6")
    row.save()
    settle()

    assert figures(counted.soemmerda) == {"inhabitants": "18,800", "km² of land": "82"}


def test_who_left_the_alliance_is_counted_no_more_from_the_day_after(counted):
    row = Membership.objects.get(town=counted.buttstaedt)
    row.effective_to = date(2026, 12, 31)
    row.save()
    settle()

    def inhabitants(*moment):
        with time_machine.travel(datetime(*moment, tzinfo=UTC), tick=False):
            return figures(counted.allianz)["inhabitants"]

    assert inhabitants(2026, 12, 31, 22, 59) == "25,000"
    assert inhabitants(2026, 12, 31, 23, 0) == "18,900"


def test_a_village_that_left_is_counted_no_more(counted):
    Village.objects.filter(pk=counted.vehra.pk).update(valid_to=date(2026, 12, 31))
    settle()

    with time_machine.travel(datetime(2026, 12, 31, 23, 0, tzinfo=UTC), tick=False):
        assert "village" not in figures(counted.allianz)


def test_the_map_shows_members_with_key_and_count(counted):
    rows = {row["slug"]: row for row in facts.map_towns(counted.allianz)}

    assert sorted(rows) == ["buttstaedt", "kindelbrueck", "soemmerda", "straussfurt"]
    assert (rows["soemmerda"]["ags"], rows["soemmerda"]["inhabitants"]) == ("16068000", 18_900)
    assert rows["straussfurt"]["inhabitants"] is None
