"""From the wire to Django and back: bodies of every length, files, and people who leave."""

import asyncio
import io

import pytest

from allmende.project import asgi, bridge, edge


def scope(method="GET", path="/", headers=(), **more):
    return {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"soemmerda.localhost"), *headers],
        "scheme": "http",
        "http_version": "1.1",
        "client": ("192.0.2.7", 5),
        "server": ("127.0.0.1", 8000),
    } | more


@pytest.fixture
def talk(monkeypatch):
    """Talk to the house with a Django of our own behind it; returns what was answered."""

    def start(app, messages, request):
        monkeypatch.setattr(bridge, "_django", app)
        edge._unkept.clear()
        sent, waiting = [], list(messages)

        async def receive():
            return waiting.pop(0) if waiting else await asyncio.Event().wait()

        async def send(message):
            sent.append(message)

        asyncio.run(asgi.application(request, receive, send))
        return sent

    return start


class Answer(list):
    closed = False

    def close(self):
        self.closed = True


def echo(environ, start_response):
    """Say what arrived."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("X-Length", environ["CONTENT_LENGTH"])])
    return Answer([body])


def piece(body, *, more=False):
    return {"type": "http.request", "body": body, "more_body": more}


def never(*_args):
    raise AssertionError("Django was asked")


def text(sent):
    return b"".join(m.get("body", b"") for m in sent).decode()


def test_a_body_in_pieces_arrives_whole(talk):
    sent = talk(echo, [piece(b"ab", more=True), piece(b"", more=True), piece(b"c")], scope("POST"))
    assert (sent[0]["status"], sent[0]["headers"]) == (200, [(b"x-length", b"3")])
    assert text(sent) == "abc"


@pytest.mark.parametrize("claimed", [b"0", b"1", b"99", b"-5", b"viel"])
def test_what_came_counts_not_what_was_claimed(talk, claimed):
    request = scope("POST", headers=[(b"content-length", claimed)])
    sent = talk(echo, [piece(b"abc")], request)
    assert sent[0]["headers"] == [(b"x-length", b"3")]
    assert text(sent) == "abc"


def test_half_a_form_is_not_worked_on(talk):
    messages = [piece(b"betrag=1", more=True), {"type": "http.disconnect"}]
    assert talk(never, messages, scope("POST")) == []


def test_too_much_is_refused_in_german_after_it_was_read(talk, monkeypatch):
    monkeypatch.setattr(bridge, "MAX_BODY", 10)
    monkeypatch.setattr(bridge, "MAX_PATIENCE", 40)
    sent = talk(never, [piece(b"x" * 8, more=True), piece(b"x" * 8)], scope("POST"))
    assert sent[0]["status"] == 413
    assert (b"connection", b"close") in sent[0]["headers"]
    assert "Höchstens 64 MB" in text(sent)


def test_far_too_much_is_not_even_read(talk, monkeypatch):
    monkeypatch.setattr(bridge, "MAX_PATIENCE", 40)
    request = scope("POST", headers=[(b"content-length", b"41")])
    assert talk(never, [], request)[0]["status"] == 413
    endless = [piece(b"x" * 30, more=True) for _ in range(3)]
    monkeypatch.setattr(bridge, "MAX_BODY", 10)
    assert talk(never, endless, scope("POST"))[0]["status"] == 413


def test_who_falls_silent_is_told(talk, monkeypatch):
    monkeypatch.setattr(bridge, "MAX_SILENCE", 0.01)
    sent = talk(never, [piece(b"a", more=True)], scope("POST"))
    assert sent[0]["status"] == 408
    assert "noch einmal" in text(sent)


def test_head_sends_no_body_and_closes_the_file(talk):
    files = []

    def app(environ, start_response):
        start_response("200 OK", [("Content-Length", "5")])
        answer = Answer([b"hallo"])
        answer.streaming = True
        files.append(answer)
        return answer

    sent = talk(app, [piece(b"")], scope("HEAD"))
    assert text(sent) == ""
    assert sent[0]["headers"] == [(b"content-length", b"5")]
    assert files[0].closed


def test_a_large_file_is_read_piece_by_piece(talk):
    """No more than one piece is read ahead of what has been sent."""
    read, most_ahead = [], []

    class File:
        streaming = True
        closed = False

        def __iter__(self):
            for number in range(50):
                read.append(number)
                yield bytes(1000)

        def close(self):
            self.closed = True

    file = File()

    def app(environ, start_response):
        start_response("200 OK", [])
        return file

    original = bridge.give

    async def watched(send, chunks, *, with_body):
        sent = []

        async def counting(message):
            sent.append(message)
            most_ahead.append(len(read) - len(sent))
            await send(message)

        await original(counting, chunks, with_body=with_body)

    bridge.give = watched
    try:
        sent = talk(app, [piece(b"")], scope())
    finally:
        bridge.give = original
    assert sum(len(message.get("body", b"")) for message in sent) == 50_000
    assert max(most_ahead) == 0
    assert file.closed


def test_headers_with_an_underscore_do_not_pass_for_others():
    headers = [(b"x-forwarded-for", b"192.0.2.1"), (b"x_forwarded_for", b"10.0.0.1")]
    environ = bridge.environ_of(scope(headers=headers), io.BytesIO(), 0)
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.1"


def test_paths_and_repeated_headers_follow_pep_3333():
    headers = [(b"accept", b"a"), (b"accept", b"b"), (b"cookie", b"x=1"), (b"cookie", b"y=2")]
    environ = bridge.environ_of(scope(path="/süß/", headers=headers), io.BytesIO(), 0)
    assert environ["PATH_INFO"] == "/süß/".encode().decode("latin-1")
    assert environ["HTTP_ACCEPT"] == "a,b"
    assert environ["HTTP_COOKIE"] == "x=1; y=2"
    assert "HTTP_CONTENT_LENGTH" not in environ


def test_other_protocols_are_left_alone(talk):
    assert talk(never, [], {"type": "websocket"}) == []
