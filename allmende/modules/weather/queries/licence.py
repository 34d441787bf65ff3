"""Whose values these are, and under which terms they may be shown (§ 7 DWDG, § 3 GeoNutzV)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from allmende.modules.weather.choices import Source


@dataclass(frozen=True, slots=True)
class Licence:
    """``line`` is what the source wants to read; ``change`` says what we did with the values."""

    line: str
    change: str
    name: str
    url: str
    home: str
    home_label: str


#: Where the authority itself publishes its warnings.
OFFICIAL = "https://www.dwd.de/DE/wetter/warnungen_gemeinden/warnWetter_node.html"


def licence_of(source: str) -> Licence | None:
    if source == Source.INVENTED:
        line = _("Demonstration: these values are invented.")
        return Licence(line, "", "", "", OFFICIAL, _("Official warnings on dwd.de"))
    if source == Source.OPENWEATHER:
        line, name = _("Weather data provided by OpenWeather"), "CC BY-SA 4.0"
        url = "https://openweathermap.org/"
        return Licence(line, "", name, url, OFFICIAL, _("Official warnings on dwd.de"))
    if source == Source.BRIGHTSKY:
        return Licence(
            line=_("Source: Deutscher Wetterdienst"),
            change=_("Days are put together of the hours by us."),
            name="CC BY 4.0",
            url="https://www.dwd.de/copyright",
            home=OFFICIAL,
            home_label=_("Official warnings on dwd.de"),
        )
    return None
