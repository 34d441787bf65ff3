"""What readers have agreed to: the words they read, and a proof that names nobody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.towns.models import Town


class Wording(models.Model):
    """A text that somebody has agreed to, exactly as it stood there.

    Retention: as long as a proof refers to it.
    """

    purpose = models.CharField(_("purpose"), max_length=60)
    version = models.CharField(_("version"), max_length=120)
    language = models.CharField(_("language"), max_length=5)
    text = models.TextField(_("text"))
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("wording of a consent")
        verbose_name_plural = _("wordings of consents")

    def __str__(self) -> str:
        return f"{self.purpose} · {self.version} · {self.language}"


class Proof(models.Model):
    """A browser has agreed to a purpose. Nobody is named: a digest of a random number, no address.

    Retention: three years after the consent ended, as long as a breach could be fined
    (§ 41 BDSG with § 31 OWiG); see ``queries.old_proofs``.
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="proofs")
    #: SHA-256 of the number in the cookie: who reads the table cannot pretend to be that browser.
    browser = models.CharField(_("digest of the number"), max_length=64, db_index=True)
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("proof of a consent")
        verbose_name_plural = _("proofs of consents")

    def __str__(self) -> str:
        return f"{self.wording} · {self.given_at:%Y-%m-%d %H:%M}"
