"""Whatever is sent, the answer is a page with a sentence, and nothing bad is kept."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.forms import get_document_form

from allmende.core.media.models import Picture, TownDocument
from allmende.core.media.tests import papers
from allmende.core.media.uploads import BoundedUpload
from allmende.core.towns.models import Host
from allmende.modules.portal.domain import open_newsroom, publish_news
from allmende.modules.portal.pages import NewsPage
from conftest import Cast, HouseClient, settle
from tests.desk_forms import news_form
from tests.secrets_of_b import picture_file

SCRIPT = "<script>alert(1)</script>"


# -- hosts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["unbekannt.example", "127.0.0.1", "soemmerda.localhost.boese.example"]
)
def test_an_unknown_host_is_told_so(cast: Cast, host: str) -> None:
    response = HouseClient().get("/aktuelles/", host=host)
    assert response.status_code == 404
    assert "Unter dieser Adresse" in response.content.decode()
    assert "Sömmerda" not in response.content.decode()


def test_a_further_host_leads_to_the_main_one(cast: Cast) -> None:
    Host.objects.create(town=cast.soemmerda, name="www.soemmerda.localhost")
    settle()
    response = HouseClient().get("/aktuelles/?thema=kultur", host="www.soemmerda.localhost")
    assert response.status_code == 301
    assert response["Location"] == "http://soemmerda.localhost/aktuelles/?thema=kultur"


# -- addresses and queries -------------------------------------------------------------------------

ODD = [
    "/aktuelles/?seite=-1", "/aktuelles/?seite=99999999999999999999999", "/aktuelles/?seite=abc",
    "/aktuelles/?seite=%00", "/aktuelles/?seite=1e9", "/aktuelles/?seite=²", "/aktuelles/?thema=%00",
    "/aktuelles/?thema='--", "/aktuelles/?ort=%F0%28%8C%28", "/aktuelles/0/", "/aktuelles/9999/",
    "/aktuelles/10000/", "/aktuelles/99999999999999999999/", "/aktuelles/2026/%00/", "/%00/",
    "/%FF%FE/", "/aktuelles/2026/%C3%28/", "/suche/?q=%00", "/suche/?q=%FF%FE", "/suche/?q=%F0%9F%8C%BB",
    "/suche/?q=" + "a" * 8000, "/suche/?q=" + "a+" * 3000, "/suche/?q='%20OR%201=1--",
    "/suche/?q=%25%25%25", "/suche/?seite=-5&q=fest", "/suche/?q=fest&ort=%00",
    "/aktuelles/feed.atom?thema=%00", "/aktuelles/feed.json?thema=nichts", "/i/%00/", "/i/a'b/",
    "/media/../settings.py", "/media/%2e%2e/%2e%2e/etc/passwd", "/media/images/%00.png", "/media/images/",
    "/media//etc/passwd", "/dokumente/99999999999999999999999/x.pdf", "/dokumente/1/%00",
    "/wappen/%00.svg", "/stil/000000-ffffff.x.css", "/barriere-melden/?seite=%00", "/barriere-melden/?gesendet=2",
    "/en/%00/", "/en/aktuelles/?seite=%FF", "/" + "a/" * 400, "/" + "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("path", ODD, ids=lambda path: path[:40])
def test_odd_addresses_get_an_ordinary_answer(cast: Cast, path: str) -> None:
    publish_news(town=cast.soemmerda, title="Fest", slug="fest")
    response = HouseClient(raise_request_exception=False).get(path)
    assert response.status_code in {200, 301, 302, 400, 403, 404}
    assert "Traceback" not in getattr(response, "content", b"").decode(errors="replace")


def test_odd_bytes_in_forms_of_readers(cast: Cast) -> None:
    client = HouseClient(raise_request_exception=False)
    for message in ("a\x00b", "\ud800".encode("utf-8", "surrogatepass"), SCRIPT, "x" * 5000):
        data = {
            "message": message,
            "page": "\x00",
            "email": "a\r\nBcc: b@example.org",
            "stamp": "\x00",
        }
        response = client.post("/barriere-melden/", data, headers={"sec-fetch-site": "same-origin"})
        assert response.status_code == 422
        assert SCRIPT not in response.content.decode()


def test_words_of_a_search_are_shown_as_words(cast: Cast) -> None:
    text = HouseClient().get(f"/suche/?q={SCRIPT}").content.decode()
    assert SCRIPT not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    "tail", ["%0d%0aSet-Cookie:x=1", "%0aLocation:http://boese.example", "//boese.example"]
)
def test_no_header_can_be_slipped_in(cast: Cast, tail: str) -> None:
    Host.objects.create(town=cast.soemmerda, name="www.soemmerda.localhost")
    settle()
    client = HouseClient(raise_request_exception=False)
    for host in ("soemmerda.localhost", "www.soemmerda.localhost"):
        for path in (f"/aktuelles/{tail}", f"/{tail}", f"/i/{tail}/", f"/rathaus/{tail}"):
            response = client.get(path, host=host)
            assert "Set-Cookie" not in response.headers
            place = response.headers.get("Location", "/")
            assert place.startswith(("/", "http://soemmerda.localhost/"))
            assert not place.startswith("//")
            assert "\n" not in place


# -- files -----------------------------------------------------------------------------------------


def png_bomb(side: int = 30_000) -> bytes:
    """A few kilobytes that unpack to nearly a thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * (side // 8 + 1) * 100, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def polyglot() -> bytes:
    """A GIF by its first bytes, a script by the rest."""
    return b"GIF89a/*\x01\x00\x01\x00*/=1;" + SCRIPT.encode()


SVG = f'<svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}</svg>'.encode()
BAD_PICTURES = {
    "svg": ("a.svg", SVG), "svg as png": ("a.png", SVG), "html as jpg": ("a.jpg", SCRIPT.encode()),
    "polyglot": ("a.gif", polyglot()), "bomb": ("a.png", png_bomb()), "nothing": ("a.png", b""),
    "cut off": ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40), "name": ("a.php.svg", SVG),
}  # fmt: skip


@pytest.fixture
def upload(cast: Cast, browser_of: Any, settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    browser, folder = browser_of(cast.marlene), cast.soemmerda.media_folder.collection

    def send(name: str, content: bytes, path: str = "/verwaltung/images/add/") -> Any:
        file = SimpleUploadedFile(name, content)
        data = {"title": "Unser Markt", "file": file, "credit": "Stadtarchiv", "collection": folder.pk,
                "rights_scope": "town", "default_alt": "Der Markt am Morgen", "description": "Der Plan"}  # fmt: skip
        return browser.post(path, data)

    return send


@pytest.mark.parametrize("kind", BAD_PICTURES)
def test_a_bad_picture_is_refused_and_the_words_are_kept(
    upload: Any, kind: str, tmp_path: Any
) -> None:
    response = upload(*BAD_PICTURES[kind])
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]
    text = response.content.decode()
    assert 'value="Stadtarchiv"' in text
    assert "Der Markt am Morgen" in text
    assert Picture.objects.count() == 0
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_a_good_picture_is_taken(upload: Any) -> None:
    assert upload("markt.png", picture_file().read()).status_code == 302
    assert Picture.objects.get().credit == "Stadtarchiv"


def test_a_photo_of_40_megabytes_is_taken_and_kept_small(upload: Any) -> None:
    content = picture_file().read() + bytes(40 * 1024 * 1024)
    assert upload("telefon.png", content).status_code == 302
    assert Picture.objects.get().file.size < 10_000


def test_a_picture_that_is_too_large_is_refused(upload: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("allmende.core.media.forms.MAX_PICTURE_BYTES", 2 * 1024 * 1024)
    response = upload("gross.png", picture_file().read() + bytes(3 * 1024 * 1024))
    assert response.context["form"].errors["file"] == [
        "Diese Datei hat 4 MB; wir nehmen höchstens 2 MB. Bitte verkleinern Sie sie."
    ]
    assert 'value="Stadtarchiv"' in response.content.decode()
    assert Picture.objects.count() == 0


def test_of_200_megabytes_only_some_reach_the_disk_and_the_form_says_so(cast: Cast) -> None:
    megabyte, handler = bytes(1024 * 1024), BoundedUpload()
    handler.new_file("file", "plan.pdf", "application/pdf", None)
    for number in range(200):
        handler.receive_data_chunk(megabyte, number * len(megabyte))
    file = handler.file_complete(200 * len(megabyte))

    on_disk = Path(file.temporary_file_path()).stat().st_size
    form = get_document_form(TownDocument)({"title": "Plan"}, {"file": file}, user=None)

    assert on_disk <= 52 * 1024 * 1024
    assert form.errors["file"] == [
        "Diese Datei hat 200 MB; wir nehmen höchstens 30 MB. Bitte verkleinern Sie sie."
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [("plan.pdf", SCRIPT.encode()), ("plan.html", SCRIPT.encode()), ("plan.svg", SVG), ("plan.exe", b"MZ"),
     ("tabelle.xlsx", b"%PDF-1.7"), ("bombe.docx", papers.zip_bomb()),
     ("geheim.pdf", papers.written_pdf(password="x"))],
)  # fmt: skip
def test_a_document_must_be_what_its_name_says(upload: Any, name: str, content: bytes) -> None:
    response = upload(name, content, "/verwaltung/documents/add/")
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]
    assert "Der Plan" in response.content.decode()
    assert TownDocument.objects.count() == 0


def test_place_and_camera_leave_a_picture(upload: Any) -> None:
    from PIL import Image

    out, exif = BytesIO(), Image.Exif()
    exif[0x010F], exif[0x8825] = "Kamera", {1: "N", 2: (51.0, 9.0, 41.0)}
    Image.new("RGB", (80, 60)).save(out, "JPEG", exif=exif)
    assert upload("markt.jpg", out.getvalue()).status_code == 302
    with Picture.objects.get().file.open() as file, Image.open(file) as kept:
        assert dict(kept.getexif()) == {}


# -- texts of editors ------------------------------------------------------------------------------

NASTY = {
    "script": f"<p>gut</p>{SCRIPT}",
    "handler": '<p onclick="alert(1)">gut</p><img src=x onerror="alert(1)">',
    "frame": '<p>gut</p><iframe src="https://boese.example"></iframe><object data="x"></object>',
    "link": '<p>gut <a href="javascript:alert(1)">hier</a></p>',
    "link with gaps": '<p>gut <a href="java&#10;script:alert(1)">hier</a></p>',
    "data link": '<p>gut <a href="data:text/html;base64,PHNjcmlwdD4=">hier</a></p>',
    "style": '<p style="background:url(https://boese.example)">gut</p><style>*{}</style>',
    "svg": '<p>gut</p><svg onload="alert(1)"><a xlink:href="javascript:alert(1)">x</a></svg>',
    "link type": '<p>gut <a linktype="external" href="javascript:alert(1)">hier</a></p>',
}


@pytest.mark.parametrize("kind", NASTY)
def test_nothing_nasty_leaves_the_editors_form(cast: Cast, browser_of: Any, kind: str) -> None:
    """Sent as HTML past the editor in the browser; read back as a reader gets it."""
    shelf = open_newsroom(town=cast.soemmerda)
    block = ("hint", {"title": SCRIPT, "text": SCRIPT, "tone": "info"})
    form = news_form(
        title=f"Fest {SCRIPT}", summary=SCRIPT, blocks=[block], **{"action-publish": "1"}
    )
    form["body-0-value"] = NASTY[kind]  # what Draftail would send is JSON; this is an attacker
    form_json = news_form(
        title=f"Fest {SCRIPT}", paragraph=NASTY[kind], blocks=[block], **{"action-publish": "1"}
    )
    url = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"
    browser = browser_of(cast.marlene)
    browser.raise_request_exception = False
    browser.post(url, form)
    browser.post(url, form_json | {"slug": "zweites"})
    settle()
    page = NewsPage.objects.get(slug="zweites")
    client = HouseClient()
    for path in ("/", "/aktuelles/", page.local_path(), f"{page.local_path()}druck/"):
        text = client.get(path).content.decode()
        for bad in (SCRIPT, "onclick", "onerror", "onload=", "javascript:", "<iframe", "<object", "data:text/html",
                    "boese.example", "<style", "script:alert"):  # fmt: skip
            assert bad not in text, (path, bad)


@pytest.mark.parametrize("slug", ["a\r\nSet-Cookie: x=1", "../../etc", "<b>", "a/b", "a b"])
def test_a_slug_is_only_a_slug(cast: Cast, browser_of: Any, slug: str) -> None:
    shelf = open_newsroom(town=cast.soemmerda)
    url = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"
    response = browser_of(cast.marlene).post(url, news_form(slug=slug, **{"action-publish": "1"}))
    assert response.status_code == 200
    assert "slug" in response.context["form"].errors
    assert "Am Sonnabend feiern wir." in response.content.decode()
    assert NewsPage.objects.count() == 0


def test_a_body_of_nonsense_is_no_crash(cast: Cast, browser_of: Any) -> None:
    shelf = open_newsroom(town=cast.soemmerda)
    browser = browser_of(cast.marlene)
    url = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"
    good = news_form(**{"action-publish": "1"})
    broken = [
        good | {"body-0-type": "gibtesnicht"}, good | {"offer_towns": ["x", "-1"]},
        good | {"title": "x" * 5000}, good | {"title": "a\x00b"}, good | {"embargo_until": "gestern"},
        good | {"lead_picture": "999999"}, good | {"villages": ["0"]},
    ]  # fmt: skip
    codes = [browser.post(url, data).status_code for data in broken]
    assert set(codes) <= {200, 302, 400}
    assert not NewsPage.objects.filter(title__contains="\x00" if False else "x" * 100).exists()
