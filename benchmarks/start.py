"""From the start of the process to its first answer, and its memory after 50 requests.

    python benchmarks/start.py

Memory is PSS (shared pages counted by share), read from /proc: Linux only. It includes the
thread that does background work.
"""

from pathlib import Path
from time import monotonic
from urllib.request import Request, urlopen

from common import house, table, world

SERIES = 3
REQUESTS = 50
PATHS = ("/", "/aktuelles/", "/rathaus/", "/suche/?q=stadt", "/impressum/")


def main() -> None:
    with world() as data:
        rows = [_one(data) for _ in range(SERIES)]
    table(("run", "first answer s", "first page s", f"MB after {REQUESTS}"),
          [(number, *row) for number, row in enumerate(rows, 1)])  # fmt: skip


def _one(data: Path) -> tuple[float, float, float]:
    begin = monotonic()
    with house.served(data) as served:
        answer = monotonic() - begin
        _ask(served.port, "/")
        page = monotonic() - begin
        for number in range(REQUESTS):
            _ask(served.port, PATHS[number % len(PATHS)])
        return answer, page, _pss(served.process.pid)


def _ask(port: int, path: str) -> None:
    headers = {"Host": f"soemmerda.localhost:{port}"}
    with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers)) as response:
        response.read()


def _pss(pid: int) -> float:
    """Megabytes (10^6 bytes) of a process by its share."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    kibibytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kibibytes * 1024 / 1e6


if __name__ == "__main__":
    main()
