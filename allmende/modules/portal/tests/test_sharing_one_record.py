"""Rules 5, 6 and 10: one address, pictures that may travel, one item where there were two."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from wagtail.images.tests.utils import get_test_image_file

from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.exchange.queries import similar
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import merge
from allmende.core.media.choices import RightsScope
from allmende.core.media.models import Picture
from allmende.modules.portal.domain import publish_news
from allmende.modules.portal.tests.reading import (
    canonical_of,
    codes,
    in_every_feed,
    pictures,
    text_of,
    titles,
)

HERE, THERE = "soemmerda.localhost", "buttstaedt.localhost"
NOON = datetime(2026, 6, 10, 10, 0, tzinfo=UTC)


@pytest.fixture
def taking(cast):
    """Buttstädt takes everything."""
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    return cast


def picture(scope):
    return Picture.objects.create(
        title="Brücke", file=get_test_image_file(size=(1300, 850)), rights_scope=scope, credit="Amt"
    )


# -- rule 5 ---------------------------------------------------------------------------------------


def test_rule_5_canonical_and_sitemap(taking, client):
    item = publish_news(town=taking.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)
    home = f"http://soemmerda.localhost:8000{item.local_path()}"

    for path in (item.local_path(), f"{item.local_path()}druck/"):
        assert canonical_of(client.get(path, host=HERE)) == [home]
        assert canonical_of(client.get(path, host=THERE)) == [home]
    assert home in text_of(client.get("/sitemap.xml", host=HERE))
    assert item.slug not in text_of(client.get("/sitemap.xml", host=THERE))


def test_rule_5_feeds_and_shared_links_carry_the_address_of_the_origin(taking, client):
    item = publish_news(town=taking.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)
    home = "http://soemmerda.localhost:8000"

    entry = client.get("/aktuelles/feed.json", host=THERE).json()["items"][0]
    page = text_of(client.get(item.local_path(), host=THERE))

    assert entry["url"] == f"{home}{item.local_path()}"
    assert f'data-copy="{home}{item.short_path}"' in page
    assert f'data-copy="http://{THERE}' not in page


def test_rule_5_an_item_shown_by_many_is_found_once_everywhere(taking, client):
    AcceptRule.objects.create(town=taking.allianz, mode=Mode.AUTO)
    item = publish_news(town=taking.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)

    for host in (HERE, THERE, "becken.localhost"):
        assert titles(client.get("/suche/?q=brueckenfest", host=host)) == ["Brückenfest"]
        assert titles(client.get("/aktuelles/", host=host)) == ["Brückenfest"]
        assert titles(client.get("/", host=host)) == ["Brückenfest"]
        assert codes(client, host) == in_every_feed(item)


def test_rule_5_an_entry_has_the_same_id_in_the_feeds_of_all_towns(taking, client):
    publish_news(town=taking.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)

    def ids(host):
        return [one["id"] for one in client.get("/aktuelles/feed.json", host=host).json()["items"]]

    assert ids(HERE) == ids(THERE)
    assert len(ids(HERE)) == 1


def test_rule_5_two_towns_may_use_the_same_words_in_their_addresses(taking, client):
    for town in (taking.soemmerda, taking.kindelbrueck, taking.buttstaedt):
        publish_news(
            town=town, title="Sommerfest", summary=f"Das Fest von {town.name}.",
            offer_to=OfferTo.ALL, at=NOON,
        )  # fmt: skip

    listed = client.get("/aktuelles/", host=THERE)
    addresses = sorted(card.url for card in listed.context["page_obj"].object_list)
    read = [text_of(client.get(path, host=THERE)) for path in addresses]

    assert len(set(addresses)) == 3
    for town in ("Sömmerda", "Kindelbrück", "Buttstädt"):
        assert sum(f"Das Fest von {town}." in text.partition("<h1>")[2][:400] for text in read) == 1


def test_rule_5_an_item_of_others_that_was_not_taken_does_not_hide_one_that_was(taking, client):
    publish_news(town=taking.soemmerda, title="Sommerfest", at=NOON)
    taken = publish_news(
        town=taking.kindelbrueck, title="Sommerfest", offer_to=OfferTo.ALL, at=NOON
    )

    card = client.get("/aktuelles/", host=THERE).context["page_obj"].object_list[0]
    page = client.get(card.url, host=THERE)

    assert page.status_code == 200
    assert canonical_of(page) == [f"http://kindelbrueck.localhost:8000{taken.local_path()}"]


# -- rule 6 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "travels"),
    [(RightsScope.TOWN, False), (RightsScope.ALLIANCE, True), (RightsScope.OPEN, True)],
)
def test_rule_6_a_picture_travels_only_as_far_as_its_rights(taking, client, scope, travels):
    photo = picture(scope)
    body = [("image", {"image": photo, "alt": "Im Text", "decorative": False, "caption": ""})]
    item = publish_news(
        town=taking.soemmerda,
        title="Brückenfest",
        body=body,
        lead_picture=photo,
        lead_picture_alt="Oben",
        offer_to=OfferTo.ALL,
    )

    def seen(host):
        entry = client.get("/aktuelles/feed.json", host=host).json()["items"][0]
        page = client.get(item.local_path(), host=host)
        return (
            pictures(page),
            pictures(client.get("/aktuelles/", host=host)),
            pictures(client.get("/", host=host)),
            "image" in entry,
            "enclosure" in text_of(client.get("/aktuelles/feed.rss", host=host)),
            "og:image" in text_of(page),
        )

    everything = (["Oben", "Im Text"], ["Oben"], ["Oben"], True, True, True)
    nothing = ([], [], [], False, False, False)
    assert seen(HERE) == everything
    assert seen(THERE) == (everything if travels else nothing)


# -- rule 10 --------------------------------------------------------------------------------------


def test_rule_10_similar_items_of_partners_are_found(cast):
    ours = publish_news(town=cast.soemmerda, title="Herbstlauf am Stausee", at=NOON)
    twin = publish_news(
        town=cast.buttstaedt, title="Herbstlauf am Stausee 2026", at=NOON + timedelta(days=2)
    )
    publish_news(town=cast.buttstaedt, title="Haushalt beschlossen", at=NOON)
    publish_news(town=cast.kindelbrueck, title="Herbstlauf am Stausee", at=NOON + timedelta(days=9))
    publish_news(town=cast.wundersleben, title="Herbstlauf am Stausee", at=NOON)
    publish_news(
        town=cast.straussfurt,
        title="Herbstlauf am Stausee",
        at=NOON,
        embargo_until=datetime(2099, 1, 1, tzinfo=UTC),
    )

    assert [one.pk for one in similar(ours)] == [twin.pk]


def test_rule_10_after_a_merge_the_old_addresses_lead_to_the_kept_item(taking, client):
    kept = publish_news(town=taking.kindelbrueck, title="Herbstlauf", offer_to=OfferTo.ALL)
    dropped = publish_news(town=taking.soemmerda, title="Lauf im Herbst", offer_to=OfferTo.ALL)
    target = f"http://kindelbrueck.localhost:8000{kept.local_path()}"
    assert titles(client.get("/aktuelles/", host=THERE)) == ["Lauf im Herbst", "Herbstlauf"]

    merge(keep=kept, drop=dropped, by=taking.nora)

    for host in (HERE, THERE):
        for path in (dropped.local_path(), dropped.short_path):
            answer = client.get(path, host=host)
            assert (answer.status_code, answer["Location"]) == (301, target)
    assert titles(client.get("/aktuelles/", host=THERE)) == ["Herbstlauf"]
    assert titles(client.get("/suche/?q=herbst", host=THERE)) == ["Herbstlauf"]
    assert codes(client, THERE) == in_every_feed(kept)
    assert client.get(dropped.local_path(), host="becken.localhost").status_code == 404


def test_rule_10_an_item_cannot_be_merged_with_itself_nor_in_a_circle(cast):
    one = publish_news(town=cast.soemmerda, title="Herbstlauf")
    other = publish_news(town=cast.buttstaedt, title="Herbstlauf")
    with translation.override("en"), pytest.raises(ValueError, match="itself"):
        merge(keep=one, drop=one)
    merge(keep=one, drop=other)
    one.refresh_from_db()
    other.refresh_from_db()

    with translation.override("en"), pytest.raises(ValueError, match="merged"):
        merge(keep=other, drop=one)
