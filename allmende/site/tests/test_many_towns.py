"""An alliance of many towns: a few stand first, all stand on a page, and changes are seen at once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allmende.core.exchange.domain import accept
from allmende.core.items.models import Home
from allmende.core.items.sites import found_site
from allmende.core.kit.dates import today
from allmende.core.modules.domain import switch_on
from allmende.core.towns.choices import MembershipState, TownKind
from allmende.core.towns.models import Membership, Population, Town
from allmende.modules.portal.domain import publish_news
from allmende.site.neighbours import MOST

BECKEN = "becken.localhost"
COAT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 76"><path d="M{} 0h9"/></svg>'


def found(alliance, number):
    slug = f"ort-{number:02}"
    town = Town.objects.create(
        slug=slug, name=f"Ort {number:02}", official_name=slug, kind=TownKind.MUNICIPALITY,
        host=f"{slug}.localhost", coat_svg=COAT.format(number), lat=51.0, lon=10.0 + number / 10,
    )  # fmt: skip
    found_site(town=town, home=Home(title=slug, slug=slug))
    switch_on(town=town, label="portal")
    Membership.objects.create(
        alliance=alliance, town=town, state=MembershipState.MEMBER, effective_from=date(2020, 1, 1)
    )
    Population.objects.create(town=town, day=date(2025, 1, 1), count=100 + number, source="TLS")
    return town


@pytest.fixture
def many(cast):
    """Twenty towns beside those of the cast; the largest is the last."""
    Membership.objects.all().delete()
    return [found(cast.allianz, number) for number in range(20)]


def start(client, host=BECKEN):
    return client.get("/", host=host)


def named(response):
    return [one["slug"] for one in response.context["towns"]]


def test_the_largest_towns_stand_first_and_the_others_have_a_page(cast, many, client):
    page = start(client)
    text = page.content.decode()

    largest = [town.slug for town in many[-MOST + 1 :]]
    assert named(page) == ["allianz", *largest]
    table = text[text.index('class="town-table"') : text.index("</table>")]
    assert [slug for slug in (town.slug for town in many) if f"//{slug}." in table] == largest
    assert text.count('href="/orte/"') == 4  # switcher, table, cards, footer

    everyone = client.get("/orte/", host=BECKEN).content.decode()
    rows = everyone[everyone.index('class="town-table"') : everyone.index("</table>")]
    assert rows.count('<th scope="row">') == 20


def test_a_town_names_its_nearest_neighbours(cast, many, client):
    page = start(client, "ort-00.localhost")

    assert named(page) == ["allianz", *(town.slug for town in many[: MOST - 1])]


def test_few_towns_are_all_named_and_need_no_link(cast, client):
    page = start(client)

    assert "/orte/" not in page.content.decode()
    assert "soemmerda" in named(page)


def test_who_is_alone_has_no_page_of_towns(cast, client):
    Membership.objects.all().delete()

    assert client.get("/orte/", host="soemmerda.localhost").status_code == 404


def test_the_file_of_the_alliance_carries_the_coats_of_its_first_towns(cast, many, client):
    text = start(client).content.decode()
    file = client.get(cast.allianz.coat_url, host=BECKEN).content.decode()

    assert f"{cast.allianz.coat_url}#ort-19" in text
    assert "/wappen/ort-" not in text[: text.index('class="plain-list towns"')]
    assert 'd="M19 0h9"' in file
    assert 'd="M1 0h9"' not in file


def test_what_changes_about_a_town_is_seen_at_once(cast, many, client):
    start(client)

    many[19].name = "Neustadt"
    many[19].save()
    assert "Neustadt" in start(client).content.decode()

    many[19].coat_svg = COAT.format(77)
    many[19].save()
    assert 'd="M77 0h9"' in client.get(cast.allianz.coat_url, host=BECKEN).content.decode()

    newest = found(cast.allianz, 20)
    assert newest.slug in named(start(client))

    last = today() - timedelta(days=1)
    Membership.objects.get(town=newest).delete()
    row = Membership.objects.get(town=many[19])
    row.state, row.effective_to = MembershipState.LEAVING, last
    row.save()
    page = start(client)
    assert newest.slug not in named(page)
    assert "Neustadt" not in page.content.decode()


def test_the_cards_show_what_is_new_of_a_small_town(cast, many, client):
    start(client)
    item = publish_news(town=many[0], title="Kirchweih", offer_to="all")
    assert "Kirchweih" not in start(client).content.decode()  # the alliance has not taken it

    accept(placement=item.placements.get(town=cast.allianz))
    item.title = "Kirchweih am Bach"
    item.save_revision().publish()
    cards = start(client).content.decode()
    cards = cards[cards.index('class="plain-list towns"') :]
    assert "Kirchweih am Bach" in cards[: cards.index("</ul>")]


def test_thirty_towns_cost_as_many_queries_as_fifteen(cast, client):
    for number in range(15):
        found(cast.allianz, number)
    few = _queries(client)

    for number in range(15, 30):
        found(cast.allianz, number)
    assert _queries(client) == few


def _queries(client):
    """Queries of the start page when everything about the towns is new, and when it is known."""
    with CaptureQueriesContext(connection) as cold:
        assert start(client).status_code == 200
    with CaptureQueriesContext(connection) as warm:
        start(client)
    return len([q for q in cold if "towns_" in q["sql"]]), len(warm)
