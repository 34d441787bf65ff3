"""What is remembered is never older than the last commit, and never from a transaction undone."""

import pytest
from django.db import transaction

from allmende.core.cache.memo import MAX_ENTRIES, remembered
from allmende.core.cache.tags import changed, clock, is_pending, shows, start_collecting
from conftest import settle

pytestmark = pytest.mark.django_db


class Source:
    """A value that changes behind a function which remembers it."""

    def __init__(self):
        self.value, self.asked = "alt", 0

        @remembered("probe")
        def ask(_number=0, *, _word=""):
            self.asked += 1
            return self.value

        self.ask = ask


@pytest.fixture
def source():
    return Source()


def test_asked_twice_it_looks_once(source):
    assert [source.ask(), source.ask()] == ["alt", "alt"]
    assert source.asked == 1


def test_every_set_of_arguments_has_its_own_answer(source):
    source.ask(1)
    source.ask(2)
    source.ask(2, _word="x")
    source.ask(1)

    assert source.asked == 3


def test_a_commit_is_seen_at_the_next_look(source):
    source.ask()
    source.value = "neu"
    changed("probe")
    settle()

    assert (source.ask(), source.asked) == ("neu", 2)


def test_another_tag_changes_nothing(source):
    source.ask()
    changed("andere")
    settle()
    source.ask()

    assert source.asked == 1


def test_a_transaction_sees_its_own_change_before_the_commit(source):
    source.ask()
    source.value = "neu"
    changed("probe")

    assert source.ask() == "neu"


def test_what_a_transaction_saw_and_undid_is_not_remembered(source):
    source.ask()
    with transaction.atomic():
        source.value = "nie geschehen"
        changed("probe")
        assert source.ask() == "nie geschehen"
        source.value = "alt"
        transaction.set_rollback(True)
    settle()

    assert not is_pending(["probe"])
    assert source.ask() == "alt"


def test_a_transaction_that_is_undone_moves_no_counter():
    before = clock().read("probe")
    with transaction.atomic():
        changed("probe")
        assert is_pending(["sonst", "probe"])
        transaction.set_rollback(True)
    settle()

    assert clock().read("probe") == before


def test_memory_is_bounded_and_starts_anew(source):
    for number in range(MAX_ENTRIES + 1):
        source.ask(number)
    assert source.asked == MAX_ENTRIES + 1

    source.ask(MAX_ENTRIES)
    assert source.asked == MAX_ENTRIES + 1
    source.ask(0)
    assert source.asked == MAX_ENTRIES + 2


def test_an_answer_of_none_is_remembered_too():
    asked = []

    @remembered("probe")
    def nothing():
        asked.append(1)

    assert [nothing(), nothing()] == [None, None]
    assert asked == [1]


def test_a_page_names_what_it_shows():
    found = start_collecting()
    shows("item:1", "list:2")
    shows("item:1")

    assert found.tags == {"item:1", "list:2"}


def test_the_header_of_an_answer_names_its_items_and_a_404_names_nothing(cast, client):
    key = client.get("/")["Surrogate-Key"].split()

    assert {f"list:{cast.soemmerda.pk}", "towns", "switches"} <= set(key)
    assert "Surrogate-Key" not in client.get("/gibt-es-nicht/")
