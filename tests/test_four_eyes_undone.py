"""A publication that was undone vouches for nothing: two people are asked for once more."""

from typing import Any

import pytest

from allmende.core.audit.models import Deed
from allmende.core.items import domain as items
from allmende.core.items.four_eyes import OtherEyesNeeded
from allmende.core.items.models import Item, Submission
from allmende.core.people.choices import Role, SecondFactor
from allmende.core.people.domain import appoint, set_staff_rules
from allmende.core.people.models import User
from allmende.modules.portal.domain import draft_news, publish_news, revise_news
from allmende.modules.portal.pages import NewsPage
from conftest import Cast, settle
from tests.desk_forms import news_form


@pytest.fixture
def joerg(cast: Cast) -> User:
    user = User.objects.create_user("joerg", password="geheim-genug")
    appoint(user=user, role=Role.TOWN_RELEASE, town=cast.soemmerda)
    return user


@pytest.fixture
def draft(cast: Cast, joerg: User) -> NewsPage:
    page = draft_news(town=cast.soemmerda, title="Markt", slug="markt", by=cast.marlene)
    page.save_revision(user=cast.marlene, clean=False)
    return NewsPage.objects.get(pk=page.pk)


@pytest.fixture
def released(cast: Cast, joerg: User, draft: NewsPage) -> NewsPage:
    """Marlene wrote it, Jörg let it out."""
    ask_for_two(cast)
    items.submit(item=draft, by=cast.marlene)
    items.release(item=draft, by=joerg)
    settle()
    return NewsPage.objects.get(pk=draft.pk)


def ask_for_two(cast: Cast) -> None:
    set_staff_rules(
        town=cast.soemmerda, second_factor=SecondFactor.NOBODY, four_eyes=["portal.newspage"]
    )
    settle()


def republish(page: NewsPage, by: User) -> None:
    NewsPage.objects.get(pk=page.pk).get_latest_revision().publish(user=by)


@pytest.mark.parametrize("way", ["take_back", "unpublish"])
def test_who_wrote_it_does_not_bring_it_back_alone(
    cast: Cast, joerg: User, released: NewsPage, way: str
) -> None:
    if way == "take_back":
        items.take_back(item=released, by=joerg)
    else:
        released.unpublish(user=joerg)
    with pytest.raises(OtherEyesNeeded):
        republish(released, cast.marlene)
    republish(released, joerg)
    assert NewsPage.objects.get(pk=released.pk).live


def test_who_wrote_what_was_withdrawn_does_not_restore_it_alone(
    cast: Cast, joerg: User, released: NewsPage, browser_of: Any
) -> None:
    items.withdraw(item=released, reason="Falscher Tag.", by=joerg)
    settle()
    url = f"/verwaltung/meldung/{released.pk}/wiederherstellen/"
    said = browser_of(cast.marlene).post(url, follow=True).content.decode()
    assert "Eine Kollegin oder ein Kollege" in said
    assert Item.objects.get(pk=released.pk).withdrawn_at is not None
    items.restore(item=Item.objects.get(pk=released.pk), by=joerg)
    assert NewsPage.objects.get(pk=released.pk).live


def test_a_change_taken_back_is_still_its_writers_and_the_version_before_stands(
    cast: Cast, joerg: User, released: NewsPage
) -> None:
    released.title = "Markt am Sonntag"
    released.save_revision(user=cast.marlene).publish(user=joerg)
    items.take_back(item=NewsPage.objects.get(pk=released.pk), by=joerg)
    page = NewsPage.objects.get(pk=released.pk)
    assert (page.title, page.get_latest_revision().user) == ("Markt", cast.marlene)
    with pytest.raises(OtherEyesNeeded):
        republish(page, cast.marlene)
    republish(page, joerg)
    assert NewsPage.objects.get(pk=page.pk).title == "Markt am Sonntag"


@pytest.mark.parametrize("way", ["screen", "bulk", "verb", "clock"])
def test_the_log_names_who_unpublished(cast: Cast, browser_of: Any, way: str) -> None:
    page = publish_news(town=cast.soemmerda, title="Markt", by=cast.marlene)
    settle()
    if way == "screen":
        browser_of(cast.marlene).post(f"/verwaltung/pages/{page.pk}/unpublish/")
    elif way == "bulk":
        browser_of(cast.marlene).post(f"/verwaltung/bulk/items/item/unpublish/?id={page.pk}")
    else:
        page.unpublish(user=cast.marlene if way == "verb" else None)
    deed = Deed.objects.get(verb="unpublish")
    assert deed.actor_id == (None if way == "clock" else cast.marlene.pk)


def test_the_rule_that_comes_while_one_writes_is_said_as_a_warning(
    cast: Cast, draft: NewsPage, browser_of: Any
) -> None:
    client, edit = browser_of(cast.marlene), f"/verwaltung/pages/{draft.pk}/edit/"
    ask_for_two(cast)
    client.post(edit, news_form(slug="markt", **{"action-publish": "1"}))
    text = client.get(edit).content.decode()
    assert "Nicht veröffentlicht: Sömmerda verlangt eine zweite Person." in text
    assert "wurde aktualisiert" not in text
    assert Submission.objects.get().submitted_by == cast.marlene


def test_a_colleague_is_led_to_the_answers_and_not_asked_to_send_it_again(
    cast: Cast, joerg: User, draft: NewsPage, browser_of: Any
) -> None:
    ask_for_two(cast)
    items.submit(item=draft, by=cast.marlene)
    settle()
    text = browser_of(joerg).get(f"/verwaltung/pages/{draft.pk}/edit/").content.decode()
    footer = text[text.index("<footer") :]
    assert f"/verwaltung/meldung/{draft.pk}/freigeben/" in footer
    assert "action-hand-in" not in footer


def test_the_desk_says_what_readers_see_after_a_change_is_taken_back(
    cast: Cast, browser_of: Any
) -> None:
    page = publish_news(town=cast.soemmerda, title="Markt", by=cast.marlene)
    revise_news(page=page, by=cast.marlene, title="Markt am Sonntag")
    settle()
    client = browser_of(cast.marlene)
    client.post("/verwaltung/rueckgaengig/", {"undo": undo_button(page, cast.marlene)})
    text = client.get("/verwaltung/").content.decode()
    assert "Die Änderung ist zurückgenommen; die vorige Fassung steht wieder da." in text


def undo_button(page: NewsPage, user: User) -> str:
    from django.core import signing

    return signing.dumps(["publication", user.pk, page.pk], salt="desk.undo")
