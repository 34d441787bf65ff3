"""Nothing that was written is lost: Word, two people at once, wrong forms, back, twice."""

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, Route

from allmende.modules.portal.demo.drawing import draw
from tests.browser.house import House
from tests.browser.test_desk_tasks import Hand, publish, write

WORD = Path(__file__).parents[2] / "allmende/modules/portal/tests/feeds/word.html"
#: Copies raw markup, as a word processor puts it there.
COPY = """(html) => {
  document.addEventListener("copy", (event) => {
    event.clipboardData.setData("text/html", html);
    event.preventDefault();
  }, { once: true });
  document.execCommand("copy");
}"""
#: The draft of a new form is kept already, but the form does not hear of it yet.
HOLD_BACK = """
const ask = window.fetch;
window.fetch = async (address, options) => {
  const answer = await ask(address, options);
  if (/post/i.test(options && options.method) && String(address).includes("/pages/add/"))
    await new Promise((hear) => { window.hearAnswer = hear; });
  return answer;
};"""
#: Milliseconds after which Wagtail knows what stood in the form when it opened.
SETTLED = 1500
EDITOR = ".public-DraftEditor-content"


def test_text_from_word_is_pasted_clean(desk, house):
    page = desk("soemmerda")
    page.click("text=Meldung schreiben")
    page.fill("#id_title", "Haushalt 2027")
    markup = WORD.read_text() + "<img src='file:///C:/bild.png'>"

    page.evaluate(COPY, markup)
    page.locator(EDITOR).first.focus()
    page.keyboard.press("Control+V")
    page.wait_for_selector(".messages .warning:has-text('Bilder wurden nicht eingefügt')")
    page.wait_for_timeout(500)  # the editor hands on what it got
    publish(page, Hand(page))

    page.goto(house.url("soemmerda", "/aktuelles/"))
    page.click("text=Haushalt 2027")
    body = page.locator(".article__body")
    assert body.locator("p").first.inner_html() == "<b>Haushalt beschlossen</b>"
    assert "hat 600 Euro bewilligt." in body.inner_text()
    assert "500" not in body.inner_text()  # struck out in the tracked changes
    assert body.locator("li").all_inner_texts() == ["Spielplatz Nord", "Gehweg", "Antrag"]
    assert "mso" not in body.inner_html().lower()


def test_second_editor_is_warned_and_both_versions_are_kept(desk, house):
    first, second = desk("soemmerda"), desk("hauptamt", town="soemmerda")
    for page in (first, second):
        page.goto(house.url("soemmerda", "/verwaltung/pages/search/?q=Bahn%C3%BCbergang"))
        page.click("main a[href*='/edit/']:has-text('Bahnübergang')")
        page.wait_for_selector("#id_summary")
        page.wait_for_timeout(SETTLED)

    first.fill("#id_summary", "Fassung von Marlene")
    with first.expect_response(lambda answer: "/edit/" in answer.url):
        pass  # saved by itself
    second.fill("#id_summary", "Fassung vom Hauptamt")
    second.wait_for_selector("text=Automatisches Speichern ist pausiert")
    second.click("button:has-text('veröffentlichen') >> nth=0")

    dialog = second.locator("#w-save-confirmation-dialog")
    dialog.wait_for(state="visible")
    assert "hat eine neue Version gespeichert" in dialog.inner_text()
    dialog.locator("button:has-text('veröffentlichen')").click()
    second.wait_for_selector(".messages .success")
    first.goto(first.url.replace("edit/", "history/"))
    assert first.locator("main table tbody tr").count() >= 3


def test_picture_without_words_brings_the_focus_to_the_field(desk, tmp_path):
    photo = tmp_path / "kirche.jpg"
    photo.write_bytes(draw("market", seed=5, size=(640, 400)))
    page = desk("soemmerda")
    page.click("text=Meldung schreiben")
    write(page, "Kirchturm eingerüstet", "Die Glocken schweigen bis Ostern.")
    page.click("text=Bild auswählen")
    page.click("#tab-label-upload")
    page.set_input_files("#id_image-chooser-upload-file", photo)
    page.wait_for_function("document.querySelector('#id_image-chooser-upload-title').value")
    page.click("#tab-upload button[type=submit]")
    page.wait_for_selector(".modal", state="hidden")

    page.click("button:has-text('veröffentlichen') >> nth=0")

    page.wait_for_function("document.activeElement.id === 'id_lead_picture_alt'")
    assert page.input_value("#id_title") == "Kirchturm eingerüstet"
    assert "Die Glocken schweigen bis Ostern." in page.locator(EDITOR).first.inner_text()
    page.keyboard.type("Zeichnung eines Kirchturms")
    publish(page, Hand(page))


def test_double_click_and_browser_back_make_one_item(desk, house):
    page = desk("kindelbrueck")
    page.route("**/pages/add/**", drop_automatic)  # or the form would be another one, at its time
    page.click("text=Meldung schreiben")
    page.fill("#id_title", "Nur einmal, bitte")
    page.fill("#id_summary", "Ein Klick zu viel schadet nicht.")

    page.dblclick("button:has-text('veröffentlichen') >> nth=0")
    page.wait_for_selector(".messages .success")
    page.go_back()
    page.wait_for_selector("#id_title")
    page.click("button:has-text('veröffentlichen') >> nth=0")
    page.wait_for_selector("text=nichts wurde doppelt angelegt")

    assert entries(page, house, "Nur einmal, bitte") == 1


def test_publishing_while_the_form_saves_itself_makes_one_item(desk, house):
    page = desk("kindelbrueck")
    page.add_init_script(HOLD_BACK)
    page.click("text=Meldung schreiben")
    page.fill("#id_title", "Schnell geklickt")
    for moment in range(400):  # it saves itself when nobody has written for a while
        if page.evaluate("'hearAnswer' in window"):
            break
        if moment % 80 == 0:
            page.fill("#id_summary", f"Der Entwurf war noch unterwegs, Satz {moment}.")
        page.wait_for_timeout(100)

    page.click("button:has-text('veröffentlichen') >> nth=0")
    page.wait_for_timeout(500)
    page.evaluate("window.hearAnswer && window.hearAnswer()")
    page.wait_for_selector(".messages .success")

    assert entries(page, house, "Schnell geklickt") == 1


def automatic(route: Route) -> bool:
    """Whether the form saves itself, not the person."""
    return route.request.method == "POST" and route.request.resource_type == "fetch"


def drop_automatic(route: Route) -> None:
    if automatic(route):
        route.abort()
    else:
        route.continue_()


def entries(page: Page, house: House, title: str) -> int:
    """How many items of a title the desk knows, drafts too."""
    page.goto(house.url("kindelbrueck", f"/verwaltung/pages/search/?q={quote(title)}"))
    return page.locator(f"main tbody a[href*='/edit/']:has-text('{title}')").count()
