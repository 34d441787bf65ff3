"""Is the weather still coming? For the doctor, and for those who care for a town's content."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from allmende.core.modules.contract import Found
from allmende.core.towns.models import Town
from allmende.modules.weather.intake.asking import chosen
from allmende.modules.weather.models import Retrieval
from allmende.modules.weather.queries.asking import is_late, last_retrieval, towns_to_ask


def weather_comes() -> str | None:
    """None, or for which towns nothing has come for three hours, and why."""
    if chosen() == "openweather" and not settings.WEATHER_KEY:
        return _("OpenWeather needs a key: set ALLMENDE_WEATHER_KEY.")
    rows = {row.town_id: row for row in Retrieval.objects.all()}
    late = [(town, rows.get(town.pk)) for town in towns_to_ask()]
    told = [f"{town.name} ({_reason(row)})" for town, row in late if row and is_late(row)]
    if not told:
        return None
    return _("No new weather for three hours: %(towns)s") % {"towns": ", ".join(told)}


def _reason(row: Retrieval) -> str:
    return str(row.get_trouble_display() or _("nobody asked"))


def missing_weather(town: Town) -> Iterator[Found]:
    """A town without coordinates, or one whose values do not come any more."""
    if town.is_alliance or chosen() == "none":
        return
    if town.place is None:
        note = _("The town has no coordinates, so nobody can be asked about its weather.")
    elif (row := last_retrieval(town)) and is_late(row):
        note = _("Nothing new for three hours. %(reason)s") % {"reason": _reason(row)}
    else:
        return
    yield Found(
        f"town:{town.pk}", town.name, reverse("town_settings:overview", args=[town.slug]), note
    )
