"""Weather from others: asked within bounds, read with distrust, given in our own words."""

from allmende.core.kit.geo import Point
from allmende.modules.weather.intake.asking import chosen
from allmende.modules.weather.intake.brightsky import BrightSky
from allmende.modules.weather.intake.invented import Invented
from allmende.modules.weather.intake.openweather import OpenWeather
from allmende.modules.weather.intake.words import Nonsense, Provider

__all__ = ["Nonsense", "Provider", "provider_for"]


def provider_for(place: Point) -> Provider | None:
    """Who is asked about a place; None when the house asks nobody. In a demo: nobody else."""
    kind = chosen()
    if kind == "invented":
        return Invented(place)
    if kind == "openweather":
        return OpenWeather(place)
    return BrightSky(place) if kind == "brightsky" else None
