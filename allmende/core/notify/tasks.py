"""Hand mails to the mail server, one at a time, and tidy up behind."""

from datetime import timedelta
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from allmende.core.notify import domain
from allmende.core.notify.letter import letter
from allmende.core.notify.models import Mail
from allmende.core.notify.queries import is_too_fast, message_id, old_texts
from allmende.core.notify.sending import MailTalk, message_for
from allmende.core.tasks import later, periodic, task

PAUSE = timedelta(minutes=10)
#: Answers by which the server says itself that it did not take the mail.
_REFUSALS = (SMTPSenderRefused, SMTPDataError, SMTPHeloError, SMTPNotSupportedError)


@task(retries=12)
def deliver(pk: int) -> None:
    """Hand one mail over. Run twice it does nothing the second time: the row is claimed first."""
    mail = Mail.objects.filter(pk=pk).first()
    if mail is None:
        return
    if is_too_fast(mail.address):
        later(deliver, pk, run_after=PAUSE)
        return
    if claimed := domain.claim(pk):
        _hand_over(claimed)


def _hand_over(mail: Mail) -> None:
    made = letter(subject=mail.subject, text=mail.text, town=mail.town, language=mail.language)
    talk = MailTalk()
    try:
        talk.begin()
    except (OSError, SMTPException):  # nothing has been said yet: certainly not sent
        domain.put_back(mail)
        raise
    try:
        talk.say(message_for(mail, made, message_id(mail)))
    except SMTPRecipientsRefused as error:
        _settle(mail, error, code=max(code for code, _text in error.recipients.values()))
    except _REFUSALS as error:
        _settle(mail, error, code=getattr(error, "smtp_code", 500))
    except Exception as error:  # noqa: BLE001  whatever it was, the mail may be out
        domain.note_unknown(mail, reason=type(error).__name__)
    else:
        domain.note_sent(mail)
    finally:
        talk.end()


def _settle(mail: Mail, error: Exception, *, code: int) -> None:
    """The server said no: for good (5xx), or for now (4xx), see RFC 5321 § 4.2.1."""
    if code < 500:
        domain.put_back(mail)
        raise error
    if isinstance(error, SMTPRecipientsRefused):
        domain.note_returned(mail, reason=str(code))
    else:
        domain.note_refused(mail, reason=str(code))


@periodic(every=timedelta(minutes=15))
def settle_stuck_mails() -> None:
    domain.give_up_what_is_stuck()
    old_texts().update(text="")
