"""Organisations of a town: what the public may know of them, and what only the town needs."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from allmende.core.towns.models import Town
from allmende.shared.organisations.choices import OrganisationKind


class Organisation(models.Model):
    """An association, a business, a parish, a fire brigade, a host.

    Named in public are functions (*the chair*), not people. ``email_on_file`` is known to the
    town only: to it goes the link by which somebody claims the profile.

    Retention: until the town removes it; what has not been confirmed for 24 months is hidden
    and listed for the town to remove (domain.md, DIR-3).
    """

    town = models.ForeignKey(
        Town, on_delete=models.CASCADE, related_name="organisations", verbose_name=_("town")
    )
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name"), max_length=100)
    kind = models.CharField(
        _("kind"), max_length=12, choices=OrganisationKind, default=OrganisationKind.ASSOCIATION
    )
    legal_form = models.CharField(_("legal form"), max_length=60, blank=True)
    contact_role = models.CharField(
        _("who to ask (function)"),
        max_length=80,
        blank=True,
        help_text=_("Such as: the chair, the office. No private names."),
    )
    phone = models.CharField(_("telephone (public)"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail (public)"), blank=True)
    website = models.URLField(
        _("website"), blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    email_on_file = models.EmailField(
        _("e-mail on file (not public)"),
        blank=True,
        help_text=_("Only for mails of the town to the organisation."),
    )
    confirmed_entries = models.PositiveIntegerField(
        _("entries confirmed by the town"), default=0, editable=False
    )
    trusted_since = models.DateTimeField(
        _("publishes directly since"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["town", "slug"], name="organisation_slug_once")
        ]
        indexes = [models.Index(fields=["town", "name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_trusted(self) -> bool:
        return self.trusted_since is not None
