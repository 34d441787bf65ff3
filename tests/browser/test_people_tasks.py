"""People and roles at the desk: a new colleague with deputy, a second factor, a passkey."""

import re

import pytest

from allmende.core.people.demo import PASSWORD
from tests.browser.inspection import barriers, overflow
from tests.browser.test_desk_pages import WAGTAILS
from tests.browser.test_desk_tasks import Hand

SCREENS = {
    "people": "/verwaltung/stadt/soemmerda/personen/",
    "invite": "/verwaltung/stadt/soemmerda/personen/einladen/",
    "safety": "/verwaltung/stadt/soemmerda/sicherheit/",
    "outgoing mail": "/verwaltung/post/",
    "own security": "/verwaltung/sicherheit/",
    "log": "/verwaltung/protokoll/soemmerda/",
}


def test_new_colleague_with_deputy_takes_six_clicks(desk, house):
    page = desk("hauptamt", town="soemmerda")
    hand = Hand(page)

    hand.click("a:has-text('Unser Ort') >> nth=0")
    hand.click(
        ".ts-nav a:has-text('Personen und Rollen'), .desk-card a:has-text('Personen') >> nth=0"
    )
    hand.click("a:has-text('Jemand Neues einladen')")
    page.fill("#id_first_name", "Grete")
    page.fill("#id_last_name", "Müllerin")
    page.fill("#id_email", "grete@example.org")
    hand.clicks += 2  # two lists to choose from
    page.select_option("#id_role", "town_editor")
    page.select_option("#id_deputy", label="Marlene Brückner")
    hand.click("button:has-text('Einladen')")

    page.wait_for_selector(".messages .success")
    row = page.locator("tr:has-text('Grete Müllerin')")
    assert "Marlene Brückner" in row.inner_text()
    assert hand.clicks == 6


@pytest.mark.parametrize("name", SCREENS)
def test_screen_has_no_barrier_and_fits_a_phone(desk, house, name):
    page = desk("hauptamt", town="soemmerda", width=360, height=740)

    page.goto(house.url("soemmerda", SCREENS[name]))

    assert barriers(page, WAGTAILS) == []
    assert overflow(page, width=360) == []


def test_passkey_is_added_and_asked_for(desk, house, browse):
    """With an authenticator that Chromium plays; so the ceremony is the real one."""
    page = desk("kindelbrueck", fresh=True)
    give_authenticator(page)
    base = house.url("kindelbrueck", "/verwaltung/sicherheit/")

    page.goto(base)
    page.click("a:has-text('Passkey hinzufügen')")
    page.fill("input[name=password]", PASSWORD)
    page.click("button:has-text('Bestätigen')")
    page.fill("#id_name", "Rechner im Büro")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/sicherheit/notfall/")
    codes = page.locator(".pp-codes code").all_inner_texts()
    page.context.clear_cookies(name="sessionid")
    page.goto(house.url("kindelbrueck", "/verwaltung/login/"))
    page.fill("input[name=username]", "kindelbrueck")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/login/code/")
    asked = barriers(page, WAGTAILS)
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url("**/verwaltung/")
    page.goto(base)
    listed = page.inner_text(".desk")
    remove(page)

    assert len(codes) == 10
    assert asked == []
    assert "Rechner im Büro" in listed
    assert re.search(r"10 Codes", listed)


def give_authenticator(page):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def remove(page):
    """Leave the account of the small world as it was, for the tests that come after."""
    page.click("a:has-text('Entfernen …')")
    page.fill("input[name=password]", PASSWORD)
    page.click("button:has-text('Bestätigen')")
    page.click("button:has-text('Entfernen')")
    page.wait_for_selector("a:has-text('Passkey hinzufügen')")
    assert page.locator("a:has-text('Entfernen …')").count() == 0
