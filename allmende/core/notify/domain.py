"""Write a mail, hand it over once, note what became of it."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from allmende.core.audit.domain import record
from allmende.core.modules.contract import MailTemplate
from allmende.core.notify.choices import MailState
from allmende.core.notify.letter import tame, written
from allmende.core.notify.models import DeadAddress, Mail
from allmende.core.notify.queries import is_dead, language_of
from allmende.core.people.models import User
from allmende.core.people.queries import grants_now
from allmende.core.tasks import later
from allmende.core.towns.models import Town

log = logging.getLogger(__name__)

#: After this long with the mail server a worker must have died over it.
TALK = timedelta(minutes=15)
#: After this long a mail is no longer worth sending.
PATIENCE = timedelta(days=3)


@transaction.atomic
def post(
    *,
    template: MailTemplate,
    to: User | str,
    town: Town | None,
    context: Mapping[str, Any],
    key: str = "",
) -> Mail:
    """Write a mail and put it in the queue, with the transaction around it or not at all.

    ``context`` holds the values of the template; text in it becomes one line. With a ``key``
    there is one such mail for ever, however often it is asked for.
    """
    if known := Mail.objects.filter(key=key).first() if key else None:
        return known
    mail = _write(template, to, town, tame(context))
    if key:
        mail.key = key
    if not mail.address or is_dead(mail.address):
        mail.state, mail.text = MailState.WITHHELD, ""
    mail.save()
    if mail.state == MailState.WAITING:
        _queue(mail)
    return mail


def _write(
    template: MailTemplate, to: User | str, town: Town | None, context: dict[str, Any]
) -> Mail:
    receiver = to if isinstance(to, User) else None
    language = language_of(receiver)
    with override(language):
        values = context | {"town": town, "receiver": receiver}
        subject = str(template.subject) % values
        text = written(template.template, values)
    return Mail(
        template=template.key,
        town=town,
        receiver=receiver,
        address=to.email if isinstance(to, User) else to,
        language=language,
        subject=" ".join(subject.split())[:200],
        text=text,
    )


def _queue(mail: Mail) -> None:
    from allmende.core.notify.tasks import deliver

    later(deliver, mail.pk)


def claim(pk: int) -> Mail | None:
    """Take a mail for handing over; None when somebody else has or had it."""
    taken = Mail.objects.filter(pk=pk, state=MailState.WAITING).update(
        state=MailState.HANDING, handed_at=timezone.now()
    )
    return Mail.objects.select_related("town").get(pk=pk) if taken else None


def put_back(mail: Mail) -> None:
    """Let it wait again: the mail server has certainly not taken it."""
    _note(mail, MailState.WAITING, handed_at=None)


def note_sent(mail: Mail) -> None:
    """Note that the mail server has taken it. The text is no longer needed."""
    _note(mail, MailState.SENT, text="")


def note_refused(mail: Mail, *, reason: str) -> None:
    """Note that the mail server will never take it."""
    _note(mail, MailState.FAILED, text="", reason=reason)


def note_unknown(mail: Mail, *, reason: str) -> None:
    """Note that nobody can say whether it went out. It is not tried again by itself."""
    log.warning("Mail %d: unknown whether it was sent (%s)", mail.pk, reason)
    _note(mail, MailState.UNKNOWN, reason=reason)


def note_returned(mail: Mail, *, reason: str = "") -> None:
    """Note that it came back: nothing more is sent to this address."""
    DeadAddress.objects.update_or_create(address=mail.address.lower())
    _note(mail, MailState.RETURNED, text="", reason=reason)


def _note(mail: Mail, state: MailState, **fields: Any) -> None:
    Mail.objects.filter(pk=mail.pk).update(state=state, **fields)
    mail.state = state


def may_judge_address(user: User, mail: Mail) -> bool:
    """Whether somebody may say that the address of a mail is dead, or works again.

    That holds for the whole house. So a town may say it of strangers and of its own people, and
    not of an account that works only elsewhere.
    """
    if user.is_superuser or mail.receiver_id is None:
        return True
    return grants_now().filter(user=mail.receiver_id, town=mail.town_id).exists()


def _require_judge(user: User, mail: Mail) -> None:
    if not may_judge_address(user, mail):
        raise PermissionDenied


@transaction.atomic
def mark_returned(*, mail: Mail, by: User) -> None:
    """Say by hand that a mail came back (the mail server told us later, by mail).

    Raises PermissionDenied for an account that works only elsewhere.
    """
    _require_judge(by, mail)
    note_returned(mail, reason="marked")
    _log("mail_returned", mail, by)


@transaction.atomic
def lift(*, mail: Mail, by: User) -> None:
    """Say that the address works again. Raises PermissionDenied like ``mark_returned``."""
    _require_judge(by, mail)
    DeadAddress.objects.filter(address=mail.address.lower()).delete()
    _log("mail_address_works", mail, by)


@transaction.atomic
def send_again(*, mail: Mail, by: User) -> bool:
    """Send a mail once more whose fate is unknown; False when its text is gone."""
    if (
        not Mail.objects.filter(pk=mail.pk, state=MailState.UNKNOWN)
        .exclude(text="")
        .update(state=MailState.WAITING, handed_at=None, created_at=timezone.now())
    ):
        return False
    _log("mail_sent_again", mail, by)
    _queue(mail)
    return True


def _log(deed: str, mail: Mail, by: User) -> None:
    if mail.town:
        record(verb=deed, town=mail.town, target=mail, by=by)


def give_up_what_is_stuck() -> int:
    """Settle mails whose worker died, and those nobody could send for days; says how many."""
    now = timezone.now()
    lost = Mail.objects.filter(state=MailState.HANDING, handed_at__lt=now - TALK)
    old = Mail.objects.filter(state=MailState.WAITING, created_at__lt=now - PATIENCE)
    return lost.update(state=MailState.UNKNOWN, reason="worker lost") + old.update(
        state=MailState.FAILED, text="", reason="no connection"
    )
