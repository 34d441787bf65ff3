"""Clean HTML becomes blocks, and nothing else of it gets through."""

from allmende.shared.documents.html import blocks_of
from allmende.shared.documents.tree import Heading, List, Paragraph, Quote, Run, Table


def test_paragraphs_keep_their_styles_and_links_get_a_host():
    html = '<p>Das <b>Amt <i>ist</i></b> zu. <a href="/rathaus/">Rathaus</a><br>Danke.</p>'

    assert blocks_of(html, base="https://stadt.example") == [
        Paragraph(
            [
                Run("Das "),
                Run("Amt ", bold=True),
                Run("ist", bold=True, italic=True),
                Run(" zu. "),
                Run("Rathaus", href="https://stadt.example/rathaus/"),
                Run("\nDanke."),
            ]
        )
    ]


def test_lists_may_stand_in_lists():
    html = "<ul><li>Brot</li><li>Kuchen<ol><li>Mohn</li><li>Quark</li></ol></li></ul>"

    inner = List([[Paragraph([Run("Mohn")])], [Paragraph([Run("Quark")])]], ordered=True)
    assert blocks_of(html) == [
        List([[Paragraph([Run("Brot")])], [Paragraph([Run("Kuchen")]), inner]])
    ]


def test_tables_have_their_header_and_their_caption():
    html = (
        "<div><table><caption>Zeiten</caption><thead><tr><th>Tag</th><th>Uhr</th></tr></thead>"
        "<tbody><tr><td><p>Mo</p><p>Di</p></td><td>8</td></tr></tbody></table></div>"
    )

    day = [Run("Mo"), Run("\n"), Run("Di")]
    rows = [[[Run("Tag")], [Run("Uhr")]], [day, [Run("8")]]]
    assert blocks_of(html) == [Table(rows, caption="Zeiten", header=True)]


def test_headings_and_quotations():
    html = "<h2>Oben</h2><h3>Darunter</h3><blockquote><p>Schön war es.</p></blockquote>"

    assert blocks_of(html) == [
        Heading("Oben", 2),
        Heading("Darunter", 3),
        Quote([Run("Schön war es.")]),
    ]


def test_what_was_left_open_is_closed_and_scripts_are_gone():
    html = "<ul><li>offen <b>fett<script>boese()</script><style>p{}</style>"

    assert blocks_of(html) == [List([[Paragraph([Run("offen "), Run("fett", bold=True)])]])]


def test_lists_nested_without_end_become_flat():
    deep = "<ul><li>x" * 300

    [outer] = blocks_of(deep)

    depth, items = 0, outer
    while isinstance(items, List):
        depth, items = depth + 1, items.items[0][-1]
    assert depth == 4


def test_nothing_becomes_nothing():
    assert blocks_of("<p> </p><ul><li></li></ul><table></table><blockquote></blockquote>") == []
