"""No list asks more of the database when it is longer; the main pages stay within bounds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file

from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.choices import OfferTo
from allmende.core.items.models import Category
from allmende.core.media.choices import RightsScope
from allmende.core.media.models import Picture
from allmende.modules.portal.domain import publish_news

HOST = "buttstaedt.localhost"


def publish(cast, number):
    """One item of Sömmerda that Buttstädt shows, and one of its own, both with pictures."""
    for town, offered in ((cast.soemmerda, OfferTo.ALL), (cast.buttstaedt, OfferTo.NOBODY)):
        photo = Picture.objects.create(
            title="Bild", file=get_test_image_file(size=(400, 260)), rights_scope=RightsScope.OPEN
        )
        page = publish_news(
            town=town,
            title=f"Meldung {number} {town.slug}",
            lead_picture=photo,
            lead_picture_alt="Ein Bild",
            category=Category.objects.get(slug="kultur"),
            topics=["Fluss", "Fest"],
            offer_to=offered,
        )
    return page


def queries(client, path):
    """Queries of a page in a warm process."""
    client.get(path, host=HOST)
    with CaptureQueriesContext(connection) as seen:
        response = client.get(path, host=HOST)
    assert response.status_code == 200
    return len(seen)


LISTS = (
    "/",
    "/aktuelles/",
    "/aktuelles/?thema=kultur&ort=soemmerda",
    "/suche/?q=meldung",
    "/aktuelles/feed.atom",
    "/aktuelles/feed.rss",
    "/aktuelles/feed.json",
    "/sitemap.xml",
)


@pytest.fixture
def taking(cast):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    return cast


def test_six_items_cost_as_many_queries_as_one_in_every_list(taking, client):
    first = publish(taking, 0)
    paths = [*LISTS, first.local_path()]  # the page of an item lists what is related
    publish(taking, 1)
    short = {path: queries(client, path) for path in paths}

    for number in range(2, 7):
        publish(taking, number)

    assert {path: queries(client, path) for path in paths} == short


def test_the_main_pages_stay_within_their_bounds(taking, client):
    for number in range(4):
        page = publish(taking, number)
    page.urgent_until = page.published.replace(year=page.year + 1)
    page.save()

    assert queries(client, "/") <= 8
    assert queries(client, page.local_path()) <= 6
    assert queries(client, f"{page.local_path()}druck/") <= 6
    assert queries(client, "/en/") <= 8
