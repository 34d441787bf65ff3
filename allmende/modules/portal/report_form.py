"""Form of the short report: everything on one screen of a phone."""

from typing import Any

from django import forms
from django.core.signing import BadSignature, dumps, loads
from django.utils.translation import gettext_lazy as _

from allmende.core.items.readiness import DESCRIBE
from allmende.core.media.forms import PictureField, without_exif
from allmende.core.media.models import Picture, TownCollection
from allmende.core.towns.models import Town, Village
from allmende.core.towns.queries import villages_of
from allmende.site.item_forms import speakers

SALT = "portal.photo"
#: Without HEIC in this list a telephone turns its photos into JPEG; camera and album both open.
PHOTOS = "image/jpeg,image/png,image/webp"
PHOTO_HINT = _("Take one or choose one. People on it must agree to be shown.")


class ReportForm(forms.Form):
    """A photo and two lines. A photo that came in stays, when something else is missing."""

    title = forms.CharField(
        label=_("What has happened?"),
        max_length=90,
        help_text=_("One short sentence. For example: The stork is back in Vehra."),
    )
    text = forms.CharField(
        label=_("Tell a little more"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Two lines are enough: where, when, who."),
    )
    photo = PictureField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": PHOTOS}),
    )
    alt = forms.CharField(
        label=_("What can be seen on the photo?"),
        max_length=250,
        required=False,
        help_text=_("For people who cannot see it. For example: A stork on a chimney."),
    )
    decorative = forms.BooleanField(label=_("The photo is only decoration"), required=False)
    credit = forms.CharField(
        label=_("Who took the photo?"),
        max_length=160,
        required=False,
        help_text=_("This name stands below it."),
    )
    villages = forms.ModelMultipleChoiceField(
        Village.objects.none(),
        label=_("Which village is it about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, town: Town, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.town, self.user = town, user
        self.picture: Picture | None = None
        self.fields["villages"].queryset = villages_of(town)  # type: ignore[attr-defined]
        self.fields["credit"].initial = user.get_full_name()
        self.fields["photo"].help_text = PHOTO_HINT

    def clean_photo(self) -> Any:
        photo = self.cleaned_data.get("photo")
        return without_exif(photo) if photo else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.picture = self._picture(cleaned)
        if self.picture and not (cleaned.get("alt") or cleaned.get("decorative")):
            self.add_error("alt", DESCRIBE)
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the verb ``report`` takes."""
        cleaned = self.cleaned_data
        if self.picture:
            self.picture.default_alt, self.picture.credit = cleaned["alt"], cleaned["credit"]
            self.picture.save(update_fields=["default_alt", "credit"])
        return {
            "title": cleaned["title"],
            "text": cleaned["text"],
            "villages": list(cleaned["villages"]),
            "lead_picture": self.picture,
            "lead_picture_alt": cleaned["alt"],
            "lead_picture_is_decorative": cleaned["decorative"],
            "source_kind": speakers(self.user, self.town)[0],
        }

    def kept_value(self) -> str:
        """A photo that came in already, for the next try."""
        return dumps(self.picture.pk, salt=SALT) if self.picture else ""

    def _picture(self, cleaned: dict[str, Any]) -> Picture | None:
        """The photo sent now, or with an earlier try; kept in the folder of the town."""
        folder = TownCollection.objects.get(town=self.town).collection
        if file := cleaned.get("photo"):
            title = (cleaned.get("title") or file.name)[:90]
            return Picture.objects.create(
                title=title,
                file=file,
                collection=folder,
                uploaded_by_user=self.user,
                credit=cleaned.get("credit", ""),
            )
        try:
            number = loads(cleaned.get("kept", ""), salt=SALT)
        except BadSignature:
            return None
        return Picture.objects.filter(pk=number, collection=folder).first()
