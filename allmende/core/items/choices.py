"""Closed lists about items."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SourceKind(TextChoices):
    """Who speaks. Kept visibly apart (Staatsferne, BGH I ZR 97/21)."""

    ADMINISTRATION = "administration", _("Administration")
    ASSOCIATION = "association", _("Association (third party)")
    ALLIANCE = "alliance", _("Alliance")


class OfferTo(TextChoices):
    """To whom an item is offered when it is published (domain.md § 3.2, rule 1)."""

    NOBODY = "nobody", _("nobody")
    NEIGHBOURS = "neighbours", _("neighbours")
    ALL = "all", _("all towns of the alliance")
    SELECTION = "selection", _("a selection of towns")


class Outcome(TextChoices):
    """How a town answered a draft that was submitted to it."""

    RELEASED = "released", _("published")
    SENT_BACK = "sent_back", _("sent back")
