"""Daily work at the desk, within its budget of clicks (design of the domain: more is a bug).

Typing and moving on with Tab are no clicks; choosing a file is one, and so is saving.
"""

import re

import pytest

from allmende.core.people.demo import PASSWORD
from allmende.modules.portal.demo.drawing import draw
from tests.browser.inspection import overflow

PUBLISH = "veröffentlichen"
#: Milliseconds after which Wagtail's text editor hands on what was typed.
EDITOR_SAVES_AFTER = 500


class Hand:
    """A hand on the mouse that counts."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, target):
        self.clicks += 1
        locator = self.page.locator(target) if isinstance(target, str) else target
        locator.click()

    def choose_file(self, target, file):
        self.clicks += 1
        self.page.set_input_files(target, file)


@pytest.fixture
def photo(tmp_path):
    file = tmp_path / "marktplatz.jpg"
    file.write_bytes(draw("market", seed=3, size=(1200, 800)))
    return file


def test_press_item_with_photo_offered_to_all_takes_seven_clicks(desk, house, photo):
    page = desk("soemmerda")
    hand = Hand(page)

    hand.click("text=Meldung schreiben")
    write(page, "Marktplatz bekommt neue Bänke", "Zwölf Bänke aus Eiche laden zum Sitzen ein.")
    hand.click("text=Bild auswählen")
    hand.click("#tab-label-upload")
    hand.choose_file("#id_image-chooser-upload-file", photo)
    page.wait_for_function("document.querySelector('#id_image-chooser-upload-title').value")
    hand.click("#tab-upload button[type=submit]")
    page.wait_for_selector(".modal", state="hidden")
    page.fill("#id_lead_picture_alt", "Zeichnung eines Marktplatzes mit Bänken")
    without_offer = hand.clicks + 1
    hand.click("input[name=offer_to][value=all]")
    publish(page, hand)

    page.goto(house.url("soemmerda", "/aktuelles/"))
    page.click("text=Marktplatz bekommt neue Bänke")
    assert "Zwölf Bänke aus Eiche" in page.inner_text(".article__body")
    assert page.get_attribute(".figure img", "alt") == "Zeichnung eines Marktplatzes mit Bänken"
    assert (without_offer, hand.clicks) == (6, 7)
    page.goto(house.url("straussfurt", "/aktuelles/"))  # takes Sömmerda's items by its own rule
    assert page.locator("text=Marktplatz bekommt neue Bänke").count() == 1


def test_eight_offers_are_accepted_with_two_clicks_and_undone_with_one(desk, house):
    page = desk("soemmerda")
    hand = Hand(page)
    offers = page.locator("input[name=placement]").count()

    hand.click("text=/Alle \\d+ ankreuzen/")
    hand.click("button:has-text('Für Sömmerda übernehmen')")

    said = page.inner_text(".messages .success")
    assert offers >= 8
    assert f"{offers} Beiträge übernommen." in said
    assert hand.clicks == 2
    reader = page.context.new_page()
    reader.goto(house.url("soemmerda", "/aktuelles/"))
    assert "Waldbad sucht Rettungsschwimmer" in reader.inner_text(".cards")
    assert page.locator("input[name=placement]").count() == 0
    hand.click(".messages button:has-text('Rückgängig')")
    page.wait_for_selector("text=Die Angebote warten wieder auf Sie.")
    assert page.locator("input[name=placement]").count() == offers


def test_opening_hours_change_with_four_clicks(desk, house):
    """Row 10 of the budget: menu, office, the field, save. Readers see it at once."""
    page = desk("soemmerda")
    hand = Hand(page)

    hand.click("a[href='/verwaltung/verzeichnis/']")
    hand.click("tr:has-text('Bürgerbüro Sömmerda') >> text=Öffnungszeiten")
    hand.click("#id_d5_0_closes")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("13:30")
    hand.click("form.ts-wide button:has-text('Speichern')")

    page.wait_for_selector(".messages .success")
    assert hand.clicks == 4
    page.goto(house.url("soemmerda", "/verzeichnis/buergerbuero-soemmerda/"))
    assert "9:00–13:30" in page.inner_text(".dir-week")


def test_inbox_ticks_everything_with_one_click(desk, house):
    page = desk("buttstaedt")
    page.goto(house.url("buttstaedt", "/verwaltung/angebote/"))

    page.click("text=/Alle \\d+ ankreuzen/")

    boxes = page.locator("input[name=placement]")
    assert boxes.count() > 2
    assert all(box.is_checked() for box in boxes.all())


def test_clerk_of_two_municipalities_always_sees_for_whom_she_writes(desk, house):
    page = desk("straussfurt")

    page.click(".desk-card:has-text('Wundersleben') >> text=Meldung schreiben")
    other = acting(page)
    page.goto(house.url("straussfurt", "/verwaltung/"))
    page.click(".desk-card:has-text('Straußfurt') >> text=Meldung schreiben")
    write(page, "Radweg nach Vehra fertig", "Der Weg ist zwei Kilometer lang.")
    page.mouse.wheel(0, 2000)
    bar = page.locator(".desk-bar")

    assert other == ("Gemeinde Wundersleben", "/wappen/wundersleben.svg")
    assert acting(page) == ("Gemeinde Straußfurt", "/wappen/straussfurt.svg")
    assert bar.bounding_box()["y"] == 0  # it stays in sight
    publish(page, Hand(page))
    page.goto(house.url("straussfurt", "/aktuelles/"))
    assert "Radweg nach Vehra fertig" in page.inner_text(".cards")
    page.goto(house.url("wundersleben", "/aktuelles/"))
    assert "Radweg nach Vehra fertig" not in page.inner_text("main")


def test_text_survives_the_end_of_the_session(desk, house):
    page = desk("soemmerda", fresh=True)
    page.click("text=Meldung schreiben")
    write(page, "Freibad öffnet zu Pfingsten", "Das Wasser hat schon zwanzig Grad.")

    page.context.clear_cookies(name="sessionid")
    page.click(f"button:has-text('{PUBLISH}')")
    page.wait_for_selector("#rescue-username")
    page.fill("#rescue-username", "soemmerda")
    page.fill("#rescue-password", PASSWORD)
    page.click("button[type=submit]")
    page.click("button:has-text('Text')")
    page.wait_for_selector(".messages .success")

    page.goto(house.url("soemmerda", "/aktuelles/"))
    page.click("text=Freibad öffnet zu Pfingsten")
    assert "Das Wasser hat schon zwanzig Grad." in page.inner_text(".article__body")


def test_item_is_written_on_a_phone(desk, house):
    page = desk("soemmerda", width=360, height=740)

    page.click("text=Meldung schreiben")
    write(page, "Storch ist zurück", "Er steht auf der Esse in Leubingen.")
    sideways = overflow(page, width=360)
    page.set_viewport_size({"width": 360, "height": 740})
    publish(page, Hand(page))

    assert sideways == []
    page.goto(house.url("soemmerda", "/aktuelles/"))
    assert "Storch ist zurück" in page.inner_text(".cards")


def test_published_item_is_corrected_with_three_clicks(desk, house):
    page = desk("soemmerda")
    hand = Hand(page)

    open_last(page, hand, "Lesung im Bürgerzentrum")
    hand.click("role=tab[name='Termine und Adresse']")
    page.fill("#id_correction_note", "Beginn ist 19 Uhr, nicht 18 Uhr.")
    publish(page, hand)

    number = page.locator(".messages a[href*='/edit/']").first.get_attribute("href").split("/")[-3]
    page.goto(house.url("soemmerda", "/aktuelles/2025/lesung/"))
    article = page.inner_text("main")
    assert "Beginn ist 19 Uhr, nicht 18 Uhr." in article
    assert "aktualisiert am" in article
    page.goto(house.url("soemmerda", f"/verwaltung/pages/{number}/history/"))
    assert page.locator("main table tbody tr").count() >= 2  # what stood there before is kept
    assert hand.clicks == 3


def test_item_is_held_back_until_a_day_with_three_clicks(desk, house):
    page = desk("soemmerda")
    hand = Hand(page)

    hand.click("text=Meldung schreiben")
    write(page, "Ehrennadel für die Chorleiterin", "Der Name bleibt bis zum Festakt geheim.")
    hand.click("role=tab[name='Termine und Adresse']")
    page.fill("#id_embargo_until", "24.12.2099 10:00")
    page.keyboard.press("Tab")  # the calendar keeps what was typed
    publish(page, hand)

    page.goto(house.url("soemmerda", "/verwaltung/"))
    coming = page.locator(".desk-list", has_text="Erscheint als Nächstes")
    assert "Ehrennadel für die Chorleiterin" in coming.inner_text()
    page.goto(house.url("soemmerda", "/aktuelles/"))
    assert "Ehrennadel" not in page.inner_text("main")
    assert hand.clicks == 3


def test_consent_to_a_photo_is_withdrawn_with_four_clicks(desk, house):
    page = desk("rastenberg")
    hand = Hand(page)

    hand.click("#wagtail-sidebar a:has-text('Bilder')")
    hand.click("a:has-text('waldbad')")
    hand.click("text=Jemand möchte nicht mehr gezeigt werden")
    asked = page.inner_text("main")
    hand.click("text=Bild überall entfernen")

    page.wait_for_selector(".messages .success")
    assert "lässt sich nicht rückgängig machen" in asked
    page.goto(house.url("rastenberg", "/aktuelles/2025/waldbad/"))
    assert page.locator("main .figure img").count() == 0
    assert hand.clicks == 4


def test_village_mayor_sends_a_photo_and_two_lines_from_the_phone(desk, house, photo):
    page = desk("vehra", town="straussfurt", width=360, height=740)
    hand = Hand(page)

    hand.click("text=Foto und zwei Zeilen")
    page.fill("#id_title", "Storch steht wieder auf der Esse")
    page.fill("#id_text", "Seit heute früh.\nEr klappert schon.")
    hand.choose_file("#id_photo", photo)
    page.fill("#id_alt", "Zeichnung eines Marktplatzes")
    sideways = overflow(page, width=360)
    page.set_viewport_size({"width": 360, "height": 740})
    hand.click("text=An Straußfurt schicken")

    page.wait_for_selector(".desk-state:has-text('Wartet auf die Freigabe')")
    assert (sideways, hand.clicks) == ([], 3)
    clerk = desk("straussfurt")
    hand = Hand(clerk)
    hand.click("text=Storch steht wieder auf der Esse")
    hand.click("button:has-text('Für Straußfurt veröffentlichen')")
    clerk.wait_for_selector(".messages .success")
    assert hand.clicks == 2
    page.reload()
    assert "Veröffentlicht" in page.locator(".desk-state").first.inner_text()
    page.goto(house.url("straussfurt", "/aktuelles/"))
    assert "Storch steht wieder auf der Esse" in page.inner_text(".cards")


def open_last(page, hand, title):
    """Open an item from the list of what went out; older ones by the search of the desk."""
    if page.locator(f".desk-beside a:has-text('{title}')").count():
        hand.click(f".desk-beside a:has-text('{title}')")
        return
    hand.clicks += 1
    page.goto(page.url + f"pages/search/?q={title}")
    page.locator(f"main a[href*='/edit/']:has-text('{title}')").first.click()


def write(page, title, text):
    """Type a title and a text; the first paragraph is there already."""
    page.fill("#id_title", title)
    page.locator(".public-DraftEditor-content").first.focus()
    page.keyboard.type(text)
    page.wait_for_timeout(EDITOR_SAVES_AFTER)


def publish(page, hand):
    hand.click(f"button:has-text('{PUBLISH}') >> nth=0")
    page.wait_for_selector(".messages .success")


def acting(page):
    """For whom the bar says one acts: name and coat of arms."""
    name = re.sub(r"\s+", " ", page.inner_text(".desk-bar strong")).strip()
    return name, page.get_attribute(".desk-bar img", "src")
