"""Which town has switched on what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.towns.models import Town


class Switch(models.Model):
    """A module that a town has switched on. No row means off."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="switches")
    module = models.CharField(_("module"), max_length=60)

    class Meta:
        verbose_name = _("switch")
        verbose_name_plural = _("switches")
        constraints = [
            models.UniqueConstraint(fields=["town", "module"], name="switch_once_per_town")
        ]

    def __str__(self) -> str:
        return f"{self.module} · {self.town}"
