"""A village writes, the town publishes: submit, send back, release."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allmende.core.audit.queries import deeds_for
from allmende.core.items.choices import Outcome
from allmende.core.items.domain import NotSubmitted, ReasonMissing, release, send_back, submit
from allmende.core.items.queries import is_visible, last_submission, waiting_for_release
from allmende.core.media.models import Picture
from allmende.modules.portal.domain import draft_news, revise_news


@pytest.fixture
def draft(cast):
    page = draft_news(
        town=cast.straussfurt,
        title="Storch ist zurück",
        body=[("paragraph", "<p>Er steht auf der Esse.</p>")],
        by=cast.ilse,
    )
    page.save_revision(user=cast.ilse)
    return page


def titles(town):
    return [row.item.draft_title for row in waiting_for_release(town)]


def test_submitted_twice_waits_once_and_only_at_its_own_town(cast, draft):
    submit(item=draft, by=cast.ilse)
    submit(item=draft, by=cast.ilse)

    assert titles(cast.straussfurt) == ["Storch ist zurück"]
    assert titles(cast.wundersleben) == []
    assert [deed.verb for deed in deeds_for(cast.straussfurt)].count("submit") == 1


def test_what_is_sent_back_says_why_and_can_be_submitted_again(cast, draft):
    submit(item=draft, by=cast.ilse)

    with pytest.raises(ReasonMissing):
        send_back(item=draft, reason=" ", by=cast.beate)
    send_back(item=draft, reason="Bitte den Ort nennen.", by=cast.beate)

    answer = last_submission(draft)
    assert (answer.outcome, answer.reason) == (Outcome.SENT_BACK, "Bitte den Ort nennen.")
    assert titles(cast.straussfurt) == []
    with pytest.raises(NotSubmitted):
        send_back(item=draft, reason="Noch einmal.", by=cast.beate)
    submit(item=draft, by=cast.ilse)
    assert titles(cast.straussfurt) == ["Storch ist zurück"]


def test_release_publishes_in_the_name_of_who_releases(cast, draft):
    submit(item=draft, by=cast.ilse)

    release(item=draft, by=cast.beate)

    draft.refresh_from_db()
    assert is_visible(draft)
    answer = last_submission(draft)
    assert (answer.outcome, answer.decided_by) == (Outcome.RELEASED, cast.beate)
    deeds = deeds_for(cast.straussfurt)[:2]
    assert [(deed.verb, deed.actor_id) for deed in deeds] == [
        ("publish", cast.beate.pk), ("submit", cast.ilse.pk)
    ]  # fmt: skip
    with pytest.raises(NotSubmitted):
        release(item=draft, by=cast.beate)


def test_publishing_in_any_other_way_answers_too(cast, draft):
    submit(item=draft, by=cast.ilse)

    revise_news(page=draft, by=cast.beate, summary="Er ist da.")

    assert titles(cast.straussfurt) == []
    assert last_submission(draft).decided_by == cast.beate


def test_a_picture_without_words_is_not_released(cast, draft):
    draft.lead_picture = Picture.objects.create(
        title="Storch", file="x.png", width=10, height=10, created_at=timezone.now()
    )
    draft.save_revision(user=cast.ilse)
    submit(item=draft, by=cast.ilse)

    with pytest.raises(ValidationError) as refused:
        release(item=draft, by=cast.beate)

    assert list(refused.value.message_dict) == ["lead_picture_alt"]
    assert titles(cast.straussfurt) == ["Storch ist zurück"]
    draft.refresh_from_db()
    assert not is_visible(draft)
