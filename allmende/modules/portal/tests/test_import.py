"""A town takes over its old website, again and again, and loses nothing that people did here."""

import io
import re
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine
from django.utils import timezone
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision

from allmende.core.audit.models import Deed
from allmende.core.items.domain import merge, withdraw
from allmende.core.items.models import Category, Item
from allmende.core.media.models import Picture
from allmende.core.media.queries import owner_of
from allmende.modules.portal.domain import publish_news, revise_news
from allmende.modules.portal.importing import import_feed
from allmende.modules.portal.intake import FeedRefused
from allmende.modules.portal.models import ImportedItem
from allmende.modules.portal.pages import NewsPage
from conftest import settle

SOURCE = "https://alt.soemmerda.example/feed/"
BRIDGE = {
    "guid": "https://alt.soemmerda.example/?p=7",
    "link": "https://alt.soemmerda.example/2019/05/die-neue-br%c3%bccke/",
    "title": "Die neue Brücke",
    "pubDate": "Mon, 06 May 2019 08:00:00 +0000",
    "description": "<p>Sie steht.</p>",
}
POOL = {
    "guid": "https://alt.soemmerda.example/?p=8",
    "link": "https://alt.soemmerda.example/2020/06/freibad/",
    "title": "Freibad öffnet",
    "pubDate": "Mon, 01 Jun 2020 08:00:00 +0000",
    "description": "<p>Am Samstag.</p>",
}


def feed(*items, extra=""):
    def one(fields):
        inner = "".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in fields.items())
        return f"<item>{inner}</item>"

    body = "".join(item if isinstance(item, str) else one(item) for item in items)
    return f'<rss version="2.0"><channel><title>Alt</title>{body}{extra}</channel></rss>'.encode()


def take(town, *items, source=SOURCE, **options):
    report = import_feed(town=town, source=source, content=feed(*items), **options)
    settle()
    return report


def numbers(report):
    return (report.created, report.updated, report.unchanged, report.kept, len(report.broken))


def titles():
    return list(NewsPage.objects.order_by("first_published_at").values_list("title", flat=True))


def test_the_same_feed_twice_leaves_no_trace(cast):
    first = take(cast.soemmerda, BRIDGE, POOL)
    before = (Revision.objects.count(), Deed.objects.count(), Redirect.objects.count())
    stamps = list(ImportedItem.objects.values_list("seen_at", flat=True))
    again = take(cast.soemmerda, BRIDGE, POOL)
    assert numbers(first) == (2, 0, 0, 0, 0)
    assert numbers(again) == (0, 0, 2, 0, 0)
    assert (Revision.objects.count(), Deed.objects.count(), Redirect.objects.count()) == before
    assert list(ImportedItem.objects.values_list("seen_at", flat=True)) == stamps
    assert titles() == ["Die neue Brücke", "Freibad öffnet"]


def test_it_stands_under_its_old_day_and_its_old_address_leads_to_it(cast, client):
    take(cast.soemmerda, BRIDGE)
    page = client.get("/aktuelles/2019/die-neue-bruecke/")
    old = client.get("/2019/05/die-neue-br%C3%BCcke/")
    assert page.status_code == 200
    assert "06.05.2019" in page.content.decode() or "6. Mai 2019" in page.content.decode()
    assert old.status_code == 301
    assert old["Location"].endswith("soemmerda.localhost:8000/aktuelles/2019/die-neue-bruecke/")
    assert (
        client.get("/2019/05/die-neue-br%C3%BCcke/", host="buttstaedt.localhost").status_code == 404
    )


def test_an_editors_own_redirect_is_left_alone(cast, client):
    other = publish_news(town=cast.soemmerda, title="Chronik")
    site = cast.soemmerda.items.get(depth=2).sites_rooted_here.get()
    Redirect.objects.create(site=site, old_path="/2020/06/freibad", redirect_page_id=other.pk)
    take(cast.soemmerda, POOL)
    assert client.get("/2020/06/freibad/")["Location"].endswith("/chronik/")


def test_what_changed_at_its_source_makes_one_revision(cast, client):
    take(cast.soemmerda, BRIDGE, POOL)
    before = Revision.objects.count()
    kultur = Category.objects.get(slug="kultur")
    Item.objects.filter(title="Die neue Brücke").update(category=kultur)
    changed = BRIDGE | {"title": "Die neue Brücke ist offen"}
    report = take(cast.soemmerda, changed, POOL)
    assert numbers(report) == (0, 1, 1, 0, 0)
    assert Revision.objects.count() == before + 1
    bridge = NewsPage.objects.get(title="Die neue Brücke ist offen")
    assert (bridge.slug, bridge.year, bridge.category) == ("die-neue-bruecke", 2019, kultur)
    assert "ist offen" in client.get(bridge.local_path()).content.decode()


def _edited(page, cast):
    revise_news(page=page, title="Von Marlene verbessert", by=cast.marlene)


def _drafted(page, cast):
    page.title = "Marlene schreibt noch"
    page.save_revision(user=cast.marlene)


def _withdrawn(page, cast):
    withdraw(item=page.item_ptr, reason="Der Termin war falsch.", by=cast.marlene)


def _unpublished(page, cast):
    page.unpublish(user=cast.marlene)


def _merged(page, cast):
    kept = publish_news(town=cast.soemmerda, title="Das Original")
    merge(keep=kept.item_ptr, drop=page.item_ptr, by=cast.marlene)


@pytest.mark.parametrize("deed", [_edited, _drafted, _withdrawn, _unpublished, _merged])
def test_what_editors_did_here_is_stronger_than_the_source(cast, deed):
    take(cast.soemmerda, BRIDGE)
    deed(NewsPage.objects.get(), cast)
    settle()
    revisions = Revision.objects.count()
    state = Item.objects.filter(imported_from__isnull=False).values("title", "live", "withdrawn_at")
    before = list(state)
    report = take(cast.soemmerda, BRIDGE | {"title": "Die Quelle weiß es anders"})
    assert numbers(report) == (0, 0, 0, 1, 0)
    assert report.notes == ["hier bearbeitet, unverändert gelassen: Die Quelle weiß es anders"]
    assert list(state) == before
    assert Revision.objects.count() == revisions


def test_what_the_feed_no_longer_has_stays(cast):
    take(cast.soemmerda, BRIDGE, POOL)
    assert numbers(take(cast.soemmerda, POOL)) == (0, 0, 1, 0, 0)
    assert titles() == ["Die neue Brücke", "Freibad öffnet"]


def test_a_feed_that_moved_is_known_by_its_numbers(cast):
    take(cast.soemmerda, BRIDGE, POOL)
    moved = take(
        cast.soemmerda, BRIDGE | {"title": "Neu"}, POOL, source="https://neu.example/rss.xml"
    )
    assert numbers(moved) == (0, 1, 1, 0, 0)
    assert titles() == ["Neu", "Freibad öffnet"]


def test_a_bare_number_means_nothing_in_another_feed(cast):
    club = {"guid": "12", "title": "Verein singt", "description": "Laut."}
    school = {"guid": "12", "title": "Schule lernt", "description": "Leise."}
    with time_machine.travel("2026-11-21T12:00:00Z"):
        take(cast.soemmerda, club, source="https://verein.example/rss")
        assert numbers(take(cast.soemmerda, school, source="https://schule.example/rss"))[0] == 1
        moved = take(cast.soemmerda, club, source="https://neuer-verein.example/rss")
    assert numbers(moved) == (0, 0, 1, 0, 0)
    assert sorted(titles()) == ["Schule lernt", "Verein singt"]


def test_two_towns_may_take_the_same_feed(cast):
    take(cast.soemmerda, BRIDGE)
    assert numbers(take(cast.buttstaedt, BRIDGE)) == (1, 0, 0, 0, 0)
    assert sorted(NewsPage.objects.values_list("town__slug", flat=True)) == [
        "buttstaedt",
        "soemmerda",
    ]


def test_a_broken_item_is_named_and_the_rest_goes_on(cast):
    nameless = {"guid": "https://alt.example/?p=9", "description": "Ohne Titel"}
    twice = BRIDGE | {"title": "Dieselbe Nummer"}
    report = take(cast.soemmerda, nameless, BRIDGE, twice, POOL)
    assert numbers(report) == (2, 0, 0, 0, 2)
    assert [name for name, _ in report.broken] == ["https://alt.example/?p=9", "Dieselbe Nummer"]
    assert all(reason for _, reason in report.broken)
    assert numbers(take(cast.soemmerda, nameless, BRIDGE, twice, POOL)) == (0, 0, 2, 0, 2)


def test_a_fault_of_one_item_does_not_touch_the_others(cast, monkeypatch):
    from allmende.modules.portal.importing import run

    def publish(*, town, title, **fields):
        page = publish_news(town=town, title=title, **fields)
        if title == "Freibad öffnet":
            raise ValueError("Papierstau")
        return page

    monkeypatch.setattr(run, "publish_news", publish)
    report = take(cast.soemmerda, BRIDGE, POOL, {"guid": "3", "title": "Danach"})
    assert numbers(report) == (2, 0, 0, 0, 1)
    assert report.broken == [("Freibad öffnet", "Papierstau")]
    assert sorted(titles()) == ["Danach", "Die neue Brücke"]


@time_machine.travel("2026-11-21T12:00:00Z", tick=False)
def test_a_missing_or_coming_date_becomes_today(cast):
    dateless = {key: BRIDGE[key] for key in ("guid", "title")}
    tomorrow = POOL | {"pubDate": "Sun, 22 Nov 2026 12:00:00 +0000"}
    report = take(cast.soemmerda, dateless, tomorrow)
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert set(NewsPage.objects.values_list("first_published_at", flat=True)) == {now}
    assert report.notes == ["ohne Datum, als heute übernommen: Die neue Brücke"]


def test_a_dry_run_changes_nothing_and_says_what_would_happen(cast):
    take(cast.soemmerda, BRIDGE)
    before = (Item.objects.count(), Revision.objects.count(), Deed.objects.count())
    report = take(cast.soemmerda, BRIDGE | {"title": "Neu"}, POOL, is_dry_run=True)
    assert numbers(report) == (1, 1, 0, 0, 0)
    assert (Item.objects.count(), Revision.objects.count(), Deed.objects.count()) == before
    assert titles() == ["Die neue Brücke"]


def test_a_web_page_is_no_feed(cast):
    with pytest.raises(FeedRefused, match="Webseite"):
        import_feed(town=cast.soemmerda, source="x", content=b"<!doctype html><p>Hallo")


def test_category_comes_from_the_command_or_by_name(cast):
    sport = {"guid": "a:1", "title": "Sieg", "category": "SPORT & Freizeit"}
    take(cast.soemmerda, sport, {"guid": "a:2", "title": "Ohne", "category": "Allerlei"})
    kultur = Category.objects.get(slug="kultur")
    take(cast.soemmerda, sport | {"guid": "a:3", "title": "Lesung"}, category=kultur)
    found = dict(NewsPage.objects.values_list("title", "category__slug"))
    assert found == {"Sieg": "sport-freizeit", "Ohne": None, "Lesung": "kultur"}


def test_long_titles_are_cut_at_a_word(cast):
    take(cast.soemmerda, BRIDGE | {"title": "Unstrutbrücke " * 12}, POOL | {"title": "A" * 200})
    assert [len(title) <= 90 for title in titles()] == [True, True]
    assert titles()[0].startswith("Unstrutbrücke Unstrutbrücke")
    assert titles()[1].startswith("AAAAAAAA")


def test_foreign_markup_becomes_a_clean_page(cast, client):
    html = (
        '<h1 style="color:red">Groß</h1><p onclick="x()">Rathaus<br>Markt 1</p>'
        "<script>alert(1)</script><iframe src='//evil.example'></iframe>"
        '<p><a href="javascript:x()">nein</a> <a href="https://gut.example/">ja</a></p>'
        "<ul><li>eins</li><li>zwei</li></ul><table><tr><th>Tag</th><th>Zeit</th></tr>"
        f"<tr><td>Mo</td><td>9</td></tr></table><blockquote>{'Sehr lang. ' * 80}</blockquote>"
    )
    take(cast.soemmerda, BRIDGE | {"description": html})
    page = client.get("/aktuelles/2019/die-neue-bruecke/").content.decode()
    body = re.search(r'article__body body">(.*?)<aside', page, re.DOTALL)[1]
    assert not re.search(r"<script|<iframe|onclick|style=|javascript:", body)
    assert "<p>Rathaus<br/>Markt 1</p>" in body
    assert '<a href="https://gut.example/">ja</a>' in body
    assert "<li>eins</li><li>zwei</li>" in body
    assert body.count("Sehr lang.") == 80
    assert body.count('<div class="prose">') == 2


def jpeg_with_place(size=(640, 400)):
    picture, out = Image.new("RGB", size, "teal"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kamera von Marlene"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(size):
    out = io.BytesIO()
    Image.new("1", size).save(out, "PNG")
    return out.getvalue()


FILES = {
    "/bank.jpg": ("image/jpeg", jpeg_with_place()),
    "/bank-300x200.jpg": ("image/jpeg", jpeg_with_place((300, 200))),
    "/ohne-typ": ("application/octet-stream", jpeg_with_place((200, 200))),
    "/seite.jpg": ("image/jpeg", b"<!doctype html><script>alert(1)</script>"),
    "/zeichen.svg": ("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "/riesig.png": ("image/png", png((9000, 9000))),
    "/zaehler.png": ("image/png", png((4, 4))),
    "/schwer.jpg": ("image/jpeg", b"\xff\xd8\xff" + bytes(15_000_001)),
}


@contextmanager
def old_website():
    """The old website, with a list of what was asked of it."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            kind, body = FILES.get(self.path, ("", b""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def website(settings):
    settings.OUTBOUND_ALLOW_PRIVATE_HOSTS = ["127.0.0.1"]
    with old_website() as found:
        yield found


def test_pictures_come_once_and_without_the_cameras_data(cast, client, website):
    host, asked = website
    html = f'<p>Seht: <img src="{host}/bank-300x200.jpg" alt="Bank am Fluss"></p>'
    item = BRIDGE | {"description": html}
    enclosure = f'<enclosure url="{host}/bank.jpg" type="image/jpeg" length="1"/>'
    one = feed(item).replace(b"</item>", enclosure.encode() + b"</item>")
    report = import_feed(town=cast.soemmerda, source=SOURCE, content=one)
    import_feed(town=cast.buttstaedt, source=SOURCE, content=one, is_dry_run=True)
    import_feed(town=cast.soemmerda, source=SOURCE, content=one.replace(b"Die neue", b"Eine"))
    assert sorted(asked) == ["/bank-300x200.jpg", "/bank.jpg"]
    assert (report.pictures, report.undescribed) == (2, 1)
    for picture in Picture.objects.all():
        with picture.file.open() as file:
            content = file.read()
        assert b"Marlene" not in content
        assert b"Exif" not in content
        assert owner_of(picture.collection) == cast.soemmerda
    page = NewsPage.objects.get()
    assert page.lead_picture.width == 640
    assert page.lead_picture_is_decorative
    # The small size of the lead picture does not stand in the text a second time.
    assert [block.block_type for block in page.body] == ["paragraph"]
    assert re.search(
        r"/media/images/[0-9a-f]{16}-import-", client.get(page.local_path()).content.decode()
    )


def test_what_is_no_picture_is_refused_with_a_note(cast, website):
    host, _asked = website
    names = ("seite.jpg", "zeichen.svg", "riesig.png", "zaehler.png", "schwer.jpg", "weg.jpg")
    html = "".join(f'<p><img src="{host}/{name}" alt="x"></p>' for name in names)
    html += f'<p><img src="{host}/ohne-typ" alt="Ohne Typ"></p>'
    report = take(cast.soemmerda, BRIDGE | {"description": html})
    assert numbers(report) == (1, 0, 0, 0, 0)
    assert report.pictures == 1
    assert [note.split(": ")[1].removeprefix(host + "/") for note in report.notes] == list(names)
    assert NewsPage.objects.get().lead_picture_alt == "Ohne Typ"


def test_a_private_host_is_not_asked_unless_it_is_allowed(cast):
    with old_website() as (host, asked):
        report = take(cast.soemmerda, BRIDGE | {"description": f'<img src="{host}/bank.jpg">'})
    assert asked == []
    assert len(report.notes) == 1
    assert numbers(report) == (1, 0, 0, 0, 0)


def test_the_alternative_text_belongs_to_its_own_picture(cast, website):
    host, _asked = website
    html = f'<img src="{host}/bank.jpg"><img src="{host}/ohne-typ" alt="Ein Quadrat">'
    take(cast.soemmerda, BRIDGE | {"description": html})
    page = NewsPage.objects.get()
    assert (page.lead_picture_alt, page.lead_picture_is_decorative) == ("", True)
    assert [(b.value["alt"], b.value["decorative"]) for b in page.body] == [("Ein Quadrat", False)]


def test_nothing_is_read_into_memory_before_its_turn(cast):
    """The file is streamed: what stands behind the first batch is not yet parsed."""
    many = "".join(f"<item><guid>urn:{n}</guid><title>Nr. {n}</title></item>" for n in range(6000))
    padding = "<!--" + "x" * 900_000 + "-->"
    content = feed(many, extra=padding * 6)
    seen = []
    report = import_feed(
        town=cast.soemmerda,
        source="gross.xml",
        content=io.BytesIO(content),
        is_dry_run=True,
        progress=seen.append,
    )
    assert numbers(report) == (6000, 0, 0, 0, 0)
    assert seen == list(range(1, 6001))
    assert len(report.notes) == 200
    assert report.further_notes == 5800
    assert ImportedItem.objects.count() == 0


def test_the_clock_of_editing_is_exact(cast):
    """An edit in the same minute as the import counts as an edit."""
    take(cast.soemmerda, BRIDGE)
    known = ImportedItem.objects.get()
    page = NewsPage.objects.get()
    _edited(page, cast)
    assert page.latest_revision.created_at - known.seen_at < timedelta(seconds=5)
    assert numbers(take(cast.soemmerda, BRIDGE | {"title": "X"})) == (0, 0, 0, 1, 0)
    assert timezone.now() - known.seen_at < timedelta(minutes=1)


def test_what_was_deleted_here_does_not_come_back(cast):
    take(cast.soemmerda, BRIDGE, POOL)
    NewsPage.objects.get(title=BRIDGE["title"]).delete()

    again = take(cast.soemmerda, BRIDGE | {"description": "<p>Ganz neu.</p>"}, POOL)

    assert list(NewsPage.objects.values_list("title", flat=True)) == [POOL["title"]]
    assert (again.created, again.kept, again.unchanged) == (0, 1, 1)
    assert again.notes == ["hier gelöscht, bleibt weg: Die neue Brücke"]
