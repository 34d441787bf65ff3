"""Closed lists about places."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlaceKind(TextChoices):
    """What stands there; also names the icon on maps."""

    OFFICE = "office", _("Office")
    HALL = "hall", _("Hall or community house")
    SCHOOL = "school", _("School or daycare")
    CHURCH = "church", _("Church")
    LIBRARY = "library", _("Library")
    MUSEUM = "museum", _("Museum")
    POOL = "pool", _("Swimming pool")
    SPORT = "sport", _("Sports ground")
    PARK = "park", _("Park or playground")
    SQUARE = "square", _("Square or market")
    STATION = "station", _("Station or stop")
    FIRE = "fire", _("Fire station")
    SHOP = "shop", _("Shop or workshop")
    FOOD = "food", _("Restaurant or café")
    LODGING = "lodging", _("Lodging")
    SIGHT = "sight", _("Sight")
    NATURE = "nature", _("Nature")
    OTHER = "other", _("Other place")


class Known(TextChoices):
    """A fact about a place that nobody may have looked at yet."""

    YES = "yes", pgettext_lazy("fact", "yes")
    NO = "no", pgettext_lazy("fact", "no")
    UNKNOWN = "unknown", pgettext_lazy("fact", "unknown")


class HolidayRule(TextChoices):
    """What holds on public holidays in Thuringia."""

    CLOSED = "closed", _("closed on public holidays")
    SUNDAY = "sunday", _("open on public holidays as on Sundays")
    USUAL = "usual", _("open on public holidays as on other days")
