"""Closed lists of the directory."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EntryKind(TextChoices):
    """What an entry is about, as readers would ask for it."""

    OFFICE = "office", _("Office")
    ASSOCIATION = "association", _("Association")
    BUSINESS = "business", _("Business")
    HOST = "host", _("Host (lodging)")
    SIGHT = "sight", _("Sight")
    FACILITY = "facility", _("Facility")


PLURALS = {
    EntryKind.OFFICE: _("Offices"),
    EntryKind.ASSOCIATION: _("Associations"),
    EntryKind.BUSINESS: _("Businesses"),
    EntryKind.HOST: _("Hosts"),
    EntryKind.SIGHT: _("Sights"),
    EntryKind.FACILITY: _("Facilities"),
}
ICONS = {
    EntryKind.OFFICE: "townhall",
    EntryKind.ASSOCIATION: "association",
    EntryKind.BUSINESS: "work",
    EntryKind.HOST: "key",
    EntryKind.SIGHT: "flag",
    EntryKind.FACILITY: "building",
}
#: Kinds of third parties: their own people know whether an entry is still true. What they do not
#: confirm is hidden in the end; an office is not, the town itself is asked to look at it.
OF_ORGANISATIONS = (EntryKind.ASSOCIATION, EntryKind.BUSINESS, EntryKind.HOST)


class Level(TextChoices):
    """For whom an office works: who runs it says little about that (domain.md § 0.2)."""

    TOWN = "town", pgettext_lazy("level", "for the town")
    AUTHORITY = (
        "authority",
        pgettext_lazy("level", "for all towns of the administrative community"),
    )
    DISTRICT = "district", pgettext_lazy("level", "for the whole district (Landkreis)")


#: The nearest comes first when several offices do the same.
NEARNESS = (Level.TOWN, Level.AUTHORITY, Level.DISTRICT)


class ClaimState(TextChoices):
    """What became of the wish to look after an entry."""

    SENT = "sent", pgettext_lazy("claim", "link sent")
    WAITING = "waiting", pgettext_lazy("claim", "waits for the town")
    ACCEPTED = "accepted", pgettext_lazy("claim", "taken over")
    REFUSED = "refused", pgettext_lazy("claim", "not taken over")
