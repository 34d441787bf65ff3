"""The desk of each person: what waits, release, short reports, doubles, and the way back."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from allmende.core.exchange.queries import offered_to, shown_in
from allmende.core.items.choices import OfferTo, SourceKind
from allmende.core.items.domain import send_back, submit
from allmende.core.items.queries import last_submission, visible, waiting_for_release
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint
from allmende.core.people.models import User
from allmende.modules.portal.demo.drawing import draw
from allmende.modules.portal.domain import draft_news, open_newsroom, publish_news
from allmende.modules.portal.pages import NewsPage
from tests.desk_forms import news_form

DESK = "/verwaltung/"
SHORT = "/verwaltung/kurz/straussfurt/"


def seen(town):
    return [item.title for item in shown_in(town) if item.depth > 3]


def submitted(cast, title="Storch ist zurück"):
    page = draft_news(town=cast.straussfurt, title=title, by=cast.ilse)
    page.save_revision(user=cast.ilse)
    submit(item=page, by=cast.ilse)
    return page


def undo_value(response):
    return re.search(r'name="undo" value="([^"]+)"', response.content.decode())[1]


def queries(browser):
    browser.get(DESK)  # fills what a process remembers
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(DESK).content.decode()
    return len(asked), page


def test_board_costs_the_same_for_one_line_and_for_four(cast, browser_of):
    browser = browser_of(cast.beate)
    submitted(cast)
    publish_news(town=cast.soemmerda, title="Erstens", offer_to=OfferTo.ALL)
    one, _page = queries(browser)
    for number in range(3):
        submitted(cast, f"Storch {number}")
        publish_news(town=cast.soemmerda, title=f"Angebot {number} von Dritten {number * 7}")
        publish_news(town=cast.buttstaedt, title=f"Nr. {number}{number}", offer_to=OfferTo.ALL)
        publish_news(town=cast.straussfurt, title=f"Eigenes {number}")
    four, page = queries(browser)

    assert four == one
    assert page.count(">Storch") == 4


def test_each_person_sees_what_waits_for_them_and_nothing_of_others(cast, browser_of):
    submitted(cast)
    draft_news(town=cast.soemmerda, title="Entwurf der Nachbarn", by=cast.marlene)

    clerk = browser_of(cast.beate).get(DESK).content.decode()
    writer = browser_of(cast.ilse).get(DESK).content.decode()
    other = browser_of(cast.marlene).get(DESK).content.decode()

    assert "Zur Freigabe in Straußfurt" in clerk
    assert "Storch ist zurück" in clerk
    assert "Wartet auf die Freigabe" in writer
    assert "Storch ist zurück" not in other
    assert "Entwurf der Nachbarn" in other
    assert "Entwurf der Nachbarn" not in clerk + writer


def test_clerk_releases_and_takes_back(cast, browser_of):
    page = submitted(cast)
    browser = browser_of(cast.beate)
    address = f"/verwaltung/meldung/{page.pk}/freigeben/"

    assert "Für Straußfurt veröffentlichen" in browser.get(address).content.decode()
    told = browser.post(address, {"answer": "release"}, follow=True)
    out = seen(cast.straussfurt)
    browser.post("/verwaltung/rueckgaengig/", {"undo": undo_value(told)})

    assert out == ["Storch ist zurück"]
    assert seen(cast.straussfurt) == []


def test_clerk_sends_back_with_a_sentence_that_the_writer_reads(cast, browser_of):
    page = submitted(cast)
    clerk, address = browser_of(cast.beate), f"/verwaltung/meldung/{page.pk}/freigeben/"

    without = clerk.post(address, {"answer": "send_back", "reason": " "})
    clerk.post(address, {"answer": "send_back", "reason": "Bitte den Ort nennen."})

    assert "Bitte sagen Sie in einem Satz, was fehlt." in without.content.decode()
    writer = browser_of(cast.ilse).get(DESK).content.decode()
    assert "An Sie zurückgegeben" in writer
    assert "Bitte den Ort nennen." in writer
    late = clerk.post(address, {"answer": "release"}, follow=True).content.decode()
    assert "Dieser Entwurf wartet nicht mehr" in late
    assert seen(cast.straussfurt) == []


@pytest.mark.parametrize("who", ["ilse", "marlene", "stranger"])
def test_nobody_else_releases(cast, browser_of, who):
    page = submitted(cast)
    browser = browser_of(getattr(cast, who))

    browser.post(f"/verwaltung/meldung/{page.pk}/freigeben/", {"answer": "release"})

    assert seen(cast.straussfurt) == []
    assert waiting_for_release(cast.straussfurt).count() == 1


def test_answers_are_taken_back_with_the_button_in_the_sentence(cast, browser_of):
    for number in "ab":
        publish_news(town=cast.buttstaedt, title=f"Meldung {number}", offer_to=OfferTo.ALL)
    ids = [row.pk for row in offered_to(cast.soemmerda)]
    browser = browser_of(cast.marlene)

    told = browser.post(
        "/verwaltung/angebote/entscheiden/", {"placement": ids, "decision": "accept"}, follow=True
    )
    taken = sorted(seen(cast.soemmerda))
    foreign = browser_of(cast.antje).post("/verwaltung/rueckgaengig/", {"undo": undo_value(told)})
    still = sorted(seen(cast.soemmerda))
    browser.post("/verwaltung/rueckgaengig/", {"undo": undo_value(told)})

    assert taken == still == ["Meldung a", "Meldung b"]
    assert foreign.status_code == 302
    assert [row.pk for row in offered_to(cast.soemmerda)] == ids


def short_form(browser, **values):
    page = browser.get(SHORT).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    return {"title": "Storch ist zurück", "text": "Er steht\nauf der Esse.", "once": once} | values


def photo():
    return SimpleUploadedFile("storch.jpg", draw("market", seed=3, size=(320, 200)), "image/jpeg")


def test_photo_and_two_lines_reach_the_town(cast, browser_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    browser = browser_of(cast.ilse)
    values = short_form(browser, photo=photo(), alt="Ein Storch", villages=[cast.vehra.pk])

    told = browser.post(SHORT, values, follow=True).content.decode()

    item = waiting_for_release(cast.straussfurt).get().item.specific
    assert "Abgeschickt." in told
    assert (item.title, item.lead_picture_alt) == ("Storch ist zurück", "Ein Storch")
    assert item.lead_picture.collection.owner.town == cast.straussfurt
    assert str(item.body[0].value) == "<p>Er steht<br/>auf der Esse.</p>"
    assert list(item.villages.all()) == [cast.vehra]
    assert seen(cast.straussfurt) == []


def test_photo_without_words_is_kept_with_everything_else(cast, browser_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    browser = browser_of(cast.ilse)
    values = short_form(browser, photo=photo())

    refused = browser.post(SHORT, values)
    page = refused.content.decode()
    kept = re.search(r'name="kept" value="([^"]+)"', page)[1]
    assert refused.status_code == 422
    assert "Er steht\nauf der Esse." in page.replace("\r\n", "\n")
    del values["photo"]
    browser.post(SHORT, values | {"kept": kept, "alt": "Ein Storch"})

    item = waiting_for_release(cast.straussfurt).get().item.specific
    assert item.lead_picture.title == "Storch ist zurück"


def test_short_report_sent_twice_is_one_item(cast, browser_of):
    browser = browser_of(cast.ilse)
    values = short_form(browser)

    browser.post(SHORT, values)
    again = browser.post(SHORT, values, follow=True).content.decode()

    assert NewsPage.objects.count() == 1
    assert "nichts wurde doppelt angelegt" in again


def test_short_report_sent_after_going_back_is_one_item(cast, browser_of):
    """The form one goes back to has a new code, and the same words."""
    browser = browser_of(cast.ilse)

    browser.post(SHORT, short_form(browser))
    again = browser.post(SHORT, short_form(browser), follow=True).content.decode()

    assert NewsPage.objects.count() == 1
    assert "Das haben Sie schon geschickt" in again
    assert "Storch ist zurück" in again
    browser.post(SHORT, short_form(browser, text="Und noch einer."))
    browser_of(cast.beate).post(SHORT, short_form(browser_of(cast.beate)))
    assert NewsPage.objects.count() == 3
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        later = browser_of(cast.ilse)
        later.post(SHORT, short_form(later))
    assert NewsPage.objects.count() == 4


def test_what_was_sent_back_says_why_and_stands_on_the_board_once(cast, browser_of):
    page = submitted(cast)
    send_back(item=page, reason="Bitte den Ort nennen.", by=cast.beate)
    edit = f"/verwaltung/pages/{page.pk}/edit/"
    browser = browser_of(cast.ilse)

    board = browser.get(DESK).content.decode()
    form = browser.get(edit).content.decode()

    assert board.count(edit) == 1
    assert "Zurückgegeben: Bitte den Ort nennen." in html.unescape(form)
    assert "Zurückgegeben: Bitte" not in browser_of(cast.beate).get(edit).content.decode()
    submit(item=page, by=cast.ilse)
    assert "Zurückgegeben: Bitte" not in browser.get(edit).content.decode()


def test_association_never_speaks_as_the_town(cast, browser_of):
    club = User.objects.create_user("verein")
    appoint(user=club, role=Role.ORG_EDITOR, town=cast.straussfurt)
    browser = browser_of(club)

    browser.post(SHORT, short_form(browser))

    assert NewsPage.objects.get().source_kind == SourceKind.ASSOCIATION


@pytest.mark.parametrize("who", ["marlene", "antje", "stranger"])
def test_short_form_of_another_town_does_not_exist(cast, browser_of, who):
    answer = browser_of(getattr(cast, who)).get(SHORT)

    assert answer.status_code in {302, 404}
    assert "Straußfurt" not in answer.content.decode()


def test_big_form_sent_twice_is_one_item(cast, browser_of):
    shelf = open_newsroom(town=cast.soemmerda)
    browser = browser_of(cast.marlene)
    address = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"
    values = news_form(title="Freibad öffnet") | {"action-publish": "1"}

    browser.post(address, values)
    again = browser.post(address, values, follow=True).content.decode()

    assert seen(cast.soemmerda) == ["Freibad öffnet"]
    assert "nichts wurde doppelt angelegt" in again


def test_same_title_again_gets_an_address_of_its_own_and_a_question(cast, browser_of):
    shelf = open_newsroom(town=cast.soemmerda)
    browser = browser_of(cast.marlene)
    address = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"
    values = news_form(title="Sitzung des Stadtrats", slug="") | {"action-publish": "1"}

    browser.post(address, values)
    said = browser.post(address, values | {"summary": "Im April."}, follow=True).content.decode()

    slugs = NewsPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["sitzung-des-stadtrats", "sitzung-des-stadtrats-2"]
    assert "Es gibt noch einen neuen Beitrag mit diesem Titel." in said


def test_village_editor_sends_from_the_big_editor(cast, browser_of):
    shelf = open_newsroom(town=cast.straussfurt)
    browser = browser_of(cast.ilse)
    address = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"

    form = browser.get(address).content.decode()
    browser.post(address, news_form(title="Storch ist zurück") | {"action-hand-in": "1"})

    assert "An Straußfurt schicken" in form
    assert "action-publish" not in form
    assert last_submission(NewsPage.objects.get()).submitted_by == cast.ilse
    assert "Storch ist zurück" not in [item.title for item in visible()]


def test_non_member_has_nobody_to_offer_to(cast, browser_of):
    shelf = open_newsroom(town=cast.wundersleben)
    browser = browser_of(cast.beate)
    address = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"

    form = browser.get(address).content.decode()
    browser.post(address, news_form(title="Dachfest") | {"offer_to": "all", "action-publish": "1"})

    assert "Für Wundersleben veröffentlichen" in form
    assert 'name="offer_to"' in form
    assert 'value="all"' not in form
    assert [item.title for town in cast.members for item in offered_to(town)] == []
    assert seen(cast.wundersleben) == []  # the form is refused
