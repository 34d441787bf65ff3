"""Documents made for the stories: with text, as a scan, locked, bombs."""

import zipfile
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)


def scanned_pdf() -> bytes:
    """What a copying machine makes: a picture of a page."""
    out = BytesIO()
    Image.new("L", (60, 80), 200).save(out, "PDF")
    return out.getvalue()


def written_pdf(*, is_tagged: bool = True, password: str = "") -> bytes:
    """What a word processor makes: a page that sets letters."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    kind = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in kind.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 20 100 Td (Satzung) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(stream)
    if is_tagged:
        _tag(writer)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _tag(writer: Any) -> None:
    root = writer._root_object
    root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    root[NameObject("/StructTreeRoot")] = DictionaryObject({NameObject("/K"): ArrayObject()})
    root[NameObject("/Lang")] = TextStringObject("de-DE")
    writer.add_metadata({"/Title": "Satzung"})


def archive(entries: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return out.getvalue()


def word_file() -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


def zip_bomb() -> bytes:
    """Some ten kilobytes that unpack to thirty megabytes of nothing."""
    return archive({"[Content_Types].xml": b"<Types/>", "word/media/a.bin": bytes(30_000_000)})
