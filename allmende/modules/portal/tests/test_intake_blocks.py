"""Foreign markup becomes clean blocks, whatever is thrown at it."""

import random
import re
from html.parser import HTMLParser
from pathlib import Path
from time import process_time

import pytest

from allmende.modules.portal.intake import Block, clean_blocks, clean_markup

FEEDS = Path(__file__).parent / "feeds"
OURS = [("b", []), ("i", []), ("a", ["href"])]
BASE = "https://stadt.example/news/"


def blocks(html: str) -> list[Block]:
    return clean_blocks(html, base_url=BASE)


def paragraph(html: str) -> dict[str, str]:
    return {"type": "paragraph", "html": html}


class Seen(HTMLParser):
    """Writes down every tag and attribute of a paragraph or list item."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [name for name, _value in attrs]))
        for _name, value in attrs:
            assert re.match(r"(https?://|mailto:|tel:)", value or "")


def assert_clean(found: list[Block]) -> None:
    for block in found:
        for html in [block.get("html", ""), *block.get("items", [])]:
            seen = Seen()
            seen.feed(html)
            assert [
                tag for tag in seen.tags if tag not in (("b", []), ("i", []), ("a", ["href"]))
            ] == []
        if block["type"] == "image":
            assert re.match(r"https?://", block["url"])


def test_a_text_from_word_becomes_clean() -> None:
    assert blocks((FEEDS / "word.html").read_text()) == [
        {"type": "heading", "text": "Haushalt beschlossen", "level": 2},
        paragraph("Der Rat der Stadt hat 600 Euro bewilligt."),
        {"type": "list", "items": ["Spielplatz <b>Nord</b>", "Gehweg", "Antrag"], "ordered": False},
    ]


def test_inline_markup_is_reduced_and_addresses_made_absolute() -> None:
    html = (
        '<p onclick="x()"><strong>Fett</strong> und <em>schräg</em>, <a href="../karte?a=1&b=2" '
        'target=_blank>Karte</a>, <a href="tel:+493634000-12">Ruf</a>, '
        '<a href="javascript:x()">nix</a></p>'
    )
    assert blocks(html) == [
        paragraph(
            "<b>Fett</b> und <i>schräg</i>, "
            '<a href="https://stadt.example/karte?a=1&amp;b=2">Karte</a>, '
            '<a href="tel:+493634000-12">Ruf</a>, nix'
        )
    ]


def test_two_breaks_divide_paragraphs_and_one_stays_a_line() -> None:
    html = "<p>Mo 9–12<br>Di 13–18<br>&nbsp;<br/>Geschlossen: Mi</p>"
    assert blocks(html) == [paragraph("Mo 9–12\nDi 13–18"), paragraph("Geschlossen: Mi")]


def test_headings_begin_below_the_page_title() -> None:
    found = blocks("<h1>A</h1><h2><b>B</b></h2><h3>C</h3><h6>D</h6><h2> </h2>")
    assert [(b["text"], b["level"]) for b in found] == [("A", 2), ("B", 2), ("C", 3), ("D", 3)]


def test_nested_lists_are_flattened() -> None:
    html = "<ol><li>a<ul><li>b</li></ul>c</li><li><p>d</p><p>e</p></li></ol>"
    assert blocks(html) == [{"type": "list", "items": ["a", "b", "c", "d\ne"], "ordered": True}]


@pytest.mark.parametrize(
    "html",
    [
        "<p>• eins</p><p>•&nbsp;&nbsp;zwei</p>",
        "<p>- eins</p><p>- zwei</p>",
        "<p>– eins<br>– zwei</p>",
    ],
)
def test_bullets_that_pretend_become_a_list(html: str) -> None:
    assert blocks(html) == [{"type": "list", "items": ["eins", "zwei"], "ordered": False}]


def test_a_lone_dash_or_a_date_is_no_list() -> None:
    html = "<p>- so sprach er</p><p>1. Mai: Maibaum</p>"
    assert blocks(html) == [paragraph("- so sprach er"), paragraph("1. Mai: Maibaum")]


def test_a_quote_keeps_its_source() -> None:
    html = (
        "<blockquote><p>Wir bauen.</p><p>Bald.</p><cite>— Die Bürgermeisterin</cite></blockquote>"
    )
    assert blocks(html) == [
        {"type": "quote", "text": "Wir bauen.\nBald.", "source": "Die Bürgermeisterin"}
    ]


def test_a_table_becomes_rows_that_can_each_be_read_alone() -> None:
    html = (
        "<table><thead><tr><th>Tag<th>Ort<th>Uhr</thead><tr><td rowspan=2>Mo<td colspan=2>Markt"
        "<tr><td>Mühle<td>9<br>Uhr</table>"
    )
    assert blocks(html) == [
        {
            "type": "table",
            "rows": [["Tag", "Ort", "Uhr"], ["Mo", "Markt", ""], ["Mo", "Mühle", "9 Uhr"]],
            "header": True,
        }
    ]


def test_a_table_that_only_places_things_becomes_paragraphs() -> None:
    html = "<table><tr><td><img src=a.jpg alt=Rathaus></td><td><b>Offen</b> ab 9</td></tr></table>"
    assert blocks(html) == [
        paragraph("<b>Offen</b> ab 9"),
        {"type": "image", "url": BASE + "a.jpg", "alt": "Rathaus"},
    ]


def test_images_come_without_those_that_count_readers() -> None:
    html = (
        '<figure><img src="data:image/gif;base64,R0lGOD" data-src="/b.jpg" alt="Markt">'
        "<figcaption>Foto: M. Beispiel</figcaption></figure>"
        '<img src="https://vg01.met.vgwort.de/na/x">'
        '<img src="p.gif" width="1" height="1">'
        '<p>Schön <img class="emoji" alt="☀" src="https://s.w.org/x.svg"></p>'
    )
    assert blocks(html) == [
        {"type": "image", "url": "https://stadt.example/b.jpg", "alt": "Markt"},
        paragraph("Foto: M. Beispiel"),
        paragraph("Schön ☀"),
    ]


def test_wordpress_leaves_no_traces() -> None:
    html = (
        '<!-- wp:image {"id":1} -->[caption id="a" width="300"]'
        '<img src="/c.jpg" alt=""> Das Wehr[/caption]'
        '<!-- /wp:image -->[gallery ids="1,2"]'
        '[vc_row][vc_column width="1/2"]<p>Text [sic] […]</p>[/vc_column]'
        '[/vc_row]<p>Der Beitrag <a href="/x">Wehr</a> '
        'erschien zuerst auf <a href="/">Verein</a>.</p>'
    )
    assert blocks(html) == [
        {"type": "image", "url": "https://stadt.example/c.jpg", "alt": ""},
        paragraph("Das Wehr"),
        paragraph("Text [sic] […]"),
    ]


def test_raw_wordpress_text_is_divided_at_blank_lines() -> None:
    assert blocks("Eins\nzwei\n\n<b>Drei</b>\r\n\r\nvier") == [
        paragraph("Eins\nzwei"),
        paragraph("<b>Drei</b>"),
        paragraph("vier"),
    ]


def test_what_readers_were_not_to_see_does_not_appear() -> None:
    html = (
        '<p>Offen<span style="display: none">GEHEIM</span><del>GEHEIM</del></p><p hidden>GEHEIM</p>'
        '<div style="mso-element:comment-list"><p>GEHEIM</p></div><!-- GEHEIM --><template>GEHEIM'
        "</template><form><label>GEHEIM</label></form><iframe src=x>GEHEIM</iframe>"
        "<style>GEHEIM</style>"
    )
    assert blocks(html) == [paragraph("Offen")]


VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href=" \x01javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="https://a.example/&quot;onmouseover=&quot;alert(1)">x</a>',
    "<svg><g onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<b <script>alert(1)</script>>x</b>",
    "<<b>script>alert(1)<</b>/script>",
    "[a b=<script>]<p>x[c d=</p>]",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p>&lt;img src=x onerror=alert(1)&gt;",
    '<table><td background="javascript:alert(1)">x',
    "<!--><img src=x onerror=alert(1)>-->",
    "<![if x]><iframe/onload=alert(1)><![endif]>",
    '<img src="javascript:alert(1)"><img data-src="javascript:alert(1)">',
    "<h2><a href=javascript:x>&lt;b onclick=x&gt;",
]


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("frame", ["{}", "<ul><li>{}", "<blockquote>{}", "<p><b>{}</b> x"])
def test_nothing_but_our_own_tags_comes_out(vector: str, frame: str) -> None:
    assert_clean(blocks(frame.format(vector)))


def test_soup_of_any_kind_comes_out_clean() -> None:
    chance = random.Random(1763)
    names = [*"pbia", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "cite", "div"]
    names += ["span", "h2", "br", "img", "pre", "svg", "form", "del"]
    spices = [
        "text ",
        "\n\n",
        "• ",
        "1. ",
        "&lt;b&gt;",
        "<!--",
        "-->",
        "<![if x]>",
        "[caption a=b]",
        "&",
    ]
    attrs = [
        "",
        " href=/x",
        " href=javascript:x",
        " src=/y.png",
        " style='mso-list:l0'",
        " hidden",
        "'",
    ]
    for _round in range(200):
        soup = "".join(
            chance.choice([f"<{name}{chance.choice(attrs)}>", f"</{name}>", chance.choice(spices)])
            for name in chance.choices(names, k=60)
        )
        assert_clean(blocks(soup))


def test_cleaning_what_is_clean_changes_nothing() -> None:
    html = '<b>a &lt; b</b> &amp; <a href="https://a.example/?x=1&amp;y=2"><i>c</i></a>'
    assert blocks(f"<p>{html}</p>") == [paragraph(html)]


JUNK = {
    "deep divisions": "<div>" * 10_000 + "x",
    "deep lists": "<ul><li>" * 10_000 + "x",
    "deep tables": "<table><tr><td>" * 5_000 + "x",
    "deep quotes": "<blockquote>" * 10_000 + "x",
    "rebuilt looks": "".join(f"<b a={n}><p>x" for n in range(10_000)),
    "disguised looks": "".join(f'<font a="<{n}"><p>x' for n in range(10_000)),
    "angle brackets": "<" * 1_000_000,
    "open comments": "<!--" * 250_000,
    "open tags": "<b " * 300_000,
    "letters": "a" * 1_000_000,
    "images in a line": "x<img src=http://a.example/b.png>" * 9_000,
    "shortcodes": ("[aa " + "=" * 490) * 400,
    "wide cells": "<table><tr>" + "<td colspan=9999 rowspan=9999>x" * 4_000,
    "end tags": "</p></b></ul></table>" * 10_000,
    "control characters": "".join(map(chr, range(0x3000))) * 20,
    "lone surrogate": "<p>\ud800x</p>",
}


@pytest.mark.parametrize("name", JUNK)
def test_junk_neither_crashes_nor_takes_long(name: str) -> None:
    start = process_time()
    cleaned = clean_markup(JUNK[name], base_url="")
    assert process_time() - start < 15
    assert len(cleaned.blocks) <= 400
    assert_clean(cleaned.blocks)


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    cleaned = clean_markup("<p>Absatz</p>" * 500, base_url="")
    assert (len(cleaned.blocks), cleaned.cut) == (400, True)
    assert clean_markup("<p>kurz</p>", base_url="").cut is False
