"""Events at the desk, within their budgets of clicks (domain.md § 6, rows 1 to 3)."""

from tests.browser.inspection import barriers, overflow
from tests.browser.test_desk_pages import WAGTAILS
from tests.browser.test_desk_tasks import Hand


def test_an_event_is_entered_on_a_phone_with_three_clicks(desk, house):
    page = desk("soemmerda", width=360, height=740)
    hand = Hand(page)

    hand.click("text=Termin eintragen")
    page.fill("#id_title", "Drachensteigen")
    page.fill("#id_day", "2027-10-03")
    page.fill("#id_begins", "14:00")
    page.fill("#id_place", "Stausee")
    page.fill("#id_summary", "Wind bringt der Herbst mit.")
    hand.click("text=Auch den anderen Orten anbieten")
    hand.click(".desk-form button[type=submit]")
    page.wait_for_selector(".messages .success")

    assert hand.clicks == 3
    page.goto(house.url("soemmerda", "/veranstaltungen/2027/drachensteigen/"))
    assert "Sonntag, 3. Oktober 2027" in page.inner_text(".when")


def test_last_years_event_is_taken_again_with_three_clicks(desk, house):
    page = desk("soemmerda")
    hand = Hand(page)

    hand.click("text=Unsere Termine")
    hand.click(page.locator("li", has_text="Backhausfest").locator("a:has-text('Noch einmal')"))
    page.wait_for_selector("text=ein Jahr später am gleichen Wochentag")
    hand.click(".desk-form button[type=submit]")
    page.wait_for_selector(".messages .success")

    assert hand.clicks == 3
    assert page.locator("li strong:has-text('Backhausfest')").count() == 2


def test_an_event_is_called_off_with_two_clicks_and_a_reason(desk, house):
    page = desk("soemmerda")
    page.goto(house.url("soemmerda", "/verwaltung/termine/soemmerda/"))
    hand = Hand(page)

    hand.click(page.locator("li", has_text="Wochenmarkt").locator("a:has-text('Absagen')"))
    page.fill("[name=reason]", "Feiertag.")
    hand.click("main form button[type=submit]")
    page.wait_for_selector(".messages .success")

    assert hand.clicks == 2
    page.goto(house.url("soemmerda", "/veranstaltungen/"))
    assert page.locator("aside .state:has-text('Abgesagt')").count() > 0


def test_the_forms_have_no_barrier(desk, house):
    page = desk("soemmerda")
    for path in ("/verwaltung/termin/soemmerda/", "/verwaltung/termine/soemmerda/"):
        page.goto(house.url("soemmerda", path))
        page.wait_for_selector(".sidebar-main-menu__list", state="attached")
        assert barriers(page, WAGTAILS) == []
        assert overflow(page) == []
