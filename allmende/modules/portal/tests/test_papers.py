"""News and pages as PDF and for paper: the same for everybody, and only what the page shows."""

import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
import time_machine
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file

from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.choices import OfferTo, SourceKind
from allmende.core.items.domain import cancel, withdraw
from allmende.core.items.models import Category
from allmende.core.items.sites import home_of
from allmende.core.media.choices import RightsScope
from allmende.core.media.domain import withdraw_consent
from allmende.core.media.models import Picture, TownCollection, TownDocument
from allmende.modules.portal import views
from allmende.modules.portal.domain import draft_news, publish_news, revise_news
from allmende.modules.portal.pages import NewsAttachment, StandardPage
from allmende.modules.portal.tests.reading import text_of
from allmende.shared.documents import typesetting
from allmende.site.views import papers
from conftest import settle
from tests.pdfs import Pdf

HERE, THERE = "soemmerda.localhost", "buttstaedt.localhost"
BOTH = {"pdfuaid:part=1", "pdfaid:part=3", "pdfaid:conformance=A"}
TEN = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
TABLE = {
    "data": [["Tag", "Uhr"], ["Montag", "8 bis 12"]],
    "table_caption": "Sprechzeiten",
    "first_row_is_table_header": True,
    "table_header_choice": "row",
}


@pytest.fixture
def photo(cast):
    return Picture.objects.create(
        title="Chor",
        file=get_test_image_file(size=(1300, 850)),
        credit="Foto: E. Beispiel",
        rights_scope=RightsScope.ALLIANCE,
        collection=TownCollection.objects.get(town=cast.soemmerda).collection,
    )


@pytest.fixture
def plan(cast):
    file = ContentFile(b"%PDF-1.4 Lageplan", name="lageplan.pdf")
    folder = TownCollection.objects.get(town=cast.soemmerda).collection
    return TownDocument.objects.create(title="Lageplan", file=file, collection=folder)


@pytest.fixture
def shared(cast):
    """Buttstädt shows at once what Sömmerda offers."""
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    return cast


def pdf_of(client, item, host=HERE, tail="pdf/"):
    response = client.get(f"{item.local_path()}{tail}", host=host)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return Pdf(response.content)


def status(client, item, host=HERE, tail="pdf/"):
    return client.get(f"{item.local_path()}{tail}", host=host).status_code


def every_block(photo, plan):
    return [
        (
            "paragraph",
            '<p>Alle <b>kommen</b> ins <a href="/rathaus/">Rathaus</a>.</p><ul><li>Brot</li></ul>',
        ),
        ("heading", {"text": "Programm", "level": "2"}),
        ("heading", {"text": "Am Abend", "level": "3"}),
        (
            "image",
            {"image": photo, "alt": "Vierzig Menschen", "decorative": False, "caption": "Probe"},
        ),
        ("image", {"image": photo, "alt": "", "decorative": True, "caption": ""}),
        ("quote", {"text": "Schön war es.", "source": "Ein Gast"}),
        ("table", TABLE),
        ("hint", {"title": "", "text": "Rutschig.", "tone": "warning"}),
        ("download", {"document": plan, "title": ""}),
    ]


# -- NEWS-b ---------------------------------------------------------------------------------------


def test_news_b_a_pdf_has_title_language_tags_origin_date_and_address(cast, client, photo, plan):
    with time_machine.travel(TEN, tick=False):
        item = publish_news(
            town=cast.soemmerda, title="Chor singt", summary="Am Sonntag um drei.", kicker="Kultur",
            body=every_block(photo, plan), lead_picture=photo, lead_picture_alt="Der Chor",
            author_unit="Kulturamt", contact_name="Kulturamt", contact_phone="03634 000-3",
            contact_email="kultur@example.org",
        )  # fmt: skip

    pdf = pdf_of(client, item)

    assert pdf.standards == BOTH
    assert (pdf.language, pdf.title, pdf.shows_title) == ("de-DE", "Chor singt", True)
    assert pdf.reader.metadata.author == "Stadt Sömmerda"
    assert pdf.bookmarks == ["Chor singt", "Programm", "Am Abend"]
    assert pdf.alts == ["Der Chor", "Vierzig Menschen"]
    codes = [tag.alt for tag in pdf.named("Figure") if tag.alt.startswith("QR-Code")]
    address = f"http://{HERE}:8000{item.local_path()}"
    assert codes == [f"QR-Code der Adresse {address}"]
    counts = [
        len(pdf.named(name)) for name in ("H1", "H2", "H3", "L", "Table", "TH", "TD", "BlockQuote")
    ]
    assert counts == [1, 1, 1, 1, 1, 2, 2, 1]
    base = f"http://{HERE}:8000"
    assert set(pdf.links) == {
        address, f"{base}/rathaus/", f"{base}{plan.url}", "tel:+493634000-3".replace("-", ""),
        "mailto:kultur@example.org",
    }  # fmt: skip
    said = ("1. Juli 2026 · Verwaltung · Kulturamt", "Foto: E. Beispiel", "Bitte beachten Rutschig.",
            "Sprechzeiten Tag Uhr Montag 8 bis 12", "Lageplan PDF, 1 kB", "Kontakt: Kulturamt, 03634 000-3")  # fmt: skip
    assert [words for words in said if words not in pdf.words] == []


def test_news_b_the_page_offers_pdf_print_and_mail(cast, client):
    item = publish_news(town=cast.soemmerda, title="Fest & mehr")
    path = item.local_path()

    text = text_of(client.get(path))

    assert f'href="{path}pdf/"' in text
    assert f'href="{path}druck/"' in text
    [mail] = re.findall(r'href="(mailto:[^"]*)"', text)
    assert item.short_path in unquote(mail)


def test_news_b_the_print_view_has_origin_date_address_and_code_and_no_menu(cast, client):
    with time_machine.travel(TEN, tick=False):
        item = publish_news(town=cast.soemmerda, title="Fest")
    answer = client.get(f"{item.local_path()}?druck")
    assert answer["Location"] == f"{item.local_path()}druck/"

    text = text_of(client.get(answer["Location"]))

    assert "<nav" not in text
    for part in (
        "Stadt Sömmerda",
        "1. Juli 2026",
        f"http://{HERE}:8000{item.local_path()}",
        "<svg",
    ):
        assert part in text


def test_a_standard_page_has_all_of_it_too(cast, client, photo, plan):
    page = StandardPage(
        title="Rathaus",
        slug="rathaus",
        body=every_block(photo, plan),
        easy_text="Das ist das Rathaus.\nKommen Sie.",
    )
    home_of(cast.soemmerda).add_child(instance=page)

    pdf = pdf_of(client, page)
    easy = pdf_of(client, page, tail="leicht/pdf/")

    assert (pdf.standards, pdf.title, pdf.alts) == (BOTH, "Rathaus", ["Vierzig Menschen"])
    assert "Das ist das Rathaus. Kommen Sie." in easy.words
    assert "Rutschig" not in easy.words
    assert "Das ist das Rathaus." in text_of(client.get("/rathaus/leicht/"))
    assert 'href="/rathaus/pdf/"' in text_of(client.get("/rathaus/"))
    assert "Sprechzeiten" in text_of(client.get("/rathaus/druck/"))
    assert client.get("/rathaus/?druck")["Location"] == "/rathaus/druck/"
    for tail in ("english/pdf/", "druck/pdf/", "pdf/pdf/", "leicht/druck/"):
        assert status(client, page, tail=tail) == 404


def test_tables_and_downloads_are_read_on_the_page_as_well(cast, client, photo, plan):
    item = publish_news(town=cast.soemmerda, title="Amt", body=every_block(photo, plan))

    text = text_of(client.get(item.local_path()))

    assert "<caption>Sprechzeiten</caption>" in text
    assert re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", text) == ["Tag", "Uhr", "Montag", "8 bis 12"]
    assert f'<a class="download" href="{plan.url}">' in text


def test_editors_see_a_draft_as_it_will_be_printed(cast):
    draft = draft_news(town=cast.soemmerda, title="Entwurf", body=[("table", TABLE)])

    text = text_of(draft.make_preview_request(preview_mode="print"))

    assert 'class="sheet"' in text
    assert "8 bis 12" in text


# -- other texts, other towns -----------------------------------------------------------------------


def test_easy_language_and_english_are_documents_of_their_own(cast, client):
    item = publish_news(
        town=cast.soemmerda, title="Chor singt", easy_text="Der Chor singt.", summary="Schwer zu lesen.",
        english_title="Choir sings", english_text="The choir sings.",
    )  # fmt: skip

    easy, english = (pdf_of(client, item, tail=f"{tail}/pdf/") for tail in ("leicht", "english"))

    assert (easy.language, easy.title) == ("de-DE", "Chor singt")
    assert "Der Chor singt." in easy.words
    assert "Schwer" not in easy.words
    assert (english.language, english.title) == ("en-DE", "Choir sings")
    assert "The choir sings." in english.words
    plain = publish_news(town=cast.soemmerda, title="Ohne")
    assert {status(client, plain, tail=f"{tail}/pdf/") for tail in ("leicht", "english")} == {404}


def test_readers_of_the_english_side_get_english_words_around_it(cast, client):
    item = publish_news(town=cast.soemmerda, title="Chor singt")

    response = client.get(f"/en{item.local_path()}pdf/")

    assert Pdf(response.content).language == "de-DE"
    assert "Page 1 of 1" in Pdf(response.content).words
    assert response["Content-Language"] == "en"


def test_another_town_hands_out_the_paper_of_the_origin(shared, client, photo):
    item = publish_news(
        town=shared.soemmerda, title="Chor singt", offer_to=OfferTo.ALL, lead_picture=photo,
        lead_picture_alt="Der Chor",
    )  # fmt: skip
    path = f"{item.local_path().rstrip('/')}_{item.public_id}/pdf/"

    response = client.get(path, host=THERE)
    pdf = Pdf(response.content)

    assert (pdf.reader.metadata.author, pdf.alts) == ("Stadt Sömmerda", ["Der Chor"])
    canonical = f"http://{HERE}:8000{item.local_path()}"
    assert response["Link"] == f'<{canonical}>; rel="canonical"'
    assert canonical in pdf.links

    photo.rights_scope = RightsScope.TOWN
    photo.save()
    assert Pdf(client.get(path, host=THERE).content).alts == []
    assert pdf_of(client, item).alts == ["Der Chor"]


def test_an_association_does_not_speak_under_the_name_of_the_town(cast, client):
    item = publish_news(
        town=cast.soemmerda,
        title="Skat",
        source_kind=SourceKind.ASSOCIATION,
        author_unit="Skatverein",
    )

    pdf = pdf_of(client, item)

    assert pdf.reader.metadata.author == "Skatverein"
    assert "Hier spricht ein Verein, nicht die Verwaltung von Sömmerda." in pdf.words
    assert "Stadt Sömmerda" not in pdf.words


# -- who may see it ---------------------------------------------------------------------------------


def test_news_d_the_pdf_keeps_the_embargo_to_the_second(shared, client):
    with time_machine.travel(TEN.replace(hour=0), tick=False):
        item = publish_news(
            town=shared.soemmerda, title="Turmfest", embargo_until=TEN, offer_to=OfferTo.ALL,
            easy_text="Wir feiern.", english_text="We celebrate.",
        )  # fmt: skip
    tails = ("pdf/", "leicht/pdf/", "english/pdf/")

    def seen(moment):
        with time_machine.travel(moment, tick=False):
            return {status(client, item, host, tail) for host in (HERE, THERE) for tail in tails}

    assert seen(TEN.replace(hour=7, minute=59, second=59)) == {404}
    assert seen(TEN) == {200}


def test_drafts_and_what_a_town_does_not_show_have_no_pdf(cast, client):
    draft = draft_news(town=cast.soemmerda, title="Entwurf")
    private = publish_news(town=cast.soemmerda, title="Nur hier")

    assert status(client, draft) == 404
    assert status(client, private, THERE) == 404
    assert status(client, private) == 200


def test_what_is_called_off_says_so_and_what_is_withdrawn_is_gone_everywhere(shared, client):
    item = publish_news(town=shared.soemmerda, title="Chor singt", offer_to=OfferTo.ALL)
    old = client.get(f"{item.local_path()}pdf/")["ETag"]

    cancel(item=item.item_ptr, reason="Alle heiser.")
    response = client.get(f"{item.local_path()}pdf/", headers={"if-none-match": old})
    assert response.status_code == 200
    assert "Abgesagt Alle heiser." in Pdf(response.content).words

    withdraw(item=item.item_ptr, reason="War ein Versehen.")
    for host in (HERE, THERE):
        gone = client.get(f"{item.local_path()}pdf/", host=host)
        assert (gone.status_code, gone["Content-Type"]) == (410, "text/html; charset=utf-8")
        assert "War ein Versehen." in text_of(gone)


# -- NEWS-e, and what is kept -------------------------------------------------------------------------


def test_news_e_a_withdrawn_photo_is_gone_from_the_pdf_at_once(shared, client, photo):
    body = [("image", {"image": photo, "alt": "Im Text", "decorative": False, "caption": ""})]
    item = publish_news(
        town=shared.soemmerda, title="Chor singt", body=body, lead_picture=photo,
        lead_picture_alt="Oben", offer_to=OfferTo.ALL,
    )  # fmt: skip
    path = f"{item.local_path()}pdf/"
    before = {host: client.get(path, host=host) for host in (HERE, THERE)}
    assert [Pdf(answer.content).alts for answer in before.values()] == [["Oben", "Im Text"]] * 2
    assert all(b"/DCTDecode" in answer.content for answer in before.values())
    assert len(papers.shelf) > 0

    withdraw_consent(picture=photo, town=shared.soemmerda, by=shared.marlene)
    settle()

    for host, answer in before.items():
        after = client.get(path, host=host, headers={"if-none-match": answer["ETag"]})
        assert after.status_code == 200
        assert (Pdf(after.content).alts, b"/DCTDecode" in after.content) == ([], False)
    kept = [one.file for one in papers.shelf._kept.values()]
    assert [file for file in kept if b"/DCTDecode" in file] == []


def test_news_e_consent_that_ends_by_date_ends_in_the_pdf_too(cast, client, photo):
    item = publish_news(
        town=cast.soemmerda, title="Chor", lead_picture=photo, lead_picture_alt="Oben"
    )
    Picture.objects.filter(pk=photo.pk).update(
        consent_until=datetime(2027, 7, 14, tzinfo=UTC).date()
    )

    with time_machine.travel(datetime(2027, 7, 14, 21, 59, 59, tzinfo=UTC), tick=False):
        assert pdf_of(client, item).alts == ["Oben"]
    with time_machine.travel(datetime(2027, 7, 14, 22, 0, tzinfo=UTC), tick=False):
        assert pdf_of(client, item).alts == []


def test_a_file_is_made_once_and_again_when_anything_of_it_changed(cast, client, monkeypatch):
    item = publish_news(town=cast.soemmerda, title="Chor singt")
    path, times = f"{item.local_path()}pdf/", []
    set_ = typesetting._set
    monkeypatch.setattr(typesetting, "_set", lambda *a, **k: times.append(1) or set_(*a, **k))

    def ask(**headers):
        response = client.get(path, headers=headers)
        return response.status_code, response.get("ETag"), len(times)

    first = ask()
    assert ask() == first == (200, first[1], 1)
    assert ask(**{"if-none-match": first[1]})[::2] == (304, 1)
    cast.soemmerda.official_name = "Große Stadt Sömmerda"
    cast.soemmerda.save()
    second = ask(**{"if-none-match": first[1]})
    assert (second[0], second[2]) == (200, 2)
    revise_news(page=item, summary="Jetzt am Montag.")
    third = ask(**{"if-none-match": second[1]})
    assert (third[0], third[2]) == (200, 3)
    assert len({first[1], second[1], third[1]}) == 3


def test_a_file_follows_its_subject_and_the_names_of_its_documents(cast, client, plan):
    item = publish_news(town=cast.soemmerda, title="Amt", category=Category.objects.first())
    NewsAttachment.objects.create(page=item, document=plan)
    settle()
    before = client.get(f"{item.local_path()}pdf/")
    assert ("Lageplan" in Pdf(before.content).words) is True

    plan.title = "Neuer Plan"
    plan.save()
    settle()
    after = client.get(f"{item.local_path()}pdf/")
    assert "Neuer Plan" in Pdf(after.content).words
    assert "Neuer Plan" in text_of(client.get(item.local_path()))

    item.category.name_de = "Umbenannt"
    item.category.save()
    settle()
    assert client.get(f"{item.local_path()}pdf/")["ETag"] != after["ETag"]


def test_a_ready_file_is_answered_without_reading_the_item_again(cast, client, monkeypatch):
    item = publish_news(town=cast.soemmerda, title="Chor singt")
    settle()
    path = f"{item.local_path()}pdf/"
    first, drawn, draw = client.get(path), [], views.news_paper
    monkeypatch.setattr(views, "news_paper", lambda *a, **k: drawn.append(1) or draw(*a, **k))

    assert client.get(path).content == first.content
    assert drawn == []
    monkeypatch.setattr(papers, "shelf", papers.Shelf())
    assert client.get(path)["ETag"] == first["ETag"]
    assert drawn == [1]


def test_the_answer_names_the_file_and_its_page(cast, client, settings):
    settings.IS_DEMO = True
    item = publish_news(town=cast.soemmerda, title="Größe „Übermaß“; a/b\\c")

    response = client.get(f"{item.local_path()}pdf/")

    assert response["Content-Disposition"] == 'inline; filename="groesse-uebermass-abc.pdf"'
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert set(response["Surrogate-Key"].split()) == {item.tag, "towns", "categories"}
    assert "Last-Modified" in response
    assert not response.cookies


def test_when_it_cannot_be_made_the_reader_gets_the_page_or_a_pause(cast, client, monkeypatch):
    item = publish_news(town=cast.soemmerda, title="Chor singt")
    monkeypatch.setattr(typesetting, "PATIENCE", 0.01)
    with typesetting._turn(), typesetting._turn():
        busy = client.get(f"{item.local_path()}pdf/")
    assert (busy.status_code, busy["Retry-After"]) == (503, "60")

    monkeypatch.setattr("allmende.shared.documents.packing.MOST_LETTERS", 3)
    answer = client.get(f"{item.local_path()}pdf/")
    assert (answer.status_code, answer["Location"]) == (302, item.local_path())


def test_files_beside_the_text_are_named(cast, client, plan):
    item = publish_news(town=cast.soemmerda, title="Bebauungsplan")
    NewsAttachment.objects.create(page=item, document=plan, title="Plan, Blatt 1")

    pdf = pdf_of(client, item)

    assert "Dateien Plan, Blatt 1 PDF, 1 kB" in pdf.words
    assert f"http://{HERE}:8000{plan.url}" in pdf.links


def test_a_pdf_asks_the_database_no_more_than_its_page(
    cast, client, photo, django_assert_max_num_queries
):
    item = publish_news(
        town=cast.soemmerda, title="Chor", lead_picture=photo, lead_picture_alt="Oben"
    )
    pdf_of(client, item)

    with django_assert_max_num_queries(6):
        pdf_of(client, item)
