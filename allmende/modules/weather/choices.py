"""Closed lists of the weather."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(models.TextChoices):
    """Where values come from. The source stands beside every value that is shown."""

    BRIGHTSKY = "brightsky", _("Deutscher Wetterdienst")
    OPENWEATHER = "openweather", _("OpenWeather")
    INVENTED = "invented", _("Demonstration")


class Condition(models.TextChoices):
    """What the sky does. The code is also the name of its picture."""

    CLEAR = "clear", pgettext_lazy("weather", "sunny")
    CLEAR_NIGHT = "clear-night", pgettext_lazy("weather", "clear")
    PARTLY = "partly", pgettext_lazy("weather", "partly cloudy")
    PARTLY_NIGHT = "partly-night", pgettext_lazy("weather", "some clouds")
    CLOUDY = "cloudy", pgettext_lazy("weather", "overcast")
    FOG = "fog", pgettext_lazy("weather", "fog")
    WIND = "wind", pgettext_lazy("weather", "windy")
    RAIN = "rain", pgettext_lazy("weather", "rain")
    SLEET = "sleet", pgettext_lazy("weather", "sleet")
    SNOW = "snow", pgettext_lazy("weather", "snow")
    HAIL = "hail", pgettext_lazy("weather", "hail")
    THUNDER = "thunder", pgettext_lazy("weather", "thunderstorm")


#: By day what is also seen by night.
BY_DAY = {Condition.CLEAR_NIGHT: Condition.CLEAR, Condition.PARTLY_NIGHT: Condition.PARTLY}


class Level(models.IntegerChoices):
    """Levels of the official warnings (Deutscher Wetterdienst)."""

    NOTICE = 1, _("Level 1 of 4: weather warning")
    MARKED = 2, _("Level 2 of 4: marked weather")
    SEVERE = 3, _("Level 3 of 4: severe weather")
    EXTREME = 4, _("Level 4 of 4: extreme weather")


class Trouble(models.TextChoices):
    """Why a retrieval brought nothing, with what to do."""

    LATE = "late", _("The provider did not answer within two seconds.")
    AWAY = "away", _("The provider cannot be reached.")
    REFUSED = "refused", _("The provider refuses the key: check ALLMENDE_WEATHER_KEY.")
    LIMITED = "limited", _("The provider says that we ask too often.")
    BROKEN = "broken", _("The provider answers with an error.")
    TOO_LARGE = "large", _("The answer is far too big.")
    NONSENSE = "nonsense", _("The answer cannot be true or cannot be read.")
