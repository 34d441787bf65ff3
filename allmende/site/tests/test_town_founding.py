"""A town moves in within minutes: its host answers, its editors can begin, others see it."""

import pytest

from allmende.core.audit.models import Deed
from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.choices import OfferTo
from allmende.core.kit.dates import today
from allmende.core.modules.switchboard import is_on
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.core.towns.queries import partners_of
from allmende.modules.portal.contributes import write_news
from allmende.modules.portal.domain import publish_news

URL = "/verwaltung/stadt/neu/"


@pytest.fixture
def alma(cast):
    return User.objects.create_superuser("alma", password="geheim-genug")


def weissensee(**values):
    return {
        "kind": "municipality", "name": "Weißensee", "official_name": "Stadt Weißensee",
        "authority": "", "slug": "weissensee", "host": "weissensee.localhost",
        "ags": "16068058", "ars": "160680058058", "lat": "51.1992", "lon": "11.0694",
        "colour_primary": "#205080", "colour_accent": "#c08030", "alliance": "",
        "member_from": today(), "modules": ["portal"],
    } | values  # fmt: skip


def send(browser, **values):
    answer = browser.post(URL, weissensee(**values), follow=True)
    return answer, answer.content.decode()


def test_the_new_host_answers_its_start_page_and_takes_part(cast, browser_of, alma, client):
    assert client.get("/", host="weissensee.localhost").status_code == 404
    _answer, text = send(browser_of(alma), alliance=cast.allianz.pk)
    assert "Weißensee ist eingezogen" in text
    start = client.get("/", host="weissensee.localhost")
    assert start.status_code == 200
    assert "<title>Weißensee" in start.content.decode()
    town = Town.objects.get(slug="weissensee")
    assert cast.buttstaedt in partners_of(town)
    assert is_on(town, "portal")
    [rule] = AcceptRule.objects.filter(town=town)
    assert (rule.origin, rule.mode) == (cast.allianz, Mode.AUTO)
    verbs = list(Deed.objects.filter(town=town).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["found_town", "join_alliance", "add_rule", "switch_on"]


def test_its_editors_can_begin_and_its_news_travels(cast, browser_of, alma, client):
    send(browser_of(alma), alliance=cast.allianz.pk)
    town = Town.objects.get(slug="weissensee")
    user = User.objects.create_user("wilma", password="geheim-genug")
    appoint(user=user, role=Role.TOWN_EDITOR, town=town)
    desk = browser_of(user)
    assert desk.get(write_news(town), host="weissensee.localhost").status_code == 200
    assert desk.get("/verwaltung/stadt/weissensee/", host="weissensee.localhost").status_code == 200
    publish_news(town=cast.allianz, title="Gemeinsam weiter", offer_to=OfferTo.ALL)
    page = client.get("/aktuelles/", host="weissensee.localhost").content.decode()
    assert "Gemeinsam weiter" in page


def test_a_guest_without_an_alliance_receives_nothing(cast, browser_of, alma, client):
    send(browser_of(alma))
    publish_news(town=cast.allianz, title="Gemeinsam weiter", offer_to=OfferTo.ALL)
    town = Town.objects.get(slug="weissensee")
    assert partners_of(town) == []
    page = client.get("/aktuelles/", host="weissensee.localhost").content.decode()
    assert "Gemeinsam weiter" not in page


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "sömmerda"}, "name"),
        ({"slug": "soemmerda"}, "slug"),
        ({"slug": "neu"}, "slug"),
        ({"host": "soemmerda.localhost"}, "host"),
        ({"host": "https://weissensee.de"}, "host"),
        ({"ags": "1606805"}, "ags"),
        ({"ags": ""}, "ags"),
        ({"ars": "160680058059"}, "ars"),
        ({"colour_primary": "blau"}, "colour_primary"),
        ({"modules": ["towns"]}, "modules"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_founded(cast, browser_of, alma, values, field):
    count = Town.objects.count()
    answer, text = send(browser_of(alma), **values)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert 'value="Stadt Weißensee"' in text
    assert Town.objects.count() == count


def test_a_key_belongs_to_one_town(cast, browser_of, alma):
    taken = cast.soemmerda.municipality
    type(taken).objects.filter(pk=taken.pk).update(ags="16068058")
    answer, _text = send(browser_of(alma))
    assert list(answer.context["form"].errors) == ["ags"]


def test_a_member_says_since_when(cast, browser_of, alma):
    answer, _text = send(browser_of(alma), alliance=cast.allianz.pk, member_from="")
    assert list(answer.context["form"].errors) == ["member_from"]


def test_an_alliance_needs_no_municipal_keys(cast, browser_of, alma, client):
    _answer, text = send(browser_of(alma), kind="alliance", ags="", ars="")
    assert "ist eingezogen" in text
    assert client.get("/", host="weissensee.localhost").status_code == 200


@pytest.mark.parametrize("name", ["marlene", "nora"])
def test_only_administrators_of_the_house_take_in_towns(cast, browser_of, name):
    count = Town.objects.count()
    browser = browser_of(getattr(cast, name))
    assert browser.get(URL).status_code == 404
    assert browser.post(URL, weissensee()).status_code == 404
    assert Town.objects.count() == count
