"""Weather of the demo world: made of the clock and the place, never fetched, never real."""

from datetime import UTC, datetime, timedelta
from math import cos, pi, sin
from random import Random

from allmende.core.kit.dates import BERLIN, start_of
from allmende.core.kit.geo import Point
from allmende.modules.weather.choices import Condition, Level, Source
from allmende.modules.weather.intake.days import days_of
from allmende.modules.weather.intake.words import Ahead, Alarm, Hour, Seen

HOURS = 8 * 24
#: Skies that follow each other, with the rain of an hour in mm.
SKIES = (
    (Condition.CLEAR, 0.0), (Condition.PARTLY, 0.0), (Condition.CLEAR, 0.0), (Condition.PARTLY, 0.0),
    (Condition.CLOUDY, 0.0), (Condition.RAIN, 0.5), (Condition.RAIN, 1.6), (Condition.CLOUDY, 0.0),
    (Condition.PARTLY, 0.0), (Condition.WIND, 0.0), (Condition.FOG, 0.0), (Condition.CLEAR, 0.0),
)  # fmt: skip
NIGHT = {Condition.CLEAR: Condition.CLEAR_NIGHT, Condition.PARTLY: Condition.PARTLY_NIGHT}
#: Degrees north from which a place of the demo lies in the wind (Rastenberg, on the Finne).
WINDY = (51.17, 11.41)


class Invented:
    """Answers by the clock; the same place and hour always have the same weather."""

    source = Source.INVENTED

    def __init__(self, place: Point) -> None:
        self.place = place

    def seen(self, now: datetime) -> Seen:
        at = now.replace(minute=now.minute // 10 * 10, second=0, microsecond=0)
        here = self._hour(at.replace(minute=0))
        return Seen(
            observed_at=at.astimezone(UTC),
            temperature=here.temperature,
            condition=here.condition,
            station="Demonstration",
            wind_kmh=14.0,
            gust_kmh=31.0,
            wind_from=250,
            rain_mm=here.rain_mm,
            humidity=78,
        )

    def ahead(self, now: datetime) -> Ahead:
        first = start_of(now.astimezone(BERLIN).date()).astimezone(UTC)
        hours = [self._hour(first + timedelta(hours=number)) for number in range(HOURS)]
        return Ahead(hours, days_of(hours)[:7])

    def alarms(self, now: datetime) -> list[Alarm]:
        if (self.place.lat, self.place.lon) < WINDY or self.place.lon < WINDY[1]:
            return []
        begins = now.replace(minute=0, second=0, microsecond=0)
        return [
            Alarm(
                key=f"demo-{begins.astimezone(BERLIN):%Y%m%d}",
                level=Level.MARKED,
                headline="Demonstration: WARNUNG vor STURMBÖEN (erfunden)",
                headline_en="Demonstration: WARNING of GALE-FORCE GUSTS (invented)",
                text="Dies ist keine amtliche Warnung. So sähe eine aus: Es treten Sturmböen mit "
                "Geschwindigkeiten um 70 km/h aus südwestlicher Richtung auf.",
                text_en="This is no official warning. This is what one would look like: gale-force "
                "gusts of about 70 km/h from the south-west.",
                advice="Gegenstände im Freien sichern.",
                advice_en="Secure things that stand outside.",
                begins_at=begins,
                ends_at=begins + timedelta(hours=9),
            )
        ]

    def _hour(self, at: datetime) -> Hour:
        local = at.astimezone(BERLIN)
        block = (local.toordinal() * 24 + local.hour) // 9
        # A region has one sky; each place sees it a little earlier or later.
        sky, rain = SKIES[(block + round(self.place.lon * 2)) % len(SKIES)]
        is_night = not 7 <= local.hour < 19
        dice = Random(f"{self.place.lat:.2f}{local:%Y%m%d%H}")  # noqa: S311  (weather, no secret)
        fallen = round(rain * dice.uniform(0.4, 1.6), 1)
        return Hour(
            at=at.astimezone(UTC),
            temperature=round(_mean(local) + dice.uniform(-0.6, 0.6), 1),
            rain_mm=fallen,
            chance=min(95, round(20 + fallen * 40)) if fallen else 5,
            condition=str(NIGHT.get(sky, sky) if is_night else sky),
        )


def _mean(local: datetime) -> float:
    """About what is usual in the Thuringian Basin: by the day of the year, and by the hour."""
    year = -cos(2 * pi * (local.timetuple().tm_yday - 20) / 365)
    hour = -cos(2 * pi * (local.hour - 3) / 24)
    spell = 3.5 * sin(local.toordinal() * 1.3)
    return 9.2 + 9.0 * year + 3.6 * hour + spell
