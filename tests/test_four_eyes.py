"""Where a town asks for two people, nobody publishes what they wrote; alone, nobody is blocked."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from allmende.core.audit.models import Deed
from allmende.core.items import domain as items
from allmende.core.items.four_eyes import OtherEyesNeeded, needs_colleague
from allmende.core.items.models import Submission
from allmende.core.notify.models import Mail
from allmende.core.people.choices import Role, SecondFactor
from allmende.core.people.domain import appoint, end_role, set_staff_rules
from allmende.core.people.models import User
from allmende.core.people.queries import able_to_publish
from allmende.modules.portal.domain import draft_news, open_newsroom, publish_news, revise_news
from allmende.modules.portal.pages import NewsPage
from conftest import Cast, HouseClient, settle
from tests.desk_forms import news_form

NEWS = "portal.newspage"


@pytest.fixture
def joerg(cast: Cast) -> User:
    user = User.objects.create_user("joerg", password="geheim-genug")
    appoint(user=user, role=Role.TOWN_RELEASE, town=cast.soemmerda)
    return user


@pytest.fixture
def strict(cast: Cast, joerg: User) -> None:
    ask_for_two(cast.soemmerda)


def ask_for_two(town: Any) -> None:
    set_staff_rules(town=town, second_factor=SecondFactor.NOBODY, four_eyes=[NEWS])
    settle()


def written(cast: Cast, by: User, **fields: Any) -> NewsPage:
    page = draft_news(town=cast.soemmerda, title="Markt", slug="markt", by=by, **fields)
    page.save_revision(user=by, clean=False)
    settle()
    return NewsPage.objects.get(pk=page.pk)


def is_out(page: NewsPage) -> bool:
    page.refresh_from_db()
    return bool(page.live)


def test_an_invited_colleague_without_a_password_is_no_second_person(
    cast: Cast, joerg: User, strict: None
) -> None:
    page = written(cast, cast.marlene)
    joerg.set_unusable_password()
    joerg.save()
    assert not needs_colleague(page, cast.marlene)
    assert able_to_publish(cast.soemmerda) == [cast.marlene]
    joerg.set_password("geheim-genug")
    joerg.save()
    assert needs_colleague(page, cast.marlene)


def test_every_way_to_publish_what_one_wrote_is_shut(
    cast: Cast, joerg: User, strict: None, browser_of: Any
) -> None:
    page = written(cast, cast.marlene)
    client = browser_of(cast.marlene)
    edit, bulk = (
        f"/verwaltung/pages/{page.pk}/edit/",
        f"/verwaltung/bulk/items/item/publish/?id={page.pk}",
    )
    later = timezone.now() + timedelta(minutes=5)
    client.post(edit, news_form(slug="markt", **{"action-publish": "1"}))
    client.post(
        edit,
        news_form(slug="markt", go_live_at=f"{later:%Y-%m-%d %H:%M}", **{"action-publish": "1"}),
    )
    client.post(bulk, {"include_descendants": ""})
    with pytest.raises(OtherEyesNeeded):
        NewsPage.objects.get(pk=page.pk).get_latest_revision().publish(user=cast.marlene)
    with pytest.raises(OtherEyesNeeded):
        revise_news(page=NewsPage.objects.get(pk=page.pk), by=cast.marlene, title="Anders")
    with pytest.raises(OtherEyesNeeded):
        publish_news(town=cast.soemmerda, title="Neu", by=cast.marlene)
    items.submit(item=page, by=cast.marlene)
    with pytest.raises(OtherEyesNeeded):
        items.release(item=page, by=cast.marlene)
    client.post(f"/verwaltung/meldung/{page.pk}/freigeben/", {"answer": "release"})
    assert not is_out(page)
    assert not NewsPage.objects.get(pk=page.pk).revisions.exclude(approved_go_live_at=None).exists()


def test_a_new_item_is_kept_as_a_draft_and_sent_to_a_colleague(
    cast: Cast, joerg: User, strict: None, browser_of: Any
) -> None:
    shelf, client = open_newsroom(town=cast.soemmerda), browser_of(cast.marlene)
    url = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"
    client.post(url, news_form(slug="direkt", **{"action-publish": "1"}))
    assert not NewsPage.objects.get(slug="direkt").live
    text = client.get(
        f"/verwaltung/pages/{NewsPage.objects.get(slug='direkt').pk}/edit/"
    ).content.decode()
    assert "action-hand-in" in text
    assert "action-publish" not in text
    client.post(url, news_form(slug="gesandt", **{"action-hand-in": "1"}))
    waiting = Submission.objects.get(item__slug="gesandt", decided_at=None)
    assert (waiting.item.slug, waiting.submitted_by) == ("gesandt", cast.marlene)


def test_a_second_person_releases_and_the_log_names_them(
    cast: Cast, joerg: User, strict: None, browser_of: Any
) -> None:
    page = written(cast, cast.marlene)
    items.submit(item=page, by=cast.marlene)
    review = f"/verwaltung/meldung/{page.pk}/freigeben/"
    assert 'value="release"' in browser_of(joerg).get(review).content.decode()
    assert 'value="release"' not in browser_of(cast.marlene).get(review).content.decode()
    browser_of(joerg).post(review, {"answer": "release"})
    assert is_out(page)
    deed = Deed.objects.filter(verb="publish").first()
    assert (deed.actor_id, Mail.objects.filter(template="alone").count()) == (joerg.pk, 0)


def test_whoever_changes_it_needs_somebody_else_again(
    cast: Cast, joerg: User, strict: None
) -> None:
    page = written(cast, cast.marlene)
    page.save_revision(user=joerg, clean=False)
    items.submit(item=page, by=cast.marlene)
    with pytest.raises(OtherEyesNeeded):
        items.release(item=page, by=joerg)


def test_a_published_item_can_be_taken_back_and_called_off_by_anybody_who_releases(
    cast: Cast, joerg: User, strict: None, browser_of: Any
) -> None:
    page = written(cast, cast.marlene)
    items.submit(item=page, by=cast.marlene)
    items.release(item=page, by=joerg)
    settle()
    answer = browser_of(cast.marlene).get(f"/verwaltung/meldung/{page.pk}/absagen/")
    assert answer.status_code == 200
    items.take_back(item=NewsPage.objects.get(pk=page.pk), by=cast.marlene)
    assert not is_out(page)


def test_the_only_person_publishes_and_the_office_hears_of_it(cast: Cast, browser_of: Any) -> None:
    cast.soemmerda.email = "rathaus@soemmerda.example"
    cast.soemmerda.save()
    ask_for_two(cast.soemmerda)
    page, client = written(cast, cast.marlene), browser_of(cast.marlene)
    client.post(
        f"/verwaltung/pages/{page.pk}/edit/", news_form(slug="markt", **{"action-publish": "1"})
    )
    assert is_out(page)
    [mail] = Mail.objects.filter(template="alone")
    assert mail.address == "rathaus@soemmerda.example"


def test_a_colleague_who_left_does_not_block(cast: Cast, joerg: User, strict: None) -> None:
    end_role(grant=joerg.grants.get())
    page = written(cast, cast.marlene)
    page.get_latest_revision().publish(user=cast.marlene)
    assert is_out(page)


def test_other_towns_other_kinds_and_the_house_itself_go_on(
    cast: Cast, joerg: User, strict: None
) -> None:
    theirs = publish_news(town=cast.buttstaedt, title="Dort", by=cast.antje)
    imported = publish_news(town=cast.soemmerda, title="Aus dem Feed")
    assert (theirs.live, imported.live) == (True, True)
    home = open_newsroom(town=cast.soemmerda).get_parent().specific
    rights = home.permissions_for_user(cast.marlene)
    assert rights.can_publish_subpage()


def test_without_the_rule_nothing_is_asked(
    cast: Cast, joerg: User, django_assert_num_queries: Any
) -> None:
    page = written(cast, cast.marlene)
    rights = page.permissions_for_user(cast.marlene)
    rights.can_publish()
    with django_assert_num_queries(0):
        assert rights.can_publish()


def test_the_sheet_belongs_to_those_who_release(cast: Cast, joerg: User, browser_of: Any) -> None:
    url = "/verwaltung/stadt/soemmerda/sicherheit/"
    assert browser_of(cast.marlene).get(url).status_code == 403
    assert browser_of(cast.antje).get(url).status_code == 404
    browser: HouseClient = browser_of(joerg)
    browser.post(url, {"second_factor": "everybody", "four_eyes": [NEWS]})
    rules = cast.soemmerda.staff_rules
    assert (rules.second_factor, rules.four_eyes) == ("everybody", [NEWS])
    assert Deed.objects.first().verb == "change_staff_rules"
    wrong = browser.post(url, {"second_factor": "nobody", "four_eyes": ["auth.user"]})
    assert wrong.status_code == 422
