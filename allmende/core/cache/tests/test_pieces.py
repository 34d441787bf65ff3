"""Finished pieces: made once, and never shown after what they show has changed."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from allmende.core.cache import pieces
from allmende.core.cache.pieces import has_piece, piece
from allmende.core.cache.tags import changed, clock, lives_until, shows, start_collecting


@pytest.fixture
def made():
    """Makes a piece that shows an item; keeps count of how often."""
    count = []

    def make():
        shows("item:1")
        count.append(1)
        return len(count)

    return make


def test_a_piece_is_made_once_until_what_it_shows_changes(made):
    assert [piece("x", made), piece("x", made)] == [1, 1]
    clock().bump("item:2")
    assert piece("x", made) == 1
    clock().bump("item:1")
    assert piece("x", made) == 2


def test_the_page_around_it_is_told_what_it_shows_every_time(made):
    end = timezone.now() + timedelta(minutes=5)

    def make():
        lives_until(end)
        return made()

    for _ in range(2):
        page = start_collecting()
        piece("x", make)
        assert (page.tags, page.until) == ({"item:1"}, end)


def test_a_piece_ends_at_its_moment_and_at_midnight_in_germany(made):
    def make():
        lives_until(timezone.now() + timedelta(minutes=5))
        return made()

    with time_machine.travel("2026-10-24 23:58 +0200", tick=False) as now:  # the night of 25 hours
        piece("x", make)
        assert has_piece("x")
        now.shift(timedelta(minutes=2))
        assert not has_piece("x")
        piece("x", make)
        now.shift(timedelta(minutes=4, seconds=59))
        assert has_piece("x")
        now.shift(timedelta(seconds=1))
        assert not has_piece("x")


def test_what_changes_while_it_is_made_is_not_kept():
    def make():
        shows("item:1")
        clock().bump("item:1")
        return "alt"

    piece("x", make)
    assert not has_piece("x")


def test_what_was_read_before_a_change_is_not_kept_as_if_it_were_read_after(made):
    """A view reads an item, a town publishes, then the view makes a piece of what it has read."""
    start_collecting()
    clock().bump("item:1")
    piece("x", made)
    assert not has_piece("x")


def test_a_change_between_two_looks_at_the_clock_is_not_overlooked(made, monkeypatch):
    """Somebody publishes exactly while the counters of a kept piece are compared."""
    piece("x", made)
    clock().bump("item:9")
    read = type(clock()).read

    def read_then_publish(self, tag):
        count = read(self, tag)
        if tag == "item:1":
            monkeypatch.undo()
            self.bump("item:1")
        return count

    monkeypatch.setattr(type(clock()), "read", read_then_publish)
    piece("x", made)
    assert piece("x", made) == 2


def test_a_transaction_reads_past_what_it_has_changed_itself(made, transactional_db):
    piece("x", made)
    with transaction.atomic():
        changed("item:1")
        assert [piece("x", made), piece("x", made)] == [2, 3]
    assert [piece("x", made), piece("x", made)] == [4, 4]


def test_pieces_are_bounded_by_what_they_weigh(monkeypatch):
    monkeypatch.setattr(pieces, "_pieces", {})
    monkeypatch.setattr(pieces, "_weight", 0)
    monkeypatch.setattr(pieces, "MAX_LETTERS", 1_000)
    for number in range(50):
        piece(("text", number % 7), lambda: "a" * 300)
        clock().bump("item:1")
    assert sum(len(one.value) for one in pieces._pieces.values()) == pieces._weight <= 1_000
    assert has_piece(("text", 49 % 7))
    piece("long", lambda: "a" * 2_000)
    assert pieces._weight <= 1_000
