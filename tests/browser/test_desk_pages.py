"""The editors' screens: no barriers in what is ours, no scrolling sideways."""

import pytest

from tests.browser.inspection import barriers, overflow

#: Parts that Wagtail makes and we cannot cure (others: see ``site/static/site/names.js``).
WAGTAILS = ("#HandsontableCopyPaste",)  # the table editor's hidden clipboard, outside all landmarks
SCREENS = {
    "dashboard": "/verwaltung/",
    "inbox": "/verwaltung/angebote/",
    "new item": "/verwaltung/neu/",
    "log": "/verwaltung/protokoll/soemmerda/",
    "care of the content": "/verwaltung/pflege/soemmerda/",
    "settings of the town": "/verwaltung/stadt/soemmerda/",
    "short report": "/verwaltung/kurz/soemmerda/",
    "pictures": "/verwaltung/images/",
    "upload of a picture": "/verwaltung/images/add/",
    "directory": "/verwaltung/verzeichnis/soemmerda/",
    "entry of the directory": "/verwaltung/verzeichnis/soemmerda/eintrag/1/",
    "opening hours": "/verwaltung/verzeichnis/soemmerda/eintrag/1/zeiten/",
    "services of an office": "/verwaltung/verzeichnis/soemmerda/eintrag/1/leistungen/",
    "table to read in": "/verwaltung/verzeichnis/soemmerda/einlesen/",
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen_has_no_barrier(desk, house, name):
    page = desk("soemmerda")

    page.goto(house.url("soemmerda", SCREENS[name]))
    page.wait_for_selector(".sidebar-main-menu__list", state="attached")

    assert barriers(page, WAGTAILS) == []
    assert overflow(page) == []


def test_sign_in_has_no_barrier(browse, house):
    page = browse()

    page.goto(house.url("soemmerda", "/verwaltung/login/"))

    assert barriers(page) == []
    assert overflow(page) == []


def test_form_of_an_item_has_no_barrier(desk, house):
    page = desk("soemmerda")

    open_item(page, house)

    assert barriers(page, WAGTAILS) == []
    assert overflow(page) == []


def test_giving_a_reason_has_no_barrier(desk, house):
    page = desk("soemmerda")

    open_item(page, house)
    number = page.url.rstrip("/").split("/")[-2]
    page.goto(house.url("soemmerda", f"/verwaltung/meldung/{number}/absagen/"))

    assert barriers(page, WAGTAILS) == []
    assert overflow(page) == []


def test_submitted_draft_and_its_answer_have_no_barrier(desk, house):
    writer = desk("vehra", town="straussfurt")
    writer.goto(house.url("straussfurt", "/verwaltung/kurz/straussfurt/"))
    writer.fill("#id_title", "Kirmes beginnt am Freitag")
    writer.click("text=An Straußfurt schicken")
    wrong = barriers(writer, WAGTAILS)
    writer.fill("#id_text", "Um 18 Uhr auf dem Anger.")
    writer.click("text=An Straußfurt schicken")
    writer.wait_for_selector(".desk-state")
    clerk = desk("straussfurt")

    clerk.click("text=Kirmes beginnt am Freitag")
    clerk.wait_for_selector("#reason")

    assert wrong == []
    assert barriers(writer, WAGTAILS) == []
    assert barriers(clerk, [*WAGTAILS, ".desk-preview"]) == []
    assert overflow(clerk) == []


def test_choosing_a_picture_has_no_barrier(desk):
    page = desk("soemmerda")
    page.click("text=Meldung schreiben")

    page.click("text=Bild auswählen")
    page.wait_for_selector("#tab-label-upload")
    choosing = barriers(page, within=".modal")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.click("#tab-label-upload")

    assert choosing == []
    assert barriers(page, within=".modal") == []


def open_item(page, house):
    """Open the form of the item that has everything."""
    page.goto(house.url("soemmerda", "/verwaltung/pages/search/?q=Unstrut"))
    page.click("a[href*='/edit/']:has-text('Neue Brücke')")
    page.wait_for_selector("#id_title")
