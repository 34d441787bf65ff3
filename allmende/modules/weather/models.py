"""What is known of the weather of a town: one row each, and the official warnings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.towns.models import Town
from allmende.modules.weather.choices import Condition, Level, Source, Trouble


class Observation(models.Model):
    """The last value that was measured and believed. No personal data.

    Retention: seven days after it was measured; the next value takes its place.
    """

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(_("source"), max_length=20, choices=Source)
    station = models.CharField(_("station"), max_length=120, blank=True)
    observed_at = models.DateTimeField(_("measured"), db_index=True)
    temperature = models.FloatField(_("temperature in °C"))
    condition = models.CharField(_("condition"), max_length=20, choices=Condition, blank=True)
    wind_kmh = models.FloatField(_("wind in km/h"), null=True)
    gust_kmh = models.FloatField(_("gusts in km/h"), null=True)
    wind_from = models.PositiveSmallIntegerField(_("wind comes from (degrees)"), null=True)
    rain_mm = models.FloatField(_("rain of the last hour in mm"), null=True)
    humidity = models.PositiveSmallIntegerField(_("humidity in %"), null=True)

    class Meta:
        verbose_name = _("measured weather")
        verbose_name_plural = _("measured weather")

    def __str__(self) -> str:
        return f"{self.town} · {self.temperature} °C · {self.observed_at:%Y-%m-%d %H:%M}"


class Forecast(models.Model):
    """The last forecast that was believed. No personal data.

    ``hours``: list of mappings ``at`` (ISO, UTC), ``temperature``, ``rain_mm``, ``chance``,
    ``condition``. ``days``: ``day`` (ISO), ``low``, ``high``, ``rain_mm``, ``chance``, ``condition``.

    Retention: seven days after it was made; the next forecast takes its place.
    """

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(_("source"), max_length=20, choices=Source)
    fetched_at = models.DateTimeField(_("fetched"), db_index=True)
    hours = models.JSONField(_("hours"), default=list)
    days = models.JSONField(_("days"), default=list)

    class Meta:
        verbose_name = _("weather forecast")
        verbose_name_plural = _("weather forecasts")

    def __str__(self) -> str:
        return f"{self.town} · {self.fetched_at:%Y-%m-%d %H:%M}"


class OfficialWarning(models.Model):
    """A warning as its authority wrote it: never shortened, never reworded. No personal data.

    Retention: seven days after its end.
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(_("source"), max_length=20, choices=Source)
    key = models.CharField(_("key of the authority"), max_length=200)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    headline = models.CharField(_("headline"), max_length=300)
    headline_en = models.CharField(_("headline (English)"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    text_en = models.TextField(_("text (English)"), blank=True)
    advice = models.TextField(_("what to do"), blank=True)
    advice_en = models.TextField(_("what to do (English)"), blank=True)
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), db_index=True)
    #: The authority names no end; ``ends_at`` is then put off with every retrieval.
    is_open = models.BooleanField(_("until further notice"), default=False)

    class Meta:
        verbose_name = _("official warning")
        verbose_name_plural = _("official warnings")
        constraints = [models.UniqueConstraint(fields=["town", "key"], name="warning_once")]

    def __str__(self) -> str:
        return f"{self.town} · {self.headline}"


class Retrieval(models.Model):
    """How the last round went for a town: when which part was believed, and what was wrong.

    Retention: as long as the town; one row each, without personal data.
    """

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="+")
    tried_at = models.DateTimeField(_("tried"))
    observation_at = models.DateTimeField(_("measured values received"), null=True)
    forecast_at = models.DateTimeField(_("forecast received"), null=True)
    warnings_at = models.DateTimeField(_("warnings received"), null=True)
    trouble = models.CharField(_("trouble"), max_length=20, choices=Trouble, blank=True)

    class Meta:
        verbose_name = _("retrieval of the weather")
        verbose_name_plural = _("retrievals of the weather")

    def __str__(self) -> str:
        return f"{self.town} · {self.tried_at:%Y-%m-%d %H:%M}"
