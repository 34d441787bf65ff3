"""Closed lists of the sharing protocol (domain.md § 3.2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlacementStatus(TextChoices):
    OWN = "own", _("own item")
    OFFERED = "offered", _("waiting for a decision")
    AUTO = "auto", _("accepted by rule")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn by the origin")
    EXPIRED = "expired", _("offer expired")


#: What readers see.
SHOWN = (PlacementStatus.OWN, PlacementStatus.AUTO, PlacementStatus.ACCEPTED)
#: Shown, but of another town.
TAKEN = (PlacementStatus.AUTO, PlacementStatus.ACCEPTED)


class Mode(TextChoices):
    """What a town does with an offer that fits a rule."""

    AUTO = "auto", _("accept at once")
    APPROVE = "approve", _("ask the editors")
    NEVER = "never", _("never show")


class Channel(TextChoices):
    """Outlets of a placement; the values are the names of its columns."""

    WEB = "web", _("Website")
    APP = "app", _("App")
    KIOSK = "kiosk", _("Kiosk")
    NEWSLETTER = "newsletter", _("Newsletter")
    CALENDAR = "calendar", _("Calendar")
