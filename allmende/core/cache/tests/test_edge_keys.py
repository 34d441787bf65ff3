"""Who gets an answer from memory: nobody in particular, and only for usual addresses."""

import pytest

from allmende.core.cache.edge import keys
from allmende.core.cache.edge.keys import Key, key_of

HOST = (b"host", b"Soemmerda.localhost:8000")


def key(target, *headers, **more):
    return key_of(target, [HOST, *headers], **more)


def test_port_and_letter_case_of_the_host_make_no_copies():
    same = {key_of(b"/", [(b"host", name)]) for name in (b"a.de", b"A.de", b"a.de:80", b"A.DE:1")}
    assert same == {Key(b"http", b"a.de", b"/", b"")}


@pytest.mark.parametrize(
    ("target", "query"),
    [
        (b"/aktuelles/?seite=2", b"seite=2"),
        (b"/aktuelles/?thema=kultur&ort=soemmerda", b"ort=soemmerda&thema=kultur"),
        (b"/aktuelles/?ort=soemmerda&thema=kultur", b"ort=soemmerda&thema=kultur"),
        (b"/?utm_source=x&fbclid=y", b""),
        (b"/?", b""),
    ],
)
def test_only_parameters_that_pages_know_tell_copies_apart(target, query):
    assert key(target).query == query


@pytest.mark.parametrize(
    "target",
    [
        b"/suche/?q=bad", b"/?zufall=1", b"/?seite=1&seite=2", b"/?seite=" + b"9" * 61,
        b"/?" + b"&".join([b"seite=1"] * 40), b"/verwaltung/", b"/verwaltung", b"/dokumente/3/x.pdf",
        b"/media/images/a.jpg", b"/static/site/a.css?v=1", b"/healthz", b"/%61ktuelles/",
        b"/" + b"a" * 300, b"http://anderswo.de/", b"*",
    ],
)  # fmt: skip
def test_unknown_and_odd_addresses_have_no_key(target):
    assert key(target) is None


def test_the_usual_spelling_of_an_umlaut_has_one():
    assert key(b"/stra%C3%9Fe/").path == b"/stra%C3%9Fe/"


@pytest.mark.parametrize(
    "header",
    [
        (b"cookie", b"a=1; sessionid=abc"), (b"authorization", b"Bearer x"),
        (b"content-length", b"3"), (b"transfer-encoding", b"chunked"), (b"upgrade", b"websocket"),
    ],
)  # fmt: skip
def test_who_is_signed_in_or_sends_something_is_answered_alone(header):
    assert key(b"/", header) is None


def test_other_cookies_change_nothing():
    assert key(b"/", (b"cookie", b"csrftoken=abc; farbe=rot")) == key(b"/")


def test_the_scheme_counts_only_when_our_own_proxy_says_it():
    told = (b"x-forwarded-proto", b"https")
    assert key(b"/", told).scheme == b"http"
    assert key(b"/", told, trust_scheme=True).scheme == b"https"


def test_what_else_a_proxy_may_say_makes_no_copies():
    told = {key(b"/", (b"x-forwarded-proto", word), trust_scheme=True).scheme
            for word in (b"https", b"https, http", b"http", b"ftp", b"x" * 500)}  # fmt: skip
    assert told == {b"https", b"http"}


def test_a_static_file_is_the_same_on_every_host():
    path = b"/static/css/site.0123456789ab.css"
    found = {key_of(path, [(b"host", name)]) for name in (b"a.de", b"erfunden.example")}
    assert found == {Key(b"http", b"", path, b"")}
    assert key(path, (b"range", b"bytes=0-1")) is None
    assert key(b"/", (b"range", b"bytes=0-1")) == key(b"/")


def test_no_host_no_key():
    assert key_of(b"/", []) is None
    assert key_of(b"/", [(b"host", b"[::1]:8000")]) is None


def test_what_is_too_long_is_not_remembered():
    before = keys._known_key.cache_info().currsize
    for number in range(20):
        assert key_of(b"/?" + b"%d" % number * 60_000, [HOST]) is None
        assert key_of(b"/", [(b"host", b"%d" % number * 300)]) is None
    assert keys._known_key.cache_info().currsize == before
