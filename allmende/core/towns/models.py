"""Who publishes, who administers, who belongs together: all of it dated data."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allmende.core.kit.geo import Point
from allmende.core.kit.svg import NotADrawing, clean_svg
from allmende.core.towns.choices import (
    TAKING_PART,
    AuthorityKind,
    MembershipState,
    TownKind,
    Weekday,
)

hex_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write the colour as #RRGGBB."))
host_name = RegexValidator(
    r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", _("Write the host in small letters, without port.")
)


class Authority(models.Model):
    """The office that runs the administration, for one municipality or for several.

    A Verwaltungsgemeinschaft may serve members of the alliance and others (domain.md § 0.2).
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=AuthorityKind)
    key = models.CharField(_("official key"), max_length=12, blank=True)
    street = models.CharField(_("street"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        verbose_name = _("operating authority")
        verbose_name_plural = _("operating authorities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TownQuerySet(models.QuerySet["Town"]):
    def municipalities(self) -> Self:
        return self.filter(kind=TownKind.MUNICIPALITY)


class Town(models.Model):
    """A body that publishes under a host of its own: a municipality, or the alliance.

    Every item, picture, switch and log row belongs to exactly one town.
    """

    slug = models.SlugField(_("short name"), unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=TownKind)
    name = models.CharField(_("name"), max_length=80)
    official_name = models.CharField(_("official name"), max_length=160)
    host = models.CharField(_("host"), max_length=120, unique=True, validators=[host_name])
    claim = models.CharField(_("claim"), max_length=160, blank=True)
    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    authority = models.ForeignKey(
        Authority,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="towns",
        verbose_name=_("operating authority"),
    )
    coat_svg = models.TextField(_("coat of arms (SVG)"), blank=True)
    colour_primary = models.CharField(
        _("main colour"), max_length=7, default="#1f5c4d", validators=[hex_colour]
    )
    colour_accent = models.CharField(
        _("second colour"), max_length=7, default="#b3541e", validators=[hex_colour]
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    # Contact and legal notices (§ 5 DDG, § 18 (2) MStV, Art. 13 DSGVO).
    street = models.CharField(_("street"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    represented_by = models.CharField(_("represented by (function)"), max_length=160, blank=True)
    editor_in_charge = models.CharField(
        _("responsible for the content (function)"), max_length=160, blank=True
    )
    supervisory_authority = models.CharField(_("supervisory authority"), max_length=200, blank=True)
    vat_id = models.CharField(_("VAT number"), max_length=20, blank=True)
    controller = models.TextField(_("controller under data protection law"), blank=True)
    data_protection_officer = models.TextField(_("data protection officer"), blank=True)
    accessibility_note = models.TextField(_("known barriers"), blank=True)

    objects = TownQuerySet.as_manager()

    class Meta:
        verbose_name = _("town")
        verbose_name_plural = _("towns")
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.coat_svg:
            try:
                self.coat_svg = clean_svg(self.coat_svg)
            except NotADrawing as error:
                message = _("This is not a drawing we can show safely (SVG up to 40 kB).")
                raise ValidationError({"coat_svg": message}) from error

    @property
    def place(self) -> Point | None:
        if self.lat is None or self.lon is None:
            return None
        return Point(self.lat, self.lon)

    @property
    def is_alliance(self) -> bool:
        return self.kind == TownKind.ALLIANCE

    @property
    def base_url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        port = "" if settings.PUBLIC_PORT in {80, 443} else f":{settings.PUBLIC_PORT}"
        return f"{settings.SCHEME}://{self.host}{port}"

    @property
    def coat_url(self) -> str:
        return f"/wappen/{self.slug}.svg"


class Host(models.Model):
    """A further name under which a town is reached; readers are led to the main one."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="further_hosts")
    name = models.CharField(_("host"), max_length=120, unique=True, validators=[host_name])

    class Meta:
        verbose_name = _("further host")
        verbose_name_plural = _("further hosts")

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """What the state knows of a town: its keys, its size, where it lies."""

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="municipality")
    ags = models.CharField(
        _("AGS"), max_length=8, unique=True, validators=[RegexValidator(r"^\d{8}$")]
    )
    ars = models.CharField(
        _("ARS"), max_length=12, unique=True, validators=[RegexValidator(r"^\d{12}$")]
    )
    area_km2 = models.DecimalField(_("area in km²"), max_digits=7, decimal_places=2, null=True)
    elevation_m = models.PositiveSmallIntegerField(_("elevation in m"), null=True, blank=True)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return str(self.town)


class DatedQuerySet(models.QuerySet[models.Model]):
    def on(self, day: date) -> Self:
        """Rows that hold on a day (first and last day included)."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        not_over = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(begun, not_over)


class Village(models.Model):
    """A part of a municipality; it may move to another one (Riethgen, 2023)."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="villages")
    name = models.CharField(_("name"), max_length=80)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("village")
        verbose_name_plural = _("villages")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["town", "name", "valid_from"], name="village_once")
        ]

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """Inhabitants on a day, by a source. Numbers in texts are computed from these rows."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="populations")
    day = models.DateField(_("on"))
    count = models.PositiveIntegerField(_("inhabitants"))
    source = models.CharField(_("source"), max_length=160)

    class Meta:
        verbose_name = _("population")
        verbose_name_plural = _("populations")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["town", "day"], name="population_once")]

    def __str__(self) -> str:
        return f"{self.town}: {self.count} ({self.day})"


class Membership(models.Model):
    """A municipality's way into an alliance, in it, and out of it."""

    alliance = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="memberships")
    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="member_of")
    state = models.CharField(_("state"), max_length=20, choices=MembershipState)
    effective_from = models.DateField(_("effective from"), null=True, blank=True)
    effective_to = models.DateField(_("effective to"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["alliance", "town"], name="member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.town} – {self.alliance}"

    def takes_part(self, day: date) -> bool:
        begun = self.effective_from is None or self.effective_from <= day
        over = self.effective_to is not None and self.effective_to < day
        return self.state in TAKING_PART and begun and not over


class OfficeHours(models.Model):
    """When the town hall is open for visitors, by weekday."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="office_hours")
    weekday = models.CharField(_("weekday"), max_length=1, choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")
        ordering = ["weekday", "opens"]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class QuickLink(models.Model):
    """A thing people come for, one click from the start page."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="quick_links")
    label = models.CharField(_("label"), max_length=60)
    url = models.CharField(_("address"), max_length=300)
    icon = models.CharField(_("icon"), max_length=30, default="arrow")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("quick link")
        verbose_name_plural = _("quick links")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label
