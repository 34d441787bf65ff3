"""Outside addresses: asked politely, called dead only when they failed on two days."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from allmende.core.outbound import errors
from allmende.core.upkeep import links
from allmende.core.upkeep.checks import dead_links
from allmende.core.upkeep.models import Link, LinkUse
from allmende.modules.portal.domain import open_newsroom, publish_news

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
TEXT = (
    '<p><a href="https://www.landkreis.example/muell.pdf#seite=2">Müll</a>'
    ' <a href="https://www.landkreis.example/muell.pdf">noch einmal</a>'
    ' <a href="https://bahn.example/?a=1&amp;b=2">Bahn</a>'
    ' <a href="http://soemmerda.localhost/aktuelles/">wir selbst</a>'
    ' <a href="mailto:rathaus@example.org">Post</a> <a href="https://[kaputt">kaputt</a></p>'
)


@pytest.fixture
def page(cast):
    open_newsroom(town=cast.soemmerda)
    return publish_news(town=cast.soemmerda, title="Müllabfuhr", body=[("paragraph", TEXT)])


@pytest.fixture
def answers(monkeypatch):
    """What the other hosts answer, by address; asked addresses are kept."""
    book: dict[str, object] = {"asked": []}

    def probe(url, *, purpose):
        book["asked"].append(url)
        answer = book.get(url, 200)
        if isinstance(answer, errors.OutboundError):
            raise answer
        if answer != 200:
            raise errors.StatusError(host="x", status=answer)
        return 200

    monkeypatch.setattr(links, "probe", probe)
    return book


def state_of(url):
    return Link.objects.get(url=url).state


MUELL, BAHN = "https://www.landkreis.example/muell.pdf", "https://bahn.example/?a=1&b=2"


def test_only_addresses_of_others_are_kept_each_once(cast, page):
    assert links.collect_links(cast.soemmerda) == 2
    assert links.collect_links(cast.soemmerda) == 2  # written anew, not doubled

    assert set(Link.objects.values_list("url", "host")) == {
        (MUELL, "www.landkreis.example"), (BAHN, "bahn.example"),
    }  # fmt: skip
    assert set(LinkUse.objects.values_list("subject", "title")) == {
        (f"item:{page.pk}", "Müllabfuhr")
    }


def test_what_no_text_names_any_more_is_forgotten(cast, page):
    links.collect_links(cast.soemmerda)
    page.unpublish()
    links.collect_links(cast.soemmerda)

    assert links.forget_unused() == 2
    assert Link.objects.count() == 0


def test_dead_is_what_fails_on_two_days(cast, page, answers):
    answers[MUELL] = 404
    with time_machine.travel(MONDAY, tick=False):
        links.collect_links(cast.soemmerda)
        assert links.check_some_links() == 2
        assert (state_of(MUELL), state_of(BAHN)) == ("failing", "fine")
        links.check(Link.objects.get(url=MUELL))  # the same day proves nothing more
        assert state_of(MUELL) == "failing"
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        assert links.check_some_links() == 1  # what answered rests for a week
        assert state_of(MUELL) == "dead"
    answers[MUELL] = 200
    with time_machine.travel(MONDAY + timedelta(days=9), tick=False):
        links.check_some_links()
        assert state_of(MUELL) == "fine"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (403, "unsure"), (429, "unsure"), (401, "unsure"), (999, "unsure"),
        (404, "failing"), (410, "failing"), (500, "failing"),
        (errors.NameNotFoundError(host="x"), "failing"), (errors.TimedOutError(host="x"), "failing"),
        (errors.PrivateAddressError(host="x"), "unsure"), (200, "fine"),
    ],
)  # fmt: skip
def test_who_does_not_talk_to_programs_is_not_called_dead(cast, page, answers, answer, state):
    answers[MUELL] = answer
    links.collect_links(cast.soemmerda)

    links.check_some_links()

    assert state_of(MUELL) == state


def test_a_run_asks_each_host_once(cast, answers):
    open_newsroom(town=cast.soemmerda)
    body = "".join(f'<a href="https://bahn.example/{n}">x</a>' for n in range(5))
    publish_news(town=cast.soemmerda, title="Bahn", body=[("paragraph", f"<p>{body}</p>")])
    links.collect_links(cast.soemmerda)

    assert [links.check_some_links() for _ in range(6)] == [1, 1, 1, 1, 1, 0]
    assert len(set(answers["asked"])) == 5


def test_links_to_ourselves_are_tried_without_a_line_to_anywhere(cast):
    open_newsroom(town=cast.soemmerda)
    there = publish_news(town=cast.soemmerda, title="Da")
    hrefs = (
        there.local_path(), f"{there.local_path()}gibtsnicht/", "/aktuelles/?seite=1",
        "http://buttstaedt.localhost/weg/", "/aktuelles/feed.atom", "/straße-weg/",
    )  # fmt: skip
    text = "".join(f'<a href="{href}">x</a>' for href in hrefs)
    publish_news(town=cast.soemmerda, title="Links", body=[("paragraph", f"<p>{text}</p>")])

    found = list(dead_links(cast.soemmerda))

    assert [one.note.split()[2] for one in found] == [
        f"{there.local_path()}gibtsnicht/", "/weg/", "/straße-weg/"
    ]  # fmt: skip
    assert {one.title for one in found} == {"Links"}
