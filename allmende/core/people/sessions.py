"""Where somebody is signed in: seen at most once an hour, ended by the person."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from allmende.core.people.models import DeskSession, User

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
             ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip
_HOUR_SEEN = "hour_seen"


def device_in_words(agent: str) -> str:
    """Name browser and system, nothing finer: ``Firefox · Windows``."""
    browser = next((name for mark, name in _BROWSERS if re.search(rf"\b{mark}/", agent)), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return " · ".join(filter(None, (browser, system)))


def note_seen(request: Any) -> None:
    """Note that a session is in use: one row a session, written once an hour."""
    hour = _hour(timezone.now())
    if request.session.get(_HOUR_SEEN) == hour.isoformat() or not request.session.session_key:
        return
    request.session[_HOUR_SEEN] = hour.isoformat()
    values = {
        "user": request.user,
        "device": device_in_words(request.headers.get("user-agent", "")[:400]),
        "host": request.get_host().partition(":")[0][:120],
        "seen_at": hour,
    }
    DeskSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults=values,
        create_defaults=values | {"began_at": hour},
    )


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def sessions_of(user: User) -> QuerySet[DeskSession]:
    """Sessions that still hold, newest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return DeskSession.objects.filter(user=user, session_key__in=alive)


@transaction.atomic
def end_sessions(*, rows: QuerySet[DeskSession]) -> int:
    """Sign out there: the next click in those browsers asks for the password."""
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    DeskSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def old_sessions(day: Any) -> QuerySet[DeskSession]:
    return DeskSession.objects.filter(seen_at__date__lt=day - timedelta(days=2))
