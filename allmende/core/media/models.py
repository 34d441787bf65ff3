"""Pictures and documents: owned by a town, with rights, credit and consent."""

from datetime import date
from secrets import token_hex

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Collection

from allmende.core.kit.dates import today
from allmende.core.media.choices import RightsScope
from allmende.core.towns.models import Town


class TownCollection(models.Model):
    """The folder of media that belongs to a town: rights on media hang on it."""

    town = models.OneToOneField(Town, on_delete=models.CASCADE, related_name="media_folder")
    collection = models.OneToOneField(Collection, on_delete=models.CASCADE, related_name="owner")

    def __str__(self) -> str:
        return str(self.town)


class Picture(AbstractImage):
    """A picture with what the law wants to know: who took it, how far it may go, until when.

    Consent of the people shown can end or be withdrawn (KUG §§ 22, 23; Art. 7 (3) DSGVO): then
    the picture is shown nowhere. Retention: the file goes at withdrawal, the row stays as proof.
    """

    credit = models.CharField(
        _("credit"),
        max_length=160,
        blank=True,
        help_text=_("Who made the picture, as it should stand below it."),
    )
    rights_scope = models.CharField(
        _("may be used by"),
        max_length=10,
        choices=RightsScope,
        default=RightsScope.TOWN,
        help_text=_("When an item is offered to other towns, pictures for one town stay at home."),
    )
    default_alt = models.CharField(
        _("what can be seen"),
        max_length=250,
        blank=True,
        help_text=_("One sentence for people who cannot see it. Used as a proposal in items."),
    )
    consent_until = models.DateField(
        _("consent of the people shown until"),
        null=True,
        blank=True,
        help_text=_("After this day the picture is no longer shown. Empty: no end agreed."),
    )
    consent_withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "default_alt",
        "credit",
        "rights_scope",
        "consent_until",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = Image._meta.permissions

    def get_upload_to(self, filename: str) -> str:
        """Begin the name with something nobody can guess; the names of its sizes begin with it too.

        Files are served by name, by us or by a store in front: a draft's picture must not be
        found by trying.
        """
        return str(super().get_upload_to(f"{token_hex(8)}-{filename}"))

    @property
    def default_alt_text(self) -> str:
        """What Wagtail's choosers propose; never the title, which is for editors."""
        return self.default_alt

    def has_consent(self, day: date | None = None) -> bool:
        """Whether the people shown agree on a day (today)."""
        if self.consent_withdrawn_at is not None:
            return False
        return self.consent_until is None or (day or today()) <= self.consent_until

    @property
    def may_travel(self) -> bool:
        """Whether other towns of the alliance may show it."""
        return self.rights_scope in {RightsScope.ALLIANCE, RightsScope.OPEN}


class Rendition(AbstractRendition):
    """A size of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"
            )
        ]


class TownDocument(AbstractDocument):
    """A file to download. It can be read only where an item that names it can be read."""

    description = models.TextField(
        _("description"), blank=True, validators=[MaxLengthValidator(300)]
    )
    #: False: people who cannot see, or who read on a phone, get nothing of it. None: not judged.
    is_accessible = models.BooleanField(_("accessible"), null=True, editable=False)
    #: What was found when it came in (``core.media.choices.DocumentFault``).
    findings = models.JSONField(_("findings"), default=list, editable=False)

    #: No keywords: Wagtail proposes those of every town to everybody.
    admin_form_fields = ("title", "file", "description", "collection")

    class Meta(AbstractDocument.Meta):
        permissions = Document._meta.permissions

    @property
    def tag(self) -> str:
        """Page tag under which answers that name it are known."""
        return f"document:{self.pk}"

    def clean(self) -> None:
        """Ask for the ending of a file only where there is one: its own fault is said already."""
        if self.file:
            super().clean()
