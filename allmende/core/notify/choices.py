"""Where a mail stands on its way."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailState(TextChoices):
    """``HANDING`` lasts as long as the talk with the mail server; a crash in it leaves ``UNKNOWN``."""

    WAITING = "waiting", pgettext_lazy("mail", "waits")
    HANDING = "handing", pgettext_lazy("mail", "is being handed over")
    SENT = "sent", pgettext_lazy("mail", "sent")
    UNKNOWN = "unknown", pgettext_lazy("mail", "unknown whether it arrived")
    FAILED = "failed", pgettext_lazy("mail", "not sent")
    RETURNED = "returned", pgettext_lazy("mail", "came back")
    WITHHELD = "withheld", _("not sent: this address does not work")


#: States that somebody should look at.
NEEDS_A_LOOK = (MailState.UNKNOWN, MailState.FAILED, MailState.RETURNED, MailState.WITHHELD)
