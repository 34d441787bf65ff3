"""The portal switched off for one town: its pages, menus, feeds and tiles are not there."""

import pytest

from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.choices import OfferTo
from allmende.core.items.sites import home_of
from allmende.core.modules.domain import switch_off, switch_on
from allmende.modules.portal.domain import publish_news
from allmende.modules.portal.pages import NewsPage, StandardPage
from allmende.modules.portal.tests.reading import met_at, outlets, text_of, titles

HERE, THERE = "soemmerda.localhost", "buttstaedt.localhost"


@pytest.fixture
def story(cast):
    """An item of Sömmerda that Buttstädt shows, and a page in Buttstädt's menu."""
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    page = StandardPage(title="Rathaus am Markt", slug="rathaus", show_in_menus=True)
    home_of(cast.buttstaedt).add_child(instance=page)
    return publish_news(
        town=cast.soemmerda, title="Turmfest am Wehr", summary="Musik.", easy_text="Wir feiern.",
        english_text="We celebrate.", offer_to=OfferTo.ALL,
    )  # fmt: skip


def everywhere(item):
    return set(outlets(item, "turmfest")) - {"sitemap"}


def test_what_is_off_shows_nothing_anywhere_and_everything_again_when_on(cast, client, story):
    assert met_at(client, story, "turmfest", THERE) == everywhere(story)

    switch_off(town=cast.buttstaedt, label="portal")
    # The short address belongs to the origin, whose portal is on.
    assert met_at(client, story, "turmfest", THERE) == {"short", "qr"}
    assert met_at(client, story, "turmfest", HERE) == everywhere(story) | {"sitemap"}

    switch_on(town=cast.buttstaedt, label="portal")
    assert met_at(client, story, "turmfest", THERE) == everywhere(story)


def test_addresses_of_what_is_off_do_not_exist(cast, client, story):
    switch_off(town=cast.buttstaedt, label="portal")

    for path in ("", "2026/", "feed.atom", "feed.rss", "feed.json"):
        assert client.get(f"/aktuelles/{path}", host=THERE).status_code == 404
    assert client.get("/rathaus/", host=THERE).status_code == 404


def test_menu_tile_head_and_sitemap_forget_it(cast, client, story):
    before = text_of(client.get("/", host=THERE))
    assert ("/aktuelles/" in before, "Rathaus am Markt" in before) == (True, True)

    switch_off(town=cast.buttstaedt, label="portal")

    start = client.get("/", host=THERE)
    assert start.status_code == 200
    for word in ("/aktuelles/", "Rathaus am Markt", "/rathaus/", "Turmfest"):
        assert word not in text_of(start)
    sitemap = text_of(client.get("/sitemap.xml", host=THERE))
    assert ("/aktuelles/" in sitemap, "/rathaus/" in sitemap) == (False, False)


def test_data_stay_when_it_is_off(cast, client, story):
    switch_off(town=cast.soemmerda, label="portal")

    assert client.get(story.local_path(), host=HERE).status_code == 404
    assert NewsPage.objects.get(pk=story.pk).live
    assert titles(client.get("/aktuelles/", host=THERE)) == ["Turmfest am Wehr"]


def test_editors_can_make_its_pages_only_where_it_is_on(cast):
    assert StandardPage.can_create_at(home_of(cast.buttstaedt))

    switch_off(town=cast.buttstaedt, label="portal")

    assert not StandardPage.can_create_at(home_of(cast.buttstaedt))
    assert StandardPage.can_create_at(home_of(cast.soemmerda))


def test_a_renamed_page_is_renamed_in_the_menu_at_once(cast, client, story):
    client.get("/", host=THERE)
    page = StandardPage.objects.get(slug="rathaus")
    page.title = "Bürgerhaus am Markt"
    page.save_revision().publish()

    start = text_of(client.get("/", host=THERE))
    assert ("Bürgerhaus am Markt" in start, "Rathaus am Markt" in start) == (True, False)
