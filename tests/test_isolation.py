"""Tenant isolation: nothing of a town reaches the editors of another one (domain.md § 9)."""

import os
import random
from typing import Any
from urllib.parse import quote, unquote

import pytest

from allmende.core.exchange.choices import PlacementStatus
from allmende.core.exchange.domain import CannotShare, accept, offer
from allmende.core.exchange.models import Placement
from allmende.core.items.choices import OfferTo
from allmende.modules.portal.domain import open_newsroom, publish_news
from allmende.modules.portal.pages import NewsPage
from conftest import Cast, HouseClient
from tests.answers import words_of
from tests.desk_forms import news_form
from tests.house_urls import Address, Values, addresses
from tests.rows import rows_of
from tests.secrets_of_b import BAIT, MARKER, fill

#: Set ALLMENDE_TEST_SEED to repeat a run.
SEED = int(os.environ.get("ALLMENDE_TEST_SEED", random.SystemRandom().randrange(10**6)))
HOSTS = ("soemmerda.localhost", "buttstaedt.localhost", "straussfurt.localhost")
#: Addresses that end the attack instead of carrying it on, or fail on purpose.
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}
#: Wagtail's own dialogues that stumble over a form without their fields, or over the root page.
NOT_OURS = {"/verwaltung/choose-external-link/", "/verwaltung/choose-page/chosen-multiple/"}


@pytest.fixture
def secrets(cast: Cast, settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    return fill(cast)


def values(b: Any) -> Values:
    """Ids and names of B, by the argument in which they belong."""
    pages = [*(page.pk for page in b.pages), b.shelf.pk, b.home.pk]
    folders = [b.folder.pk, b.sub.pk]
    everything = [*pages, b.picture.pk, b.document.pk, b.town.pk, b.editor.pk, *folders]
    slugs = [b.town.slug, *(page.slug for page in b.pages)]
    by_name: dict[str, Any] = {
        **dict.fromkeys(("page_id", "parent_page_id", "page_pk", "page_to_move_id"), pages),
        "destination_id": [b.shelf.pk, b.home.pk],
        **dict.fromkeys(("revision_id", "revision_id_b"), b.revisions),
        "revision_id_a": ["live", "earliest", *b.revisions[:3]],
        "image_id": [b.picture.pk],
        "document_id": [b.document.pk],
        "doc_id": [b.document.pk],
        "redirect_id": [b.redirect.pk],
        "uploaded_file_id": [1, 2],
        "meldung.pk": pages,
        "pages.pk": pages,
        "bild.pk": [b.picture.pk],
        "images.pk": [b.picture.pk],
        "documents.pk": [b.document.pk],
        "chosen.pk": [b.picture.pk, b.document.pk],
        "collections.pk": folders,
        "collection_id": folders,
        "users.pk": [b.editor.pk],
        "groups.pk": b.groups,
        "sites.pk": [b.site.pk],
        "object_id": pages[:3],
        "session_id": [1],
        "content_type_app_name": ["portal"],
        "content_type_model_name": ["newspage", "standardpage", "newsindex"],
        "app_label": ["items", "portal", "media", "wagtailcore"],
        "model_name": ["item", "newspage", "picture", "towndocument", "tag"],
        "app_name": ["taggit", "portal", "media"],
        "action": ["delete", "publish", "unpublish", "move", "add_tags", "add_to_collection"],
        "action_name": ["publish", "unpublish", "delete", "copy", "move", "lock"],
        "filter_spec": ["original", "width-300"],
        "slug": slugs,
        "code": [page.public_id for page in b.pages],
        "year": [b.draft.year],
        "path": [
            b.picture.file.name, b.document.file.name, b.rendition.file.name,
            "interne-seite", "interne-seite/leicht",
        ],
        "_0": [b.document.pk],
        "_1": [b.document.filename],
        "primary": ["ffffff"],
        "accent": ["000000"],
        "digest": ["0"],
        "entry": [b.entry.pk],
        "claim": [b.claim.pk],
        "run": [b.run.pk],
    }  # fmt: skip
    return Values(by_name, everything)


def questions(b: Any) -> list[str]:
    """What to ask a list for: B's ids, its folder, words that find its things."""
    ids = "&".join(f"id={page.pk}" for page in b.pages)
    files = f"id={b.picture.pk}&id={b.document.pk}"
    return [
        "",
        f"?q={BAIT}&term={BAIT}&{ids}&p=1",
        f"?search={BAIT}&fields=*",
        f"?{files}&collection_id={b.sub.pk}&user={b.editor.pk}&root_page={b.home.pk}&export=csv",
        f"?child_of={b.shelf.pk}&fields=*&for_explorer=1",
    ]


def leak_in(response: Any, path: str) -> str:
    """The place of the marker in an answer, after taking out what was asked itself."""
    head = "\n".join(f"{name}: {value}" for name, value in response.items())
    text = f"{head}\n{words_of(response)}".casefold()
    file_name = path.rpartition("/")[2] or path
    for asked in {path, quote(path), unquote(path), quote(path, safe=""), file_name}:
        text = text.replace(asked.casefold(), "")
    place = text.find(MARKER)
    return text[max(0, place - 160) : place + 80] if place >= 0 else ""


def all_paths(b: Any, dice: random.Random) -> list[str]:
    known = values(b)
    found = [address for address in addresses() if address.name not in LEFT_OUT]
    return sorted({path for address in found for path in address.paths(known, dice)})


def test_the_walk_finds_what_wagtail_and_the_house_have() -> None:
    """If the resolver changed its ways the attack would be void; so count what it finds."""
    found: list[Address] = list(addresses())
    names = {address.name for address in found}
    assert {"desk_decide", "desk_log", "wagtailadmin_explore", "revisions_view", "media"} <= names
    assert len(found) > 200


def attackers(cast: Cast) -> dict[str, Any]:
    return {
        "marlene": cast.marlene, "beate": cast.beate, "ilse": cast.ilse, "fremd": cast.stranger,
    }  # fmt: skip


def browser(user: Any) -> HouseClient:
    client = HouseClient(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_nothing_of_another_town_can_be_read(cast: Cast, secrets: Any) -> None:
    """Every address with ids of B, and 400 random questions more, by four people."""
    print(f"ALLMENDE_TEST_SEED={SEED}")
    dice = random.Random(SEED)
    paths, asks = all_paths(secrets, dice), questions(secrets)
    found, crashed, count = [], [], 0
    for name, user in attackers(cast).items():
        client = browser(user)
        plan = [(path, "", HOSTS[0]) for path in (paths if name == "marlene" else [])]
        plan += [(dice.choice(paths), dice.choice(asks), dice.choice(HOSTS)) for _ in range(100)]
        for path, ask, host in plan:
            response = client.get(path + ask, host=host)
            count += 1
            if response.status_code >= 500 and path not in NOT_OURS:
                crashed.append(f"{name} {host} {path}{ask}: {response.status_code}")
            if place := leak_in(response, path):
                found.append(f"{name} {host} {path}{ask}: {place!r}")
        assert name == "fremd" or client.get("/verwaltung/account/").status_code == 200  # signed in
    assert count >= 500
    assert crashed == []
    assert found == []


def test_lists_and_searches_find_nothing_of_another_town(cast: Cast, secrets: Any) -> None:
    """Every list of the house is asked for B's things by every question there is."""
    client = browser(cast.marlene)
    lists = [address for address in addresses() if not address.arguments]
    paths = sorted({"/" + one.form for one in lists if one.name not in LEFT_OUT})
    found = [
        f"{path}{ask}: {place!r}"
        for path in paths
        for ask in questions(secrets)[1:]
        if (place := leak_in(client.get(path + ask), path))
    ]
    assert found == []


def test_their_own_editor_sees_what_others_must_not(cast: Cast, secrets: Any) -> None:
    """The proof that the marker would be seen: Antje finds it where Marlene does not."""
    b, own, other = secrets, browser(cast.antje), browser(cast.marlene)
    paths = [
        f"/verwaltung/pages/{b.draft.pk}/edit/",
        f"/verwaltung/pages/{b.draft.pk}/view_draft/",
        f"/verwaltung/pages/{b.draft.pk}/history/",
        f"/verwaltung/pages/{b.shelf.pk}/",
        f"/verwaltung/pages/search/?q={BAIT}",
        f"/verwaltung/choose-page/search/?q={BAIT}&page_type=items.item",
        f"/verwaltung/choose-page/{b.shelf.pk}/?page_type=items.item",
        f"/verwaltung/images/?q={BAIT}",
        f"/verwaltung/images/{b.picture.pk}/",
        f"/verwaltung/images/chooser/results/?q={BAIT}",
        f"/verwaltung/images/chooser/chosen/{b.picture.pk}/",
        f"/verwaltung/documents/?q={BAIT}",
        f"/verwaltung/documents/edit/{b.document.pk}/",
        f"/verwaltung/documents/chooser/results/?q={BAIT}",
        f"/verwaltung/documents/chooser/chosen/{b.document.pk}/",
        f"/verwaltung/tag-autocomplete/?term={BAIT}",
        f"/verwaltung/meldung/{b.embargoed.pk}/zurueckziehen/",
        f"/verwaltung/bild/{b.picture.pk}/einwilligung/",
        f"/dokumente/{b.document.pk}/{b.document.filename}",
        "/verwaltung/",
        "/verwaltung/verzeichnis/buttstaedt/",
        f"/verwaltung/verzeichnis/buttstaedt/eintrag/{b.entry.pk}/",
        f"/verwaltung/verzeichnis/buttstaedt/antrag/{b.claim.pk}/",
        f"/verwaltung/verzeichnis/buttstaedt/einlesen/{b.run.pk}/",
    ]
    host = b.town.host
    sees = [path for path in paths if leak_in(own.get(path, host=host), path)]
    leaks = [path for path in paths if leak_in(other.get(path, host=host), path)]
    # A document is read at the public address, where nobody is signed in: it waits for its item.
    assert sees == [path for path in paths if not path.startswith("/dokumente/")]
    assert leaks == []


def test_a_document_of_a_draft_cannot_be_downloaded(cast: Cast, secrets: Any) -> None:
    b = secrets
    path = f"/dokumente/{b.document.pk}/{b.document.filename}"
    assert browser(cast.marlene).get(path, host=b.town.host).status_code == 403
    b.draft.get_latest_revision_as_object().save_revision().publish()
    response = browser(cast.stranger).get(path, host=b.town.host)
    assert b"".join(response.streaming_content).decode() == b.content


def forms(b: Any, dice: random.Random) -> list[dict[str, Any]]:
    """What a form may carry: B's ids under every name the house or Wagtail reads."""
    return [
        {},
        {"placement": b.placements, "decision": dice.choice(["accept", "decline", "calendar", "seen"])},
        {"reason": "Weg damit.", "confirm": "1", "action-publish": "1"},
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": b.shelf.pk, "publish_copies": "1"},
        {"title": "Gekapert", "slug": "gekapert", "name": "Gekapert", "next": "/verwaltung/"},
        {"keep": b.draft.pk, "id": [page.pk for page in b.pages], "ids": [b.picture.pk]},
        {"title": "Gekapert", "collection": b.folder.pk, "parent": b.folder.pk, "old_path": "/gekapert",
         "redirect_link": "https://example.org/", "site": b.site.pk},
        {"role": "town_release", "user": b.editor.pk, "username": "antje", "email": "x@example.org",
         "valid_to": "2030-01-01", "module": "portal", "on": "", "label": "x", "url": "/x/"},
        {"colour_primary": "#000000", "name": "Gekapert", "represented_by": "Gekapert", "mode": "auto",
         "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-label": "x", "form-0-url": "/x/"},
    ]  # fmt: skip


def test_nothing_of_another_town_can_be_changed(cast: Cast, secrets: Any) -> None:
    """Forms with B's ids to every address; afterwards every row of B is as it was."""
    print(f"ALLMENDE_TEST_SEED={SEED}")
    dice, b = random.Random(SEED), secrets
    mine = rows_of(b.town, b.site, b.folder)
    paths = [path for path in all_paths(b, dice) if path.startswith("/verwaltung/")]
    found, crashed = [], []
    for name, user in attackers(cast).items():
        client = browser(user)
        for path in paths if name == "marlene" else dice.sample(paths, 60):
            data = dice.choice(forms(b, dice))
            response = client.post(path, data, host=dice.choice(HOSTS))
            if response.status_code >= 500 and path not in NOT_OURS:
                crashed.append(f"{name} {path} {data}: {response.status_code}")
            if place := leak_in(response, path):
                found.append(f"{name} {path} {data}: {place!r}")
    assert rows_of(b.town, b.site, b.folder) == mine
    assert crashed == []
    assert found == []


def test_an_item_cannot_name_files_and_drafts_of_another_town(cast: Cast, secrets: Any) -> None:
    """A form with B's numbers would make B's files public, by A's hand."""
    b, client = secrets, browser(cast.marlene)
    shelf = open_newsroom(town=cast.soemmerda)
    link = '<p><a linktype="{}" id="{}">hier</a></p>'
    picture = {"image": b.picture.pk, "alt": "Dach", "decorative": "", "caption": ""}
    stolen: dict[str, dict[str, Any]] = {
        "lead": {"lead_picture": b.picture.pk, "lead_picture_alt": "Dach"},
        "block": {"blocks": [("image", picture)]},
        "download": {"blocks": [("download", {"document": b.document.pk, "title": "Plan"})]},
        "attachment": {"attachments": [{"document": b.document.pk, "title": "Plan", "ORDER": "1"}]},
        "document": {"paragraph": link.format("document", b.document.pk)},
        "page": {"paragraph": link.format("page", b.draft.pk)},
    }
    kept = [name for name, fields in stolen.items() if not _refused(client, shelf, name, fields)]
    document = f"/dokumente/{b.document.pk}/{b.document.filename}"
    assert kept == []
    assert HouseClient().get(document, host="soemmerda.localhost").status_code == 403
    assert leak_in(HouseClient().get("/aktuelles/"), "") == ""


def _refused(client: HouseClient, shelf: Any, slug: str, fields: dict[str, Any]) -> bool:
    url = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"
    form = news_form(slug=slug, **fields, **{"action-publish": "1"})
    response = client.post(url, form)
    return response.status_code == 200 and not NewsPage.objects.filter(slug=slug).exists()


def test_what_was_taken_back_cannot_be_taken(cast: Cast) -> None:
    """The number of an old offer is known; the offer is over all the same."""
    item = publish_news(town=cast.buttstaedt, title="Vertraulich", offer_to=OfferTo.ALL)
    placement = Placement.objects.get(item=item, town=cast.soemmerda)
    offer(item=item.item_ptr, target=OfferTo.NOBODY)
    placement.refresh_from_db()
    over = placement.status
    client = browser(cast.marlene)
    client.post(
        "/verwaltung/angebote/entscheiden/", {"placement": placement.pk, "decision": "accept"}
    )
    placement.refresh_from_db()
    assert placement.status == over
    assert over in {PlacementStatus.WITHDRAWN, PlacementStatus.EXPIRED}
    assert "Vertraulich" not in HouseClient().get("/aktuelles/").content.decode()
    with pytest.raises(CannotShare):
        accept(placement=placement, by=cast.marlene)


def test_an_item_may_name_own_files_and_pictures_that_may_travel(cast: Cast, secrets: Any) -> None:
    """The same form with what is allowed goes through: the refusal is about the owner."""
    b, client = secrets, browser(cast.marlene)
    shelf = open_newsroom(town=cast.soemmerda)
    b.picture.rights_scope = "alliance"
    b.picture.save()
    public = publish_news(town=b.town, title="Markttag", slug="markttag")
    link = f'<p><a linktype="page" id="{public.pk}">Markttag</a></p>'
    picture = {"lead_picture": b.picture.pk, "lead_picture_alt": "Dach"}
    assert not _refused(client, shelf, "erlaubt", {"paragraph": link, **picture})
    page = NewsPage.objects.get(slug="erlaubt")
    assert (page.live, page.lead_picture) == (True, b.picture)


def test_a_document_is_public_only_by_an_item_of_its_own_town(cast: Cast, secrets: Any) -> None:
    """Even if an item of A names it (an import, an old row), B's file stays B's."""
    b = secrets
    thief = publish_news(town=cast.soemmerda, title="Fund", slug="fund")
    thief.attachments.create(document=b.document, title="Plan")
    thief.save_revision().publish()
    path = f"/dokumente/{b.document.pk}/{b.document.filename}"
    codes = [HouseClient().get(path, host=host).status_code for host in HOSTS]
    assert codes == [403, 403, 403]
