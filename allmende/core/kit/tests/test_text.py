"""Slugs, folded words, plain words, short words, safe cells."""

import pytest

from allmende.core.kit.text import german_slug, new_code, plain, safe_cell, shorten


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Grüße aus Weißensee", "gruesse-aus-weissensee"),
        ("ÖPNV: Änderungen & Übersicht", "oepnv-aenderungen-uebersicht"),
        ("STRAẞE", "strasse"),
        ("  50 Jahre – Café  ", "50-jahre-cafe"),
        ("Zlín & Łódź", "zlin-odz"),
        ("…", ""),
    ],
)
def test_a_slug_is_made_the_german_way(title, slug):
    assert german_slug(title) == slug


def test_a_slug_is_cut_at_a_word_and_a_long_word_is_cut_inside():
    assert german_slug("eins zwei drei", max_length=10) == "eins-zwei"
    assert german_slug("eins zwei drei", max_length=9) == "eins-zwei"
    assert german_slug("eins zwei drei", max_length=8) == "eins"
    assert german_slug("Donaudampfschiff", max_length=5) == "donau"


def test_plain_words_have_no_markup_and_keep_their_distance():
    assert (
        plain("<h2>Eins</h2><p>zwei<br>drei</p>\n <ul><li>vier</li></ul>") == "Eins zwei drei vier"
    )


def test_shortened_text_is_cut_at_a_word_and_says_so():
    assert shorten("Eins, zwei drei", 40) == "Eins, zwei drei"
    assert shorten("Eins, zwei drei", 8) == "Eins…"
    assert shorten("Eins zwei", 9) == "Eins zwei"


@pytest.mark.parametrize("most", range(2, 16))
def test_shortened_text_is_never_longer_than_asked(most):
    assert 1 < len(shorten("Donaudampf schiff-fahrt", most)) <= most


def test_a_code_can_be_read_out_on_the_phone():
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert {len(code) for code in codes} == {8}
    assert not set("".join(codes)) & set("aeiouyl01")


@pytest.mark.parametrize("cell", ["=SUM(A1)", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1"])
def test_a_cell_never_becomes_a_formula(cell):
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Sömmerda", "1-2", "a=b", "'x"])
def test_an_ordinary_cell_stays_as_it_is(cell):
    assert safe_cell(cell) == cell
