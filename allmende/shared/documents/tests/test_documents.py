"""A file that can be read aloud and archived, whatever stands in it."""

from datetime import date
from io import BytesIO

import pytest
from django.utils.translation import override
from PIL import Image as Pixels

from allmende.shared.documents import packing, typesetting
from allmende.shared.documents.letters import DRAWN, drawable
from allmende.shared.documents.packing import DocumentTooLarge
from allmende.shared.documents.tree import (
    TABLE,
    Document,
    Download,
    Drawing,
    Heading,
    Hint,
    Image,
    List,
    Paragraph,
    Quote,
    Raster,
    Run,
    Table,
)
from allmende.shared.documents.typesetting import (
    CannotTypeset,
    TypesetterBusy,
    render,
    render_images,
)
from allmende.shared.documents.wire import pack
from tests.pdfs import Pdf

BOTH = {"pdfuaid:part=1", "pdfaid:part=3", "pdfaid:conformance=A"}
COAT = Drawing(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
)
ADDRESS = "https://soemmerda.example/aktuelles/2026/fest/"


def photo(width=300, height=200, *, key="foto", colour="teal", kind="JPEG"):
    file = BytesIO()
    Pixels.new("RGB", (width, height), colour).save(file, kind)
    return Raster(key, file.getvalue)


def paper(*blocks, **fields):
    values = {
        "title": "Fest am Wehr",
        "language": "de",
        "origin": "Stadt Sömmerda",
        "address": ADDRESS,
        "date": date(2026, 7, 1),
    } | fields
    return Document(blocks=blocks, **values)


def made(*blocks, **fields):
    return Pdf(render(paper(*blocks, **fields)))


def test_every_block_has_its_tag_and_the_file_says_what_it_is():
    pdf = made(
        Hint("Es regnet.", title="Abgesagt", tone="danger"),
        Image(photo(), "Menschen am Ufer", credit="Foto: E. Beispiel", caption="Am Wehr"),
        Image(photo(kind="PNG", key="png"), "", decorative=True, credit="Zeichnung: Stadt"),
        Image(COAT, "Ein Quadrat"),
        Heading("Programm"),
        Paragraph([Run("Um drei ", bold=True), Run("hier", href="https://soemmerda.example/")]),
        Heading("Essen", 3),
        List(["Brot", [Paragraph("Kuchen"), List(["Mohn", "Quark"], ordered=True)]]),
        Table([["Tag", "Uhr"], ["Montag", "8"]], caption="Zeiten"),
        Quote("Schön war es.", source="Ein Gast"),
        Download("Lageplan", "https://soemmerda.example/plan.pdf", "PDF, 240 kB"),
        kicker="Kultur",
        summary="Alle kommen.",
        keywords=["Fest", "Wehr"],
        coat=COAT,
    )

    assert pdf.standards == BOTH
    assert (pdf.language, pdf.title, pdf.shows_title) == ("de-DE", "Fest am Wehr", True)
    assert pdf.root["/MarkInfo"]["/Marked"]
    data = pdf.reader.metadata
    assert (data.author, data["/Keywords"], data.subject) == (
        "Stadt Sömmerda", "Fest, Wehr", "Alle kommen.",
    )  # fmt: skip
    assert data.creation_date.date() == date(2026, 7, 1)
    assert pdf.bookmarks == ["Fest am Wehr", "Programm", "Essen"]
    assert pdf.alts == ["Menschen am Ufer", "Ein Quadrat"]
    figures = [tag.alt for tag in pdf.named("Figure")][:2]
    assert figures == ["Wappen: Stadt Sömmerda", f"QR-Code der Adresse {ADDRESS}"]
    counts = {
        name: len(pdf.named(name)) for name in ("H1", "H2", "H3", "L", "LI", "Table", "TH", "TD")
    }
    assert counts == {"H1": 1, "H2": 1, "H3": 1, "L": 2, "LI": 4, "Table": 1, "TH": 2, "TD": 2}
    assert len(pdf.named("BlockQuote")) == 1
    assert set(pdf.links) == {
        "https://soemmerda.example/",
        "https://soemmerda.example/plan.pdf",
        ADDRESS,
    }
    for words in (
        "Foto: E. Beispiel",
        "Zeichnung: Stadt",
        "Abgesagt Es regnet.",
        "Ein Gast",
        "Seite 1 von 2",
    ):
        assert words in pdf.words


def test_no_word_stands_outside_a_tag_or_in_a_bare_span():
    """Loose text would be read without a pause; the frame of a page is no text at all."""
    pdf = made(
        Hint("a", title="b"), Quote("c", source="d"), Table([["e"]], caption="f"), summary="g"
    )

    top = [tag.name for tag in pdf.tags if tag.depth == 1]
    assert set(top) <= {"Div", "P", "H1", "H2", "Table", "BlockQuote", "L"}


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd") #import "@preview/x:1.0.0" #panic("weg") #eval("1")',
        "$x^2$ = 5 \\ _kursiv_ *fett* `roh` <marke> @verweis // Kommentar /* auch */ [[ ]] {{ }}",
        "= Keine Überschrift - kein Punkt + keine Zahl / kein: Begriff ~ -- --- ... 'ja' \"nein\"",
        "%(page)s {% now %} {{ town }} \\u{41} #set page(width: 1pt)",
    ],
)
def test_texts_are_never_code(text):
    everywhere = Table([[text, text], [[Run(text, bold=True)], text]], caption=text)

    pdf = made(
        Paragraph(text), Heading(text), everywhere, List([text]), Quote(text, source=text),
        Hint(text, title=text), title=text, kicker=text, summary=text, notes=[text], origin=text,
        keywords=[text],
    )  # fmt: skip

    assert pdf.title == text
    assert pdf.bookmarks == [text, text]
    assert pdf.words.count(" ".join(text.split())) >= 12


def test_letters_without_a_drawing_are_left_out_or_shown_as_missing():
    assert drawable("Danke 😀! 👩‍👩‍👧 中文 \x07\ue000u\u0308") == "Danke !  □□ ü"
    pdf = made(Paragraph("Danke 😀 中文 שלום مرحبا Ελλάδα Київ Łódź ☎ → €"))
    assert pdf.standards == BOTH
    assert "Danke □□" in pdf.words
    assert "Ελλάδα Київ Łódź" in pdf.words


def test_every_letter_that_may_pass_can_be_drawn():
    spans = [part.partition("-") for part in DRAWN.split()]
    letters = [
        chr(point)
        for first, _, last in spans
        for point in range(int(first, 16), int(last or first, 16) + 1)
    ]
    assert len(letters) > 3_000
    assert made(
        *(Paragraph(" ".join(letters[at : at + 200])) for at in range(0, len(letters), 200))
    )


def test_words_that_are_too_long_are_broken_and_stay_in_the_title():
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3

    pdf = made(Paragraph(word), Table([["a"] * 6, [word] * 6]), title=word)

    assert pdf.title == word
    assert pdf.words.replace(" ", "").count(word) >= 1


def test_a_cell_of_ten_thousand_words_goes_over_pages_below_its_header():
    pdf = made(Table([["Nummer", "Satzung"], ["1", "Wort " * 10_000]]), layout=TABLE)

    pages = [page.extract_text() for page in pdf.reader.pages]
    assert len(pages) > 5
    assert pdf.words.count("Wort") == 10_000
    assert all("Satzung" in page for page in pages)
    width, height = pdf.reader.pages[0].mediabox[2:]
    assert width > height


def test_a_picture_takes_at_most_half_a_page():
    tall = made(Image(photo(200, 2000), "Turm"))
    [tower] = [tag for tag in tall.named("Figure") if tag.alt == "Turm"]

    assert 200 < tower.height < 842 / 2


def test_left_out_levels_of_headings_are_closed_up():
    pdf = made(Heading("a", 4), Heading("b", 3), Heading("c", 4), Heading("d", 1))

    heads = [(tag.name, tag.depth) for tag in pdf.tags if tag.name.startswith("H")]
    assert [name for name, _ in heads] == ["H1", "H2", "H3", "H4", "H2"]


def test_links_lead_to_the_web_to_mail_and_to_telephones_only():
    targets = [
        "https://a.example/",
        "mailto:a@b.example",
        "tel:+49",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ]

    pdf = made(Paragraph([Run(f"{one} ", href=one) for one in targets]), address="")

    assert pdf.links == targets[:3]


def test_the_frame_speaks_the_language_of_the_reader_and_the_text_its_own(settings):
    settings.IS_DEMO = True
    with override("en"):
        pdf = made(Paragraph("Hello"), language="en")

    assert pdf.language == "en-DE"
    assert "Page 1 of 1" in pdf.words
    assert "Demonstration – not an official publication" in pdf.words
    assert "Demonstration – keine amtliche Veröffentlichung" in made().words


def test_the_same_document_is_the_same_file_and_anything_else_another_digest(settings):
    one = paper(Image(photo(), "Ufer"))
    assert render(one) == render(paper(Image(photo(), "Ufer")))
    others = [
        paper(Image(photo(key="anderes"), "Ufer")),
        paper(Image(photo(), "Wehr")),
        paper(Image(photo(), "Ufer"), colour="#000000"),
        paper(Image(photo(), "Ufer"), origin="Stadt Buttstädt"),
    ]
    digests = {pack(each).digest for each in [one, *others]}
    with override("en"):
        digests.add(pack(one).digest)
    settings.IS_DEMO = True
    digests.add(pack(one).digest)
    assert len(digests) == 7
    assert pack(one).digest == pack(paper(Image(photo(), "Ufer"))).digest


def test_a_picture_that_is_gone_is_left_out():
    def read():
        raise FileNotFoundError

    pdf = made(Image(Raster("weg", read), "Weg"), Paragraph("Der Text bleibt."))

    assert pdf.alts == []
    assert "Der Text bleibt." in pdf.words


@pytest.mark.parametrize(
    ("bound", "most", "block"),
    [("MOST_LETTERS", 20, Paragraph("Wort " * 20)),
     ("MOST_CELLS", 3, Table([["a", "b"], ["c", "d"]])),
     ("MOST_BLOCKS", 2, List([[Paragraph("a"), Paragraph("b")]])),
     ("MOST_PICTURES", 0, Image(photo(), "x"))],
)  # fmt: skip
def test_a_document_has_its_bounds(monkeypatch, bound, most, block):
    monkeypatch.setattr(packing, bound, most)

    with pytest.raises(DocumentTooLarge):
        pack(paper(block, title="", origin="", notes=[]))


def test_lists_too_deep_are_refused():
    block = List(["x"])
    for _ in range(7):
        block = List([[block]])

    with pytest.raises(DocumentTooLarge):
        pack(paper(block))


def test_only_so_many_at_once(monkeypatch):
    monkeypatch.setattr(typesetting, "PATIENCE", 0.01)
    with typesetting._turn(), typesetting._turn(), pytest.raises(TypesetterBusy):
        render(paper())
    assert made().standards == BOTH


def test_a_document_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(typesetting, "LONGEST", 0.001)

    with pytest.raises(CannotTypeset, match="longer than"):
        render(paper())


def test_a_layout_reads_nothing_outside_its_folder(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    layout = tmp_path / "layout.typ"
    for path in (str(secret), "../secret.txt", "../../../../../../../etc/passwd"):
        layout.write_text(f'#read("{path}")')
        with pytest.raises(CannotTypeset):
            render(paper(layout=layout))


def test_a_module_brings_its_own_layout(tmp_path):
    layout = tmp_path / "certificate.typ"
    layout.write_text(
        '#import "/house.typ": *\n#show: frame\n#title()\n#par[Stunden: #data.fields.hours #data.fields.names.first()]\n#content()'
    )

    pdf = made(
        Paragraph("Gratulation!"),
        layout=layout,
        fields={"hours": 12, "names": ["Ada 😀"]},
        title="Zeugnis",
    )

    assert pdf.standards == BOTH
    assert "Stunden: 12 Ada Gratulation!" in pdf.words


def test_previews_are_pictures_of_the_pages():
    pages = render_images(paper(Paragraph("Wort " * 1_000)), ppi=20)

    assert [Pixels.open(BytesIO(page)).size for page in pages] == [(165, 234)] * 2
