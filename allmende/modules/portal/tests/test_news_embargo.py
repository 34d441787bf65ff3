"""NEWS-d: until the embargo ends nobody meets the item anywhere; then everybody does."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import call_command

from allmende.core.exchange.choices import Channel, Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.exchange.queries import offered_to, shown_in
from allmende.core.items.choices import OfferTo
from allmende.core.items.models import Item
from allmende.core.items.sites import home_of
from allmende.modules.portal.domain import draft_news, publish_news
from allmende.modules.portal.pages import StandardPage
from allmende.modules.portal.tests.reading import met_at, outlets, strip
from conftest import settle

# Ten o'clock in Thuringia, in summer.
TEN = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
BEFORE = datetime(2026, 7, 1, 7, 59, 59, tzinfo=UTC)
WRITTEN = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
HERE, THERE = "soemmerda.localhost", "buttstaedt.localhost"
TITLE = "Turmfest am Wehr"
TEXTS = {
    "title": TITLE,
    "summary": "Geheim bis zehn Uhr.",
    "easy_text": "Wir feiern.",
    "english_text": "We celebrate.",
}


@pytest.fixture
def both(cast):
    """Buttstädt shows at once what Sömmerda offers."""
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    return cast


def everywhere(item):
    return set(outlets(item, "turmfest"))


def met(client, item, host, moment):
    with time_machine.travel(moment, tick=False):
        return met_at(client, item, "turmfest", host)


def test_news_d_an_embargo_holds_on_every_outlet_and_ends_on_all_at_once(both, client):
    with time_machine.travel(WRITTEN, tick=False):
        item = publish_news(
            town=both.soemmerda, embargo_until=TEN, offer_to=OfferTo.ALL, urgent_until=TEN.replace(day=2),
            **TEXTS,
        )  # fmt: skip

    # Everybody looks before and after: what was remembered at 09:59 must not be told at 10:00.
    for host in (HERE, THERE, "becken.localhost"):
        assert met(client, item, host, BEFORE) == set()
    assert met(client, item, HERE, TEN) == everywhere(item)
    assert met(client, item, THERE, TEN) == everywhere(item) - {"sitemap"}
    with time_machine.travel(TEN, tick=False):
        assert strip(client.get("/")) == [TITLE]


def test_news_d_an_embargo_holds_for_inboxes_and_other_outlets_too(both):
    with time_machine.travel(WRITTEN, tick=False):
        publish_news(town=both.soemmerda, embargo_until=TEN, offer_to=OfferTo.ALL, **TEXTS)

    def counted(moment):
        with time_machine.travel(moment, tick=False):
            shown = [shown_in(both.buttstaedt, one).count() for one in Channel]
            return shown, offered_to(both.kindelbrueck).count()

    assert counted(BEFORE) == ([0, 0, 0, 0, 0], 0)
    assert counted(TEN) == ([1, 1, 1, 1, 1], 1)


def test_news_d_expiry_is_the_end_everywhere_even_when_no_job_has_run(both, client):
    with time_machine.travel(WRITTEN, tick=False):
        item = publish_news(town=both.soemmerda, expire_at=TEN, offer_to=OfferTo.ALL, **TEXTS)

    assert met(client, item, HERE, BEFORE) == everywhere(item)
    assert met(client, item, THERE, BEFORE) == everywhere(item) - {"sitemap"}
    for host in (HERE, THERE):
        assert met(client, item, host, TEN) == set()


def test_news_d_a_scheduled_item_appears_with_its_job_and_not_before(both, client):
    with time_machine.travel(WRITTEN, tick=False):
        item = draft_news(town=both.soemmerda, go_live_at=TEN, offer_to=OfferTo.ALL, **TEXTS)
        item.save_revision(clean=False).publish()

    def after_the_job(moment):
        with time_machine.travel(moment, tick=False):
            call_command("publish_scheduled")
            settle()
            fresh = Item.objects.get(pk=item.pk).specific
            return met_at(client, fresh, "turmfest", HERE), met_at(client, fresh, "turmfest", THERE)

    assert after_the_job(BEFORE) == (set(), set())
    minute_later = TEN.replace(minute=1)  # the job runs every minute
    assert after_the_job(minute_later) == (everywhere(item), everywhere(item) - {"sitemap"})


def test_news_d_a_draft_is_met_nowhere(both, client):
    item = draft_news(town=both.soemmerda, **TEXTS)

    assert met_at(client, item, "turmfest", HERE) == set()


def test_news_d_a_page_in_the_menu_keeps_its_embargo_and_its_end(cast, client):
    page = StandardPage(
        title="Haushalt geheim", slug="haushalt", show_in_menus=True, embargo_until=TEN,
        expire_at=TEN.replace(hour=9),
    )  # fmt: skip
    with time_machine.travel(WRITTEN, tick=False):
        home_of(cast.soemmerda).add_child(instance=page)

    def seen(moment):
        with time_machine.travel(moment, tick=False):
            start = client.get("/").content.decode()
            return "Haushalt geheim" in start, client.get("/haushalt/").status_code

    assert seen(BEFORE) == (False, 404)
    assert seen(TEN) == (True, 200)
    assert seen(TEN.replace(hour=9)) == (False, 404)
