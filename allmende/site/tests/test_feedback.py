"""Report a barrier: easy for people, useless for machines, and nothing written is lost."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache

from allmende.site.models import BarrierReport
from allmende.site.views.feedback import RATE

NOW = datetime(2026, 6, 10, 10, tzinfo=UTC)
PATH = "/barriere-melden/"
WORDS = {"message": "Die Karte hat keine Worte.", "page": "Karte", "email": "leserin@example.org"}


@pytest.fixture(autouse=True)
def _fresh(cast):
    cache.clear()


def stamp(client, moment=NOW):
    """The clock in a form that was opened at a moment."""
    with time_machine.travel(moment, tick=False):
        return client.get(PATH).context["form"].initial["stamp"]


def send(client, moment=NOW, *, origin="same-origin", opened=None, **fields):
    opened = opened or moment - timedelta(seconds=30)
    data = {**WORDS, "stamp": stamp(client, opened), **fields}
    headers = {"sec-fetch-site": origin} if origin else {}
    with time_machine.travel(moment, tick=False):
        return client.post(PATH, data, headers=headers)


def kept():
    return list(BarrierReport.objects.values_list("message", "page", "email"))


def test_a_report_reaches_the_town_of_the_host_and_thanks_without_a_cookie(cast, client):
    answer = send(client)

    assert (answer.status_code, answer["Location"]) == (302, f"{PATH}?gesendet=1")
    assert kept() == [tuple(WORDS.values())]
    assert BarrierReport.objects.get().town == cast.soemmerda
    thanks = client.get(answer["Location"])
    assert 'role="status"' in thanks.content.decode()
    assert (answer.cookies, thanks.cookies) == ({}, {})


def test_the_address_is_voluntary(client):
    send(client, email="", page="")

    assert kept() == [(WORDS["message"], "", "")]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"message": ""}, ["message"]),
        ({"message": "   "}, ["message"]),
        ({"message": "x" * 3001}, ["message"]),
        ({"email": "leserin@"}, ["email"]),
        ({"page": "x" * 301}, ["page"]),
        ({"message": "", "email": "kaputt"}, ["email", "message"]),
    ],
)
def test_errors_name_the_field_and_keep_what_was_written(client, fields, wrong):
    answer = send(client, **fields)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == wrong
    assert 'role="alert"' in page
    for name, value in {**WORDS, **fields}.items():
        if len(value) < 300:
            assert f">{value}</textarea>" in page.replace("\n", "") or f'value="{value}"' in page, (
                name
            )
    assert kept() == []


def test_an_error_can_be_mended_in_the_form_that_came_back(client):
    again = send(client, email="kaputt").context["form"].data["stamp"]

    answer = send(client, NOW + timedelta(seconds=10), stamp=again)

    assert (answer.status_code, len(kept())) == (302, 1)


@pytest.mark.parametrize("filled", ["https://boese.example", "x"])
def test_who_fills_the_trap_is_not_heard(client, filled):
    answer = send(client, website=filled)

    assert answer.status_code == 422
    assert WORDS["message"] in answer.content.decode()
    assert kept() == []


@pytest.mark.parametrize(
    ("waited", "heard"),
    [
        (timedelta(seconds=1), False),
        (timedelta(seconds=2), True),
        (timedelta(hours=24), True),
        (timedelta(hours=24, seconds=1), False),
        (timedelta(seconds=-60), False),
    ],
)
def test_the_form_has_a_clock(client, waited, heard):
    answer = send(client, NOW, opened=NOW - waited)

    assert (answer.status_code, len(kept())) == ((302, 1) if heard else (422, 0))


@pytest.mark.parametrize("forged", ["", "1", "MTc0OTU1MDAwMA:abc", "x" * 5000])
def test_a_forged_clock_is_not_believed(client, forged):
    answer = send(client, stamp=forged)

    assert (answer.status_code, kept()) == (422, [])


@pytest.mark.parametrize("origin", ["cross-site", "same-site", None])
def test_only_our_own_page_may_send(client, origin):
    answer = send(client, origin=origin)

    assert (answer.status_code, kept()) == (422, [])


@pytest.mark.parametrize(
    ("origin", "heard"),
    [("http://soemmerda.localhost", True), ("http://boese.example", False), ("null", False)],
)
def test_an_old_browser_is_known_by_its_origin(client, origin, heard):
    data = {**WORDS, "stamp": stamp(client, NOW - timedelta(seconds=30))}
    with time_machine.travel(NOW, tick=False):
        client.post(PATH, data, headers={"origin": origin})

    assert len(kept()) == heard


def test_one_connection_sends_only_so_many_in_an_hour_and_others_are_free(client):
    answers = [send(client, NOW + timedelta(minutes=n)).status_code for n in range(RATE + 2)]
    assert answers == [302] * RATE + [422, 422]
    assert len(kept()) == RATE

    data = {**WORDS, "stamp": stamp(client, NOW)}
    with time_machine.travel(NOW + timedelta(minutes=9), tick=False):
        client.post(
            PATH, data, headers={"sec-fetch-site": "same-origin"}, REMOTE_ADDR="198.51.100.7"
        )
    assert len(kept()) == RATE + 1

    assert send(client, NOW + timedelta(minutes=61)).status_code == 302


def test_the_form_is_stored_nowhere_on_the_way(client):
    assert client.get(PATH)["Cache-Control"] == "no-store"
    assert send(client, message="")["Cache-Control"] == "no-store"
