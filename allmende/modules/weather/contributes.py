"""What the weather gives the house."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from allmende.core.modules.contract import (
    ConsentPurpose,
    Demo,
    HealthCheck,
    RetentionRule,
    SitemapSource,
    Slot,
    Tile,
    UpkeepCheck,
)
from allmende.core.towns.models import Town
from allmende.modules.weather.domain import invent_all
from allmende.modules.weather.health import missing_weather, weather_comes
from allmende.modules.weather.models import Forecast, Observation, OfficialWarning
from allmende.modules.weather.queries.embed import PURPOSE, consent_text
from allmende.modules.weather.queries.held import (
    KEEP,
    old_forecasts,
    old_observations,
    old_warnings,
)
from allmende.modules.weather.views import strip, tile

_SOON = _("Old weather is of no use; a week helps to find out why none came.")


def sitemap(town: Town) -> Iterable[tuple[str, Any]]:
    yield "/wetter/", None


tiles = [
    Tile(
        slot=Slot.TILE,
        build=tile,
        title=pgettext_lazy("weather", "Weather"),
        template="weather/tile.html",
        url_name="weather:index",
        order=5,
    ),
    Tile(slot=Slot.STRIP, build=strip, order=5),
]
sitemap_sources = [SitemapSource(entries=sitemap)]
consent_purposes = [
    ConsentPurpose(
        key=PURPOSE,
        label=_("Weather map of another provider"),
        wording=consent_text,
        url_name="weather:widget",
    )
]
retention_rules = [
    RetentionRule(model=Observation, due=old_observations, keep=KEEP, reason=_SOON),
    RetentionRule(model=Forecast, due=old_forecasts, keep=KEEP, reason=_SOON),
    RetentionRule(model=OfficialWarning, due=old_warnings, keep=KEEP, reason=_SOON),
]
upkeep_checks = [
    UpkeepCheck(
        key="weather.missing",
        label=_("Weather does not come"),
        advice=_("Readers see the last value in grey with its age. Tell those who run the house."),
        look=missing_weather,
        order=80,
    )
]
health_checks = [HealthCheck(name=pgettext_lazy("weather", "Weather"), check=weather_comes)]
demos = [Demo(build=invent_all, order=90)]
