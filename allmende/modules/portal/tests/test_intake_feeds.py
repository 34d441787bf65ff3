"""Foreign feeds become items; what is broken is named, and the rest goes on."""

import io
import random
import tracemalloc
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.translation import override

from allmende.modules.portal.intake import (
    BrokenItem,
    FeedRefused,
    ForeignImage,
    ForeignItem,
    bounds,
    read_feed,
)
from allmende.modules.portal.intake.dates import read_date

FEEDS = Path(__file__).parent / "feeds"
RSS = "<?xml version='1.0' encoding='{}'?><rss><channel>{}</channel></rss>"


def feed(name: str) -> list[ForeignItem | BrokenItem]:
    return list(read_feed((FEEDS / name).read_bytes()))


def titles(source: bytes) -> list[str]:
    return [item.title for item in read_feed(source) if isinstance(item, ForeignItem)]


def refusal(source: bytes) -> str:
    with pytest.raises(FeedRefused) as refused:
        list(read_feed(source))
    with override("en"):
        return str(refused.value)


def test_an_rss_item_arrives_with_all_its_fields() -> None:
    first, *_others = feed("town.rss.xml")
    assert first == ForeignItem(
        external_id="news-17",
        url="https://stadt.example/news/freibad?a=1&b=2",
        title="Freibad öffnet & Eintritt bleibt frei – Bad & Park",
        summary="Die Saison beginnt am Samstag.",
        published=datetime(2025, 5, 5, 8, tzinfo=UTC),
        author="Anna Beispiel",
        categories=("Freizeit",),
        html=first.html,
        images=(
            ForeignImage("https://bilder.example/titel.jpg", "Eingang des Bades"),
            ForeignImage("https://stadt.example/bilder/becken.jpg", "Das leere Becken"),
        ),
    )
    assert first.html.startswith("<p>Am Samstag öffnet das Bad &amp; der Kiosk.</p>")


def test_an_item_without_title_is_named_and_the_rest_goes_on() -> None:
    _first, broken, last = feed("town.rss.xml")
    assert isinstance(broken, BrokenItem)
    assert broken.name == "https://stadt.example/news/18"
    assert isinstance(last, ForeignItem)
    assert (last.url, last.published, last.date_missing) == (
        "https://stadt.example/news/19",
        None,
        True,
    )


def test_an_atom_entry_arrives_with_addresses_made_absolute() -> None:
    (entry,) = feed("village.atom.xml")
    assert isinstance(entry, ForeignItem)
    assert entry.external_id == "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"
    assert entry.title == "Brücke < 3 t gesperrt"
    assert entry.url == "https://dorf.example/blog/2025/bruecke.html"
    assert entry.published == datetime(2025, 7, 1, 6, tzinfo=UTC)
    assert entry.updated == datetime(2025, 7, 2, 6, 30, 0, 123456, tzinfo=UTC)
    assert (entry.author, entry.categories) == ("Kurt Beispiel", ("Verkehr",))
    assert entry.images == (ForeignImage("https://dorf.example/blog/bruecke.png"),)
    assert "<p>Gesperrt &amp; <b>umgeleitet</b>.<br>Bis August.</p>" in entry.html


def test_a_wordpress_export_gives_published_posts_with_their_images() -> None:
    (post,) = feed("club.wxr.xml")
    assert isinstance(post, ForeignItem)
    assert (post.title, post.categories, post.summary) == ("Sommerfest", ("Feste",), "Wir feiern.")
    assert post.published == datetime(2025, 6, 1, 9, tzinfo=UTC)
    assert post.images == (
        ForeignImage("https://verein.example/up/titel.jpg", "Bühne"),
        ForeignImage("https://verein.example/up/zwei.jpg"),
    )


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("utf-8", "windows-1252"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "windows-1252"),
        ("iso-8859-2", "iso-8859-2"),
        ("utf-7", "utf-8"),
        ("nonsense", "utf-8-sig"),
        ("utf-16", "utf-16"),
    ],
)
def test_umlauts_survive_whatever_the_file_says_of_itself(declared: str, real: str) -> None:
    source = RSS.format(declared, "<item><title>Grüße aus Kölleda</title></item>")
    assert titles(source.encode(real)) == ["Grüße aus Kölleda"]


def test_one_torn_letter_does_not_spoil_the_others() -> None:
    body = "<item><title>Schöne Grüße</title><description>abgeschnitten \ufffd</description></item>"
    torn = RSS.format("utf-8", body).encode().replace("\ufffd".encode(), b"\xc3")
    assert titles(torn) == ["Schöne Grüße"]


@pytest.mark.parametrize(
    "evil",
    [
        '<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss/>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>',
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>',
        '<rss><channel><item><title>A</item><!DOCTYPE x [<!ENTITY e "x">]></channel></rss>',
    ],
)
def test_entities_and_document_types_are_refused(evil: str) -> None:
    assert "entities" in refusal(evil.encode())


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>", "web page"),
        (b'{"items": []}', "not an XML file"),
        (b"<svg/>", "begins with \u201csvg\u201d"),
        (b"PK\x03\x04...", "compressed"),
        (b"<rss><channel>" + b"<a>" * 1000, "nests"),
        (b"<rss><channel", "damaged in line 1"),
        (b"<rss><channel><item a='" + b"x" * 2_000_000, "endless tag"),
    ],
)
def test_a_file_that_is_no_feed_is_refused_in_words_a_clerk_understands(
    source: bytes, words: str
) -> None:
    assert words in refusal(source)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allmende.modules.portal.intake.source.MAX_FEED_BYTES", 1000)
    with pytest.raises(FeedRefused):
        read_feed(b"<rss>" * 300)
    with pytest.raises(FeedRefused):
        read_feed(io.BytesIO(b"<rss>" * 300))


def test_a_feed_with_too_many_items_says_where_it_was_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_ITEMS", 2)
    source = RSS.format("utf-8", "".join(f"<item><title>T{n}</title></item>" for n in range(5)))
    *items, last = read_feed(source.encode())
    assert [item.title for item in items if isinstance(item, ForeignItem)] == ["T0", "T1"]
    assert isinstance(last, BrokenItem)
    assert last.name == "T2"


def test_a_feed_that_breaks_off_gives_what_came_before_and_says_so() -> None:
    source = "<rss><channel><item><title>Ganz</title></item><item><title>Halb</title"
    first, *_others, last = read_feed(source.encode())
    assert isinstance(first, ForeignItem)
    assert first.title == "Ganz"
    with override("en"):
        assert isinstance(last, BrokenItem)
        assert (str(last.name), "damaged here" in str(last.reason)) == ("Line 1", True)


def test_stray_ampersands_and_control_characters_are_mended() -> None:
    source = RSS.format("utf-8", "<item><title>A\x0b &#11;& B &uuml; &lt;i&gt;C</title></item>")
    assert titles(source.encode()) == ["A & B ü C"]


def test_fifty_thousand_items_pass_through_one_by_one() -> None:
    def body() -> bytes:
        item = b"<item><title>T</title><guid>%d</guid></item>"
        return b"<rss><channel>" + b"".join(item % n for n in range(50_000))

    filler = b"<!-- " + b"x" * 100_000 + b" -->"
    source = body() + filler * 40 + b"</channel></rss>"
    items = read_feed(source)
    first = next(items)
    assert isinstance(first, ForeignItem)
    assert first.external_id == "0"
    assert sum(1 for _item in items) == 49_999


def test_a_feed_of_four_megabytes_needs_less_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "LOOSE_FEED_BYTES", 0)  # small files are held until their end
    item = f"<item><title>T</title><description>{'Wort ' * 400}</description></item>"
    source = io.BytesIO(RSS.format("utf-8", item * 2_000).encode())
    opened = read_feed(source)
    tracemalloc.start()
    count = sum(1 for _item in opened)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 2_000
    assert peak < 1_000_000


@pytest.mark.parametrize("name", ["town.rss.xml", "village.atom.xml", "club.wxr.xml"])
def test_a_damaged_feed_is_read_or_refused_but_never_crashes(name: str) -> None:
    chance, whole = random.Random(1763), (FEEDS / name).read_bytes()
    pieces = [
        b"<",
        b">",
        b"]]>",
        b"<![CDATA[",
        b"&",
        b"&#0;",
        b"\xff",
        b"\x00",
        b"<item>",
        b"</entry>",
    ]
    for _round in range(60):
        at = sorted(chance.randrange(len(whole)) for _cut in range(2))
        damaged = whole[: at[0]] + chance.choice(pieces) + whole[chance.choice(at) :]
        with suppress(FeedRefused):
            found = list(read_feed(damaged))
            assert all(isinstance(item, ForeignItem | BrokenItem) for item in found)


def test_an_endless_item_is_broken_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("allmende.modules.portal.intake.stream.MAX_ITEM_CHARS", 100)
    body = (
        f"<item><title>Lang</title><description>{'x ' * 500}</description></item>"
        "<item><title>Kurz</title></item>"
    )
    broken, good = read_feed(RSS.format("utf-8", body).encode())
    assert isinstance(broken, BrokenItem)
    assert broken.name == "Lang"
    assert isinstance(good, ForeignItem)


def test_titles_and_summaries_are_cut_at_a_word() -> None:
    words = "Wort " * 200
    body = f"<item><title>{words}</title><description>{words}</description></item>"
    (item,) = read_feed(RSS.format("utf-8", body).encode())
    assert isinstance(item, ForeignItem)
    assert item.title.endswith("Wort …")
    assert len(item.title) <= 255
    assert len(item.summary) <= 300


def test_the_identity_is_stable_without_guid_and_link() -> None:
    source = RSS.format("utf-8", "<item><title>Nur Titel</title></item>").encode()
    (first,), (again,) = read_feed(source), read_feed(source)
    assert isinstance(first, ForeignItem)
    assert isinstance(again, ForeignItem)
    assert first.external_id == again.external_id
    assert first.external_id.startswith("sha256:")


def test_the_checksum_changes_with_what_readers_see_and_with_nothing_else() -> None:
    item = ForeignItem("1", "https://x.example/", "Titel", html="<p>a  b</p>")
    touched = replace(item, html="<p>a b</p>", updated=datetime(2025, 1, 1, tzinfo=UTC))
    assert touched.checksum == item.checksum
    assert replace(item, title="Anders").checksum != item.checksum


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon, 31 Mar 2025 12:00:00 GMT", datetime(2025, 3, 31, 12, tzinfo=UTC)),
        ("2025-03-31", datetime(2025, 3, 30, 22, tzinfo=UTC)),
        ("05.12.2025 09:30 Uhr", datetime(2025, 12, 5, 8, 30, tzinfo=UTC)),
        ("Do, 11 Dez 2025 10:00 MEZ", datetime(2025, 12, 11, 9, tzinfo=UTC)),
        ("0000-00-00 00:00:00", None),
        ("Mon, 30 Nov -0001 00:00:00 +0000", None),
        ("gestern", None),
        ("", None),
    ],
)
def test_dates_are_read_as_towns_write_them(text: str, expected: datetime | None) -> None:
    assert read_date(text) == expected
