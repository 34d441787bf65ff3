"""The search as readers and editors meet it."""

import html
import json
import re
from dataclasses import replace

import pytest

from allmende.core.audit.models import Deed
from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.choices import OfferTo
from allmende.core.items.sites import home_of
from allmende.core.kit.dates import today
from allmende.core.search import shelf
from allmende.core.search.domain_words import add_group
from allmende.core.search.missed import monday
from allmende.core.search.models import MissedWord, SynonymGroup
from allmende.core.search.tests.world import print_paper, publish
from allmende.modules.portal.contributes import search_sources
from allmende.modules.portal.pages import StandardPage


def text(response):
    return html.unescape(re.sub(r"</?(mark|strong)>", "", response.content.decode()))


def headings(response):
    return re.findall(r'<h2 id="found-\d">(\S+) <span[^>]*>(\d+)<', response.content.decode())


def publish_page(town, title):
    page = StandardPage(title=title)
    home_of(town).add_child(instance=page)
    page.save_revision().publish()
    return page


def test_hits_stand_by_kind_with_a_way_to_all_of_them(cast, client):
    for number in range(6):
        publish(cast.soemmerda, f"Hundewiese {number}")
    publish_page(cast.soemmerda, "Hundewiesen der Stadt")

    page = client.get("/suche/?q=hundewiese")
    assert headings(page) == [("Aktuelles", "6"), ("Seiten", "1")]
    assert text(page).count("<h3") == 5
    assert 'href="?q=hundewiese&art=news"' in text(page)
    assert text(client.get("/suche/?q=hundewiese&art=news")).count("<h3") == 6


def test_notices_come_first_for_the_words_they_named(cast, client, monkeypatch):
    """A module says so in its contribution; here the pages stand in for a module of notices."""
    publish(cast.soemmerda, "Satzung beschlossen")
    publish(cast.soemmerda, "Hund entlaufen")
    publish_page(cast.soemmerda, "Neue Hundesteuer: die Satzung im Wortlaut")
    page = publish_page(cast.soemmerda, "Ortsrecht")
    page.body = [("paragraph", "<p>Satzung über Hunde</p>")]
    page.save_revision().publish()
    assert headings(client.get("/suche/?q=satzung"))[0][0] == "Aktuelles"

    news, pages = search_sources
    notices = replace(pages, boost_words=("Satzung", "Bekanntmachung"), boost=10)
    monkeypatch.setattr(shelf, "sources", lambda town: [news, notices])
    client.get("/suche/?q=satzung")  # the town's shelf is known by now
    publish(cast.soemmerda, "Noch eine Satzung")
    assert headings(client.get("/suche/?q=satzungen"))[0][0] == "Seiten"
    assert headings(client.get("/suche/?q=hund"))[0][0] == "Aktuelles"


def test_choices_are_links_that_keep_the_others(cast, client):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    publish(cast.soemmerda, "Lichterfest & Markt", offer_to=OfferTo.ALL)
    publish(cast.buttstaedt, "Lichterfest")

    page = client.get("/suche/?q=lichterfest&zeit=30", host="buttstaedt.localhost")
    assert (
        'href="?q=lichterfest&ort=soemmerda&zeit=30">Sömmerda <span class="choices__count">1<'
        in text(page)
    )
    none = client.get("/suche/?q=markt&ort=buttstaedt", host="buttstaedt.localhost")
    assert none.context["count"] == 0
    assert "Sömmerda" in text(none)


def test_nothing_found_offers_another_word_the_phone_and_the_newest(cast, client):
    print_paper(cast.soemmerda, mayor=True, bridge=True)
    publish_page(cast.soemmerda, "Impressum")
    page = text(client.get("/suche/?q=rathaushof"))

    assert 'href="?q=Rathaus">Rathaus</a>' in page
    assert "03634 000-1" in page
    assert "Neue Brücke über die Lossa" in page
    assert ">Impressum</a></h3>" not in page


def test_most_of_the_words_are_better_than_nothing_and_it_is_said(cast, client):
    print_paper(cast.soemmerda, mayor=True, bridge=True)
    page = client.get("/suche/?q=rathaus+papagei")

    assert "Nicht alle Wörter gefunden: Diese Treffer sind ohne „papagei“." in text(page)
    assert "1 Treffer mit einem Teil der Wörter" in text(page)
    assert MissedWord.objects.get().word == "papagei"


def test_pages_that_just_stand_there_have_no_day(cast, client):
    publish_page(cast.soemmerda, "Hundewiesen")
    assert "<time" not in client.get("/suche/?q=hundewiesen").content.decode()
    publish(cast.soemmerda, "Hundewiesen eröffnet")
    assert client.get("/suche/?q=hundewiesen").content.decode().count("<time") == 1


def test_a_slip_is_put_right_and_said(cast, client):
    print_paper(cast.soemmerda, pool=True)
    page = client.get("/suche/?q=schwimbad")

    assert page.context["instead"] == "Schwimmbad"
    assert "<mark>Schwimmbad</mark> öffnet im Mai" in page.content.decode()


def test_suggestions_are_words_and_addresses_of_this_town(cast, client):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    item = publish(cast.soemmerda, "Lampionumzug", offer_to=OfferTo.ALL)
    publish(cast.kindelbrueck, "Lampenfest")

    there = json.loads(
        client.get("/suche/vorschlaege/?q=lamp", host="buttstaedt.localhost").content
    )
    assert there == {
        "words": [{"text": "Lampionumzug", "url": "/suche/?q=Lampionumzug"}],
        "items": [
            {
                "text": "Lampionumzug",
                "url": f"/aktuelles/{item.year}/lampionumzug_{item.public_id}/",
            }
        ],
    }


WORDS = "/verwaltung/stadt/soemmerda/suchwoerter/"


def test_editors_see_what_was_missed_and_write_it_down_in_two_clicks(cast, client, browser_of):
    publish(cast.soemmerda, "Der Schlittenhang ist präpariert")
    MissedWord.objects.create(town=cast.soemmerda, week=monday(today()), word="rodelbahn", count=3)
    MissedWord.objects.create(town=cast.buttstaedt, week=monday(today()), word="geheim", count=9)
    browser = browser_of(cast.marlene)

    report = text(browser.get(WORDS))
    assert "rodelbahn" in report
    assert "geheim" not in report
    assert "rodelbahn" in text(browser.get("/verwaltung/stadt/soemmerda/"))

    assert 'value="Rodelbahn, "' in text(browser.get(f"{WORDS}neu/?wort=rodelbahn"))
    browser.post(f"{WORDS}neu/", {"words": "Rodelbahn, Schlittenhang"})
    assert client.get("/suche/?q=rodelbahn").context["count"] == 1
    assert Deed.objects.get(verb="add_synonyms").actor_id == cast.marlene.pk


@pytest.mark.parametrize(
    "words", ["", "Rodelbahn", "Rodelbahn, rodelbahnen", "der, die", ",,,", "a, b " * 90]
)
def test_a_group_that_says_nothing_is_refused(cast, browser_of, words):
    answer = browser_of(cast.marlene).post(f"{WORDS}neu/", {"words": words})

    assert answer.status_code == 422
    assert not SynonymGroup.objects.filter(town=cast.soemmerda).exists()


def test_a_town_changes_its_own_words_only(cast, browser_of):
    own = add_group(town=cast.soemmerda, text="Rodelbahn, Schlittenhang")
    other = add_group(town=cast.buttstaedt, text="Pferdemarkt, Rossmarkt")
    shared = SynonymGroup.objects.filter(town=cast.allianz).first()
    browser = browser_of(cast.marlene)

    codes = [
        browser.post(f"{WORDS}{group.pk}/entfernen/").status_code for group in (own, other, shared)
    ]
    assert codes == [302, 404, 404]
    assert set(SynonymGroup.objects.filter(pk__in=[own.pk, other.pk, shared.pk])) == {other, shared}
