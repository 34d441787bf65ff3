"""Entries of the directory, what offices do, claims of profiles, and files to read in."""

from datetime import date

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allmende.core.kit.dates import today
from allmende.core.people.models import User
from allmende.core.towns.models import Authority, Town, Village
from allmende.modules.directory.choices import ICONS, ClaimState, EntryKind, Level
from allmende.modules.directory.choices.services import BY_KEY, CHOICES, ENGLISH
from allmende.shared.organisations.models import Organisation
from allmende.shared.places.models import Place

_HTTP = URLValidator(schemes=["http", "https"])


class EntryQuerySet(models.QuerySet["Entry"]):
    def with_all(self) -> "EntryQuerySet":
        """Entries with what a line of a list needs, in one question."""
        return self.select_related("town", "place", "place__village", "organisation", "authority")


class Entry(models.Model):
    """One entry of the directory. It points to a place and to an organisation, where it has them.

    An office names functions, not people; contact of third parties stands at the organisation.

    Retention: until the town removes it; entries of third parties that nobody has confirmed for
    24 months are hidden and listed for the town (DIR-b).
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="directory_entries")
    kind = models.CharField(_("kind"), max_length=12, choices=EntryKind)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name"), max_length=100)
    summary = models.CharField(
        _("in one or two sentences"), max_length=300, blank=True,
        help_text=_("What readers find there, or what the association does."),
    )  # fmt: skip
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="entries",
        verbose_name=_("place"),
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="entries",
        verbose_name=_("organisation"),
    )  # fmt: skip
    level = models.CharField(_("works"), max_length=10, choices=Level, default=Level.TOWN)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("operating authority"),
    )  # fmt: skip
    district = models.CharField(
        _("key of the district"), max_length=5, blank=True,
        validators=[RegexValidator(r"^\d{5}$")],
        help_text=_("The first five digits of the municipality key (AGS)."),
    )  # fmt: skip
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True, validators=[_HTTP])
    is_public = models.BooleanField(_("readers see it"), default=True)
    is_shared = models.BooleanField(
        _("the other towns of the alliance show it as well"), default=False
    )
    created_on = models.DateField(_("made on"), default=today)
    confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True)
    #: How often its organisation was asked since then, and when last; when it was hidden by age.
    asked_times = models.PositiveSmallIntegerField(default=0, editable=False)
    asked_on = models.DateField(null=True, blank=True, editable=False)
    hidden_on = models.DateField(null=True, blank=True, editable=False)
    claimed_on = models.DateField(
        _("looked after by the organisation since"), null=True, blank=True
    )
    source = models.CharField(_("source"), max_length=160, blank=True)
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    import_key = models.CharField(_("number at the source"), max_length=80, blank=True)
    #: Folded words by which it is found; made by the verbs.
    words = models.TextField(blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the directory")
        verbose_name_plural = _("entries of the directory")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["town", "kind", "name"])]
        constraints = [
            models.UniqueConstraint(fields=["town", "slug"], name="entry_slug_once"),
            models.UniqueConstraint(
                fields=["town", "import_key"],
                condition=~Q(import_key=""),
                name="entry_imported_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """German path on the host of its town."""
        return f"/verzeichnis/{self.slug}/"

    @property
    def icon(self) -> str:
        return ICONS[EntryKind(self.kind)]

    @property
    def contact(self) -> dict[str, str]:
        """Public contact: that of the organisation where there is one."""
        source = self.organisation or self
        role = self.organisation.contact_role if self.organisation else ""
        return {
            "role": role, "phone": source.phone, "email": source.email, "website": source.website,
        }  # fmt: skip

    @property
    def last_true(self) -> date:
        return self.confirmed_on or self.created_on


class Responsibility(models.Model):
    """An office does something, for its whole area or for some villages.

    Retention: goes with its entry; no personal data.
    """

    office = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="responsibilities")
    service = models.CharField(_("service"), max_length=30, choices=CHOICES, blank=True)
    title = models.CharField(
        _("in words of our own"), max_length=120, blank=True,
        help_text=_("For what is not in the list."),
    )  # fmt: skip
    online_url = models.URLField(
        _("online service"), blank=True, max_length=300, validators=[_HTTP],
        help_text=_("Address of the form or portal where it is done online."),
    )  # fmt: skip
    leika = models.CharField(
        _("LeiKa key"), max_length=14, blank=True, validators=[RegexValidator(r"^\d{14}$")],
        help_text=_("14 digits, if you know them."),
    )  # fmt: skip
    villages = models.ManyToManyField(Village, blank=True, related_name="+")

    class Meta:
        verbose_name = _("service of an office")
        verbose_name_plural = _("services of an office")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(service="", title=""), name="responsibility_has_words"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.title or BY_KEY[self.service].name

    @property
    def known_as(self) -> tuple[str, ...]:
        """Everything it may be asked by."""
        known = BY_KEY.get(self.service)
        english = ENGLISH.get(self.service, ())
        return (self.label, *((known.name, *known.words, *english) if known else ()))


class Claim(models.Model):
    """Somebody with access to the address on file wants to look after an entry.

    Holds what they wrote until the town has decided; the key of the link only as a checksum.

    Retention: 90 days after the link was sent, then deleted by the house.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="claims")
    key_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(_("link sent"))
    used_at = models.DateTimeField(_("link used"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ClaimState, default=ClaimState.SENT)
    wishes = models.JSONField(default=dict)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("claim of an entry")
        verbose_name_plural = _("claims of entries")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return str(self.entry)


class ImportRun(models.Model):
    """A table somebody wants to read in: its cells, what its columns mean, what came of it.

    Retention: 14 days, then deleted by the house; may hold contact data of third parties.
    """

    town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=120)
    header = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    kind = models.CharField(max_length=12, choices=EntryKind, default=EntryKind.ASSOCIATION)
    applied_at = models.DateTimeField(null=True, blank=True)
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("table to read in")
        verbose_name_plural = _("tables to read in")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.file_name
