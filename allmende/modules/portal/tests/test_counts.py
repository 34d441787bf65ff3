"""The counts of a list are followed by difference, and are what counting anew would give."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from allmende.core.cache.tags import clock
from allmende.core.exchange import tally
from allmende.core.exchange.choices import Mode
from allmende.core.exchange.domain import accept, decline, reconsider
from allmende.core.exchange.models import AcceptRule, Placement
from allmende.core.items import domain, queries
from allmende.core.items.choices import OfferTo
from allmende.core.items.models import Category
from allmende.core.items.queries import group_tag
from allmende.modules.portal.domain import publish_news
from allmende.modules.portal.pages import NewsPage
from allmende.modules.portal.queries import counts, news_shown_in
from conftest import settle


@pytest.fixture
def pairs(cast, monkeypatch):
    """Two towns that show each other's news, and groups of two items."""
    for module in (queries, tally):
        monkeypatch.setattr(module, "GROUP", 2)
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    return (cast.soemmerda, cast.buttstaedt)


def write(town, number=0, **fields):
    slug = ("kultur", "verwaltung")[number % 2]
    category = Category.objects.filter(slug=slug).first() or Category.objects.first()
    fields = {"category": category, "offer_to": OfferTo.ALL} | fields
    return publish_news(town=town, title=f"Meldung {number}", **fields)


def agree(towns):
    """Whether what is followed is what counting every item gives; for every choice there is."""
    settle()
    for town in towns:
        known, items = counts(town), list(news_shown_in(town))
        years = Counter(item.year for item in items)
        assert known.years() == sorted(years.items(), reverse=True)
        for year in (None, *years):
            those = [item for item in items if year in {None, item.year}]
            origins = Counter(item.town_id for item in those)
            assert known.origins(year) == origins
            for origin in (None, *origins):
                left = [one for one in those if origin in {None, one.town_id}]
                assert known.categories(year, origin) == Counter(one.category_id for one in left)


def test_counts_follow_every_deed(pairs):
    ours, theirs = pairs
    agree(pairs)
    page = write(ours, 1)
    for number in range(2, 7):
        write(pairs[number % 2], number)
    agree(pairs)

    domain.cancel(item=page, reason="Regen")
    agree(pairs)
    domain.withdraw(item=page, reason="Irrtum")
    agree(pairs)
    page.refresh_from_db()
    domain.restore(item=page)
    agree(pairs)

    placement = Placement.objects.get(item=page, town=theirs)
    decline(placement=placement)
    agree(pairs)
    reconsider(placement=placement)
    agree(pairs)
    accept(placement=placement)
    agree(pairs)

    page = NewsPage.objects.get(pk=page.pk)
    page.category = Category.objects.exclude(pk=page.category_id).first()
    page.first_published_at -= timedelta(days=800)
    page.save_revision().publish()
    agree(pairs)

    domain.merge(keep=NewsPage.objects.last(), drop=page)
    agree(pairs)
    newest = NewsPage.objects.order_by("-pk").first()
    newest.delete()
    agree(pairs)
    assert counts(ours).years()


def test_counts_turn_by_the_clock(pairs, monkeypatch):
    now = timezone.now()
    write(pairs[0], 1, embargo_until=now + timedelta(hours=2))
    write(pairs[0], 2, expire_at=now + timedelta(hours=3))
    page = write(pairs[0], 3)
    settle()
    Placement.objects.filter(item=page, town=pairs[1]).update(shown_until=now + timedelta(hours=4))
    clock().bump(group_tag(page.pk))

    seen = []
    for hours in (0, 2.5, 3.5, 4.5):
        moment = now + timedelta(hours=hours)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        agree(pairs)
        seen.append([sum(counts(town).origins().values()) for town in pairs])
    assert seen == [[2, 2], [3, 3], [2, 2], [2, 1]]


def test_counts_stay_true_whatever_happens_in_whatever_order(pairs):
    chance = Random(7)
    for number in range(40):
        items = list(NewsPage.objects.filter(withdrawn_at=None, live=True))
        deed = chance.choice(("write", "write", "withdraw", "decline", "delete"))
        if deed == "write" or not items:
            write(chance.choice(pairs), number)
        elif deed == "withdraw":
            domain.withdraw(item=chance.choice(items), reason="Irrtum")
        elif deed == "decline":
            taken = Placement.objects.filter(town=pairs[1]).exclude(status="own").first()
            if taken:
                decline(placement=taken)
        else:
            chance.choice(items).delete()
        agree(pairs)


def test_after_a_publication_only_its_neighbours_are_read_again(pairs, monkeypatch):
    pages = [write(pairs[0], number) for number in range(12)]
    agree(pairs)
    asked = []
    within = tally._within
    monkeypatch.setattr(
        tally, "_within", lambda groups: asked.append(set(groups)) or within(groups)
    )

    page = NewsPage.objects.get(pk=pages[3].pk)
    page.save_revision().publish()
    settle()
    counts(pairs[0])
    counts(pairs[0])

    assert asked == [{page.pk // 2}]


def test_a_transaction_counts_what_it_has_changed_and_leaves_nothing_behind(pairs):
    write(pairs[0], 1)
    agree(pairs)
    kept = tally._kept[pairs[0].pk, NewsPage.objects.first().content_type_id]

    write(pairs[0], 2)

    assert sum(counts(pairs[0]).origins().values()) == 2
    assert sum(kept.origins().values()) == 1


def test_the_list_shows_true_numbers_after_each_deed(pairs, client):
    page = write(pairs[0], 1)
    write(pairs[1], 2)

    def numbers():
        context = client.get("/aktuelles/", host="buttstaedt.localhost").context
        box = next((one for one in context["filters"] if one["name"] == "thema"), {"options": []})
        chosen = sum(option["count"] for option in box["options"])
        return (
            context["page_obj"].paginator.count,
            chosen,
            sum(y["count"] for y in context["archive"]),
        )

    assert numbers() == (2, 2, 2)
    domain.cancel(item=page, reason="Regen")
    assert numbers() == (2, 2, 2)
    domain.withdraw(item=page, reason="Irrtum")
    assert numbers() == (1, 1, 1)
    write(pairs[0], 3)
    assert numbers() == (2, 2, 2)
