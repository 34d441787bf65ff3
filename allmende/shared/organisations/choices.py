"""Closed lists about organisations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """Who it is, as readers would say."""

    ASSOCIATION = "association", _("Association")
    BUSINESS = "business", _("Business")
    CHURCH = "church", _("Church parish")
    FIRE_BRIGADE = "fire", _("Fire brigade")
    HOST = "host", _("Host (lodging)")
    OTHER = "other", _("Other organisation")


#: Entries the town confirms one by one before an organisation publishes directly.
CONFIRMATIONS_UNTIL_TRUST = 3
