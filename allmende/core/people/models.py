"""Users, and the roles they hold: with a scope, a start, an end and an appointer."""

from datetime import date

from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from allmende.core.people.choices import Role, SecondFactor
from allmende.core.towns.models import DatedQuerySet, Town, Village


class User(AbstractUser):
    """Someone who signs in. Retention: deleted two years after the last role ended."""

    #: Last day on which the desk opens without a second factor, once one is needed.
    second_factor_due = models.DateField(null=True, editable=False)

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"


class RoleGrant(models.Model):
    """A person holds a role for a town. There is no role without an end (domain.md § 2).

    A village editor is bound to a village, an editor of an association to its name; without
    either the role reaches over the whole town (as all did before there were such bounds).

    Retention: kept ten years as proof of who could act (ThürKO § 33, proposal of ours).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="grants")
    village = models.ForeignKey(
        Village,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("village"),
    )
    organisation = models.CharField(_("association"), max_length=120, blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"))
    deputy = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stands_in_for",
        verbose_name=_("is stood in for by"),
    )
    appointed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="appointments"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["town", "role", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="role_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["user", "valid_to"])]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.town}"

    @property
    def bound(self) -> str:
        """Village or association to which the role is bound; empty for the whole town."""
        return self.organisation or (str(self.village) if self.village_id else "")

    @property
    def title(self) -> str:
        """Role and what it is bound to, in words."""
        name = str(self.get_role_display())
        return f"{name} ({self.bound})" if self.bound else name

    @property
    def never_settled(self) -> bool:
        """Whether it held one day at most: taken back at once (see ``end_role``), a slip."""
        return self.valid_from == self.valid_to

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to


class RoleGroup(models.Model):
    """The Wagtail group that carries the rights of one role in one town."""

    role = models.CharField(max_length=20, choices=Role)
    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="role_groups")
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="stands_for")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "town"], name="one_group_per_role_and_town")
        ]

    def __str__(self) -> str:
        return str(self.group)


class StaffRules(models.Model):
    """What a town asks of its own people. Without a row the house's rules hold.

    Retention: as long as the town; holds no personal data.
    """

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="staff_rules")
    second_factor = models.CharField(
        _("second factor"), max_length=10, choices=SecondFactor, default=SecondFactor.NOBODY
    )
    #: Kinds of items (``portal.newspage``) that a second person releases.
    four_eyes = models.JSONField(_("four eyes"), default=list, blank=True)

    class Meta:
        verbose_name = _("rules for staff")
        verbose_name_plural = _("rules for staff")

    def __str__(self) -> str:
        return str(self.town)


class DeskSession(models.Model):
    """A browser in which somebody is signed in, so that they can see and end it.

    No network address; the time is rounded to the hour. Retention: until the session ends,
    two days after the last click at the latest.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="desk_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(_("device"), max_length=60)
    host = models.CharField(_("address"), max_length=120)
    began_at = models.DateTimeField(_("signed in"))
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)
