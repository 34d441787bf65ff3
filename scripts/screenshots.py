#!/usr/bin/env python3
"""Take the pictures of the README: ``make screenshots``. Needs Chromium.

Starts a demo server of its own, on a free port, with a data folder of its own that is thrown
away. Building that world takes a minute or more; ``--data-dir`` keeps it for the next time.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "images"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
#: Bytes a picture may have.
MOST = 120_000
#: Seconds until the demo server must answer.
PATIENCE = 900
PASSWORD = "allmende-demo"


def nothing(_page: Page, _port: int) -> None:
    return


@dataclass(frozen=True)
class Shot:
    """One picture: where, how large (CSS pixels), and what is done before."""

    name: str
    host: str
    path: str = "/"
    size: tuple[int, int] = (1280, 960)
    before: Callable[[Page, int], None] = nothing
    context: dict[str, Any] = field(default_factory=dict)


def open_first_news(page: Page, port: int) -> None:
    """Go on to the lead story, and scroll to its beginning."""
    page.locator("main a[href*='/aktuelles/2']").first.click()
    page.wait_for_load_state("networkidle")


def sign_in(page: Page, port: int) -> None:
    """Sign in as the clerk of Straußfurt, who also serves a town outside the alliance."""
    page.fill("input[name=username]", "straussfurt")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state("networkidle")


SHOTS = (
    Shot("town-start", "soemmerda"),
    Shot("alliance-start", "becken", size=(1280, 1280)),
    Shot(
        "phone-dark",
        "buttstaedt",
        size=(390, 844),
        before=open_first_news,
        context={"device_scale_factor": 2, "color_scheme": "dark", "is_mobile": True},
    ),
    Shot("desk-inbox", "straussfurt", path="/verwaltung/angebote/", before=sign_in),
)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def demo_server(data_dir: Path) -> Iterator[int]:
    """Serve the demo world; gives the port."""
    port = free_port()
    command = [sys.executable, "-m", "allmende.project.cli", "demo", "--port", str(port)]
    env = os.environ | {"ALLMENDE_DATA_DIR": str(data_dir), "ALLMENDE_DEMO": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(port, server)
            yield port
        finally:
            server.terminate()


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers; raises RuntimeError when it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (URLError, TimeoutError):
            time.sleep(1)
    raise RuntimeError("The demo server did not start; try: make demo")


def take(browser: Browser, shot: Shot, port: int) -> bytes:
    """Take one picture and give it as PNG."""
    width, height = shot.size
    options = {"locale": "de-DE", "reduced_motion": "reduce"} | shot.context
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    page.goto(f"http://{shot.host}.localhost:{port}{shot.path}", wait_until="networkidle")
    shot.before(page, port)
    picture = page.screenshot()
    context.close()
    return picture


def small(picture: bytes) -> bytes:
    """Make a WebP of at most MOST bytes, as good as that allows."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    for quality in range(88, 20, -6):
        out = BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST:
            return out.getvalue()
    raise RuntimeError(f"A picture does not fit into {MOST} bytes.")


def make_all(data_dir: Path) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with demo_server(data_dir) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for shot in SHOTS:
            file = TARGET / f"{shot.name}.webp"
            file.write_bytes(small(take(browser, shot, port)))
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Take the pictures of the README.")
    parser.add_argument("--data-dir", type=Path, help="folder of a demo world, made when missing")
    given = parser.parse_args().data_dir
    if given:
        make_all(given.resolve())
        return
    with tempfile.TemporaryDirectory(prefix="allmende-pictures-") as folder:
        make_all(Path(folder))


if __name__ == "__main__":
    main()
