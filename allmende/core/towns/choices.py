"""Closed lists about towns."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TownKind(TextChoices):
    """Who publishes under a host."""

    MUNICIPALITY = "municipality", _("Municipality")
    ALLIANCE = "alliance", _("Alliance")


class MembershipState(TextChoices):
    """How a municipality joins an alliance (domain.md § 3.4) and leaves it (§ 3.5)."""

    INTEREST = "interest", _("Interest shown")
    COUNCIL_RESOLUTION = "council_resolution", _("Council has resolved")
    ASSEMBLY_CONSENT = "assembly_consent", _("Assembly has consented")
    STATUTE_CHANGE = "statute_change", _("Statute is being changed")
    APPROVED = "approved", _("Approved by the supervisory authority")
    PUBLISHED = "published", _("Change of statute published")
    MEMBER = "member", _("Member")
    LEAVING = "leaving", _("Leaving")
    FORMER = "former", _("Former member")


#: States in which a municipality takes part in the alliance's channels.
TAKING_PART = (MembershipState.MEMBER, MembershipState.LEAVING)


class AuthorityKind(TextChoices):
    """What runs the administration of a municipality."""

    OWN = "own", _("Own administration")
    VG = "vg", _("Administrative community (Verwaltungsgemeinschaft)")
    SERVING = "serving", _("Serving municipality (erfüllende Gemeinde)")


class Weekday(TextChoices):
    MONDAY = "1", _("Monday")
    TUESDAY = "2", _("Tuesday")
    WEDNESDAY = "3", _("Wednesday")
    THURSDAY = "4", _("Thursday")
    FRIDAY = "5", _("Friday")
    SATURDAY = "6", _("Saturday")
    SUNDAY = "7", _("Sunday")
