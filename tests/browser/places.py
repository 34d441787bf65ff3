"""Every type of public page, by name: where it is, or how to come to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page

from allmende.core.kit.dates import today
from tests.browser.house import House

NOBODY = "nirgendwo"


@dataclass(frozen=True, slots=True)
class Place:
    """A page that a GET leads to, and the status it must answer with."""

    town: str
    path: str
    status: int = 200


#: Events of the small world lie ahead of the day on which the tests run.
_IN_TWO_DAYS, _IN_FOUR_DAYS = today() + timedelta(days=2), today() + timedelta(days=4)
ITEM = "/aktuelles/2025/bruecke/"
PLACES = {
    "town start": Place("soemmerda", "/"),
    "start without news": Place("wundersleben", "/"),
    "alliance start": Place("becken", "/"),
    "start in English": Place("soemmerda", "/en/"),
    "news list": Place("soemmerda", "/aktuelles/"),
    "year archive": Place("soemmerda", "/aktuelles/2025/"),
    "filtered list": Place("soemmerda", "/aktuelles/?thema=vereine"),
    "news item": Place("soemmerda", ITEM),
    "foreign news item": Place("kindelbrueck", ITEM),
    "association item": Place("soemmerda", "/aktuelles/2025/sommerfest/"),
    "cancelled item": Place("soemmerda", "/aktuelles/2025/lesung/"),
    "corrected item": Place("soemmerda", "/aktuelles/2025/sperrung/"),
    "easy language": Place("soemmerda", f"{ITEM}leicht/"),
    "English text": Place("soemmerda", f"{ITEM}english/"),
    "print view": Place("soemmerda", f"{ITEM}druck/"),
    "standard page": Place("soemmerda", "/rathaus/"),
    "easy standard page": Place("soemmerda", "/rathaus/leicht/"),
    "search with hits": Place("soemmerda", "/suche/?q=br%C3%BCcke"),
    "search without hits": Place("soemmerda", "/suche/?q=xylophonfabrik"),
    "search not asked": Place("soemmerda", "/suche/"),
    "search with a direct answer": Place("soemmerda", "/suche/?q=hundesteuer+vehra"),
    "directory": Place("soemmerda", "/verzeichnis/"),
    "directory of the alliance": Place("becken", "/verzeichnis/?art=association&seite=2"),
    "directory in English": Place("buttstaedt", "/en/verzeichnis/?ort=alle&offen=jetzt"),
    "directory with an answer": Place("soemmerda", "/verzeichnis/?q=Hundesteuer+in+Vehra"),
    "directory with nothing": Place("soemmerda", "/verzeichnis/?q=xylophonfabrik"),
    "directory of a town without one": Place("wundersleben", "/verzeichnis/?art=sight"),
    "office": Place("soemmerda", "/verzeichnis/buergerbuero-soemmerda/"),
    "association": Place("soemmerda", "/verzeichnis/heimatverein/"),
    "is this your entry": Place("soemmerda", "/verzeichnis/heimatverein/eintrag-pflegen/"),
    "link that is over": Place("soemmerda", "/verzeichnis/heimatverein/stimmt/x/", 410),
    "events": Place("soemmerda", "/veranstaltungen/"),
    "month of events": Place("soemmerda", f"/veranstaltungen/monat/{today():%Y-%m}/"),
    "event": Place("soemmerda", f"/veranstaltungen/{_IN_TWO_DAYS.year}/chorprobe/"),
    "event called off": Place("soemmerda", f"/veranstaltungen/{_IN_FOUR_DAYS.year}/fackelzug/"),
    "weather": Place("soemmerda", "/wetter/"),
    "weather with a warning": Place("rastenberg", "/wetter/"),
    "weather in English": Place("buttstaedt", "/en/wetter/"),
    "weather that is old": Place("kindelbrueck", "/wetter/"),
    "weather not there yet": Place("wundersleben", "/wetter/"),
    "weather of all towns": Place("becken", "/wetter/"),
    "weather map, not agreed": Place("soemmerda", "/wetter/karte/"),
    "consents": Place("soemmerda", "/einwilligungen/"),
    "imprint": Place("soemmerda", "/impressum/"),
    "privacy": Place("soemmerda", "/datenschutz/"),
    "accessibility": Place("soemmerda", "/barrierefreiheit/"),
    "feedback form": Place("soemmerda", "/barriere-melden/"),
    "page not found": Place("soemmerda", "/gibt-es-nicht/", 404),
    "item withdrawn": Place("soemmerda", "/aktuelles/2025/markt/", 410),
    "unknown host": Place(NOBODY, "/", 404),
}

Opener = Callable[[Page, House], None]


def feedback_with_errors(page: Page, house: House) -> None:
    page.goto(house.url("soemmerda", "/barriere-melden/"))
    page.click("main form button[type=submit]")
    page.wait_for_selector(".field__error")


def rescue(page: Page, house: House) -> None:
    """Somebody was signed out while writing (the desk's own form needs no session for this)."""
    page.goto(house.url("soemmerda", "/verwaltung/login/"))
    page.evaluate(
        """() => {
          const form = document.querySelector("form");
          form.action = "/verwaltung/pages/add/portal/newspage/1/";
          form.submit();
        }"""
    )
    page.wait_for_selector("#rescue-username")


def locked_out(page: Page, house: House) -> None:
    """The eleventh wrong password of an account that nobody else uses."""
    page.goto(house.url("soemmerda", "/verwaltung/login/"))
    for _ in range(11):
        page.fill("input[name=username]", "wer-auch-immer")
        page.fill("input[name=password]", "falsch")
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state()
        if "Viertelstunde" in page.inner_text("h1"):
            return
    raise AssertionError(page.inner_text("body"))


#: Pages that only an act leads to.
ACTS: dict[str, Opener] = {
    "feedback with errors": feedback_with_errors,
    "rescue": rescue,
    "locked out": locked_out,
}


def visit(page: Page, house: House, name: str) -> None:
    """Open a public page by its name; its status must be right."""
    if name in ACTS:
        ACTS[name](page, house)
        return
    place = PLACES[name]
    response = page.goto(house.url(place.town, place.path))
    assert response is not None
    assert response.status == place.status


PUBLIC = [*PLACES, *ACTS]
