"""The other host: a small server on the loopback that plays what the story asks for."""

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

Play = Callable[[BaseHTTPRequestHandler], None]


class OtherHost(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.plays: dict[str, Play] = {}
        self.seen: list[dict[str, str]] = []
        self.port = self.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def answer(
        self,
        path: str,
        body: bytes = b"",
        *,
        status: int = 200,
        headers: dict[str, str] = {},  # noqa: B006
    ) -> str:
        def play(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.plays[path] = play
        return self.url + path

    def redirect(self, path: str, to: str, *, status: int = 302) -> str:
        return self.answer(path, status=status, headers={"Location": to})

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the stories."""


class Handler(BaseHTTPRequestHandler):
    server: OtherHost

    def do_GET(self) -> None:
        self.server.seen.append(
            {"path": self.path, **{k.lower(): v for k, v in self.headers.items()}}
        )
        self.server.plays[self.path.partition("?")[0]](self)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def strict(settings: Any) -> Any:
    """As in production: no internal host is allowed."""
    settings.OUTBOUND_ALLOW_PRIVATE_HOSTS = ()
    settings.OUTBOUND_CONTACT = ""
    settings.OUTBOUND_CA_FILE = None
    return settings


@pytest.fixture
def allowed(strict: Any) -> Any:
    strict.OUTBOUND_ALLOW_PRIVATE_HOSTS = ("127.0.0.1",)
    return strict


def _serve(host: OtherHost) -> Iterator[OtherHost]:
    thread = threading.Thread(target=host.serve_forever, args=[0.05], daemon=True)
    thread.start()
    yield host
    host.shutdown()
    host.server_close()


@pytest.fixture
def host(socket_enabled: None) -> Iterator[OtherHost]:
    yield from _serve(OtherHost())


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for "feeds.example" alone."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate of this story")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=feeds.example", "-addext", "subjectAltName=DNS:feeds.example"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture
def secure_host(socket_enabled: None, certificate: Path) -> Iterator[OtherHost]:
    host = OtherHost()
    host.names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    context.sni_callback = lambda _socket, name, _context: host.names.append(name)
    host.socket = context.wrap_socket(host.socket, server_side=True)
    yield from _serve(host)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """Names of the story and, for each look-up in turn, their addresses; "asked" is the log."""
    book: dict[str, list[list[str]]] = {"asked": []}
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *args: object, **kwargs: object) -> Any:
        book["asked"].append([host])
        if host not in book:
            return real(host, port, *args, **kwargs)  # type: ignore[arg-type]
        turn = book[host]
        addresses = turn.pop(0) if len(turn) > 1 else turn[0]
        if not addresses:
            raise socket.gaierror(-2, "Name or service not known")
        return [(0, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return book
