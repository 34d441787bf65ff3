"""Static files from memory: found by the hash in their name, packed as they were at the build."""

import asyncio
import gzip

import brotli
import pytest
from whitenoise import WhiteNoise

from allmende.core.cache.edge import storable
from allmende.core.cache.tags import clock
from allmende.project import bridge, edge
from tests.test_asgi import scope
from tests.test_edge import ask, asks

TEXT = b"body{color:red}" * 100
STYLE = "/static/css/site.0123456789ab.css"
LOOSE = "/static/css/site.css"


class Disk:
    """Whitenoise before a folder; counts what it is asked for."""

    def __init__(self, folder):
        self.asked = []
        hashed = r"\.[0-9a-f]{12}\."
        self.files = WhiteNoise(
            self.nothing, root=folder, prefix="/static/", immutable_file_test=hashed
        )

    def nothing(self, _environ, start_response):
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return _Pieces([b"nichts"])

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        return _Pieces(self.files(environ, start_response))


class _Pieces:
    streaming = True

    def __init__(self, pieces):
        self.pieces = pieces

    def __iter__(self):
        return iter(self.pieces)

    def close(self):
        close = getattr(self.pieces, "close", None)
        if close:
            close()


@pytest.fixture
def disk(monkeypatch, tmp_path):
    folder = tmp_path / "css"
    folder.mkdir()
    for name in ("site.0123456789ab.css", "site.css"):
        (folder / name).write_bytes(TEXT)
        (folder / f"{name}.gz").write_bytes(gzip.compress(TEXT, 9))
        (folder / f"{name}.br").write_bytes(brotli.compress(TEXT, quality=11))
    stub = Disk(tmp_path)
    monkeypatch.setattr(bridge, "_django", stub)
    edge.store.forget()
    edge._unkept.clear()
    yield stub
    edge.store.forget()


def file(path=STYLE, *headers, method="GET", **more):
    return scope(method, path, headers=headers, **more)


def test_a_file_is_read_once_and_given_in_every_packing(disk):
    encodings = (b"gzip, deflate, br", b"gzip", b"")
    answers = asks(*(file(STYLE, (b"accept-encoding", words)) for words in encodings))
    asked = len(disk.asked)
    again = asks(*(file(STYLE, (b"accept-encoding", words)) for words in encodings))
    assert (asked, len(disk.asked)) == (3, 3)
    assert answers == again
    packed, zipped, plain = (body for _, _, body in answers)
    assert packed == brotli.compress(TEXT, quality=11)
    assert brotli.decompress(packed) == gzip.decompress(zipped) == plain == TEXT
    for _, headers, _ in answers:
        assert b"immutable" in headers[b"cache-control"]
        assert headers[b"vary"] == b"Accept-Encoding"
        assert headers[b"content-type"].startswith(b"text/css")


def test_who_has_the_file_gets_304_and_head_its_head(disk):
    etag = asks(file())[0][1][b"etag"]
    unchanged, head = asks(file(STYLE, (b"if-none-match", etag)), file(method="HEAD"))
    assert (unchanged[0], unchanged[2]) == (304, b"")
    assert (head[0], head[1][b"content-length"], head[2]) == (200, b"%d" % len(TEXT), b"")


def test_every_host_shares_it_and_no_publication_moves_it(disk):
    asks(file())
    clock().bump_everything()
    other = file() | {"headers": [(b"host", b"erfunden.example")]}
    assert asks(other)[0][2] == TEXT
    assert len(edge.store) == 1
    assert len(disk.asked) == 3


def test_a_part_is_asked_of_the_disk(disk):
    asks(file())
    status, headers, body = asks(file(STYLE, (b"range", b"bytes=0-3")))[0]
    assert (status, body) == (206, b"body")
    assert headers[b"content-range"].startswith(b"bytes 0-3/")


def test_a_file_without_a_hash_is_never_old(disk, tmp_path):
    asks(file(LOOSE))
    (tmp_path / "css" / "site.css").write_bytes(b"b" * len(TEXT))
    assert asks(file(LOOSE))[0][2] == b"b" * len(TEXT)
    assert len(edge.store) == 0


def test_large_unknown_and_questioned_files_take_no_memory(disk, monkeypatch):
    monkeypatch.setattr(storable, "MAX_FILE", len(TEXT) - 1)
    questioned = file(query_string=b"v=2")
    found = asks(file(), questioned, file("/static/css/fehlt.0123456789ab.css"))
    assert [status for status, _, _ in found] == [200, 200, 404]
    assert len(edge.store) == 0


def test_many_who_ask_at_once_cost_one_reading(disk):
    async def crowd():
        return await asyncio.gather(*(ask(file()) for _ in range(50)))

    assert {body for _, _, body in asyncio.run(crowd())} == {TEXT}
    assert len(disk.asked) == 3
