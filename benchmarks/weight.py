"""Requests and compressed bytes of the first view of a start page, by type of resource.

    python benchmarks/weight.py

In a real browser with an empty cache, from ``allmende serve``, at 1280 and 360 pixels.
Bounds (kept by tests/browser/test_weight.py): 60 kB and 8 requests without photos.
"""

import shutil

from common import house, table, world
from playwright.sync_api import sync_playwright

from tests.browser.weight import weigh

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ["--no-sandbox", "--host-resolver-rules=MAP *.localhost 127.0.0.1"]


def main() -> None:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    with world() as data, house.served(data) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        for town in ("soemmerda", "becken"):
            for width in (1280, 360):
                page = browser.new_page(viewport={"width": width, "height": 800})
                weight = weigh(page, served.url(town))
                page.close()
                print(f"\n{served.url(town)} at {width} px")
                rows = [(k, weight.requests[k], weight.sizes[k]) for k in sorted(weight.requests)]
                rows.append(
                    ("without photos", weight.requests_without_photos, weight.bytes_without_photos)
                )
                table(("type", "requests", "bytes"), rows)
        browser.close()


if __name__ == "__main__":
    main()
