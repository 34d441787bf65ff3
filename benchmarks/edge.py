"""Pages from memory against nginx that serves the same bytes as a file, in one run.

    python benchmarks/edge.py

Pages and a style sheet in Brotli, as browsers ask for them (ENCODING= measures them as they are;
PAGES="start style" and CONNECTIONS="64" measure some). Needs wrk and nginx (Debian: wrk, nginx-light). With one process
the server has one core and wrk the other; with two both share both cores. Each figure is the better
of two rounds, taken in turns, so that the noise of the machine meets both.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request, urlopen

from common import ROOT, house, prepare_django, table, world

CONNECTIONS = tuple(map(int, os.environ.get("CONNECTIONS", "1 16 64").split()))
ENCODING = os.environ.get("ENCODING", "br")
PAGES = os.environ.get("PAGES", "start list item style").split()
SECONDS = 3
ROUNDS = 2


class Load(NamedTuple):
    """What wrk saw, and what the server spent."""

    rps: float
    p50_ms: float
    p99_ms: float
    cpu_us: float


def main() -> None:
    missing = [name for name in ("wrk", "nginx") if not shutil.which(name)]
    if missing:
        sys.exit(f"Not here: {', '.join(missing)}. On Debian: apt install wrk nginx-light")
    with world() as data:
        prepare_django(data)
        places = _places()
        for processes in (1, 2):
            print(f"\n{processes} process{'es' if processes > 1 else ''}")
            table(
                ("page", "connections", "rps", "nginx rps", "ratio", "p50 ms", "p99 ms",
                 "CPU µs", "nginx CPU µs"),
                list(_rows(data, places, processes)),
            )  # fmt: skip


def _places() -> list[tuple[str, str]]:
    from allmende.core.towns.models import Town
    from allmende.modules.portal.queries import own_news

    item = own_news(Town.objects.get(slug="soemmerda")).order_by("-first_published_at").first()
    places = [
        ("start", "/"),
        ("list", "/aktuelles/"),
        ("item", item.local_path()),
        ("style", _style()),
    ]
    return [place for place in places if place[0] in PAGES]


def _style() -> str:
    """Address of the style sheet of public pages, as pages name it."""
    from django.templatetags.static import static

    return static("css/site.css")


def _rows(data: Path, places: list[tuple[str, str]], processes: int) -> Iterator[tuple]:
    with _ours(data, processes) as (our_port, our_pid), tempfile.TemporaryDirectory() as folder:
        for name, path in places:
            body = _body(our_port, path)
            (Path(folder) / "seite.html").write_bytes(body)
            with _nginx(Path(folder), processes) as (nginx_port, nginx_pid):
                for connections in CONNECTIONS:
                    ours, theirs = _both(
                        (our_port, path, our_pid), (nginx_port, "/seite.html", nginx_pid),
                        connections, on="1" if processes == 1 else "",
                    )  # fmt: skip
                    yield (
                        f"{name} ({len(body)} B)", connections, round(ours.rps), round(theirs.rps),
                        ours.rps / theirs.rps, ours.p50_ms, ours.p99_ms, ours.cpu_us, theirs.cpu_us,
                    )  # fmt: skip


def _both(ours: tuple, theirs: tuple, connections: int, *, on: str) -> tuple[Load, Load]:
    best: list[Load | None] = [None, None]
    for _ in range(ROUNDS):
        for place, (port, path, pid) in enumerate((ours, theirs)):
            load = _load(port, path, pid, connections, on)
            if best[place] is None or load.rps > best[place].rps:
                best[place] = load
    return best[0], best[1]  # type: ignore[return-value]


def _load(port: int, path: str, pid: int, connections: int, on: str) -> Load:
    before = _cpu_seconds(pid)
    words = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}", "--latency",
             "-H", "Host: soemmerda.localhost", "-H", f"Accept-Encoding: {ENCODING}", f"http://127.0.0.1:{port}{path}"]  # fmt: skip
    said = subprocess.run(
        [*(["taskset", "-c", on] if on else []), *words],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    spent = _cpu_seconds(pid) - before
    if "Non-2xx" in said:
        sys.exit(said)
    requests = int(re.search(r"(\d+) requests in", said)[1])
    rps = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    return Load(rps, _ms(said, "50%"), _ms(said, "99%"), spent * 1e6 / requests)


def _ms(said: str, part: str) -> float:
    number, unit = re.search(rf"{part}\s+([\d.]+)(us|ms|s)", said).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def _cpu_seconds(pid: int) -> float:
    """CPU of a process and its children."""
    ticks = 0
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for one in (str(pid), *children):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _body(port: int, path: str) -> bytes:
    request = Request(
        f"http://127.0.0.1:{port}{path}",
        headers={"Host": "soemmerda.localhost", "Accept-Encoding": ENCODING},
    )
    with urlopen(request) as answer:
        return answer.read()


@contextmanager
def _ours(data: Path, processes: int) -> Iterator[tuple[int, int]]:
    port = house.free_port()
    env = house.environment(data) | {"ALLMENDE_PROCESSES": str(processes)}
    words = [sys.executable, "-m", "allmende.project.cli", "serve", "--no-worker", "--port", port]
    pin = ["taskset", "-c", "0"] if processes == 1 else []
    process = subprocess.Popen([*pin, *map(str, words)], cwd=ROOT, env=env)
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(15)


@contextmanager
def _nginx(folder: Path, processes: int) -> Iterator[tuple[int, int]]:
    port = house.free_port()
    (folder / "nginx.conf").write_text(
        f"""daemon off; worker_processes {processes}; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
default_type "text/html; charset=utf-8"; open_file_cache max=100;
client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
{f"add_header Content-Encoding {ENCODING};" if ENCODING else ""}
server {{ listen 127.0.0.1:{port}; root {folder}; }} }}"""
    )
    pin = ["taskset", "-c", "0"] if processes == 1 else []
    folder.chmod(0o755)
    process = subprocess.Popen(
        [*pin, "nginx", "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    )
    try:
        _wait(port, "/seite.html")
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(15)


def _wait(port: int, path: str = "/healthz") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            _body(port, path)
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"Nothing answers on port {port}.")


if __name__ == "__main__":
    main()
