"""The log of deeds: who did what, when, to what, for which town. It can only grow."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.towns.models import Town


class LogIsFinal(TypeError):
    """Someone tried to change or delete a row of the log."""


def kind_of(target: models.Model) -> str:
    """Name of an object's kind in the log: of the table all its page types share, if any."""
    meta = target._meta
    return [meta, *(parent._meta for parent in meta.all_parents)][-1].label_lower


class DeedQuerySet(models.QuerySet["Deed"]):
    def update(self, **_kwargs: Any) -> NoReturn:
        raise LogIsFinal("A deed cannot be rewritten.")

    def delete(self) -> NoReturn:
        raise LogIsFinal("A deed cannot be deleted.")


class Deed(models.Model):
    """One row per deed. ``before`` and ``after`` hold only the fields the deed is about.

    Retention: ten years (proof for towns and auditors). It names accounts, not persons:
    the account's number stays when the account is deleted, its name does not stand here.
    """

    town = models.ForeignKey(Town, on_delete=models.PROTECT, related_name="deeds")
    verb = models.CharField(_("deed"), max_length=40)
    actor_id = models.BigIntegerField(_("account"), null=True)
    object_type = models.CharField(_("kind of object"), max_length=60)
    object_id = models.CharField(_("number of object"), max_length=40)
    label = models.CharField(_("object"), max_length=200)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = DeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("deed")
        verbose_name_plural = _("deeds")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["town", "-at"]),
            models.Index(fields=["object_type", "object_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise LogIsFinal("A deed cannot be rewritten.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise LogIsFinal("A deed cannot be deleted.")
