"""Lighthouse's scores of a start page, a list and an item, as a phone sees them.

    python benchmarks/lighthouse.py

Needs Chromium and npm, which fetches Lighthouse for this run only. Served without the demo's banner
and ``noindex``: in a demonstration robots are kept away, and Lighthouse counts that against a page.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from common import house, prepare_django, table, world

VERSION = "13.5.0"
KINDS = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --host-resolver-rules='MAP *.localhost 127.0.0.1'"


def main() -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if not browser or not shutil.which("npm"):
        sys.exit("Needs Chromium and npm.")
    with world() as data, house.served(data, "--no-worker", ALLMENDE_DEMO="0") as served:
        prepare_django(data)
        rows = [
            (name, *_scores(served.url("soemmerda", path), browser)) for name, path in _places()
        ]
    table(("page", *KINDS, "largest paint"), rows)


def _places() -> list[tuple[str, str]]:
    from allmende.core.towns.models import Town
    from allmende.modules.portal.queries import own_news

    item = own_news(Town.objects.get(slug="soemmerda")).order_by("-first_published_at").first()
    return [("start", "/"), ("list", "/aktuelles/"), ("item", item.local_path())]


def _scores(url: str, browser: str) -> tuple[object, ...]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        words = ["npm", "exec", "--yes", f"lighthouse@{VERSION}", "--", url, "--quiet",
                 f"--chrome-flags={FLAGS}", "--output=json", f"--output-path={file}"]  # fmt: skip
        subprocess.run(words, check=True, env=os.environ | {"CHROME_PATH": browser}, cwd=folder)
        report = json.loads(file.read_text())
    scores = [round(report["categories"][kind]["score"] * 100) for kind in KINDS]
    return *scores, report["audits"]["largest-contentful-paint"]["displayValue"]


if __name__ == "__main__":
    main()
