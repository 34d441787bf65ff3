"""Addresses of news: they never die, and their year is the year of Thuringia."""

from datetime import UTC, datetime

import pytest
import time_machine

from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.choices import OfferTo
from allmende.core.items.sites import home_of
from allmende.modules.portal.domain import publish_news, revise_news
from allmende.modules.portal.pages import StandardPage
from allmende.modules.portal.tests.reading import canonical_of, text_of, titles

HOME = "http://soemmerda.localhost:8000"
NOON = datetime(2026, 6, 10, 10, tzinfo=UTC)


def walk(client, path, **kwargs):
    """Follow an address by hand; gives the last path and every status on the way."""
    statuses = []
    for _step in range(5):
        answer = client.get(path, **kwargs)
        statuses.append(answer.status_code)
        if answer.status_code not in {301, 302}:
            break
        path = answer["Location"].removeprefix(HOME)
    return path, statuses


def test_a_new_title_keeps_the_address(cast, client):
    item = publish_news(town=cast.soemmerda, title="Freibad offen", at=NOON)

    revise_news(page=item, title="Freibad wieder offen")

    assert item.local_path() == "/aktuelles/2026/freibad-offen/"
    assert walk(client, item.local_path()) == ("/aktuelles/2026/freibad-offen/", [200])


def test_a_new_slug_leaves_a_redirect_behind(cast, client):
    item = publish_news(town=cast.soemmerda, title="Freibad offen", at=NOON)

    revise_news(page=item, slug="freibad")

    found = walk(client, "/aktuelles/2026/freibad-offen/")
    assert found == ("/aktuelles/2026/freibad/", [301, 200])
    assert walk(client, item.short_path) == ("/aktuelles/2026/freibad/", [302, 200])


def test_every_slug_an_item_ever_had_leads_to_it_in_one_step_and_never_in_circles(cast, client):
    item = publish_news(town=cast.soemmerda, title="Eins", at=NOON)
    for slug in ("zwei", "drei", "eins"):
        revise_news(page=item, slug=slug)

    assert walk(client, "/aktuelles/2026/zwei/") == ("/aktuelles/2026/eins/", [301, 200])
    assert walk(client, "/aktuelles/2026/drei/") == ("/aktuelles/2026/eins/", [301, 200])
    assert walk(client, "/aktuelles/2026/eins/") == ("/aktuelles/2026/eins/", [200])


def test_a_new_item_takes_over_an_address_that_only_redirected(cast, client):
    old = publish_news(town=cast.soemmerda, title="Freibad", at=NOON)
    revise_news(page=old, slug="freibad-im-sommer")

    publish_news(town=cast.soemmerda, title="Freibad", summary="Der neue Text.", at=NOON)

    page = client.get("/aktuelles/2026/freibad/")
    assert (page.status_code, "Der neue Text." in text_of(page)) == (200, True)


def test_a_redirect_of_one_town_is_none_of_another(cast, client):
    item = publish_news(town=cast.soemmerda, title="Freibad offen", at=NOON)
    revise_news(page=item, slug="freibad")

    answer = client.get("/aktuelles/2026/freibad-offen/", host="buttstaedt.localhost")

    assert answer.status_code == 404


def test_at_a_receiver_the_address_outlives_a_new_slug(cast, client):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    host = "buttstaedt.localhost"
    item = publish_news(town=cast.soemmerda, title="Freibad", offer_to=OfferTo.ALL, at=NOON)
    path = client.get("/aktuelles/", host=host).context["page_obj"].object_list[0].url

    revise_news(page=item, slug="freibad-im-sommer")

    page = client.get(path, host=host)
    assert page.status_code == 200
    assert canonical_of(page) == [f"{HOME}/aktuelles/2026/freibad-im-sommer/"]


def test_a_standard_page_and_the_pages_below_it_leave_redirects_behind(cast, client):
    parent = StandardPage(title="Rathaus", slug="rathaus")
    home_of(cast.soemmerda).add_child(instance=parent)
    child = StandardPage(title="Standesamt", slug="standesamt")
    parent.add_child(instance=child)
    assert client.get("/rathaus/standesamt/").status_code == 200

    parent.slug = "verwaltung-vor-ort"
    parent.save_revision().publish()

    assert walk(client, "/rathaus/") == ("/verwaltung-vor-ort/", [301, 200])
    found = walk(client, "/rathaus/standesamt/")
    assert found == ("/verwaltung-vor-ort/standesamt/", [301, 200])


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), 2026),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), 2027),
        (datetime(2027, 1, 1, 0, 30, tzinfo=UTC), 2027),
    ],
)
def test_the_year_of_an_address_is_counted_in_thuringia(cast, client, moment, year):
    with time_machine.travel(moment, tick=False):
        item = publish_news(town=cast.soemmerda, title="Prosit")

        assert item.local_path() == f"/aktuelles/{year}/prosit/"
        assert client.get(f"/aktuelles/{year}/prosit/").status_code == 200
        assert titles(client.get(f"/aktuelles/{year}/")) == ["Prosit"]
        other = 2026 + 2027 - year
        assert client.get(f"/aktuelles/{other}/prosit/").status_code == 404
        assert client.get(f"/aktuelles/{other}/").status_code == 404


def test_an_item_written_in_one_year_and_published_in_the_next_bears_the_next(cast, client):
    from allmende.modules.portal.domain import draft_news

    with time_machine.travel(datetime(2026, 12, 31, 20, tzinfo=UTC), tick=False):
        item = draft_news(town=cast.soemmerda, title="Prosit")
    with time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), tick=False):
        item.save_revision(clean=False).publish()

        assert walk(client, "/aktuelles/2027/prosit/") == ("/aktuelles/2027/prosit/", [200])
        assert "/aktuelles/2027/prosit/" in text_of(client.get("/sitemap.xml"))
    item.refresh_from_db()
    assert item.url_path.endswith("/2027/prosit/")


def test_an_archive_lists_its_years_with_true_counts(cast, client):
    for at in (datetime(2024, 12, 31, 23, 30, tzinfo=UTC), NOON.replace(year=2025), NOON):
        publish_news(town=cast.soemmerda, title=f"Meldung {at:%Y}", at=at)

    archive = client.get("/aktuelles/").context["archive"]

    assert [(one["year"], one["count"]) for one in archive] == [(2026, 1), (2025, 2)]
