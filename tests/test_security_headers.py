"""What every public answer says to browsers, and what no public page contains."""

import gzip
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from allmende.core.items.domain import withdraw
from allmende.core.items.sites import home_of
from allmende.core.media.models import Picture
from allmende.modules.portal.domain import publish_news
from allmende.modules.portal.pages import StandardPage
from conftest import Cast, HouseClient, settle
from tests.secrets_of_b import picture_file

#: Attributes that make a browser load something, by element.
LOADS = {
    "script": ["src"], "img": ["src", "srcset"], "source": ["src", "srcset"], "iframe": ["src"],
    "video": ["src", "poster"], "audio": ["src"], "embed": ["src"], "object": ["data"],
    "use": ["href", "xlink:href"], "image": ["href", "xlink:href"], "track": ["src"],
}  # fmt: skip
LOADING_RELATIONS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "manifest",
    "apple-touch-icon",
}


class Finder(HTMLParser):
    """Notes inline code, and hosts from which a page would load something."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inline += [
            f"{tag} {name}" for name in given if name.startswith("on") or name == "style"
        ]
        self.inline += [
            f"{tag} {v}" for v in given.values() if v.strip().lower().startswith("javascript:")
        ]
        is_data = given.get("type") in {"application/ld+json", "application/json"}
        if not is_data and (tag == "style" or (tag == "script" and "src" not in given)):
            self.inline.append(tag)
        names = LOADS.get(tag, [])
        if tag == "link" and LOADING_RELATIONS & set(given.get("rel", "").split()):
            names = ["href"]
        for name in names:
            for piece in given.get(name, "").split(","):
                if piece.strip():
                    self.loaded.append(piece.split()[0])


@pytest.fixture
def town_with_pages(cast: Cast, settings: Any, tmp_path: Any) -> list[str]:
    """Every type of public page, error pages too."""
    settings.MEDIA_ROOT = tmp_path
    town = cast.soemmerda
    town.coat_svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    town.save()
    picture = Picture.objects.create(
        title="Markt", file=picture_file(), collection=town.media_folder.collection
    )
    body = [
        ("paragraph", "<p>Text mit <b>Fett</b>.</p>"),
        ("heading", {"text": "Mehr", "level": "2"}),
        ("quote", {"text": "Schön war es.", "source": "Ein Gast"}),
        ("hint", {"title": "Achtung", "text": "Rutschig.", "tone": "warning"}),
        ("image", {"image": picture, "alt": "Markt", "decorative": False, "caption": "Der Markt"}),
        ("table", {"data": [["a", "b"], ["1", "2"]], "first_row_is_table_header": True, "table_caption": "Zahlen"}),
    ]  # fmt: skip
    news = publish_news(
        town=town, title="Stadtfest", slug="fest", body=body, lead_picture=picture,
        lead_picture_alt="Markt", easy_text="Es gibt ein Fest.", english_text="A party.",
        english_title="Party", urgent_until=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    gone = publish_news(town=town, title="Weg", slug="weg")
    withdraw(item=gone, reason="Irrtum.")
    page = StandardPage(title="Rathaus", slug="rathaus", body=body, show_in_menus=True)
    home_of(town).add_child(instance=page)
    page.save_revision().publish()
    settle()
    base = f"/aktuelles/{news.year}/"
    german = [
        "/", "/suche/", "/suche/?q=fest", "/suche/?q=nichts", "/impressum/", "/datenschutz/",
        "/barrierefreiheit/", "/barriere-melden/", "/aktuelles/", base, f"{base}fest/",
        f"{base}fest/druck/", f"{base}fest/leicht/", f"{base}fest/english/", f"{base}weg/",
        "/rathaus/", "/gibt-es-nicht/",
    ]  # fmt: skip
    machines = ["/sitemap.xml", "/robots.txt", "/aktuelles/feed.atom", "/aktuelles/feed.rss",
                "/aktuelles/feed.json", news.short_path, f"/i/{news.public_id}/qr.svg",
                "/wappen/soemmerda.svg", "/healthz"]  # fmt: skip
    return [*german, *(f"/en{path}" for path in german), *machines]


def test_every_public_answer_is_guarded(town_with_pages: list[str]) -> None:
    client, wrong = HouseClient(), []
    for path in town_with_pages:
        head = client.get(path).headers
        policy = head.get("Content-Security-Policy", "")
        checks = {
            "csp": "default-src 'self'" in policy or path.startswith("/wappen/"),
            "inline": "unsafe-inline" not in policy or path.startswith("/wappen/"),
            "eval": "unsafe-eval" not in policy,
            "frame": head.get("X-Frame-Options") == "SAMEORIGIN",
            "sniff": head.get("X-Content-Type-Options") == "nosniff",
            "referrer": head.get("Referrer-Policy") == "strict-origin-when-cross-origin",
            "permissions": head.get("Permissions-Policy", "").startswith("camera=()"),
            "cookie": "Set-Cookie" not in head,
            "vary": "cookie" not in head.get("Vary", "").lower(),
        }
        wrong += [f"{path}: {name}" for name, is_right in checks.items() if not is_right]
        wrong += [f"{path}: sets {name}" for name in client.cookies]
    assert wrong == []


def test_the_policy_names_what_it_must(town_with_pages: list[str]) -> None:
    policy = HouseClient().get("/").headers["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    assert parts["default-src"] == "'self'"
    assert parts["object-src"] == "'none'"
    assert parts["base-uri"] == "'self'"
    assert parts["form-action"] == "'self'"
    assert parts["frame-ancestors"] == "'self'"
    assert "script-src" not in parts or parts["script-src"] == "'self'"


def test_no_public_page_has_inline_code_or_loads_from_elsewhere(town_with_pages: list[str]) -> None:
    client, inline, foreign = HouseClient(), [], []
    for path in town_with_pages:
        response = client.get(path)
        if not response.get("Content-Type", "").startswith("text/html"):
            continue
        finder = Finder()
        finder.feed(response.content.decode())
        inline += [f"{path}: {what}" for what in finder.inline]
        own = {"", "soemmerda.localhost"}
        foreign += [
            f"{path}: {url}" for url in finder.loaded if urlsplit(url).hostname not in own | {None}
        ]
    assert inline == []
    assert foreign == []


def test_the_finder_finds() -> None:
    """The parser itself is proved: a page with everything forbidden."""
    finder = Finder()
    finder.feed(
        '<p style="x" onclick="y"><a href="javascript:z">a</a><script>1</script><style>b</style>'
        '<img src="https://x.example/1.png" srcset="/a.png 1x, https://y.example/2.png 2x">'
    )
    assert finder.inline == ["p style", "p onclick", "a javascript:z", "script", "style"]
    assert finder.loaded == ["https://x.example/1.png", "/a.png", "https://y.example/2.png"]


def test_pages_travel_compressed(town_with_pages: list[str]) -> None:
    response = HouseClient().get("/aktuelles/", headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Stadtfest" in gzip.decompress(response.content).decode()
    assert "accept-encoding" in response.headers["Vary"].lower()


def test_the_form_of_readers_sets_no_cookie(cast: Cast) -> None:
    """Neither looking at it nor sending it, right or wrong."""
    client = HouseClient()
    answers = [
        client.get("/barriere-melden/"),
        client.post("/barriere-melden/", {"message": ""}, headers={"sec-fetch-site": "same-origin"}),
        client.post("/barriere-melden/", {"message": "Zu klein."}, headers={"sec-fetch-site": "cross-site"}),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [200, 422, 422]
    assert [dict(answer.cookies) for answer in answers] == [{}, {}, {}]
    assert all("cookie" not in answer.headers.get("Vary", "").lower() for answer in answers)


def test_error_pages_that_know_no_town_are_as_strict(cast: Cast) -> None:
    response = HouseClient().get("/", host="unbekannt.example")
    assert response.status_code == 404
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    finder = Finder()
    finder.feed(response.content.decode())
    assert (finder.inline, [u for u in finder.loaded if urlsplit(u).netloc]) == ([], [])
