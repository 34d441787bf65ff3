"""Rule 3 (whatever happens at the origin happens everywhere at once) and rule 4 (the badge)."""

import pytest
from django.db import transaction
from wagtail.models import Revision

from allmende.core.audit.queries import deeds_about
from allmende.core.cache.tags import clock
from allmende.core.exchange.choices import Mode
from allmende.core.exchange.domain import accept, decline, offer
from allmende.core.exchange.models import AcceptRule
from allmende.core.exchange.queries import placement_of
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import ReasonMissing, cancel, correct, withdraw
from allmende.core.items.models import Item
from allmende.core.items.queries import list_tag
from allmende.modules.portal.domain import publish_news, revise_news
from allmende.modules.portal.tests.reading import (
    badges,
    codes,
    in_every_feed,
    text_of,
    titles,
)
from conftest import settle

REASON = "Der Fluss steht zu hoch."
HOSTS = ("soemmerda.localhost", "buttstaedt.localhost", "kindelbrueck.localhost")


@pytest.fixture
def shared(cast):
    """Of Sömmerda: taken by Buttstädt's rule, by Kindelbrück's editor; Straußfurt said no."""
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    AcceptRule.objects.create(town=cast.kindelbrueck, mode=Mode.APPROVE)
    item = publish_news(
        town=cast.soemmerda, title="Brückenfest", summary="Am Fluss.", offer_to=OfferTo.ALL
    )
    accept(placement=placement_of(item, cast.kindelbrueck), by=cast.silvio)
    decline(placement=placement_of(item, cast.straussfurt), by=cast.beate)
    settle()
    return item


def tags_of(*towns):
    return [clock().read(list_tag(town.pk)) for town in towns]


@pytest.mark.parametrize("host", HOSTS)
def test_rule_3_a_cancellation_reaches_page_list_and_feeds_of_every_town(
    cast, client, shared, host
):
    before = [text_of(client.get(path, host=host)) for path in ("/aktuelles/", shared.local_path())]

    cancel(item=shared, reason=REASON, by=cast.marlene)

    listed = client.get("/aktuelles/", host=host)
    page = client.get(shared.local_path(), host=host)
    feeds = [text_of(client.get(f"/aktuelles/feed.{kind}", host=host)) for kind in ("atom", "rss")]
    json = client.get("/aktuelles/feed.json", host=host).json()["items"][0]["title"]
    assert titles(listed) == ["Brückenfest"]
    assert ['class="state"' in text for text in before] == [False, False]
    assert 'class="state"' in text_of(listed)
    assert page.status_code == 200
    assert REASON in text_of(page)
    assert all("<title>Abgesagt: Brückenfest" in feed for feed in feeds)
    assert not json.startswith("Brückenfest")
    assert codes(client, host) == in_every_feed(shared)


@pytest.mark.parametrize("host", HOSTS)
def test_rule_3_a_correction_reaches_every_town_with_its_note(cast, client, shared, host):
    client.get(shared.local_path(), host=host)

    correct(item=shared, note="Der Beginn ist 15 Uhr.", by=cast.marlene)

    shared.refresh_from_db()
    assert "Der Beginn ist 15 Uhr." in text_of(client.get(shared.local_path(), host=host))
    entry = client.get("/aktuelles/feed.json", host=host).json()["items"][0]
    assert entry["date_modified"] == shared.corrected_at.isoformat()


def test_rule_3_a_town_that_has_not_decided_or_said_no_shows_no_cancellation(cast, client, shared):
    cancel(item=shared, reason=REASON)

    for host in ("straussfurt.localhost", "becken.localhost"):
        for path in ("/", "/aktuelles/", "/aktuelles/feed.atom", shared.local_path()):
            assert "Brückenfest" not in text_of(client.get(path, host=host))


def test_rule_3_a_new_text_is_shown_at_once_and_marked_as_changed(cast, client, shared):
    revise_news(page=shared, title="Brückenfest am Sonntag", summary="Am Wehr.")

    for host in HOSTS:
        assert titles(client.get("/aktuelles/", host=host)) == ["Brückenfest am Sonntag"]
    assert placement_of(shared, cast.kindelbrueck).changed_since_taken
    assert not placement_of(shared, cast.soemmerda).changed_since_taken


@pytest.mark.parametrize(
    ("verb", "word"), [(cancel, "reason"), (correct, "note"), (withdraw, "reason")]
)
def test_rule_3_every_list_is_told_when_the_transaction_commits_and_not_before(
    cast, shared, verb, word
):
    shown = (cast.soemmerda, cast.buttstaedt, cast.kindelbrueck)
    lists, page = tags_of(*shown), clock().read(shared.tag)

    verb(item=shared, **{word: REASON}, by=cast.marlene)
    assert (tags_of(*shown), clock().read(shared.tag)) == (lists, page)
    settle()

    assert all(new > old for new, old in zip(tags_of(*shown), lists, strict=True))
    assert clock().read(shared.tag) > page
    row = deeds_about(Item.objects.get(pk=shared.pk)).filter(verb=verb.__name__).get()
    assert (row.actor_id, row.town, row.after[word]) == (cast.marlene.pk, cast.soemmerda, REASON)


def test_rule_3_a_deed_that_fails_halfway_leaves_no_row_and_tells_nobody(cast, shared):
    lists = tags_of(cast.soemmerda, cast.buttstaedt)

    with transaction.atomic():
        cancel(item=shared, reason=REASON)
        transaction.set_rollback(True)
    settle()

    assert tags_of(cast.soemmerda, cast.buttstaedt) == lists
    assert not deeds_about(Item.objects.get(pk=shared.pk)).filter(verb="cancel").exists()
    assert Item.objects.get(pk=shared.pk).cancelled_at is None


@pytest.mark.parametrize("verb", [cancel, withdraw])
def test_rule_3_readers_get_a_reason(cast, shared, verb):
    with pytest.raises(ReasonMissing):
        verb(item=shared, reason="  ")
    assert Item.objects.get(pk=shared.pk).live


def test_rule_3_a_cancellation_outlives_a_draft_that_was_written_before_it(cast, client, shared):
    shared.summary = "Neue Zeit folgt."
    draft = shared.save_revision(clean=False)
    code = shared.public_id
    cancel(item=Item.objects.get(pk=shared.pk), reason=REASON)

    Revision.objects.get(pk=draft.pk).publish()  # by someone else, on another day

    again = Item.objects.get(pk=shared.pk)
    assert (again.cancel_reason, again.public_id) == (REASON, code)
    for host in HOSTS:
        page = text_of(client.get(again.local_path(), host=host))
        assert ("Neue Zeit folgt." in page, REASON in page) == (True, True)


def test_rule_3_a_correction_outlives_the_next_edit_at_the_desk(cast, client, shared):
    correct(item=shared, note="Der Beginn ist 15 Uhr.")
    day = Item.objects.get(pk=shared.pk).corrected_at

    draft = shared.get_latest_revision_as_object()
    draft.summary = "Mit Musik."
    draft.save_revision(clean=False).publish()

    assert Item.objects.get(pk=shared.pk).corrected_at == day
    assert "Der Beginn ist 15 Uhr." in text_of(client.get(shared.local_path()))


def test_rule_3_withdrawn_is_gone_wherever_it_was_and_names_the_origin(cast, client, shared):
    assert client.get(shared.local_path()).status_code == 200

    withdraw(item=shared, reason="Irrtum im Amt.", by=cast.marlene)

    for host in HOSTS:
        page = client.get(shared.local_path(), host=host)
        assert page.status_code == 410
        assert "Sömmerda" in text_of(page).partition("<main")[2].partition("</main>")[0]
        assert "Irrtum im Amt." in text_of(page)
        assert "Am Fluss." not in text_of(page)
        for tail in ("druck/", "leicht/"):
            assert client.get(f"{shared.local_path()}{tail}", host=host).status_code == 410
        assert titles(client.get("/aktuelles/", host=host)) == []
        assert codes(client, host) == in_every_feed()
    assert client.get(shared.short_path).status_code == 410


def test_rule_3_withdrawn_is_unknown_where_it_was_never_shown(cast, client, shared):
    withdraw(item=shared, reason="Irrtum im Amt.")

    for host in ("straussfurt.localhost", "becken.localhost", "wundersleben.localhost"):
        page = client.get(shared.local_path(), host=host)
        assert page.status_code == 404
        assert "Brückenfest" not in text_of(page)
        assert "Irrtum" not in text_of(page)


def test_rule_3_an_offer_taken_back_is_gone_at_receivers_and_stays_at_home(cast, client, shared):
    offer(item=shared, target=OfferTo.NOBODY, by=cast.marlene)

    answers = {host: client.get(shared.local_path(), host=host) for host in HOSTS}
    assert [one.status_code for one in answers.values()] == [200, 410, 410]
    gone = text_of(answers["buttstaedt.localhost"])
    assert "Sömmerda" in gone.partition("<main")[2].partition("</main>")[0]
    assert titles(client.get("/aktuelles/")) == ["Brückenfest"]
    assert titles(client.get("/aktuelles/", host="buttstaedt.localhost")) == []
    rows = deeds_about(placement_of(shared, cast.buttstaedt))
    assert rows.first().verb == "placement_withdrawn"


def test_rule_3_an_offer_taken_back_is_unknown_to_towns_that_had_not_decided(cast, client, shared):
    offer(item=shared, target=OfferTo.NOBODY)

    page = client.get(shared.local_path(), host="becken.localhost")

    assert (page.status_code, "Brückenfest" in text_of(page)) == (404, False)


def test_rule_3_an_offer_made_again_is_judged_again(cast, client, shared):
    offer(item=shared, target=OfferTo.NOBODY)
    offer(item=shared, target=OfferTo.ALL)

    found = dict(shared.placements.values_list("town__slug", "status"))
    assert found == {
        "soemmerda": "own",
        "allianz": "offered",
        "buttstaedt": "auto",
        "kindelbrueck": "offered",
        "straussfurt": "declined",
    }


def test_rule_3_what_was_withdrawn_by_mistake_comes_back_to_everyone(cast, client, shared):
    withdraw(item=shared, reason="Irrtum im Amt.")
    Item.objects.get(pk=shared.pk).specific.save_revision(clean=False).publish()

    for host in HOSTS:
        assert client.get(shared.local_path(), host=host).status_code == 200


def test_rule_4_the_badge_stands_in_words_on_list_page_and_print(cast, client, shared):
    host = "buttstaedt.localhost"

    for path in ("/aktuelles/", "/", shared.local_path(), f"{shared.local_path()}druck/"):
        assert badges(client.get(path, host=host)) == ["Sömmerda"]
        assert badges(client.get(path)) == []


def test_rule_4_the_feeds_of_a_receiver_name_the_origin_in_the_title(cast, client, shared):
    def first(host):
        return client.get("/aktuelles/feed.json", host=host).json()["items"][0]

    assert first("soemmerda.localhost")["title"] == "Brückenfest"
    assert first("buttstaedt.localhost")["title"].endswith("Sömmerda)")
    assert first("buttstaedt.localhost")["authors"] == [{"name": "Sömmerda"}]
