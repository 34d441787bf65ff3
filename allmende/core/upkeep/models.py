"""What an editor should look after, as it was found at the last review."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.towns.models import Town
from allmende.core.upkeep.choices import LinkState

MAX_URL = 500


class Finding(models.Model):
    """Something of a town that wants care; each review writes the list anew.

    Retention: until the next review that no longer finds it, every night at the latest.
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    check_key = models.CharField(_("check"), max_length=40)
    #: What it is about, such as ``item:17``: a saved item loses its findings at once.
    subject = models.CharField(_("object"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    path = models.CharField(_("where it is put right"), max_length=300)
    due = models.DateField(_("due"), null=True, blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        indexes = [
            models.Index(fields=["town", "check_key"], name="finding_by_town"),
            models.Index(fields=["subject"], name="finding_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.check_key}: {self.title}"


class Kept(models.Model):
    """Somebody has looked and said: it may stay as it is, until a day.

    Retention: until that day (twelve months).
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    check_key = models.CharField(_("check"), max_length=40)
    subject = models.CharField(_("object"), max_length=60)
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("looked at, stays as it is")
        verbose_name_plural = _("looked at, stays as it is")
        constraints = [
            models.UniqueConstraint(fields=["town", "check_key", "subject"], name="kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.check_key}: {self.subject}"


class Review(models.Model):
    """When a town's content was last looked through. Retention: as long as the town."""

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="+")
    done_at = models.DateTimeField(_("last review"))

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return str(self.town)


class StaleAfter(models.Model):
    """After how many months a town wants to look at a kind of page again; no row: as built.

    Retention: as long as the town.
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    item_type = models.CharField(_("kind of page"), max_length=80)
    months = models.PositiveSmallIntegerField(_("months"))

    class Meta:
        verbose_name = _("time until a page is looked at again")
        verbose_name_plural = _("times until pages are looked at again")
        constraints = [models.UniqueConstraint(fields=["town", "item_type"], name="stale_once")]

    def __str__(self) -> str:
        return f"{self.town}: {self.item_type}"


class Link(models.Model):
    """An address outside this house, and whether it answers.

    Retention: until no text names it any more, a day at the latest.
    """

    url = models.CharField(_("address"), max_length=MAX_URL, unique=True)
    host = models.CharField(_("host"), max_length=253)
    state = models.CharField(_("state"), max_length=8, choices=LinkState, default=LinkState.UNKNOWN)
    #: HTTP status of the last answer; null when there was none.
    status = models.PositiveSmallIntegerField(_("last answer"), null=True)
    failed_on = models.DateField(_("failing since"), null=True)
    next_at = models.DateTimeField(_("next look"), db_index=True)

    class Meta:
        verbose_name = _("outside address")
        verbose_name_plural = _("outside addresses")

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """Where an outside address stands. Retention: written anew every night."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    subject = models.CharField(_("object"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    path = models.CharField(_("where it is put right"), max_length=300)

    class Meta:
        verbose_name = _("use of an outside address")
        verbose_name_plural = _("uses of outside addresses")
        constraints = [
            models.UniqueConstraint(fields=["town", "link", "subject"], name="link_used_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} → {self.link_id}"
