"""Tables of the portal beside its page types (those live in pages.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.items.models import Item
from allmende.core.towns.models import Town


class ImportedItem(models.Model):
    """Where an imported item came from. The same item is never imported twice.

    Without ``item``: it was deleted here, and the next import must not bring it back. Nothing of
    the item is left in the row but its number at the source.
    Retention: as long as the item exists; ten years after it was deleted or unpublished.
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(_("source"), max_length=500)
    external_id = models.CharField(_("number at the source"), max_length=500)
    checksum = models.CharField(_("checksum"), max_length=64)
    item = models.OneToOneField(
        Item, on_delete=models.SET_NULL, null=True, related_name="imported_from"
    )
    seen_at = models.DateTimeField(_("last seen"), auto_now=True)

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")
        constraints = [
            models.UniqueConstraint(
                fields=["town", "source", "external_id"], name="imported_once_per_source"
            )
        ]

    def __str__(self) -> str:
        return self.external_id
