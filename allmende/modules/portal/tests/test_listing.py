"""Lists take any query string: nonsense asks for the first page, filters count truly."""

import pytest
from django.test import RequestFactory

from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.choices import OfferTo
from allmende.modules.portal.domain import publish_news
from allmende.site.listing import page_number, page_url


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("1", 1), ("7", 7), ("0", 0), ("-1", 1), ("", 1), ("zwei", 1), ("1e3", 1), ("1.5", 1), ("9999", 9999),
        ("10001", 10_000), ("99999", 10_000), ("100000", 1), ("9" * 5000, 1), ("٣", 3), ("²", 1), (" 2", 1),
    ],
)  # fmt: skip
def test_any_number_asks_for_a_page_within_bounds(asked, page):
    assert page_number(RequestFactory().get("/", {"seite": asked})) == page


def test_the_address_of_a_page_keeps_known_filters_and_nothing_else():
    request = RequestFactory().get("/", {"ort": "a&b", "thema": "", "fremd": "x", "seite": "3"})

    assert page_url(request, "ort", "thema") == "?ort=a%26b&seite="


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["seite=0", "seite=-3", "seite=999", "seite=x", "ort=%00", "ort=nirgends",
                                   "thema=nirgends",  "seite[]=2"])  # fmt: skip
def test_lists_and_search_bear_any_query(cast, client, query):
    publish_news(town=cast.soemmerda, title="Turmfest")

    for path in (f"/aktuelles/?{query}", f"/suche/?q=turmfest&{query}"):
        page = client.get(path)
        assert page.status_code == 200
        assert "Turmfest" in page.content.decode()


@pytest.mark.parametrize(
    "words", ["", "   ", "%", "_", "'", '"', "\\", "\x00", "ä" * 5000, "a " * 500, "<b>", "🙂"]
)
def test_search_bears_any_words(cast, client, words):
    publish_news(town=cast.soemmerda, title="Turmfest")

    page = client.get("/suche/", {"q": words})

    assert page.status_code == 200
    assert page.context["count"] == 0
    assert "<b>" not in page.content.decode()


@pytest.fixture
def mixed(cast):
    """In Buttstädt: two items of Sömmerda, one of Kindelbrück, thirteen of its own."""
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    for number in range(2):
        publish_news(town=cast.soemmerda, title=f"Fest {number}", offer_to=OfferTo.ALL)
    publish_news(town=cast.kindelbrueck, title="Fest & Lauf", offer_to=OfferTo.ALL)
    for number in range(13):
        publish_news(town=cast.buttstaedt, title=f"Eigenes Fest {number}")


def shown(client, path):
    context = client.get(path, host="buttstaedt.localhost").context
    page = context.get("page_obj") or context["results"]
    towns = next(box for box in context["filters"] if box["name"] == "ort")
    counts = {option["value"]: option["count"] for option in towns["options"]}
    return page.paginator.count, page.paginator.num_pages, counts


@pytest.mark.parametrize("path", ["/aktuelles/?", "/suche/?q=fest&"])
def test_a_filter_by_town_keeps_its_counts_true(mixed, client, path):
    counts = {"soemmerda": 2, "kindelbrueck": 1, "buttstaedt": 13}

    everything = shown(client, path)
    assert (everything[0], everything[2]) == (16, counts)
    assert shown(client, f"{path}ort=soemmerda") == (2, 1, counts)
    assert shown(client, f"{path}ort=nirgends")[0] == 16


def test_a_search_for_an_ampersand_keeps_its_words_and_filters_on_page_two(mixed, client):
    query = {"q": "fest & lauf", "ort": "kindelbrueck"}

    page = client.get("/suche/", query, host="buttstaedt.localhost")

    assert page.context["page_url"] == "?q=fest+%26+lauf&ort=kindelbrueck&seite="
