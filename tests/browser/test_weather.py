"""WX-a and WX-c in a browser: nothing foreign in the first view, a map only after consent."""

from urllib.parse import urlsplit

import pytest

FOREIGN = "https://karte.example/**"
MAP = "<title>Karte</title><p>Eine fremde Karte"


@pytest.fixture
def asked(browse, house):
    """A page, and the hosts its browser has asked; the foreign map is played by the test."""

    def opened(**options):
        page, hosts = browse(**options), []
        page.on("request", lambda request: hosts.append(urlsplit(request.url).netloc))
        page.route(FOREIGN, lambda route: route.fulfill(body=MAP, content_type="text/html"))
        return page, hosts

    return opened


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_map_is_loaded_after_consent_and_gone_after_withdrawal(asked, house, has_scripts):
    page, hosts = asked(java_script_enabled=has_scripts)
    own = urlsplit(house.url("soemmerda")).netloc
    page.goto(house.url("soemmerda", "/wetter/"))
    page.get_by_role("link", name="Zur Karte").click()
    page.get_by_role("button", name="Einwilligen und laden").wait_for()
    assert "karte.example" in page.locator("main").inner_text()
    assert (set(hosts), page.context.cookies()) == ({own}, [])

    page.get_by_role("button", name="Einwilligen und laden").click()
    page.frame_locator("iframe").get_by_text("Eine fremde Karte").wait_for()
    assert set(hosts) == {own, "karte.example"}
    assert [cookie["name"] for cookie in page.context.cookies()] == ["einwilligung"]

    page.goto(house.url("soemmerda", "/wetter/"))
    page.get_by_role("contentinfo").get_by_role("link", name="Einwilligungen").click()
    page.get_by_role("button", name="Einwilligung widerrufen").click()
    page.get_by_text("Von dort wird nichts mehr geladen.").wait_for()
    assert page.context.cookies() == []

    hosts.clear()
    page.goto(house.url("soemmerda", "/wetter/karte/"))
    assert page.locator("iframe").count() == 0
    assert set(hosts) == {own}


def test_the_hours_can_be_pushed_by_keyboard(browse, house):
    page = browse(width=360)
    page.goto(house.url("soemmerda", "/wetter/"))
    strip = page.get_by_role("group", name="Die nächsten Stunden")
    strip.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.wx-hours').scrollLeft > 0")


def test_the_days_are_a_table_for_those_who_listen(browse, house):
    page = browse()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(house.url("soemmerda", "/wetter/"))
        table = page.get_by_role("table", name="Die kommenden Tage")
        heads = [cell.inner_text() for cell in table.get_by_role("columnheader").all()]
        assert heads == ["Tag", "Himmel", "Tiefste", "Höchste", "Regen"]
        assert table.get_by_role("rowheader").count() == 7
        assert table.get_by_role("row").count() == 8
