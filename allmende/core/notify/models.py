"""One row per mail, so that none is lost in silence and none is sent twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.kit.text import new_code
from allmende.core.notify.choices import MailState
from allmende.core.people.models import User
from allmende.core.towns.models import Town


class Mail(models.Model):
    """A mail of the house to one address.

    Retention: the text goes when the mail is handed over, after 30 days at the latest; the
    row, which says that and when it was sent, after 90 days.
    """

    #: What the mail is about, once for ever: a second mail with the same key is not made.
    key = models.CharField(max_length=120, unique=True, default=new_code)
    template = models.CharField(_("occasion"), max_length=60)
    town = models.ForeignKey(Town, on_delete=models.CASCADE, null=True, related_name="mails")
    receiver = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="mails")
    address = models.EmailField(_("to"))
    language = models.CharField(max_length=5, default="de")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MailState, default=MailState.WAITING
    )
    #: Name of the error's class or the answer's number; never its words, they quote the address.
    reason = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    handed_at = models.DateTimeField(_("handed over"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "created_at"], name="mail_by_state"),
            models.Index(fields=["handed_at"], name="mail_by_hour"),
            models.Index(fields=["town", "-created_at"], name="mail_by_town"),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.pk})"


class DeadAddress(models.Model):
    """An address from which mail came back: nothing more is sent there until somebody lifts it.

    Retention: one year after the last mail came back.
    """

    address = models.EmailField(_("address"), unique=True)
    since = models.DateTimeField(_("since"), auto_now=True)

    class Meta:
        verbose_name = _("address that does not work")
        verbose_name_plural = _("addresses that do not work")
        ordering = ["-since"]

    def __str__(self) -> str:
        return str(self.pk)


class CaughtMail(models.Model):
    """A mail that would have left a house for trying out. Retention: 30 days; demo mode only."""

    message_id = models.CharField(max_length=200, db_index=True)
    address = models.CharField(_("to"), max_length=300)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    at = models.DateTimeField(_("caught"), auto_now_add=True)

    class Meta:
        verbose_name = _("caught mail")
        verbose_name_plural = _("caught mails")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)
