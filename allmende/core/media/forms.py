"""Uploads are judged by their content, not by their name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from allmende.core.media import documents
from allmende.core.media.choices import DocumentFault
from allmende.core.media.domain import replace_file
from allmende.core.media.photos import NotAPicture, TooManyPixels, cleaned, is_heic
from allmende.core.media.uploads import (
    MAX_DOCUMENT_BYTES,
    MAX_PICTURE_BYTES,
    MEGABYTE,
    megabytes,
)

UNREADABLE = gettext_lazy("We cannot read this picture. Please choose a JPEG, PNG or WebP file.")
HEIC = gettext_lazy(
    "This photo has the format HEIC, which we cannot open. Send it to yourself by mail and choose"
    " “JPEG”, or set the camera of your phone to “most compatible”."
)
TOO_MANY_PIXELS = gettext_lazy(
    "This picture has too many pixels for us to open. Please choose a smaller size; 4000 pixels in"
    " width are plenty."
)
#: What browsers offer to choose. Without HEIC in it iPhones turn their photos into JPEG themselves.
ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/gif"


class PictureField(WagtailImageField):
    """Whatever its name says: a picture is what can be opened as one."""

    default_validators = ()

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile):
            _refuse_size(data, MAX_PICTURE_BYTES)
            _refuse_heic(data)
        try:
            return super().to_python(data)
        except (OSError, ValueError) as error:
            raise forms.ValidationError(UNREADABLE) from error

    def check_image_file_size(self, f: Any) -> None:
        """Was done before it was opened."""

    def check_image_file_format(self, f: Any) -> None:
        """A JPEG named .png is a picture; it gets its right name when it is kept."""
        if f.image.format_name not in {"jpeg", "png", "gif", "webp", "avif", "tiff"}:
            raise forms.ValidationError(UNREADABLE)

    def check_image_pixel_size(self, f: Any) -> None:
        """Is done when it is opened, with bounds by format."""


def _bound(most: int) -> dict[str, Any]:
    """Let the browser say that a file is too large before it is sent (``site/upload.js``)."""
    text = _("This file is too large; we take at most %(most)d MB. Please make it smaller.")
    return {"data-most-bytes": most, "data-too-large": text % {"most": most // MEGABYTE}}


def _refuse_size(file: UploadedFile[bytes], most: int) -> None:
    if (file.size or 0) > most:
        text = _("This file has %(size)d MB; we take at most %(most)d MB. Please make it smaller.")
        raise forms.ValidationError(text % {"size": megabytes(file), "most": most // MEGABYTE})


def _refuse_heic(file: UploadedFile[bytes]) -> None:
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    if is_heic(head):
        raise forms.ValidationError(HEIC)


class PictureForm(BaseImageForm):
    """Takes the camera's data (place, device, time) out of every picture that comes in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if old := self.fields.get("file"):
            field = PictureField(label=old.label, required=old.required, widget=old.widget)
            field.widget.attrs |= {"accept": ACCEPT, **_bound(MAX_PICTURE_BYTES)}
            field.help_text = _(
                "JPEG, PNG or WebP up to %(most)d MB. Photos from a telephone are made smaller,"
                " and the place where they were taken is removed."
            ) % {"most": MAX_PICTURE_BYTES // MEGABYTE}
            self.fields["file"] = field

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if "file" in self.changed_data and isinstance(file, UploadedFile):
            return without_exif(file)
        return file

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        is_replaced = bool(self.original_file) and "file" in self.changed_data
        picture = super().save(commit=commit)
        if commit and is_replaced:
            replace_file(picture)
        return picture


def without_exif(file: UploadedFile[bytes]) -> UploadedFile[bytes]:
    """Clean a picture; raises forms.ValidationError with a sentence for editors."""
    try:
        return cleaned(file)
    except TooManyPixels as error:
        raise forms.ValidationError(TOO_MANY_PIXELS) from error
    except NotAPicture as error:
        raise forms.ValidationError(UNREADABLE) from error


class DocumentForm(BaseDocumentForm):
    """A document must be what its name says, and of a size that people can load."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].widget.attrs |= _bound(MAX_DOCUMENT_BYTES)
        if self.instance.findings and "title" in self.fields:
            self["title"].help_text = " ".join(warnings_about(self.instance.findings))

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if "file" not in self.changed_data or not isinstance(file, UploadedFile):
            return file
        _refuse_size(file, MAX_DOCUMENT_BYTES)
        suffix = (file.name or "").rpartition(".")[2].lower()
        try:
            documents.check_content(file, suffix)  # type: ignore[arg-type]
            self._faults = documents.faults_of(file, suffix)  # type: ignore[arg-type]
        except documents.WrongContent as error:
            text = _("The content of this file is not what its name says.")
            raise forms.ValidationError(text) from error
        except documents.Bomb as error:
            text = _(
                "This archive unpacks to far more than it seems. Please send its files singly."
            )
            raise forms.ValidationError(text) from error
        except documents.Locked as error:
            text = _("This file is locked with a password: nobody could open it. Remove the lock.")
            raise forms.ValidationError(text) from error
        return file

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        if "file" in self.changed_data:
            faults = getattr(self, "_faults", [])
            self.instance.findings = [fault.value for fault in faults]
            self.instance.is_accessible = not documents.SHUT.intersection(faults)
        return super().save(commit=commit)


def warnings_about(findings: list[str]) -> list[str]:
    """Sentences for editors about what was found in a document."""
    known = {fault.value: str(fault.label) for fault in DocumentFault}
    return [known[finding] for finding in findings if finding in known]
