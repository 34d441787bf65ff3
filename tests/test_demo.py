"""The demo world: full, believable, built once; what people write in it stays."""

from io import BytesIO
from unittest import mock

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.models import Revision

from allmende.core.exchange.models import Placement
from allmende.core.exchange.queries import changed_since_taken, offered_to
from allmende.core.items.models import Item
from allmende.core.items.queries import visible
from allmende.core.media.models import Picture, Rendition
from allmende.core.people.demo import PASSWORD, PEOPLE
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.modules.portal.demo import build as portal_demo
from allmende.modules.portal.demo.pool import Drawn, Size, drawn
from allmende.modules.portal.domain import draft_news, revise_news
from allmende.modules.portal.pages import NewsPage
from allmende.project import demo
from conftest import HouseClient, settle

TOWNS = {
    "allianz": "becken",
    "soemmerda": "soemmerda",
    "buttstaedt": "buttstaedt",
    "kindelbrueck": "kindelbrueck",
    "straussfurt": "straussfurt",
    "rastenberg": "rastenberg",
    "wundersleben": "wundersleben",
}


def blank(wishes, specs):
    """Pictures of one colour: these tests are about the world, not about its drawings."""
    for _motif, seed in wishes:
        out = BytesIO()
        Image.new("RGB", (16, 10), (seed % 255, 90, 90)).save(out, "JPEG")
        sizes = tuple(Size(spec, 16, 10, out.getvalue()) for spec in specs)
        yield Drawn(out.getvalue(), sizes)


def state():
    return (
        Item.objects.count(),
        Revision.objects.count(),
        Placement.objects.count(),
        Picture.objects.count(),
        User.objects.count(),
    )


def news(title):
    return NewsPage.objects.get(title__startswith=title)


class TestWorld(TestCase):
    """The world is built once; what a test does to it is undone after the test."""

    @classmethod
    def setUpTestData(cls):
        with mock.patch.object(portal_demo, "drawn", blank):
            demo.build(say=lambda _text: None)
        settle()

    def test_the_world_is_full_and_built_once(self):
        assert set(Town.objects.values_list("slug", flat=True)) == set(TOWNS)
        for slug, host in TOWNS.items():
            page = HouseClient().get("/", host=f"{host}.localhost")
            assert page.status_code == 200
            assert page.context["lead"] is not None, slug
        before = state()
        revise_news(page=news("Winterfahrplan"), title="Winterfahrplan, von mir ergänzt")
        draft_news(town=Town.objects.get(slug="soemmerda"), title="Mein eigener Entwurf")
        mine = state()
        with CaptureQueriesContext(connection) as queries:
            demo.build(say=lambda _text: None)
        assert (
            len(queries) < 340
        )  # seven towns, each looked at once by each module; nothing per item
        assert state() == mine
        assert before != mine
        assert news("Winterfahrplan").title == "Winterfahrplan, von mir ergänzt"

    def test_every_person_can_sign_in(self):
        assert User.objects.count() == len(PEOPLE)
        assert all(user.check_password(PASSWORD) for user in User.objects.all())
        assert all(user.email.endswith("@example.org") for user in User.objects.all())

    def test_every_town_has_a_draft(self):
        drafts = NewsPage.objects.filter(live=False, withdrawn_at=None)
        assert sorted(drafts.values_list("town__slug", flat=True)) == sorted(TOWNS)

    def test_items_called_off_taken_back_held_back_and_merged(self):
        cancelled, withdrawn = news("Adventspreisskat"), news("Neue Sammelstelle")
        held, merged = news("Ehrenamtspreis"), news("Neue Schilder am Radweg an")
        page = HouseClient().get(cancelled.local_path())
        assert (page.status_code, "Heizung ausgefallen" in page.content.decode()) == (200, True)
        gone = HouseClient().get(withdrawn.local_path(), host="buttstaedt.localhost")
        assert (gone.status_code, "Roßplatz entgegen" in gone.content.decode()) == (410, False)
        assert HouseClient().get(held.local_path()).status_code == 404
        assert merged.merged_into == news("Neue Schilder am Radweg entlang").item_ptr
        assert not visible().filter(pk__in=[withdrawn.pk, held.pk, merged.pk]).exists()

    def test_a_photo_without_consent_is_gone_but_its_item_stays(self):
        page = NewsPage.objects.get(slug="hallenturnier-nachwuchs")
        picture = page.lead_picture
        assert picture.consent_withdrawn_at is not None
        assert picture.renditions.count() == 0
        assert not default_storage.exists(picture.file.name)
        answer = HouseClient().get(page.local_path(), host="straussfurt.localhost")
        assert answer.status_code == 200
        assert "hallenturnier-nachwuchs.fill" not in answer.content.decode()

    def test_three_inboxes_have_something_to_decide(self):
        waiting = {slug: offered_to(Town.objects.get(slug=slug)).count() for slug in TOWNS}
        assert {slug: n for slug, n in waiting.items() if n} == {
            "soemmerda": 6,
            "buttstaedt": 5,
            "straussfurt": 4,
            "rastenberg": 3,
        }

    def test_something_has_changed_since_it_was_taken(self):
        changed = {
            slug: [str(p.item) for p in changed_since_taken(Town.objects.get(slug=slug))]
            for slug in TOWNS
        }
        revised = NewsPage.objects.get(slug="weihnachtsmarkt-2026-programm").title
        assert [revised] in changed.values()
        assert all(titles in ([], [revised]) for titles in changed.values())

    def test_sizes_are_there_before_the_first_visit(self):
        sizes, files = Rendition.objects.count(), Picture.objects.filter(consent_withdrawn_at=None)
        # Four sizes as AVIF and as WebP each, and one JPEG for whoever knows neither.
        assert sizes == 9 * files.count()
        for host in TOWNS.values():
            HouseClient().get("/", host=f"{host}.localhost")
        assert Rendition.objects.count() == sizes
        name = Rendition.objects.first().file.name
        assert HouseClient().get(f"/media/{name}").status_code == 200


def test_drawings_come_with_their_sizes_as_wagtail_would_make_them():
    specs = ("fill-400x250|format-webp", "fill-640x400|format-webp")
    (one,) = drawn([("sports", 1)], specs)
    for size, wanted in zip(one.sizes, ((400, 250), (640, 400)), strict=True):
        with Image.open(BytesIO(size.content)) as picture:
            assert (picture.format, picture.size) == ("WEBP", wanted)
            assert (size.width, size.height) == wanted
    with Image.open(BytesIO(one.jpeg)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1280, 800))
    with pytest.raises(ValueError, match="width-640"):
        list(drawn([("sports", 1)], ("width-640|format-webp",)))
