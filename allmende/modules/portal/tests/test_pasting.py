"""What is pasted at the desk arrives clean."""

from pathlib import Path

WORD = (Path(__file__).parent / "feeds" / "word.html").read_text()
ADDRESS = "/verwaltung/einfuegen/"


def test_text_from_word_is_reduced_to_what_a_text_block_holds(cast, browser_of):
    answer = browser_of(cast.marlene).post(ADDRESS, {"html": WORD})

    assert answer.json() == {
        "html": (
            "<p><b>Haushalt beschlossen</b></p>"
            "<p>Der Rat der Stadt hat 600 Euro bewilligt.</p>"
            "<ul><li>Spielplatz <b>Nord</b></li><li>Gehweg</li><li>Antrag</li></ul>"
        ),
        "notes": [],
    }


def test_what_a_text_block_cannot_hold_is_said(cast, browser_of):
    html = (
        "<p>Vorher</p><table><tr><td>Mo</td><td>9–12 &lt;Uhr&gt;</td></tr>"
        "<tr><td>Di</td><td>13–18</td></tr></table><img src='file:///C:/bild.png'>"
    )

    answer = browser_of(cast.marlene).post(ADDRESS, {"html": html}).json()

    assert answer["html"] == "<p>Vorher</p><p>Mo · 9–12 &lt;Uhr&gt;</p><p>Di · 13–18</p>"
    assert answer["notes"] == [
        "Die Bilder wurden nicht eingefügt. Bitte fügen Sie sie mit dem Block „Bild“ hinzu.",
        (
            "Eine Tabelle wurde in Zeilen eingefügt. Für eine richtige Tabelle nehmen Sie den "
            "Block „Tabelle“."
        ),
    ]


def test_only_editors_paste(client, cast):
    assert client.post(ADDRESS, {"html": WORD}).status_code == 302
