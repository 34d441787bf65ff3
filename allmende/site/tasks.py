"""What must not be kept for ever goes by itself, every night."""

import logging
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from allmende.core.consent.queries import old_proofs, unused_wordings
from allmende.core.kit.dates import today
from allmende.core.modules.switchboard import given_by_all
from allmende.core.notify.queries import old_caught, old_dead, old_mails
from allmende.core.people.sessions import old_sessions
from allmende.core.search.missed import old as old_missed
from allmende.core.tasks import periodic
from allmende.site.desk.town_settings.reminders import remind_of_ends
from allmende.site.models import BarrierReport

log = logging.getLogger(__name__)

#: Days after which reports of barriers go, and tries to sign in (see the privacy statement).
REPORT_DAYS = 180
ATTEMPT_DAYS = 7

Due = Callable[[date], QuerySet[Any]]


@periodic(at="03:15")
def forget_what_is_old() -> None:
    """Delete what is past its time; what cannot go today is tried again (and said)."""
    failed = [label for label, due in _rules() if not _forget(label, due)]
    if failed:
        raise RetentionError(", ".join(failed))


@periodic(at="07:00")
def remind_of_roles_that_end() -> None:
    remind_of_ends()


class RetentionError(RuntimeError):
    """Rows that should be gone are still there; names their tables."""


def _rules() -> Iterator[tuple[str, Due]]:
    for rule in given_by_all("retention_rules"):
        yield rule.model._meta.label_lower, rule.due
    yield "site.barrierreport", _old_reports
    yield "search.missedword", old_missed
    yield "axes.accessattempt", _old_attempts
    yield "people.desksession", old_sessions
    yield "notify.mail", old_mails
    yield "notify.caughtmail", old_caught
    yield "notify.deadaddress", old_dead
    yield "consent.proof", old_proofs
    yield "consent.wording", unused_wordings
    yield "sessions.session", _expired_sessions


def _old_reports(day: date) -> QuerySet[Any]:
    return BarrierReport.objects.filter(created_at__date__lt=day - timedelta(days=REPORT_DAYS))


def _old_attempts(day: date) -> QuerySet[Any]:
    return AccessAttempt.objects.filter(attempt_time__date__lt=day - timedelta(days=ATTEMPT_DAYS))


def _expired_sessions(day: date) -> QuerySet[Any]:
    return Session.objects.filter(expire_date__lt=timezone.now())


def _forget(label: str, due: Due) -> bool:
    try:
        with transaction.atomic():
            count, _ = due(today()).delete()
    except DatabaseError:
        log.exception("Retention of %s failed; the other tables go on", label)
        return False
    if count:
        log.info("Retention: %d rows of %s are gone", count, label)
    return True
