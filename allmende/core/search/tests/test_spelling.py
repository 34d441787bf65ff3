"""What is proposed, shown and suggested: as people wrote it."""

from datetime import timedelta

from allmende.core.items.models import Item
from allmende.core.search.domain_words import add_group, remove_group
from allmende.core.search.excerpts import excerpts
from allmende.core.search.queries import search
from allmende.core.search.suggestions import suggest
from allmende.core.search.tests.world import print_paper, publish, titles


def test_another_spelling_is_named_as_it_is_written(cast):
    items = print_paper(cast.soemmerda, pool=True, mayor=True)
    answer = search("schwimbad", town=cast.soemmerda)

    assert answer.instead.text == "Schwimmbad"
    assert [row.item for row in answer.rows] == [items["pool"].pk]
    assert search("Schwimmbad", town=cast.soemmerda).instead is None


def test_of_several_words_only_the_misspelt_one_is_put_right(cast):
    print_paper(cast.soemmerda, mayor=True)

    assert (
        search("rathaus bürgermiester", town=cast.soemmerda).instead.text == "rathaus Bürgermeister"
    )


def test_words_that_do_not_stand_together_are_offered_alone(cast):
    print_paper(cast.soemmerda, mayor=True, bridge=True)
    answer = search("rathaus lossa papagei", town=cast.soemmerda)

    assert (answer.hints, answer.missed) == (["rathaus", "lossa"], ["papagei"])


def test_a_word_of_another_town_is_not_proposed(cast):
    publish(cast.kindelbrueck, "Papageienschau")
    answer = search("papagienschau", town=cast.soemmerda)

    assert (answer.instead, answer.hints) == (None, [])
    assert search("papagienschau", town=cast.kindelbrueck).instead.text == "Papageienschau"


def test_the_excerpt_shows_and_marks_the_words_as_written(cast):
    filler = "Der Kaffee ist heiß. " * 40
    page = publish(
        cast.soemmerda, "Neues <b>aus</b> der Stadt", "", f"{filler}Die Häuser am Markt. {filler}"
    )
    answer = search("haus", town=cast.soemmerda)
    piece = excerpts(Item.objects.filter(pk=page.pk), answer.stems)[page.pk]

    assert "Die <mark>Häuser</mark> am Markt." in piece.text
    assert piece.text.startswith("… ")
    assert piece.text.endswith(" …")
    assert len(piece.text) < 260
    assert piece.title == "Neues &lt;b&gt;aus&lt;/b&gt; der Stadt"


def test_suggestions_complete_words_and_name_titles(cast):
    items = print_paper(cast.soemmerda, pool=True, halls=True, mayor=True)
    found = suggest("schwi", town=cast.soemmerda)

    assert sorted(found.words) == ["Schwimmbad", "Schwimmhallen"]
    assert {item.pk for item in found.items} == {items["pool"].pk, items["halls"].pk}
    assert suggest("der buerger", town=cast.soemmerda).words == ["Bürgermeister"]
    assert suggest("s", town=cast.soemmerda).words == []
    assert suggest("schwi ", town=cast.soemmerda).words == []


def test_words_of_the_alliance_hold_for_members_and_those_of_a_town_for_itself(cast):
    for town in (cast.soemmerda, cast.kindelbrueck):
        publish(town, "Rostbratwurst am Markt")
    group = add_group(town=cast.soemmerda, text="Rostbratwurst, Roster, gegrillte Wurst")

    assert titles("roster", cast.soemmerda) == ["Rostbratwurst am Markt"]
    assert titles("gegrillte wurst", cast.soemmerda) == ["Rostbratwurst am Markt"]
    assert titles("roster", cast.kindelbrueck) == []
    remove_group(group=group)
    assert titles("roster", cast.soemmerda) == []

    add_group(town=cast.allianz, text="Rostbratwurst, Roster")
    assert titles("roster", cast.kindelbrueck) == ["Rostbratwurst am Markt"]
    publish(cast.wundersleben, "Rostbratwurst am Markt")
    assert titles("roster", cast.wundersleben) == []  # no member


def test_where_none_has_all_words_those_with_most_stand_and_what_they_lack_is_said(cast):
    market = publish(cast.soemmerda, "Weihnachtsmarkt am Rathaus")
    publish(cast.soemmerda, "Haushalt 2026")
    publish(cast.kindelbrueck, "Gelber Sack 2026")
    answer = search("Weihnachtsmarkt 2026", town=cast.soemmerda)

    assert (answer.is_partly, answer.lacking) == (True, ["2026"])
    assert ([row.item for row in answer.rows], answer.total) == ([market.pk], 1)
    hidden = search("Gelber Sack", town=cast.soemmerda)
    assert (hidden.is_partly, hidden.rows, hidden.total) == (False, [], 0)


def test_two_words_are_worth_more_than_one_and_the_title_more_than_the_text(cast):
    publish(cast.soemmerda, "Papagei")
    below = publish(cast.soemmerda, "Aus dem Zoo", "", "Papagei und Zebra")
    above = publish(cast.soemmerda, "Papagei trifft Zebra", at=below.published - timedelta(days=9))
    answer = search("papagei zebra okapi", town=cast.soemmerda)

    assert [row.item for row in answer.rows] == [above.pk, below.pk]
    assert answer.lacking == ["okapi"]


def test_a_word_that_everybody_knows_is_not_put_right_but_others_are_offered(cast):
    publish(cast.soemmerda, "Sitzung mit Anträgen")
    answer = search("Satzung", town=cast.soemmerda)

    assert (answer.instead, answer.rows, answer.hints) == (None, [], ["Sitzung"])
    assert search("beantragen", town=cast.soemmerda).instead is None
    assert search("Sitzugn", town=cast.soemmerda).instead.text == "Sitzung"


def test_the_pool_indoors_stands_before_what_means_the_same_and_the_one_outdoors_apart(cast):
    publish(cast.soemmerda, "Sommerfest", "", "Alle gehen ins Hallenbad.")
    own = publish(cast.soemmerda, "Hallenbadtermine")
    publish(cast.soemmerda, "Schwimmhalle wird wärmer")
    publish(cast.soemmerda, "Freibad öffnet")

    found = titles("hallenbad", cast.soemmerda)
    assert found == [own.title, "Schwimmhalle wird wärmer", "Sommerfest"]
    assert titles("freibad", cast.soemmerda) == ["Freibad öffnet"]
