"""With the keyboard alone: one always sees where one is, and comes everywhere."""

import pytest

#: Whether the focused element shows it (itself, or the box around it), where one sees it.
SHOWS = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const ring = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
    || style.boxShadow !== "none";
  const rings = [element, element.parentElement].map((one) => getComputedStyle(one));
  rings.push(getComputedStyle(element, "::after"));
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [rings.some(ring) && inside && box.width > 0, element.outerHTML.slice(0, 160)];
}"""


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["/", "/aktuelles/2025/bruecke/", "/barriere-melden/"])
def test_focus_is_always_visible(browse, house, width, path):
    page = browse(width=width)
    page.goto(house.url("soemmerda", path))

    stops, hidden = 0, []
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops += 1
        shown, element = page.evaluate(SHOWS)
        hidden += [] if shown else [element]

    assert stops > 15
    assert hidden == []


def test_skip_link_comes_first_and_leads_to_the_content(browse, house):
    page = browse()
    page.goto(house.url("soemmerda"))

    page.keyboard.press("Tab")
    shown, link = page.evaluate(SHOWS)
    page.keyboard.press("Enter")

    assert shown
    assert 'href="#main"' in link
    assert page.evaluate("document.activeElement.id") == "main"


def test_keyboard_opens_the_switcher_and_changes_the_town(browse, house):
    page = browse()
    page.goto(house.url("soemmerda"))

    tab_to(page, ".switcher summary")
    page.keyboard.press("Enter")
    tab_to(page, ".switcher a[href*='buttstaedt']")
    page.keyboard.press("Enter")
    page.wait_for_url(house.url("buttstaedt"))

    assert page.inner_text(".brand__name") == "Buttstädt"


def test_escape_closes_the_switcher_and_gives_the_focus_back(browse, house):
    page = browse()
    page.goto(house.url("soemmerda"))

    tab_to(page, ".switcher summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    assert page.locator(".switcher[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.switcher summary')")


def test_keyboard_opens_the_menu_of_a_phone_and_follows_it(browse, house):
    page = browse(width=320)
    page.goto(house.url("soemmerda"))

    tab_to(page, ".menu summary")
    page.keyboard.press("Enter")
    tab_to(page, ".menu__panel nav a[href='/aktuelles/']")
    page.keyboard.press("Enter")
    page.wait_for_url(house.url("soemmerda", "/aktuelles/"))

    assert page.inner_text("h1") == "Aktuelles"


@pytest.mark.parametrize("width", [1280, 320])
def test_keyboard_searches(browse, house, width):
    page = browse(width=width)
    page.goto(house.url("soemmerda"))

    if width < 600:
        tab_to(page, ".menu summary")
        page.keyboard.press("Enter")
    tab_to(page, "input[type=search]")
    page.keyboard.type("Brücke")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/**")

    assert "Neue Brücke über die Unstrut freigegeben" in page.inner_text(".cards")


def tab_to(page, selector):
    """Press Tab until an element has the focus. Fails when it never gets it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


def test_keyboard_alone_writes_and_sends_a_short_report(desk, house):
    page = desk("vehra", town="straussfurt")

    tab_to(page, ".desk-begin a[href*='/kurz/']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_title")
    tab_to(page, "#id_title")
    page.keyboard.type("Backhaus heizt am Sonnabend")
    tab_to(page, "#id_text")
    page.keyboard.type("Ab 14 Uhr.")
    tab_to(page, ".desk-actions button")
    page.keyboard.press("Enter")

    page.wait_for_selector("text=Backhaus heizt am Sonnabend")
    assert "Wartet auf die Freigabe" in page.inner_text(".desk-waiting")


def test_keyboard_alone_accepts_all_offers(desk, house):
    page = desk("rastenberg")
    offers = page.locator("input[name=placement]").count()

    tab_to(page, "[data-desk-all]")
    page.keyboard.press("Enter")
    tab_to(page, "button[value=accept]")
    page.wait_for_function(f"({SHOWS})()[0]")  # the desk scrolls smoothly
    page.keyboard.press("Enter")

    page.wait_for_selector(".messages .success")
    assert f"{offers} Beiträge übernommen." in page.inner_text(".messages .success")
