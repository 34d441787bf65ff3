"""What is on its way, what came back, and how fast we may go on."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.users.models import UserProfile

from allmende.core.modules.switchboard import given_by_all
from allmende.core.notify.choices import NEEDS_A_LOOK
from allmende.core.notify.models import CaughtMail, DeadAddress, Mail
from allmende.core.people.models import User
from allmende.core.towns.models import Town

HOUR = timedelta(hours=1)
LANGUAGES = {"de", "en"}


def is_dead(address: str) -> bool:
    return DeadAddress.objects.filter(address=address.lower()).exists()


def language_of(user: User | None) -> str:
    """Language in which somebody reads the desk; German for everybody else."""
    chosen = UserProfile.objects.filter(user=user).values_list("preferred_language", flat=True)
    language = (chosen.first() or "") if user else ""
    return language if language in LANGUAGES else "de"


def is_too_fast(address: str) -> bool:
    """Whether this hour has had its mails: in total, or for one address."""
    hour = Mail.objects.filter(handed_at__gt=timezone.now() - HOUR)
    if hour.count() >= settings.MAILS_PER_HOUR:
        return True
    return hour.filter(address__iexact=address).count() >= settings.MAILS_PER_HOUR_AND_ADDRESS


def mails_of(towns: list[Town] | None) -> QuerySet[Mail]:
    """Mails in the name of towns, newest first; of the whole house for None."""
    rows = Mail.objects.select_related("town", "receiver")
    return rows if towns is None else rows.filter(town__in=towns)


def needing_a_look(towns: list[Town] | None) -> QuerySet[Mail]:
    return mails_of(towns).filter(state__in=NEEDS_A_LOOK)


def caught(message_ids: list[str]) -> dict[str, int]:
    """Numbers of caught mails by the id of their message."""
    rows = CaughtMail.objects.filter(message_id__in=message_ids)
    return dict(rows.values_list("message_id", "pk"))


def message_id(mail: Mail) -> str:
    """Id of the message: the same at every try, so that mailboxes see one mail."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    return f"<mail-{mail.pk}-{mail.key[-12:]}@{domain}>".replace(":", "-")


def template_labels() -> dict[str, Any]:
    """What a mail is about, in words, by the key of its template."""
    from allmende.core.notify.house_mails import HOUSE

    return {one.key: one.label for one in (*HOUSE, *given_by_all("mail_templates"))}


# -- what is past its time ------------------------------------------------------------------------


def old_mails(day: Any) -> QuerySet[Mail]:
    return Mail.objects.filter(created_at__date__lt=day - timedelta(days=90))


def old_caught(day: Any) -> QuerySet[CaughtMail]:
    return CaughtMail.objects.filter(at__date__lt=day - timedelta(days=30))


def old_dead(day: Any) -> QuerySet[DeadAddress]:
    return DeadAddress.objects.filter(since__date__lt=day - timedelta(days=365))


def old_texts() -> QuerySet[Mail]:
    month = timezone.now() - timedelta(days=30)
    return Mail.objects.filter(~Q(text=""), created_at__lt=month)
