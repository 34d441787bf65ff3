"""Closed lists about the care of the content."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LinkState(TextChoices):
    """What is known of an address. Only ``DEAD`` is shown to editors as a fault."""

    UNKNOWN = "unknown", _("not asked yet")
    FINE = "fine", _("answers")
    FAILING = "failing", _("has failed once")
    DEAD = "dead", _("dead")
    UNSURE = "unsure", _("could not be checked")
