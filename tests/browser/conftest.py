"""One house and one Chromium for all browser tests; they run last, so that quick tests speak first."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from allmende.core.people.demo import PASSWORD
from tests.browser import house as houses
from tests.browser.house import House

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = "Chromium fehlt: Die Prüfungen im Browser brauchen chromium oder google-chrome."
#: Towns live on names below .localhost; not every machine resolves them.
OPTIONS = ["--no-sandbox", "--host-resolver-rules=MAP *.localhost 127.0.0.1"]
#: Milliseconds after which something that should be there is missing.
PATIENCE = 30_000


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark while collecting: ``-m`` chooses right after."""
    if HERE in item.path.parents:
        item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; without it tests are skipped by name, and CI fails."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        refuse = pytest.fail if os.environ.get("ALLMENDE_CI") else pytest.skip
        refuse(NO_CHROMIUM)
    # Playwright keeps a loop in this thread; Django would take it for asynchronous code of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def house(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The small world, served. ALLMENDE_BROWSER_WORLD names a folder that keeps it built."""
    data = tmp_path_factory.mktemp("house")
    kept = os.environ.get("ALLMENDE_BROWSER_WORLD")
    houses.build(data, keep=Path(kept) if kept else None)
    with houses.served(data) as house:
        yield house


Open = Callable[..., Page]


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Open]:
    """Open an empty page in a fresh profile: ``browse(width=320, java_script_enabled=False)``."""
    contexts: list[BrowserContext] = []

    def fresh(*, width: int = 1280, height: int = 800, **options: Any) -> Page:
        settings = {"reduced_motion": "reduce", "locale": "de-DE"} | options
        context = chromium.new_context(viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield fresh
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def sessions() -> dict[tuple[str, str], Any]:
    """Cookies of who has signed in where, to sign in once only."""
    return {}


@pytest.fixture
def desk(browse: Open, house: House, sessions: dict[tuple[str, str], Any]) -> Open:
    """Open a page at the desk as somebody: ``desk("soemmerda")``; the host is a town's."""

    def signed_in(user: str, *, town: str = "", fresh: bool = False, **options: Any) -> Page:
        host = town or user
        if fresh or (user, host) not in sessions:
            page = browse(**options)
            sign_in(page, house, user, host)
            if fresh:
                return page
            sessions[user, host] = page.context.storage_state()
            page.context.close()
        page = browse(storage_state=sessions[user, host], **options)
        page.goto(house.url(host, "/verwaltung/"))
        return page

    return signed_in


def sign_in(page: Page, house: House, user: str, town: str) -> None:
    page.goto(house.url(town, "/verwaltung/login/"))
    page.fill("input[name=username]", user)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/verwaltung/")
