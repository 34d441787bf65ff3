"""Copies are true or they are not given; the store is bounded."""

import gzip
import math
import time

import brotli
import pytest

from allmende.core.cache.clock import TagClock
from allmende.core.cache.edge.copies import copy_of_file, make_copy
from allmende.core.cache.edge.keys import Key
from allmende.core.cache.edge.storable import Terms, terms_of, terms_of_file
from allmende.core.cache.edge.store import Store

FOR_EVER = Terms([], math.inf, math.inf)
HEADERS = [(b"content-type", b"text/html; charset=utf-8"), (b"surrogate-key", b"list:1")]
BODY = b"<p>Hallo Buttst\xc3\xa4dt</p>" * 100


@pytest.fixture
def clock(tmp_path):
    return TagClock(tmp_path / "uhr")


@pytest.fixture
def store(clock):
    return Store(clock, max_bytes=100_000)


def copy(clock, *tags, body=BODY, seconds=60.0, headers=HEADERS, epoch=None, rest=None):
    until = time.time() + seconds
    terms = Terms(list(tags) or ["list:1"], until, until if rest is None else time.time() + rest)
    begun = clock.epoch if epoch is None else epoch
    return make_copy(clock, epoch=begun, terms=terms, headers=headers, body=body)


def key(path=b"/", query=b""):
    return Key(b"http", b"a.de", path, query)


def test_a_copy_is_given_until_one_of_its_tags_moves(clock, store):
    store.put(key(), copy(clock, "list:1", "item:2"))
    clock.bump("list:9")
    assert store.fresh(key()) is not None
    clock.bump("item:2")
    assert store.fresh(key()) is None


def test_a_copy_ends_at_its_moment(clock, store):
    store.put(key(), copy(clock, seconds=0.05))
    assert store.fresh(key()) is not None
    time.sleep(0.06)
    assert store.fresh(key()) is None


def test_what_changed_while_it_was_made_is_not_kept(clock):
    begun = clock.epoch
    clock.bump("list:9")
    assert copy(clock, epoch=begun) is None


def test_an_old_copy_stands_in_when_only_lists_have_moved(clock, store):
    store.put(key(), copy(clock, "list:1", "menu:1", "item:5", "picture:7"))
    clock.bump("list:1", "menu:1", "item:9")
    assert store.fresh(key()) is None
    assert store.old(key()) is not None


def test_a_doubt_ends_a_copy_and_lets_it_stand_in(clock, store):
    store.put(key(), copy(clock, "list:1", "item:5"))
    clock.doubt()
    assert store.fresh(key()) is None
    assert store.old(key()) is not None
    clock.bump("item:5")
    assert store.old(key()) is None


@pytest.mark.parametrize("tag", ["item:5", "picture:7", "switches", "towns"])
def test_what_it_shows_itself_may_have_been_taken_back(clock, store, tag):
    store.put(key(), copy(clock, "list:1", "item:5", "picture:7", "switches", "towns"))
    clock.bump(tag)
    assert store.old(key()) is None


def test_nothing_stands_in_beyond_the_moment_at_which_something_must_go(clock, store):
    store.put(key(), copy(clock, rest=0.05))
    assert store.old(key()) is not None
    time.sleep(0.06)
    assert store.old(key()) is None


def test_every_form_says_the_same(clock):
    made = copy(clock)
    plain, br, zipped = (made.form_for(name, b"") for name in (b"", b"gzip, br", b"gzip"))
    assert plain.body == brotli.decompress(br.body) == gzip.decompress(zipped.body) == BODY
    assert (b"content-encoding", b"br") in br.headers
    assert (b"vary", b"Accept-Encoding") in plain.headers
    assert b"surrogate-key" not in dict(plain.headers)
    unchanged = made.form_for(b"br", made.etag)
    assert (unchanged.status, unchanged.body) == (304, b"")
    assert unchanged.head.startswith(b"HTTP/1.1 304 ")
    assert made.form_for(b"", b'W/"anders"').status == 200


def test_pictures_are_not_compressed_again(clock):
    made = copy(clock, headers=[(b"content-type", b"image/png")])
    assert made.form_for(b"br, gzip", b"").body == BODY


def test_the_least_recently_read_go_first(clock, store):
    noise = bytes(range(256)) * 100
    plain = [(b"content-type", b"image/png")]
    for number in range(2):
        store.put(key(b"/%d" % number), copy(clock, body=noise, headers=plain))
    assert store.fresh(key(b"/0"))
    store.put(key(b"/2"), copy(clock, body=noise, headers=plain))
    kept = [number for number in range(3) if store.fresh(key(b"/%d" % number))]
    assert kept == [0, 2]
    assert store.counts.evicted == 1
    assert store.bytes <= 75_000


def test_numbered_pages_cannot_push_out_the_others(clock, store):
    store.put(key(), copy(clock))
    for number in range(200):
        store.put(key(query=b"seite=%d" % number), copy(clock))
    assert store.fresh(key()) is not None
    assert store.bytes <= 100_000


def test_static_files_take_an_eighth_and_push_out_no_page(clock, store):
    store.put(key(), copy(clock))
    noise = bytes(range(256)) * 20
    for number in range(20):
        name = Key(b"http", b"", b"/static/%d" % number, b"")
        store.put(name, copy_of_file(FOR_EVER, HEADERS, {b"": noise}))
    assert store.fresh(key()) is not None
    assert store.bytes < 13_000 + 2_500
    clock.bump_everything()
    assert store.fresh(Key(b"http", b"", b"/static/19", b"")) is not None


def test_only_a_file_that_says_so_is_true_for_ever():
    control = b"max-age=315360000, public, immutable"
    assert terms_of_file(200, [(b"cache-control", control)], 10).until == math.inf
    assert terms_of_file(200, [(b"cache-control", b"max-age=60, public")], 10) is None
    assert terms_of_file(404, [(b"cache-control", control)], 10) is None
    assert terms_of_file(200, [(b"cache-control", control)], 2 * 1024 * 1024) is None


KEPT = [
    (b"surrogate-key", b"list:1 item:2"),
    (b"surrogate-control", b"max-age=30, stale-if-error=100"),
]


def test_what_names_its_tags_and_its_life_may_be_kept():
    terms = terms_of(200, [*KEPT, (b"vary", b"Accept-Encoding")], 10)
    assert terms.tags == ["list:1", "item:2"]
    assert 28 < terms.until - time.time() <= 30
    assert 98 < terms.stands_in_until - time.time() <= 100


@pytest.mark.parametrize(
    ("status", "more"),
    [
        (404, []), (302, []), (500, []), (206, []),
        (200, [(b"set-cookie", b"a=1")]), (200, [(b"vary", b"Accept-Encoding, Cookie")]),
        (200, [(b"cache-control", b"private")]), (200, [(b"cache-control", b"no-store")]),
        (200, [(b"content-encoding", b"gzip")]), (200, [(b"surrogate-control", b"max-age=0")]),
        (200, [(b"surrogate-control", b"quatsch")]), (200, [(b"surrogate-key", b"")]),
    ],
)  # fmt: skip
def test_personal_short_lived_and_nameless_answers_are_not_kept(status, more):
    assert terms_of(status, [*KEPT, *more], 10) is None
    assert terms_of(200, KEPT, 3 * 1024 * 1024) is None
