"""Who offers what to whom, and who shows it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allmende.core.exchange.choices import TAKEN, Channel, Mode, PlacementStatus
from allmende.core.items.choices import OfferTo
from allmende.core.items.models import Category, Item
from allmende.core.towns.models import Town

#: Offers nobody decided about end silently after three weeks (domain.md § 3.2, acceptance).
OFFER_DAYS = 21


class Offer(models.Model):
    """An item is offered. A new offer of the same item replaces the one before."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="offer")
    target = models.CharField(_("offered to"), max_length=12, choices=OfferTo)
    radius_km = models.FloatField(_("radius in km"), null=True, blank=True)
    towns = models.ManyToManyField(Town, blank=True, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def __str__(self) -> str:
        return f"{self.item} → {self.get_target_display()}"


class Placement(models.Model):
    """A town shows an item, or was asked to. Own items have a placement as well.

    Website, app, kiosk, newsletter, feeds and open data are views of these rows.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="placements")
    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="placements")
    status = models.CharField(_("status"), max_length=10, choices=PlacementStatus)
    teaser_override = models.CharField(_("own teaser"), max_length=300, blank=True)
    web = models.BooleanField(Channel.WEB.label, default=True)
    app = models.BooleanField(Channel.APP.label, default=True)
    kiosk = models.BooleanField(Channel.KIOSK.label, default=True)
    newsletter = models.BooleanField(Channel.NEWSLETTER.label, default=True)
    calendar = models.BooleanField(Channel.CALENDAR.label, default=True)
    pin_until = models.DateTimeField(_("pinned until"), null=True, blank=True)
    shown_until = models.DateTimeField(_("shown here until"), null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    seen_revision = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            models.UniqueConstraint(fields=["item", "town"], name="placed_once_per_town")
        ]
        indexes = [
            models.Index(fields=["town", "status"], name="placement_by_town"),
            *(
                models.Index(
                    fields=["town", name],
                    name=f"placement_{name}",
                    condition=Q((f"{name}__isnull", False)),
                )
                for name in ("shown_until", "pin_until")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.town} ({self.get_status_display()})"

    @property
    def changed_since_taken(self) -> bool:
        """Whether the origin has published another text since this town took the item."""
        if self.status not in TAKEN or self.seen_revision is None:
            return False
        return self.item.live_revision_id not in {None, self.seen_revision}


class AcceptRule(models.Model):
    """What a town does with offers that fit. Empty conditions fit everything."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="accept_rules")
    origin = models.ForeignKey(
        Town,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("from"),
    )
    item_type = models.CharField(_("kind of item"), max_length=80, blank=True)
    category = models.ForeignKey(
        Category,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
    )
    max_km = models.FloatField(_("up to km"), null=True, blank=True)
    mode = models.CharField(_("then"), max_length=8, choices=Mode)
    web = models.BooleanField(Channel.WEB.label, default=True)
    app = models.BooleanField(Channel.APP.label, default=True)
    kiosk = models.BooleanField(Channel.KIOSK.label, default=True)
    newsletter = models.BooleanField(Channel.NEWSLETTER.label, default=True)
    calendar = models.BooleanField(Channel.CALENDAR.label, default=True)

    class Meta:
        verbose_name = _("accept rule")
        verbose_name_plural = _("accept rules")
        ordering = ["town", "pk"]

    def __str__(self) -> str:
        return f"{self.town}: {self.get_mode_display()}"


class SharingSettings(models.Model):
    """How much of others a town shows (rule 7). No row means these defaults."""

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="sharing_settings")
    max_foreign_in_ten = models.PositiveSmallIntegerField(
        _("items of others among the first ten of the start page"), default=3
    )
    neighbour_km = models.FloatField(_("neighbours are within km"), default=15.0)

    class Meta:
        verbose_name = _("sharing settings")
        verbose_name_plural = _("sharing settings")

    def __str__(self) -> str:
        return str(self.town)


class QuietPeriod(models.Model):
    """Before elections office holders keep still (rule 8); notices and warnings go on."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="quiet_periods")
    begins = models.DateField(_("from"))
    ends = models.DateField(_("to"))
    occasion = models.CharField(_("occasion"), max_length=120)

    class Meta:
        verbose_name = _("quiet period before an election")
        verbose_name_plural = _("quiet periods before elections")
        ordering = ["-begins"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")), name="quiet_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.town}: {self.occasion}"

    def covers(self, day: date) -> bool:
        return self.begins <= day <= self.ends
