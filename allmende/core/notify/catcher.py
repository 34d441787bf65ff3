"""In a house for trying out no mail leaves the machine: the desk shows what would have gone out."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class CatcherBackend(BaseEmailBackend):
    """Keeps mails in a table instead of sending them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _keep(message)
        return len(email_messages)


def _keep(message: EmailMessage) -> None:
    from allmende.core.notify.models import CaughtMail

    alternatives: Any = getattr(message, "alternatives", None) or []
    html = next((str(part[0]) for part in alternatives if part[1] == "text/html"), "")
    CaughtMail.objects.create(
        message_id=message.extra_headers.get("Message-ID", "")[:200],
        address=", ".join(message.recipients())[:300],
        subject=str(message.subject)[:200],
        text=str(message.body),
        html=html,
    )
