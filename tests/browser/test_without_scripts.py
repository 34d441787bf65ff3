"""Everything a reader does works with scripts switched off."""

import pytest

#: Seconds a person needs for the feedback form at least; the form counts whole seconds.
HUMAN = 3


@pytest.fixture
def page(browse):
    return browse(java_script_enabled=False)


def test_reading_from_the_start_page(page, house):
    page.goto(house.url("soemmerda"))

    # Other tests publish as well, so which items stand in front depends on their order.
    first = page.locator("main .card__title a").first
    title = first.inner_text()
    first.click()

    assert page.inner_text("h1") == title
    assert "/aktuelles/" in page.url


def test_switching_the_town(page, house):
    page.goto(house.url("soemmerda"))

    page.click(".switcher summary")
    page.click(".switcher a:has-text('Rastenberg')")

    assert page.inner_text(".brand__name") == "Rastenberg"


def test_menu_of_a_phone(browse, house):
    page = browse(java_script_enabled=False, width=320)
    page.goto(house.url("soemmerda"))

    page.click(".menu summary")
    page.click(".menu__panel a:has-text('Rathaus')")

    assert page.inner_text("h1") == "Rathaus"


def test_searching(page, house):
    page.goto(house.url("soemmerda"))

    page.fill("#search-header", "Sommerfest")
    page.press("#search-header", "Enter")

    assert page.locator(".card__title").all_inner_texts() == ["Sommerfest im Vereinsgarten"]


def test_filtering_a_list(page, house):
    page.goto(house.url("soemmerda", "/aktuelles/"))

    page.select_option("#filter-thema", "vereine")
    page.click(".filters button")

    assert page.locator(".card__title").all_inner_texts() == ["Sommerfest im Vereinsgarten"]


def test_turning_the_pages_of_a_list(page, house):
    page.goto(house.url("soemmerda", "/aktuelles/"))
    first = page.locator(".card__title").all_inner_texts()

    page.click(".pages a[rel=next]")
    second = page.locator(".card__title").all_inner_texts()

    assert len(first) == 12
    assert second
    assert not set(first) & set(second)


def test_sending_feedback(page, house):
    page.goto(house.url("soemmerda", "/barriere-melden/"))

    page.fill("textarea[name=message]", "Die Karte ist mir zu klein.")
    page.wait_for_timeout(HUMAN * 1000)
    page.click("main form button[type=submit]")

    assert page.inner_text(".note__title") == "Vielen Dank"


def test_print_view(page, house):
    page.goto(house.url("soemmerda", "/aktuelles/2025/bruecke/"))

    page.click(".share a:has-text('Druckansicht')")

    assert page.inner_text("h1") == "Neue Brücke über die Unstrut freigegeben"
    assert page.locator(".sheet__qr svg").count() == 1
