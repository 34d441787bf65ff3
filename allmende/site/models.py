"""What visitors leave behind: reports of barriers, nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.towns.models import Town


class BarrierReport(models.Model):
    """Somebody met a barrier (§ 12b BGG, ThürBarrWebG) or has another message for the town.

    Retention: 180 days after it came, then deleted by the house (see tasks.py).
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="barrier_reports")
    page = models.CharField(_("page"), max_length=300, blank=True)
    message = models.TextField(_("message"), max_length=3000)
    email = models.EmailField(_("e-mail for our answer"), blank=True)
    created_at = models.DateTimeField(_("came"), auto_now_add=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("report of a barrier")
        verbose_name_plural = _("reports of barriers")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.created_at:%d.%m.%Y} ({self.pk})"
