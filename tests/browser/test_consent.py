"""NEWS-e against a running server: the answer to the deed comes when the picture is gone everywhere."""

import re
import urllib.error
import urllib.request
from io import BytesIO

import pytest
from pypdf import PdfReader

ITEM = "Pferdemarkt mit neuem Festplatz"
#: Where a reader, a program or a printer may meet a picture of an item.
OUTLETS = (
    "", "leicht/", "english/", "druck/", "/", "/aktuelles/", "/suche/?q=pferdemarkt", "/inhalt/", "/sitemap.xml",
    "/aktuelles/feed.atom", "/aktuelles/feed.rss", "/aktuelles/feed.json",
)  # fmt: skip
MEDIA = re.compile(rb"/media/[^\s\"'<>,]+")


@pytest.fixture
def ask(house):
    def read(town, path):
        host = f"{town}.localhost:{house.port}"
        request = urllib.request.Request(
            f"http://127.0.0.1:{house.port}{path}", headers={"Host": host}
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    return read


def files_of(ask, item, mark):
    """Files of the picture that are named anywhere in the two towns that show it."""
    found = set()
    for town in ("buttstaedt", "becken"):
        for outlet in OUTLETS:
            path = outlet if outlet.startswith("/") else item + outlet
            found |= {name for name in MEDIA.findall(ask(town, path)[1]) if mark in name}
    return found


def pictures_on_paper(ask, item):
    _, content = ask("buttstaedt", f"{item}pdf/")
    return sum(len(page.images) for page in PdfReader(BytesIO(content)).pages)


def test_a_withdrawn_picture_is_nowhere_when_the_screen_says_so(house, desk, ask):
    _, start = ask("buttstaedt", "/")
    item = re.search(rb'href="(/aktuelles/\d+/pferdemarkt/)"', start)[1].decode()
    page = desk("buttstaedt")
    page.goto(house.url("buttstaedt", "/verwaltung/images/"))
    page.get_by_role("link", name=re.compile("horses|pferdemarkt", re.IGNORECASE)).first.click()
    consent = page.get_by_role("link", name="Jemand möchte nicht mehr").get_attribute("href")
    mark = re.search(rb"/media/images/([0-9a-f]{16})-", ask("buttstaedt", item)[1])[1]
    files = files_of(ask, item, mark)
    assert files
    assert pictures_on_paper(ask, item) >= 1
    assert {ask("buttstaedt", name.decode())[0] for name in files} == {200}
    page.goto(house.url("buttstaedt", consent))
    assert ITEM in page.locator("main").inner_text()

    page.get_by_role("button", name="Bild überall entfernen").click()
    page.wait_for_load_state()

    assert files_of(ask, item, mark) == set()
    assert pictures_on_paper(ask, item) == 0
    assert {ask("buttstaedt", name.decode())[0] for name in files} == {404}
    said = page.locator("main").inner_text()
    assert "Wo es war" in said
    assert ITEM in said
    assert "Buttstädt" in said
