"""Dates on which events take place, laid out so that lists need no arithmetic."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.items.models import Item
from allmende.modules.events.choices import EventState


class Occurrence(models.Model):
    """One date of an event that is published. Made from the event, never written by hand.

    Retention: as long as the event; dates more than two years old are swept out by the house.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="occurrences")
    #: When the rule says it begins: what stays the same when a single date is moved.
    planned_at = models.DateTimeField(_("planned beginning"))
    starts_at = models.DateTimeField(_("beginning"))
    #: Never empty: something without an end ends when it begins.
    ends_at = models.DateTimeField(_("end"))
    state = models.CharField(_("state"), max_length=10, choices=EventState, blank=True)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "planned_at"], name="date_of_event_once")
        ]
        indexes = [models.Index(fields=["starts_at", "ends_at"], name="date_by_time")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
