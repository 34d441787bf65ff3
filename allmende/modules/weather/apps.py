from django.utils.translation import gettext_lazy as _

from allmende.core.modules.contract import HouseModule


class WeatherModule(HouseModule):
    name = "allmende.modules.weather"
    label = "weather"
    verbose_name = _("Weather")
    summary = _("Weather now, seven days ahead and official warnings, from our own host.")
    url_prefix = "wetter"
