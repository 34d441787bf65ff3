"""The report of what was not found: words and numbers, bounded, nothing of people."""

from datetime import date, timedelta

import pytest

from allmende.core.search import missed
from allmende.core.search.models import MissedWord
from allmende.core.search.tests.world import print_paper
from allmende.site.tasks import forget_what_is_old


@pytest.fixture(autouse=True)
def _quiet():
    missed.forget_lately()
    yield
    missed.forget_lately()


def look_for(client, query, times=1):
    for _ in range(times):
        client.get("/suche/", {"q": query})


def lines(town):
    return [(line.word, line.total, line.weeks) for line in missed.report(town)]


def test_a_word_stands_in_the_report_from_the_third_time_on(cast, client):
    look_for(client, "Rodelbahn", times=2)
    assert lines(cast.soemmerda) == []

    look_for(client, "rodelbahn")
    assert lines(cast.soemmerda) == [("rodelbahn", 3, [3, 0, 0, 0])]
    assert lines(cast.buttstaedt) == []


def test_what_is_found_or_meant_is_not_missed(cast, client):
    print_paper(cast.soemmerda, pool=True)
    look_for(client, "schwimbad rodelbahn", times=3)
    look_for(client, "Schwimmbad", times=3)

    assert lines(cast.soemmerda) == [("rodelbahn", 3, [3, 0, 0, 0])]


@pytest.mark.parametrize(
    "query",
    ["erika.mustermann@example.org", "Mustermann 03634 123456", "0171/2345678", "x9y8z7", "ab",
     "Donaudampfschifffahrtsgesellschaftskapitän", "99610", ""],
)  # fmt: skip
def test_what_may_be_personal_or_is_no_word_is_not_counted(cast, client, query):
    look_for(client, query, times=3)

    assert not MissedWord.objects.exists()


def test_a_flood_does_not_fill_the_table(cast, monkeypatch):
    monkeypatch.setattr(missed, "MOST_WORDS", 5)
    letters = "abcdefghijklmnopqrstuvwxyz"
    for one in letters:
        missed.note_missed(one * 5, [one * 5], town=cast.soemmerda)
    assert MissedWord.objects.count() == 5

    for _ in range(2 * missed.MOST_A_MINUTE):
        missed.note_missed("aaaaa", ["aaaaa"], town=cast.soemmerda)
    most = 1 + missed.MOST_A_MINUTE - len(letters)
    assert MissedWord.objects.get(word="aaaaa").count == most


def test_words_are_forgotten_after_twelve_months(cast, time_machine):
    today = date(2026, 5, 4)
    time_machine.move_to(today, tick=False)
    for weeks in (0, 52, 53):
        week = today - timedelta(weeks=weeks)
        MissedWord.objects.create(town=cast.soemmerda, week=week, word="rodelbahn", count=3)

    forget_what_is_old.call()
    kept = MissedWord.objects.order_by("-week").values_list("week", flat=True)
    assert list(kept) == [today, today - timedelta(weeks=52)]
