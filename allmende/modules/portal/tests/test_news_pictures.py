"""NEWS-a: no picture without words. NEWS-e: a picture whose consent ended is gone everywhere."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.storage import default_storage
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from allmende.core.audit.queries import deeds_about
from allmende.core.cache.tags import clock
from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.choices import OfferTo
from allmende.core.media.choices import RightsScope
from allmende.core.media.domain import drop_sizes_without_consent, picture_tag, withdraw_consent
from allmende.core.media.models import Picture, TownCollection
from allmende.modules.portal.domain import open_newsroom, publish_news
from allmende.modules.portal.pages import NewsPage
from allmende.modules.portal.tests.reading import pictures, text_of, titles
from conftest import settle

HOSTS = ("soemmerda.localhost", "buttstaedt.localhost")


@pytest.fixture
def photo(cast):
    return Picture.objects.create(
        title="Chor",
        file=get_test_image_file(size=(1300, 850)),
        rights_scope=RightsScope.ALLIANCE,
        collection=TownCollection.objects.get(town=cast.soemmerda).collection,
    )


# -- NEWS-a ---------------------------------------------------------------------------------------


def written(photo, **fields):
    """What the browser of an editor sends."""
    return nested_form_data(
        {
            "title": "Chor singt",
            "slug": "chor-singt",
            "summary": "Am Sonntag um drei.",
            "body": streamfield([("paragraph", rich_text("<p>Alle kommen.</p>"))]),
            "lead_picture": photo.pk,
            "lead_picture_alt": "",
            "source_kind": "administration",
            "offer_to": "nobody",
            "attachments": {
                "TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 9,
            },
            "comments": {
                "TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 9,
            },
            "action-publish": "1",
            **fields,
        }
    )  # fmt: skip


@pytest.fixture
def send(cast, browser_of):
    shelf = open_newsroom(town=cast.soemmerda)
    browser = browser_of(cast.marlene)
    path = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"
    return lambda data: browser.post(path, data)


def test_news_a_a_picture_without_words_is_not_published_and_the_text_is_kept(send, photo):
    response = send(written(photo))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["lead_picture_alt"]
    assert "Am Sonntag um drei." in text_of(response)
    assert "Alle kommen." in text_of(response)
    assert not NewsPage.objects.exists()


@pytest.mark.parametrize(
    ("words", "shown"),
    [({"lead_picture_alt": "Vierzig Menschen auf Stufen"}, "Vierzig Menschen auf Stufen"),
     ({"lead_picture_is_decorative": "on"}, "")],
)  # fmt: skip
def test_news_a_words_or_the_mark_decorative_let_it_out(send, photo, client, words, shown):
    send(written(photo, **words))

    page = NewsPage.objects.get(title="Chor singt")
    assert page.live
    assert pictures(client.get(page.local_path())) == [shown]


def test_news_a_a_draft_may_wait_for_its_words(send, photo):
    data = written(photo)
    del data["action-publish"]

    send(data)

    assert [page.live for page in NewsPage.objects.filter(title="Chor singt")] == [False]


def test_news_a_a_picture_in_the_text_needs_words_too(send, photo):
    image = {"image": photo.pk, "alt": "", "caption": ""}

    response = send(written(photo, lead_picture_alt="Chor", body=streamfield([("image", image)])))

    assert list(response.context["form"].errors) == ["body"]
    assert not NewsPage.objects.exists()


# -- NEWS-e ---------------------------------------------------------------------------------------


@pytest.fixture
def shown(cast, photo):
    """A picture on top and in the text of an item that Buttstädt shows as well."""
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    body = [("image", {"image": photo, "alt": "Im Text", "decorative": False, "caption": ""})]
    return publish_news(
        town=cast.soemmerda, title="Chor singt", body=body, lead_picture=photo,
        lead_picture_alt="Oben", offer_to=OfferTo.ALL,
    )  # fmt: skip


def seen(client, item, host):
    """Where a reader of a host meets the picture."""
    page = client.get(item.local_path(), host=host)
    entry = client.get("/aktuelles/feed.json", host=host).json()["items"][0]
    return {
        "page": pictures(page),
        "print": pictures(client.get(f"{item.local_path()}druck/", host=host)),
        "head": "/media/" in text_of(page).partition("</head>")[0],
        "list": pictures(client.get("/aktuelles/", host=host)),
        "start": pictures(client.get("/", host=host)),
        "search": pictures(client.get("/suche/?q=chor", host=host)),
        "atom": "/media/" in text_of(client.get("/aktuelles/feed.atom", host=host)),
        "rss": "/media/" in text_of(client.get("/aktuelles/feed.rss", host=host)),
        "json": "image" in entry,
    }


EVERYWHERE = {
    "page": ["Oben", "Im Text"], "print": ["Oben", "Im Text"], "head": True, "list": ["Oben"],
    "start": ["Oben"], "search": ["Oben"], "atom": True, "rss": True, "json": True,
}  # fmt: skip
NOWHERE = {
    "page": [], "print": [], "head": False, "list": [],
    "start": [], "search": [], "atom": False, "rss": False, "json": False,
}  # fmt: skip


def test_news_e_withdrawn_consent_takes_the_picture_out_of_the_world(cast, client, photo, shown):
    assert [seen(client, shown, host) for host in HOSTS] == [EVERYWHERE, EVERYWHERE]
    sizes = [(row.file.name, row.url) for row in photo.renditions.all()]
    files = [photo.file.name, *(name for name, _ in sizes)]
    assert len(sizes) == 13  # six sizes as AVIF and WebP, and one JPEG
    assert all(default_storage.exists(name) for name in files)
    assert {client.get(url).status_code for _, url in sizes} == {200}
    tag = clock().read(picture_tag(photo.pk))

    withdraw_consent(picture=photo, town=cast.soemmerda, by=cast.marlene)
    settle()

    assert clock().read(picture_tag(photo.pk)) > tag
    assert [seen(client, shown, host) for host in HOSTS] == [NOWHERE, NOWHERE]
    assert [name for name in files if default_storage.exists(name)] == []
    assert {client.get(url).status_code for _, url in sizes} == {404}
    row = deeds_about(photo).get(verb="withdraw_consent")
    assert (row.actor_id, row.town) == (cast.marlene.pk, cast.soemmerda)


def test_news_e_the_item_itself_stays(cast, client, photo, shown):
    withdraw_consent(picture=photo, town=cast.soemmerda)

    for host in HOSTS:
        assert titles(client.get("/aktuelles/", host=host)) == ["Chor singt"]
        assert client.get(shown.local_path(), host=host).status_code == 200


def test_news_e_withdrawing_twice_is_logged_once(cast, photo):
    withdraw_consent(picture=photo, town=cast.soemmerda)
    withdraw_consent(picture=photo, town=cast.soemmerda)

    assert deeds_about(photo).filter(verb="withdraw_consent").count() == 1


def test_news_e_consent_ends_with_its_last_day_in_thuringia_without_any_job(client, photo, shown):
    Picture.objects.filter(pk=photo.pk).update(consent_until=date(2027, 7, 14))

    with time_machine.travel(datetime(2027, 7, 14, 21, 59, 59, tzinfo=UTC), tick=False):
        assert [seen(client, shown, host) for host in HOSTS] == [EVERYWHERE, EVERYWHERE]
    with time_machine.travel(datetime(2027, 7, 14, 22, 0, tzinfo=UTC), tick=False):
        assert [seen(client, shown, host) for host in HOSTS] == [NOWHERE, NOWHERE]


def test_news_e_the_files_go_in_the_first_minutes_after_consent_ended(client, photo, shown):
    Picture.objects.filter(pk=photo.pk).update(consent_until=date(2027, 7, 14))
    client.get(shown.local_path())
    urls = [row.url for row in photo.renditions.all()]

    with time_machine.travel(datetime(2027, 7, 14, 21, 59, tzinfo=UTC), tick=False):
        assert drop_sizes_without_consent() == 0
        assert {client.get(url).status_code for url in urls} == {200}
    with time_machine.travel(datetime(2027, 7, 14, 22, 5, tzinfo=UTC), tick=False):
        assert drop_sizes_without_consent() == len(urls) > 0
        assert {client.get(url).status_code for url in urls} == {404}
    photo.refresh_from_db()
    assert default_storage.exists(photo.file.name)
