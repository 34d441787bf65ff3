"""The list of a town: what wants care, and nothing of another town."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from allmende.core.audit.queries import deeds_about
from allmende.core.items.models import Item
from allmende.core.items.sites import home_of
from allmende.core.media.models import Picture, TownCollection, TownDocument
from allmende.core.upkeep import domain
from allmende.core.upkeep.links import collect_links
from allmende.core.upkeep.models import Finding, Link
from allmende.core.upkeep.queries import findings_of, freshness, upkeep_counts, upkeep_numbers
from allmende.modules.portal.domain import open_newsroom, publish_news, revise_news
from allmende.modules.portal.pages import StandardPage

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _march():
    with time_machine.travel(NOW, tick=False):
        yield


def folder(town):
    return TownCollection.objects.get(town=town).collection


def news(town, title, **fields):
    open_newsroom(town=town)
    return publish_news(town=town, title=title, **fields)


def picture(town, **fields):
    file = get_test_image_file(size=(10, 10))
    return Picture.objects.create(title="Bild", file=file, collection=folder(town), **fields)


def neglected(town):
    """One thing of every kind that wants care."""
    photo = picture(town, consent_until=date(2027, 3, 20))
    page = StandardPage(title="Rathaus", slug="rathaus")
    home_of(town).add_child(instance=page)
    page.save_revision().publish()
    Item.objects.filter(pk=page.pk).update(last_published_at=NOW - timedelta(days=400))
    bare = news(town, "Ohne Worte", lead_picture=photo, lead_picture_alt="Fest")
    Item.objects.filter(pk=bare.pk).update(lead_picture_alt="")
    image = {"image": photo, "alt": "", "decorative": False, "caption": ""}
    news(town, "Im Text", body=[("image", image)])
    gone = news(town, "Weg")
    link = (
        f'<p><a linktype="page" id="{gone.pk}">hier</a> <a href="https://x.example/">dort</a></p>'
    )
    news(town, "Links", body=[("paragraph", link)])
    gone.unpublish()
    news(town, "Bald weg", expire_at=NOW + timedelta(days=5))
    TownDocument.objects.create(
        title="Scan", file="documents/scan.pdf", collection=folder(town), is_accessible=False
    )
    collect_links(town)
    Link.objects.update(state="dead")


def listed(town):
    rows = findings_of(town).values_list("check_key", "title", "due")
    return [(key, title, due and due.day) for key, title, due in rows]


EVERYTHING = [
    ("alt", "Im Text", None),
    ("alt", "Ohne Worte", None),
    ("dead", "Links", None),
    ("dead", "Links", None),
    ("ends", "Bald weg", 6),
    ("ends", "Bild", 20),
    ("scanned", "Scan", None),
    ("stale", "Rathaus", None),
]


def test_a_review_finds_one_of_every_kind_and_nothing_of_others(cast):
    neglected(cast.soemmerda)
    neglected(cast.buttstaedt)

    assert domain.review(cast.soemmerda) == 8

    assert listed(cast.soemmerda) == EVERYTHING
    assert listed(cast.buttstaedt) == []
    assert {row.town_id for row in Finding.objects.all()} == {cast.soemmerda.pk}
    assert [(c.key, c.count) for c in upkeep_counts(cast.soemmerda)] == [
        ("dead", 2), ("ends", 2), ("alt", 2), ("scanned", 1), ("stale", 1)
    ]  # fmt: skip


def test_a_second_review_doubles_nothing(cast):
    neglected(cast.soemmerda)
    domain.review(cast.soemmerda)

    assert domain.review(cast.soemmerda) == 8


def test_what_is_put_right_leaves_the_list_at_once(cast):
    neglected(cast.soemmerda)
    domain.review(cast.soemmerda)
    page = Item.objects.get(title="Ohne Worte").specific

    revise_news(page=page, lead_picture_alt="Ein Fest auf dem Markt")

    assert ("alt", "Ohne Worte", None) not in listed(cast.soemmerda)
    domain.review(cast.soemmerda)
    assert ("alt", "Ohne Worte", None) not in listed(cast.soemmerda)


def test_what_may_stay_is_asked_about_again_after_a_year(cast):
    neglected(cast.soemmerda)
    domain.review(cast.soemmerda)
    finding = findings_of(cast.soemmerda, "stale").get()

    domain.keep_as_it_is(finding=finding, by=cast.marlene)

    home = Item.objects.get(title="Rathaus")
    assert deeds_about(home).first().verb == "keep_as_it_is"
    domain.review(cast.soemmerda)
    assert not findings_of(cast.soemmerda, "stale").exists()
    with time_machine.travel(NOW + timedelta(days=366), tick=False):
        domain.review(cast.soemmerda)
        assert "Rathaus" in findings_of(cast.soemmerda, "stale").values_list("title", flat=True)


def test_a_dead_link_cannot_be_waved_through(cast):
    neglected(cast.soemmerda)
    domain.review(cast.soemmerda)

    with pytest.raises(domain.MustNotStay):
        domain.keep_as_it_is(finding=findings_of(cast.soemmerda, "dead")[0], by=cast.marlene)

    assert findings_of(cast.soemmerda, "dead").count() == 2


def test_each_town_says_how_long_its_pages_keep(cast):
    neglected(cast.soemmerda)
    neglected(cast.buttstaedt)

    domain.set_stale_after(
        town=cast.soemmerda, months={"portal.standardpage": 24, "auth.user": 1}, by=cast.marlene
    )

    for town in (cast.soemmerda, cast.buttstaedt):
        domain.review(town)
    numbers = upkeep_numbers([cast.soemmerda, cast.buttstaedt])
    assert [numbers[t.pk].get("stale", 0) for t in (cast.soemmerda, cast.buttstaedt)] == [0, 1]


def test_freshness_and_numbers_cost_one_query_for_any_number_of_towns(cast):
    news(cast.soemmerda, "Eins")
    news(cast.buttstaedt, "Zwei")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        newest, numbers = freshness(cast.members), upkeep_numbers(cast.members)

    assert len(queries) == 2
    assert set(newest) == {cast.soemmerda.pk, cast.buttstaedt.pk}
    assert max(newest[cast.soemmerda.pk].values()) == timezone.now()
    assert numbers == {}
