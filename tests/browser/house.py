"""A house of our own for a while: a world in its own folder, served on a free port."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
WORLD = Path(__file__).with_name("world.py")
#: Settings of the house around us that must not leak into ours.
_FOREIGN = ("ALLMENDE_", "DJANGO_SETTINGS_MODULE")
#: The weather is that of the small world, and there is a map that wants consent.
WEATHER = {
    "ALLMENDE_WEATHER_PROVIDER": "none",
    "ALLMENDE_WEATHER_EMBED_URL": "https://karte.example/?lat={lat}&lon={lon}",
    "ALLMENDE_WEATHER_EMBED_NAME": "Kartenhaus",
}
#: Seconds until the first answer must have come.
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class House:
    """A served house: its port, its folder and its process."""

    port: int
    data: Path
    process: "subprocess.Popen[bytes]"

    def url(self, town: str, path: str = "/") -> str:
        """Address of a page on a town's host (``becken`` is the alliance)."""
        return f"http://{town}.localhost:{self.port}{path}"


def environment(data: Path, **more: str) -> dict[str, str]:
    """What a process of this house has in its environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    own = {"ALLMENDE_DATA_DIR": str(data), "ALLMENDE_DEMO": "1", "PYTHONPATH": str(ROOT)}
    return clean | own | WEATHER | {"DJANGO_SETTINGS_MODULE": "allmende.project.settings"} | more


def build(data: Path, *, keep: Path | None = None) -> None:
    """Make the small world in a folder; ``keep`` is a folder in which to leave it for next time."""
    if keep and (keep / "allmende.sqlite3").exists():
        shutil.copytree(keep, data, dirs_exist_ok=True)
        return
    subprocess.run([sys.executable, str(WORLD)], check=True, cwd=ROOT, env=environment(data))
    if keep:
        shutil.copytree(data, keep)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(data: Path, *options: str, **more: str) -> Iterator[House]:
    """Serve a folder's world with ``allmende serve`` until the end of the block."""
    port = free_port()
    command = [sys.executable, "-m", "allmende.project.cli", "serve", "--port", str(port), *options]
    log = (data / "server.log").open("wb")
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(data, **more), stdout=log, stderr=subprocess.STDOUT
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", process)
        yield House(port, data, process)
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait for the first answer. Raises RuntimeError when the process ends or says nothing."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode}.")
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"No answer from {url} within {PATIENCE} s.")
