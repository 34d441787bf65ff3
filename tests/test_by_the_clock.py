"""What the house does by the clock: publish, expire, end offers, forget."""

from datetime import UTC, datetime, timedelta

import time_machine
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.models import Revision

from allmende.core.exchange.models import Placement
from allmende.core.exchange.queries import offered_to
from allmende.core.exchange.tasks import end_old_offers
from allmende.core.items.choices import OfferTo
from allmende.core.items.models import Item
from allmende.core.items.tasks import publish_and_expire
from allmende.core.tasks.declare import periodic_tasks
from allmende.modules.portal.domain import draft_news, publish_news
from allmende.modules.portal.models import ImportedItem
from allmende.site.models import BarrierReport
from allmende.site.tasks import forget_what_is_old
from conftest import settle

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def run(task):
    task.func()
    settle()


def titles(client, host="soemmerda.localhost"):
    page = client.get("/aktuelles/", host=host)
    return [card.title for card in page.context["page_obj"].object_list]


def test_the_clock_knows_every_task():
    ours = {name.rpartition(".")[2] for name in periodic_tasks()}
    assert {"publish_and_expire", "end_old_offers", "forget_what_is_old"} <= ours
    plan = {name.rpartition(".")[2]: str(task.schedule) for name, task in periodic_tasks().items()}
    assert plan["forget_what_is_old"] == "daily at 03:15"
    assert plan["publish_and_expire"] == "every 0:01:00"


def test_a_scheduled_item_is_published_placed_and_offered_when_its_time_has_come(cast, client):
    with time_machine.travel(NOON, tick=False) as clock:
        page = draft_news(town=cast.soemmerda, title="Zum Advent")
        page.offer_to = OfferTo.ALL
        page.go_live_at = NOON + timedelta(hours=1)
        page.save_revision(user=cast.marlene).publish(user=cast.marlene)
        run(publish_and_expire)
        assert titles(client) == []
        assert Placement.objects.count() == 0
        clock.shift(timedelta(hours=1, minutes=1))
        run(publish_and_expire)
        assert titles(client) == ["Zum Advent"]
        assert [str(p.item) for p in offered_to(cast.buttstaedt)] == ["Zum Advent"]
        revisions = Revision.objects.count()
        run(publish_and_expire)
        assert Revision.objects.count() == revisions
        assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_an_expired_item_is_unpublished(cast, client):
    with time_machine.travel(NOON, tick=False) as clock:
        publish_news(town=cast.soemmerda, title="Bleibt")
        publish_news(town=cast.soemmerda, title="Geht", expire_at=NOON + timedelta(minutes=30))
        run(publish_and_expire)
        assert sorted(titles(client)) == ["Bleibt", "Geht"]
        clock.shift(timedelta(minutes=31))
        run(publish_and_expire)
        assert titles(client) == ["Bleibt"]
        gone = Item.objects.get(title="Geht")
        assert (gone.live, gone.expired) == (False, True)


def test_a_list_is_made_anew_when_an_embargo_ends(cast, client):
    from allmende.core.cache.tags import clock as page_clock
    from allmende.core.items.queries import list_tag

    with time_machine.travel(NOON, tick=False) as clock:
        publish_news(town=cast.soemmerda, title="Preis", embargo_until=NOON + timedelta(minutes=2))
        settle()
        tag = list_tag(cast.soemmerda.pk)
        before = page_clock().read(tag)
        run(publish_and_expire)
        assert page_clock().read(tag) == before
        assert titles(client) == []
        clock.shift(timedelta(minutes=3))
        run(publish_and_expire)
        assert page_clock().read(tag) != before
        assert titles(client) == ["Preis"]


def test_offers_end_after_three_weeks(cast):
    with time_machine.travel(NOON, tick=False) as clock:
        publish_news(town=cast.soemmerda, title="Alt", offer_to=OfferTo.ALL)
        settle()
        clock.shift(timedelta(days=10))
        publish_news(town=cast.soemmerda, title="Neu", offer_to=OfferTo.ALL)
        settle()
        clock.shift(timedelta(days=11, hours=1))
        run(end_old_offers)
        assert [str(p.item) for p in offered_to(cast.buttstaedt)] == ["Neu"]


def _report(town, days):
    report = BarrierReport.objects.create(town=town, message=f"vor {days} Tagen")
    BarrierReport.objects.filter(pk=report.pk).update(
        created_at=timezone.now() - timedelta(days=days)
    )


def _attempt(days):
    attempt = AccessAttempt.objects.create(
        username=f"vor {days}", ip_address="192.0.2.1", failures_since_start=1
    )
    AccessAttempt.objects.filter(pk=attempt.pk).update(
        attempt_time=timezone.now() - timedelta(days=days)
    )


@time_machine.travel(NOON, tick=False)
def test_what_is_old_is_forgotten_and_nothing_else(cast):
    for days in (179, 180, 182):
        _report(cast.soemmerda, days)
    for days in (6, 9):
        _attempt(days)
    for key, hours in (("alt", -1), ("neu", 1)):
        Session.objects.create(session_key=key, expire_date=NOON + timedelta(hours=hours))
    run(forget_what_is_old)
    assert sorted(BarrierReport.objects.values_list("message", flat=True)) == [
        "vor 179 Tagen",
        "vor 180 Tagen",
    ]
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["vor 6"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["neu"]


def test_rules_of_modules_are_kept(cast):
    shown, hidden = (publish_news(town=cast.soemmerda, title=title) for title in ("Da", "Weg"))
    for page in (shown, hidden):
        ImportedItem.objects.create(
            town=cast.soemmerda, source="x", external_id=page.title, item=page.item_ptr
        )
    hidden.unpublish()
    with time_machine.travel(timezone.now() + timedelta(days=3649)):
        run(forget_what_is_old)
        assert ImportedItem.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(days=3652)):
        run(forget_what_is_old)
        assert list(ImportedItem.objects.values_list("external_id", flat=True)) == ["Da"]


def test_one_rule_that_fails_does_not_stop_the_others(cast, monkeypatch):
    import pytest
    from django.db import DatabaseError

    from allmende.site import tasks

    def broken(_day):
        raise DatabaseError

    _report(cast.soemmerda, 200)
    old = tasks._old_reports
    rules = [("kaputt", broken), ("heil", old)]
    monkeypatch.setattr(tasks, "_rules", lambda: iter(rules))
    with pytest.raises(tasks.RetentionError, match=r"^kaputt$"):
        run(forget_what_is_old)
    assert BarrierReport.objects.count() == 0
