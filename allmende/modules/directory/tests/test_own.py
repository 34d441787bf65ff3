"""An organisation looks after its entry: links that work once, for one entry, in one town."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.utils import timezone

from allmende.core.kit.dates import today
from allmende.core.notify.models import Mail
from allmende.modules.directory.domain.ageing import ask_and_hide, token_for
from allmende.modules.directory.domain.claims import (
    LinkIsOver,
    NoAddressOnFile,
    accept_claim,
    ask_for_link,
    refuse_claim,
)
from allmende.modules.directory.models import Claim, Entry
from allmende.modules.directory.queries import hidden_by_age, shown_in
from allmende.modules.directory.tests.world import club, office

SAME = {"HTTP_SEC_FETCH_SITE": "same-origin"}
WISH = {"summary": "Singt.", "phone": "03634 000-77", "email": "chor@example.org",
        "email_on_file": "neu@example.org", "website": "https://chor.example.org",
        "contact_role": "Vorstand", "legal_form": "e. V."}  # fmt: skip


def mails(key):
    return Mail.objects.filter(template=key)


@pytest.fixture
def choir(cast):
    cast.soemmerda.email = "rathaus@example.org"
    cast.soemmerda.save()
    return club(cast.soemmerda, created_on=today())


def test_the_way_of_a_claim_from_the_page_to_the_page(cast, choir, client, browser_of, mailoutbox):
    client.post(f"{choir.path}eintrag-pflegen/", **SAME)
    mail = mails("directory.claim").get()
    assert mail.address == "chor@example.org"
    (link,) = [word for word in mailoutbox[0].body.split() if "/aendern/" in word]
    path = link[link.index("/verzeichnis") :]
    assert client.get(path).status_code == 200
    client.get(path)  # a program that looks at mails: nothing is used up
    assert client.post(path, WISH, **SAME).status_code == 200
    choir.refresh_from_db()
    assert choir.summary == ""  # the town has not looked at it yet
    claim = Claim.objects.get()
    assert mails("directory.claim_waits").get().address == "rathaus@example.org"
    desk = f"/verwaltung/verzeichnis/soemmerda/antrag/{claim.pk}/"
    assert "Singt." in browser_of(cast.marlene).get(desk).content.decode()
    browser_of(cast.marlene).post(desk, {"accept": "1"})
    choir = Entry.objects.get(pk=choir.pk)
    assert (choir.summary, choir.organisation.phone) == ("Singt.", "03634 000-77")
    assert (choir.confirmed_on, choir.claimed_on) == (today(), today())
    assert mails("directory.claim_decided").get().address == "neu@example.org"


def test_a_link_works_once(choir, client):
    path = f"{choir.path}aendern/{ask_for_link(entry=choir)}/"
    assert client.post(path, WISH, **SAME).status_code == 200
    assert client.post(path, WISH | {"summary": "Anders"}, **SAME).status_code == 410
    assert client.get(path).status_code == 410
    assert Claim.objects.get().wishes["summary"] == "Singt."


def test_a_link_holds_for_seven_days(choir, client):
    path = f"{choir.path}aendern/{ask_for_link(entry=choir)}/"
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert client.get(path).status_code == 410


def test_a_link_is_for_its_entry_and_its_town(cast, choir, client):
    other = club(cast.soemmerda, "Turnverein", created_on=today())
    twin = club(cast.buttstaedt, "Chor", created_on=today())
    key = ask_for_link(entry=choir)
    assert client.get(f"{other.path}aendern/{key}/").status_code == 410
    assert client.get(f"{twin.path}aendern/{key}/", host="buttstaedt.localhost").status_code == 410
    assert client.get(f"{choir.path}aendern/{key}x/").status_code == 410
    forged = signing.dumps([choir.pk, "abc"], salt="something.else")
    assert client.get(f"{choir.path}aendern/{forged}/").status_code == 410


def test_a_form_of_another_site_changes_nothing(choir, client):
    path = f"{choir.path}aendern/{ask_for_link(entry=choir)}/"
    client.post(path, WISH, HTTP_SEC_FETCH_SITE="cross-site")
    client.post(f"{choir.path}stimmt/{token_for(choir)}/", HTTP_SEC_FETCH_SITE="cross-site")
    choir.refresh_from_db()
    assert (Claim.objects.get().state, choir.confirmed_on) == ("sent", None)


def test_only_what_may_be_said_is_kept(choir, client):
    path = f"{choir.path}aendern/{ask_for_link(entry=choir)}/"
    client.post(path, WISH | {"name": "Gekapert", "is_public": "", "town": "1"}, **SAME)
    assert set(Claim.objects.get().wishes) == set(WISH)
    assert client.post(path, WISH | {"website": "javascript:1"}, **SAME).status_code == 410


def test_one_mail_a_day_and_the_same_answer_without_an_address(cast, choir, client):
    for _ in range(3):
        sent = client.post(f"{choir.path}eintrag-pflegen/", **SAME)
    nobody = club(cast.soemmerda, "Ohne Adresse", email="", created_on=today())
    silent = client.post(f"{nobody.path}eintrag-pflegen/", **SAME)
    assert (mails("directory.claim").count(), Claim.objects.count()) == (1, 1)
    assert (sent.status_code, silent.status_code) == (302, 302)
    with pytest.raises(NoAddressOnFile):
        ask_for_link(entry=nobody)
    assert client.post(f"{choir.path}eintrag-pflegen/", **SAME).status_code == 302
    assert client.post(f"{choir.path}eintrag-pflegen/", **SAME).status_code == 429


def test_the_town_may_refuse_and_say_why_once(cast, choir, client):
    path = f"{choir.path}aendern/{ask_for_link(entry=choir)}/"
    client.post(path, WISH, **SAME)
    claim = Claim.objects.get()
    refuse_claim(claim=claim, reason="Bitte erst anrufen.", by=cast.marlene)
    with pytest.raises(LinkIsOver):
        accept_claim(claim=claim, by=cast.marlene)
    choir.refresh_from_db()
    mail = mails("directory.claim_decided").get()
    assert (choir.summary, mail.address) == ("", "chor@example.org")
    assert "Bitte erst anrufen." in mail.text


def test_another_town_cannot_decide(cast, choir, client, browser_of):
    client.post(f"{choir.path}aendern/{ask_for_link(entry=choir)}/", WISH, **SAME)
    claim = Claim.objects.get()
    for slug in ("soemmerda", "buttstaedt"):
        path = f"/verwaltung/verzeichnis/{slug}/antrag/{claim.pk}/"
        assert browser_of(cast.antje).post(path, {"accept": "1"}).status_code == 404
    claim.refresh_from_db()
    assert claim.state == "waiting"


def test_a_contact_unconfirmed_for_a_year_is_asked_and_one_tap_confirms(cast, client):
    """DIR-b, first half. Looking at the link confirms nothing."""
    old = club(cast.soemmerda, on=today() - timedelta(days=366))
    club(cast.soemmerda, "Frisch", on=today() - timedelta(days=300))
    ask_and_hide()
    ask_and_hide()
    mail = mails("directory.ask").get()
    assert (mail.address, "stimmt/" in mail.text) == ("chor@example.org", True)
    path = f"{old.path}stimmt/{token_for(old)}/"
    for method in (client.get, client.head):
        assert method(path).status_code == 200
    old.refresh_from_db()
    assert old.confirmed_on < today()
    assert client.post(path, **SAME).status_code == 200
    old.refresh_from_db()
    assert (old.confirmed_on, old.asked_times) == (today(), 0)
    assert client.post(path, **SAME).status_code == 410  # used up


def test_a_question_and_two_reminders_a_month_apart_and_then_silence(cast):
    first = today()
    club(cast.soemmerda, on=first - timedelta(days=366))
    for days in range(0, 200, 10):
        ask_and_hide(first + timedelta(days=days))
    assert mails("directory.ask").count() == 3


def test_after_two_years_it_is_hidden_and_the_office_gets_one_list(cast):
    """DIR-b, second half."""
    cast.soemmerda.email = "rathaus@example.org"
    cast.soemmerda.save()
    gone = club(cast.soemmerda, "Vergessen", on=today() - timedelta(days=731))
    also = club(cast.soemmerda, "Nie bestätigt", created_on=today() - timedelta(days=740))
    theirs = club(cast.buttstaedt, "Woanders", on=today() - timedelta(days=800))
    stays = club(cast.soemmerda, "Bleibt", on=today() - timedelta(days=700))
    offices = office(cast.soemmerda, "Altes Amt", confirmed_on=today() - timedelta(days=2000))
    ask_and_hide()
    ask_and_hide(today() + timedelta(days=1))
    mail = mails("directory.hidden").get()
    assert mail.address == "rathaus@example.org"
    assert ("Vergessen" in mail.text, "Nie bestätigt" in mail.text) == (True, True)
    assert "Woanders" not in mail.text
    assert set(shown_in(cast.soemmerda)) == {stays, offices}
    assert set(hidden_by_age(cast.soemmerda)) == {gone, also}
    assert theirs not in set(hidden_by_age(cast.soemmerda))


def test_confirming_at_the_desk_brings_it_back(cast, client, browser_of):
    gone = club(cast.soemmerda, "Vergessen", on=today() - timedelta(days=800))
    assert client.get(gone.path).status_code == 404
    page = browser_of(cast.marlene).get("/verwaltung/verzeichnis/soemmerda/?stand=verborgen")
    assert "Vergessen" in page.content.decode()
    browser_of(cast.marlene).post(f"/verwaltung/verzeichnis/soemmerda/eintrag/{gone.pk}/stimmt/")
    assert client.get(gone.path).status_code == 200
