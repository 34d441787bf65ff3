"""What comes in is judged by its content: no places in pictures, no false papers."""

import re
from io import BytesIO

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form

from allmende.core.media.forms import without_exif
from allmende.core.media.models import Picture, TownCollection, TownDocument
from allmende.core.media.tests import papers
from allmende.core.media.uploads import MAX_DOCUMENT_BYTES

RED, BLUE = (200, 0, 0), (0, 0, 200)
GPS, ORIENTATION, MAKE, COMMENT = 0x8825, 0x0112, 0x010F, 0x9286


def photo(kind="JPEG", *, orientation=6, mode="RGB", **options):
    """Left half red, right half blue, with everything a telephone writes into a picture."""
    picture = Image.new("RGB", (80, 40), RED)
    picture.paste(BLUE, (40, 0, 80, 40))
    picture = picture.convert(mode)
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = orientation, "Geheimkamera"
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 9.0, 41.0), 3: "E", 4: (11.0, 7.0, 3.0)})
    out = BytesIO()
    picture.save(out, format=kind, exif=exif, **options)
    return out.getvalue()


def upload(content, name="foto.jpg"):
    return SimpleUploadedFile(name, content)


def opened(file):
    file.seek(0)
    return Image.open(BytesIO(file.read()))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("JPEG", "foto.jpg"), ("PNG", "foto.png"), ("WEBP", "foto.webp")],
)
def test_place_and_device_are_gone_and_the_picture_stands_upright(kind, name):
    before = photo(kind)
    assert Image.open(BytesIO(before)).getexif().get_ifd(GPS)  # it was there

    kept = without_exif(upload(before, name))

    picture = opened(kept)
    assert dict(picture.getexif()) == {}
    assert not picture.getexif().get_ifd(GPS)
    assert b"Geheimkamera" not in opened(kept).fp.getvalue()
    assert (picture.format, picture.size, kept.name) == (kind, (40, 80), name)
    top, bottom = (
        picture.convert("RGB").getpixel((20, 5)),
        picture.convert("RGB").getpixel((20, 75)),
    )
    assert (top[0] > 150, bottom[2] > 150) == (True, True)


def test_comments_and_xmp_are_gone_too():
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Geheimname</x:xmpmeta>'
    before = photo("JPEG", comment=b"Geheimwort", xmp=xmp)
    assert b"Geheimwort" in before
    assert b"Geheimname" in before

    kept = without_exif(upload(before)).read()

    assert b"Geheimwort" not in kept
    assert b"Geheimname" not in kept


def test_a_colour_profile_stays():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    kept = without_exif(upload(photo("JPEG", icc_profile=profile)))

    assert opened(kept).info["icc_profile"] == profile


def test_a_transparent_picture_stays_transparent():
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, format="PNG")

    kept = opened(without_exif(upload(out.getvalue(), "wappen.png")))

    assert kept.getpixel((5, 5))[3] == 0


def test_an_exotic_format_becomes_a_jpeg_with_the_right_name():
    out = BytesIO()
    Image.new("CMYK", (10, 10)).save(out, format="TIFF")

    kept = without_exif(upload(out.getvalue(), "scan.tiff"))

    assert (opened(kept).format, opened(kept).mode, kept.name) == ("JPEG", "RGB", "scan.jpg")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"kein Bild",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>boese()</script></svg>',
        b"%PDF-1.7 kein Bild",
        b"GIF89a",
        photo()[:200],
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(content):
    with pytest.raises(forms.ValidationError):
        without_exif(upload(content, "bild.jpg"))


def keep(form):
    assert form.is_valid(), form.errors
    return form.save()


@pytest.fixture
def send(cast):
    """The form of the desk, filled in for Sömmerda."""
    folder = TownCollection.objects.get(town=cast.soemmerda).collection

    def fill(model, content, name):
        make = get_image_form if model is Picture else get_document_form
        extra = {"rights_scope": "town"} if model is Picture else {}
        data = {"title": "Probe", "collection": folder.pk, **extra}
        return make(model)(data, {"file": upload(content, name)}, user=None)

    return fill


def test_the_form_of_the_desk_keeps_no_place(send):
    form = send(Picture, photo(), "foto.jpg")
    assert form.is_valid(), form.errors

    kept = form.save()

    with kept.file.open() as file:
        assert dict(Image.open(file).getexif()) == {}
    assert (kept.width, kept.height) == (40, 80)


@pytest.mark.parametrize("name", ["bild.svg", "bild.jpg", "bild.png"])
def test_the_form_of_the_desk_takes_no_svg_under_any_name(send, name):
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" onload="boese()"/>'

    assert list(send(Picture, drawing, name).errors) == ["file"]


@pytest.mark.parametrize(
    ("name", "content", "fits"),
    [
        ("satzung.pdf", b"%PDF-1.7 Text", True),
        ("satzung.pdf", b"<html><script>boese()</script>", False),
        ("satzung.PDF", b"MZ\x90\x00", False),
        ("satzung.pdf", b"", False),
        ("formular.docx", papers.word_file(), True),
        ("formular.docx", b"PK\x03\x04 Rest", False),
        ("formular.xlsx", papers.archive({"seite.html": b"<script>"}), False),
        ("formular.docx", papers.zip_bomb(), False),
        ("liste.csv", b"MZ\x00\x00", False),
        ("formular.docx", b"%PDF-1.7", False),
        ("liste.csv", b"Ort;Tag", True),
        ("seite.html", b"<html>", False),
        ("bild.svg", b"<svg/>", False),
        ("programm.exe", b"MZ", False),
        ("ohne-endung", b"%PDF-1.7", False),
    ],
)
def test_a_document_is_what_its_name_says(send, name, content, fits):
    form = send(TownDocument, content, name)

    assert form.is_valid() is fits
    assert list(form.errors) == ([] if fits else ["file"])


def test_a_document_too_large_to_load_is_refused(send):
    content = b"%PDF-" + b"0" * MAX_DOCUMENT_BYTES

    form = send(TownDocument, content, "gross.pdf")

    assert form.errors["file"] == [
        "Diese Datei hat 31 MB; wir nehmen höchstens 30 MB. Bitte verkleinern Sie sie."
    ]


@pytest.mark.parametrize(
    ("content", "findings", "is_accessible"),
    [
        (papers.scanned_pdf(), ["scanned"], False),
        (papers.written_pdf(), [], True),
        (papers.written_pdf(is_tagged=False), ["untagged", "no_language", "no_title"], True),
        (b"%PDF-1.7 und dann nichts", ["unreadable"], True),
    ],
)
def test_a_pdf_is_looked_into(send, content, findings, is_accessible):
    form = send(TownDocument, content, "satzung.pdf")
    assert form.is_valid(), form.errors

    kept = form.save()

    kept.refresh_from_db()
    assert (kept.findings, kept.is_accessible) == (findings, is_accessible)


def test_a_new_file_is_judged_anew(send):
    kept = keep(send(TownDocument, papers.scanned_pdf(), "satzung.pdf"))
    data = {"title": kept.title, "collection": kept.collection_id}
    form = get_document_form(TownDocument)
    again = form(data, {"file": upload(papers.written_pdf(), "neu.pdf")}, instance=kept, user=None)
    assert "Bildern von Seiten" in again["title"].help_text

    keep(again)

    assert (kept.findings, kept.is_accessible) == ([], True)


def test_a_locked_pdf_is_refused_with_what_to_do(send):
    form = send(TownDocument, papers.written_pdf(password="geheim"), "satzung.pdf")

    assert "Passwort" in form.errors["file"][0]


def test_a_large_photo_is_kept_smaller(send):
    out = BytesIO()
    Image.new("RGB", (9000, 6000), RED).save(out, "JPEG", quality=30)  # 54 million pixels

    kept = keep(send(Picture, out.getvalue(), "telefon.jpg"))

    assert (kept.width, kept.height) == (3200, 2133)


def test_a_picture_gets_the_name_of_what_it_is(send):
    kept = keep(send(Picture, photo("JPEG"), "foto.png"))

    assert kept.file.name.endswith("-foto.jpg")


def test_names_of_files_cannot_be_guessed(send):
    names = [keep(send(Picture, photo(), "foto.jpg")).file.name for _ in range(2)]

    marks = [re.fullmatch(r"original_images/([0-9a-f]{16})-foto\.jpg", name) for name in names]
    assert marks[0][1] != marks[1][1]


@pytest.mark.parametrize("name", ["📷 Straßenfest.jpg", "صورة\u202egpj.exe.jpg", "." * 80 + ".jpg"])
def test_a_name_may_have_any_letters(send, name):
    kept = keep(send(Picture, photo(), name))

    assert kept.file.name.isascii()
    assert kept.file.name.endswith(".jpg")


def test_a_photo_no_browser_shows_is_refused_with_what_to_do(send):
    form = send(Picture, b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "IMG_0815.jpg")

    assert "HEIC" in form.errors["file"][0]
    assert "JPEG" in form.errors["file"][0]
