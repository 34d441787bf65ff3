"""Places, and when they are open."""

from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allmende.core.kit.geo import Point, box_around
from allmende.core.towns.choices import Weekday
from allmende.core.towns.models import Town, Village
from allmende.shared.places.choices import HolidayRule, Known, PlaceKind

_LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
_LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


def _fact(label: Any) -> models.CharField[str, str]:
    field: models.CharField[str, str] = models.CharField(
        label, max_length=7, choices=Known, default=Known.UNKNOWN
    )
    return field


class PlaceQuerySet(models.QuerySet["Place"]):
    def near(self, point: Point, km: float) -> Self:
        """Places in the box around a circle; the corners are for ``queries.within`` to cut."""
        box = box_around(point, km)
        return self.filter(lat__range=(box.south, box.north), lon__range=(box.west, box.east))


class Place(models.Model):
    """Where something is. It belongs to the town that keeps it true, and may lie elsewhere.

    Retention: until its town removes it; no personal data (facts about buildings and grounds).
    """

    town = models.ForeignKey(
        Town, on_delete=models.CASCADE, related_name="places", verbose_name=_("town")
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind, default=PlaceKind.OTHER)
    street = models.CharField(_("street"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True, validators=_LATITUDE)
    lon = models.FloatField(_("longitude"), null=True, blank=True, validators=_LONGITUDE)
    village = models.ForeignKey(
        Village,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("village"),
    )
    villages_served = models.ManyToManyField(
        Village,
        blank=True,
        related_name="served_by",
        verbose_name=_("villages served"),
        help_text=_("None chosen means: all of the town."),
    )
    is_outside = models.BooleanField(
        _("lies outside the towns of the alliance"),
        default=False,
        help_text=_("Such as a sight in a neighbouring town that is no member."),
    )
    step_free = _fact(_("step-free"))
    wc = _fact(_("accessible toilet"))
    induction_loop = _fact(_("induction loop"))
    parking = _fact(_("accessible parking"))
    note = models.TextField(_("note"), max_length=500, blank=True)
    on_holidays = models.CharField(
        _("on public holidays"), max_length=7, choices=HolidayRule, default=HolidayRule.CLOSED
    )
    source = models.CharField(_("source"), max_length=160, blank=True)
    licence = models.CharField(_("licence"), max_length=80, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["lat", "lon"]), models.Index(fields=["town", "name"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__isnull=False, lon__isnull=False),
                name="place_has_both_or_none",
                violation_error_message=_("Latitude and longitude belong together."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def point(self) -> Point | None:
        if self.lat is None or self.lon is None:
            return None
        return Point(self.lat, self.lon)

    @property
    def address(self) -> str:
        """Street, postcode and city in one line."""
        city = f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (self.street, city) if part)


class OpeningHours(models.Model):
    """One opening in a usual week. Closing at the same or an earlier time means: next day.

    Retention: goes with its place; no personal data.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.CharField(_("weekday"), max_length=1, choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens"]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class SpecialHours(models.Model):
    """Other hours from a day to a day, or closed (no times). Several rows: several openings.

    Retention: three months after the last day, then deleted by the house; no personal data.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="special_hours")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        ordering = ["first_day", "last_day", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="special_hours_end_after_start"
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False),
                name="special_hours_both_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"
