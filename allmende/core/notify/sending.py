"""The talk with the mail server."""

import contextlib
from email.utils import formataddr, parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils.translation import override

from allmende.core.notify.letter import Letter
from allmende.core.notify.models import Mail


class MailTalk:
    """One connection; its beginning apart, because an error there means: certainly not sent."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def begin(self) -> None:
        self._connection.open()

    def say(self, message: EmailMultiAlternatives) -> None:
        self._connection.send_messages([message])

    def end(self) -> None:
        with contextlib.suppress(OSError, SMTPException):  # the mail is through already
            self._connection.close()


def message_for(mail: Mail, made: Letter, number: str) -> EmailMultiAlternatives:
    """Make the message: plain text first, HTML beside it, nothing that answers by itself."""
    with override(mail.language):
        message = EmailMultiAlternatives(
            subject=made.subject,
            body=made.plain,
            from_email=_sender(mail),
            to=[mail.address],
            reply_to=[mail.town.email] if mail.town and mail.town.email else None,
            headers={"Message-ID": number, "Auto-Submitted": "auto-generated"},
        )
    message.attach_alternative(made.html, "text/html")
    return message


def _sender(mail: Mail) -> str:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return formataddr((mail.town.official_name if mail.town else "Allmende", address))
