"""The edge between readers and Django: one asks, all get it; nobody gets an old page."""

import asyncio
import json
import logging
import threading

import pytest
import time_machine
from django.db import OperationalError

from allmende.core.cache.edge.store import counts
from allmende.core.cache.tags import clock
from allmende.project import asgi, bridge, edge, health, outage
from tests.test_asgi import scope

KEPT = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Surrogate-Key", "list:1 item:1"),
    ("Surrogate-Control", "max-age=60, stale-if-error=600"),
]


class Django:
    """Stands behind the edge: counts what it is asked, and answers what it is told."""

    def __init__(self):
        self.asked, self.status, self.headers = [], "200 OK", KEPT
        self.text = "erste Fassung"
        self.may_answer = threading.Event()
        self.may_answer.set()

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        text = self.text
        assert self.may_answer.wait(10)
        start_response(self.status, self.headers)
        return _Closable([f"<p>{text}</p>".encode()])


class _Closable(list):
    def close(self):
        pass


@pytest.fixture
def django(monkeypatch):
    stub = Django()
    monkeypatch.setattr(bridge, "_django", stub)
    edge.store.forget()
    edge._unkept.clear()
    yield stub
    edge.store.forget()


async def ask(request=None):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    await asgi.application(request or scope(), receive, send)
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent)


def asks(*requests):
    """Answers to requests, one after the other."""

    async def all_of_them():
        return [await ask(request) for request in requests]

    return asyncio.run(all_of_them())


def test_the_second_reader_is_answered_from_memory(django):
    first, second = asks(scope(), scope())
    assert len(django.asked) == 1
    assert first[2] == second[2] == b"<p>erste Fassung</p>"
    assert b"surrogate-key" not in second[1]


def test_after_a_change_nobody_sees_the_old_page(django):
    asks(scope())
    django.text = "zweite Fassung"
    clock().bump("list:1")
    assert asks(scope())[0][2] == b"<p>zweite Fassung</p>"


def test_many_readers_of_a_new_page_cost_one_answer(django):
    async def crowd():
        return await asyncio.gather(*(ask() for _ in range(50)))

    answers = asyncio.run(crowd())
    assert len(django.asked) == 1
    assert {body for _, _, body in answers} == {b"<p>erste Fassung</p>"}


def test_who_comes_after_a_change_does_not_share_an_answer_begun_before_it(django):
    """The rendering takes long; a town publishes; the next reader must see that."""

    async def until(count):
        async with asyncio.timeout(10):
            while len(django.asked) < count:  # noqa: ASYNC110 (it is counted in another thread)
                await asyncio.sleep(0.001)

    async def story():
        django.may_answer.clear()
        early = asyncio.create_task(ask())
        await until(1)
        django.text = "zweite Fassung"
        clock().bump("list:1")
        late = asyncio.create_task(ask())
        await until(2)
        django.may_answer.set()
        await early
        return await late, await ask()

    late, last = asyncio.run(story())
    assert late[2] == last[2] == b"<p>zweite Fassung</p>"


def test_a_copy_is_made_for_nobody_in_particular(django):
    headers = [(b"cookie", b"farbe=rot"), (b"referer", b"https://a.de/"), (b"accept-language", b"en"),
               (b"user-agent", b"Firefox"), (b"range", b"bytes=0-1")]  # fmt: skip
    asks(scope(headers=headers))
    told = {name for name in django.asked[0] if name.startswith("HTTP_")}
    assert told == {"HTTP_HOST"}


def test_what_is_for_one_reader_is_asked_for_each_time_with_all_they_sent(django):
    django.headers = [*KEPT, ("Set-Cookie", "a=1")]
    request = scope(headers=[(b"cookie", b"farbe=rot")])
    answers = asks(request, request)
    assert [headers[b"set-cookie"] for _, headers, _ in answers] == [b"a=1", b"a=1"]
    assert [environ.get("HTTP_COOKIE") for environ in django.asked] == [
        None,  # once for nobody; then it is known that this address cannot be kept
        "farbe=rot",
        "farbe=rot",
    ]


def test_who_is_signed_in_neither_gets_nor_leaves_a_copy(django):
    signed_in = scope(headers=[(b"cookie", b"sessionid=abc")])
    django.text = "nur für Marlene"
    asks(signed_in)
    django.text = "für alle"
    for_all, for_her = asks(scope(), signed_in)
    assert for_all[2] == "<p>für alle</p>".encode()
    assert len(django.asked) == 3
    assert for_her[2] == for_all[2]


def test_an_old_page_stands_in_while_the_house_is_broken_and_says_its_age(django, caplog):
    asks(scope())
    clock().bump("list:1")
    django.status = "500 Internal Server Error"
    status, headers, body = asks(scope())[0]
    assert (status, body) == (200, b"<p>erste Fassung</p>")
    assert headers[b"age"] == b"0"
    clock().bump("item:1")
    assert asks(scope())[0][0] == 500


def test_a_page_that_has_just_failed_is_left_in_peace_until_something_is_published(django):
    asks(scope())
    clock().bump("list:1")
    django.status = "503 Service Unavailable"
    assert {status for status, _, _ in asks(*[scope()] * 20)} == {200}
    assert len(django.asked) == 2
    django.status, django.text = "200 OK", "zweite Fassung"
    clock().bump("list:2")
    assert asks(scope())[0][2] == b"<p>zweite Fassung</p>"


def test_an_old_page_stands_in_when_the_new_one_does_not_come(django, monkeypatch):
    monkeypatch.setattr(outage, "PATIENCE", 0.05)
    monkeypatch.setattr(outage, "LONGEST", 0.1)
    asks(scope())
    clock().bump("list:1")
    django.may_answer.clear()
    try:
        old, new = asks(scope(), scope(path="/nie-gesehen/"))
    finally:
        django.may_answer.set()
    assert (old[0], old[1][b"age"], old[2]) == (200, b"0", b"<p>erste Fassung</p>")
    assert (new[0], new[1][b"retry-after"]) == (503, b"30")
    assert "noch einmal" in new[2].decode()


def test_a_machine_that_cannot_hear_the_others_keeps_old_pages_for_the_worst(django):
    asks(scope())
    clock().doubt()
    asks(scope())
    assert len(django.asked) == 2
    clock().doubt()
    django.status = "503 Service Unavailable"
    assert asks(scope())[0][2] == b"<p>erste Fassung</p>"


def test_the_log_tells_of_an_outage_once_and_of_other_errors_always(monkeypatch):
    monkeypatch.setattr(outage, "_said_at", {})

    def is_written(error):
        given = (type(error), error, None)
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "x", None, given)
        return outage.OneNotice().filter(record)

    away, other = OperationalError("connection refused"), OperationalError("disk I/O error")
    assert [is_written(error) for error in (away, away, other, away)] == [True, False, True, False]
    assert [is_written(ValueError()) for _ in range(2)] == [True, True]


def test_health_is_told_although_every_thread_hangs(django, monkeypatch):
    monkeypatch.setattr(health, "PATIENCE", 0.05)
    django.may_answer.clear()
    try:
        status, headers, body = asks(scope(path="/healthz"))[0]
    finally:
        django.may_answer.set()
    assert (status, headers[b"retry-after"]) == (503, b"30")
    assert json.loads(body)["trouble"] == "no thread is free"


def test_a_full_house_says_so_at_once(django, monkeypatch):
    monkeypatch.setattr(asgi, "MAX_WAITING", 0)
    status, headers, body = asks(scope())[0]
    assert (status, headers[b"retry-after"]) == (503, b"30")
    assert b"viel los" in body
    assert django.asked == []


def test_head_gets_the_head_of_the_same_copy(django):
    whole, head = asks(scope(), scope("HEAD"))
    assert head[2] == b""
    assert head[1][b"content-length"] == str(len(whole[2])).encode()
    assert len(django.asked) == 1


def test_who_has_it_already_gets_304(django):
    first = asks(scope())[0]
    again = asks(scope(headers=[(b"if-none-match", first[1][b"etag"])]))[0]
    assert (again[0], again[2]) == (304, b"")


def test_an_unknown_parameter_is_answered_and_not_kept(django):
    odd = scope(query_string=b"zufall=1")
    asks(odd, odd)
    assert len(django.asked) == 2
    assert len(edge.store) == 0


def test_a_store_in_front_learns_tags_and_the_rest_of_a_life_with_every_answer(django, settings):
    settings.SHOW_SURROGATE_HEADERS = True
    with time_machine.travel(1_800_000_000, tick=False) as time:
        first = asks(scope())[0]
        time.shift(20)
        again = asks(scope())[0]
        unchanged = asks(scope(headers=[(b"if-none-match", first[1][b"etag"])]))[0]
    assert [one[1][b"surrogate-key"] for one in (first, again, unchanged)] == [b"list:1 item:1"] * 3
    assert first[1][b"surrogate-control"] == b"max-age=60, stale-if-error=600"
    assert again[1][b"surrogate-control"] == b"max-age=40, stale-if-error=580"
    assert len(django.asked) == 1


def test_made_up_hosts_leave_nothing_in_memory(django, monkeypatch):
    monkeypatch.setattr(edge, "MAX_UNKEPT", 50)
    django.status, django.headers = "404 Not Found", [("Content-Type", "text/html")]
    hosts = (f"{number}.example".encode() for number in range(120))
    answers = asks(*(scope() | {"headers": [(b"host", host)]} for host in hosts))
    assert {status for status, _, _ in answers} == {404}
    assert len(edge.store) == 0
    assert len(edge._unkept) <= 50


def test_the_memory_says_what_it_does(django):
    before = counts()
    asks(scope(), scope())
    after = counts()
    assert (after["hits"] - before["hits"], after["misses"] - before["misses"]) == (1, 1)
    assert after["copies"] == 1
    assert 0 < after["hit_rate"] < 1
