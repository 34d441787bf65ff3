"""Agree and withdraw: what is kept as proof, and what is not."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from allmende.core.consent import cookie
from allmende.core.consent.domain import agree, withdraw
from allmende.core.consent.models import Proof, Wording
from allmende.core.consent.queries import Asked, agreed, old_proofs, unused_wordings
from allmende.core.modules.contract import ConsentPurpose, ConsentText
from allmende.site.tasks import forget_what_is_old

OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def ask(key="karte", version="1", text="Ihre Netzadresse geht dorthin."):
    purpose = ConsentPurpose(key=key, label="Karte", wording=lambda town: None, url_name="start")
    return Asked(purpose, ConsentText(version, "Kartenhaus", text))


def test_a_proof_keeps_the_words_and_nobody(cast):
    number = agree(town=cast.soemmerda, asked=ask(), language="de")
    proof = Proof.objects.get()
    assert proof.wording.text == "Karte\nKartenhaus\nIhre Netzadresse geht dorthin."
    assert number not in str(vars(proof))
    assert {field.name for field in Proof._meta.fields} == {
        "id", "town", "wording", "browser", "given_at", "withdrawn_at"
    }  # fmt: skip


def test_who_agrees_twice_leaves_one_proof_and_keeps_the_number(cast):
    number = agree(town=cast.soemmerda, asked=ask(), language="de")
    assert agree(town=cast.soemmerda, asked=ask(), language="de", number=number) == number
    assert Proof.objects.count() == 1


def test_two_browsers_share_a_wording_but_no_number(cast):
    first = agree(town=cast.soemmerda, asked=ask(), language="de")
    second = agree(town=cast.soemmerda, asked=ask(), language="de")
    assert first != second
    assert (Proof.objects.count(), Wording.objects.count()) == (2, 1)


def test_a_consent_is_to_exactly_one_purpose_in_one_version_and_one_town(cast):
    number = agree(town=cast.soemmerda, asked=ask(), language="de")
    asks = [ask(), ask(key="film")]
    assert agreed(cast.soemmerda, number, asks) == {"karte"}
    assert agreed(cast.soemmerda, number, [ask(version="2")]) == set()
    assert agreed(cast.buttstaedt, number, asks) == set()
    assert agreed(cast.soemmerda, "x" * 32, asks) == set()
    assert agreed(cast.soemmerda, "", asks) == set()


def test_a_consent_given_in_german_holds_on_english_pages(cast):
    number = agree(town=cast.soemmerda, asked=ask(), language="de")
    english = ask(text="Your network address goes there.")
    assert agreed(cast.soemmerda, number, [english]) == {"karte"}


def test_after_half_a_year_it_is_asked_for_anew(cast):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        number = agree(town=cast.soemmerda, asked=ask(), language="de")
        clock.shift(timedelta(days=179))
        assert agreed(cast.soemmerda, number, [ask()]) == {"karte"}
        clock.shift(timedelta(days=1))
        assert agreed(cast.soemmerda, number, [ask()]) == set()


def test_withdrawing_ends_all_versions_of_one_purpose(cast):
    town, number = cast.soemmerda, agree(town=cast.soemmerda, asked=ask(), language="de")
    agree(town=town, asked=ask(version="2"), language="de", number=number)
    agree(town=town, asked=ask(key="film"), language="de", number=number)
    assert withdraw(town=town, purpose="karte", number=number) is True
    assert agreed(town, number, [ask(), ask(version="2"), ask(key="film")]) == {"film"}
    assert withdraw(town=town, purpose="film", number=number) is False
    assert Proof.objects.filter(withdrawn_at=None).count() == 0


def test_proofs_go_three_years_after_the_consent_ended_and_words_with_them(cast):
    with time_machine.travel(date(2026, 11, 22), tick=False) as clock:
        agree(town=cast.soemmerda, asked=ask(), language="de")
        clock.shift(timedelta(days=180 + 3 * 365))
        forget_what_is_old.func()
        assert (Proof.objects.count(), Wording.objects.count()) == (1, 1)
        clock.shift(timedelta(days=1))
        forget_what_is_old.func()
        assert (Proof.objects.count(), Wording.objects.count()) == (0, 0)
    assert list(old_proofs(date(2040, 1, 1))) == list(unused_wordings(date(2040, 1, 1))) == []


@pytest.fixture
def asking(settings):
    """A town that asks for one thing."""
    settings.WEATHER_EMBED_URL = "https://karte.example/"
    return {"zweck": "weather.embed"}


def test_a_form_from_elsewhere_gives_nothing(cast, client, asking):
    for headers in (
        {},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "https://böse.example"},
    ):
        answer = client.post("/einwilligungen/geben/", asking, **headers)
        assert answer["Location"] == "/einwilligungen/"
    assert client.get("/einwilligungen/geben/")["Location"] == "/einwilligungen/"
    assert (Proof.objects.count(), client.cookies) == (0, {})


def test_a_purpose_nobody_asks_for_cannot_be_agreed_to(cast, client, asking):
    answer = client.post("/einwilligungen/geben/", {"zweck": "alles"}, **OURS)
    assert (answer.status_code, Proof.objects.count()) == (404, 0)


def test_a_machine_cannot_fill_the_table_but_everybody_can_withdraw(cast, client, asking):
    for _ in range(35):
        client.cookies.clear()
        client.post("/einwilligungen/geben/", asking, **OURS)
    assert Proof.objects.count() == 30
    last = agree(town=cast.soemmerda, asked=ask(key="weather.embed"), language="de")
    client.cookies[cookie.NAME] = last
    client.post("/einwilligungen/widerrufen/", asking, **OURS)
    assert Proof.objects.filter(withdrawn_at=None).count() == 30


@pytest.mark.parametrize("value", ["", "kurz", "x" * 5000, "ä" * 32, "' or 1=1 --" + "x" * 21])
def test_a_cookie_that_is_not_ours_is_nothing(cast, client, asking, value):
    client.cookies[cookie.NAME] = value
    assert client.get("/einwilligungen/").status_code == 200
    assert Proof.objects.count() == 0


def test_the_page_lists_what_was_agreed_to_in_both_languages(cast, client, asking):
    assert "Sie haben nicht eingewilligt." in client.get("/einwilligungen/").content.decode()
    client.post("/einwilligungen/geben/", asking, **OURS)
    assert "Sie haben eingewilligt." in client.get("/einwilligungen/").content.decode()
    assert "You have agreed." in client.get("/en/einwilligungen/").content.decode()


def test_the_privacy_page_names_the_cookie_only_where_there_is_one(cast, client, asking, settings):
    assert "Cookie mit einer Zufallszahl" in client.get("/datenschutz/").content.decode()
    settings.WEATHER_EMBED_URL = ""
    other = client.get("/datenschutz/", host="buttstaedt.localhost").content.decode()
    assert "Zufallszahl" not in other
    assert "Wir setzen keine Cookies" in other
