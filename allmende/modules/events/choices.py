"""Closed lists about events."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventState(TextChoices):
    """How sure it is that an event takes place. Cancelled is a deed of its own (core.items)."""

    PLANNED = "planned", pgettext_lazy("event", "planned")
    CONFIRMED = "confirmed", pgettext_lazy("event", "confirmed")
    MOVED = "moved", pgettext_lazy("event", "moved")
    FULL = "full", pgettext_lazy("event", "fully booked")


class Lane(TextChoices):
    """What an entry is: something special, or what comes round again (domain.md § 4, EV-6)."""

    EVENT = "event", _("Event")
    ROUTINE = "routine", _("Recurring service (market, office hours, collection)")


class Repeats(TextChoices):
    """How often it takes place."""

    NEVER = "", _("once")
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY_WEEKDAY = "monthly_weekday", _("every month on the same weekday (1st Sunday)")
    MONTHLY_DATE = "monthly_date", _("every month on the same date (15th)")
    YEARLY = "yearly", _("every year on the same date")


class Fate(TextChoices):
    """What becomes of a single date of a series."""

    LEFT_OUT = "left_out", _("does not take place, and was never announced")
    CANCELLED = "cancelled", _("is cancelled")
    MOVED = "moved", _("is moved")


class Price(TextChoices):
    UNKNOWN = "", _("not said")
    FREE = "free", _("free of charge")
    DONATION = "donation", _("donation welcome")
    PAID = "paid", _("costs something")


class Source(TextChoices):
    """How an entry came in."""

    FORM = "form", _("entered here")
    ICS = "ics", _("calendar of somebody else")
