"""How a town shows itself, and what the law asks it to say."""

from base64 import b64encode
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allmende.core.kit.svg import MAX_BYTES, NotADrawing, clean_svg
from allmende.core.towns.domain import LEGAL, PROFILE
from allmende.core.towns.models import Town

_NOT_A_DRAWING = _("This file is no drawing we can show safely. Please choose an SVG up to 40 kB.")


class GroupedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose fields stand in groups with a heading each."""

    #: Heading, sentence below it, names of fields.
    groups: tuple[tuple[Any, Any, tuple[str, ...]], ...] = ()

    def fieldsets(self) -> list[dict[str, Any]]:
        return [
            {"title": title, "help": text, "fields": [self[name] for name in names]}
            for title, text, names in self.groups
        ]


class ProfileForm(GroupedForm):
    """Name, claim, contact, coat of arms and colours."""

    coat_file = forms.FileField(
        label=_("New coat of arms"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".svg,image/svg+xml"}),
        help_text=_("An SVG file up to 40 kB. Scripts, fonts and links in it are removed."),
    )
    #: A drawing that was chosen before something else had to be corrected.
    coat_kept = forms.CharField(required=False, widget=forms.HiddenInput)

    groups = (
        (_("Name"), "", ("name", "official_name", "claim", "introduction")),
        (
            _("Contact"),
            _("Stands at the foot of every page and in the legal notice."),
            ("street", "postcode", "city", "phone", "email"),
        ),
        (_("Coat of arms"), "", ("coat_file",)),
        (
            _("Colours"),
            _("Take them from your coat of arms. The site makes sure that everybody can read it."),
            ("colour_primary", "colour_accent"),
        ),
    )

    class Meta:
        model = Town
        fields = tuple(name for name in PROFILE if name != "coat_svg")
        labels = {
            "official_name": _("Official name"),
            "claim": _("Claim"),
            "introduction": _("Introduction"),
        }
        help_texts = {
            "name": _("Short, as people say it. It stands in the header."),
            "official_name": _("As in the statute, for example “Landgemeinde Stadt Buttstädt”."),
            "claim": _("A few words below the name; may stay empty."),
            "introduction": _("Two sentences for search engines and the start page."),
            "phone": _("The number of the switchboard, with area code."),
            "colour_primary": _("As #RRGGBB: header, links, buttons."),
            "colour_accent": _("As #RRGGBB: highlights and ornaments."),
        }
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 3}),
            "colour_primary": forms.TextInput(attrs={"data-colour": "", "spellcheck": "false"}),
            "colour_accent": forms.TextInput(attrs={"data-colour": "", "spellcheck": "false"}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        try:
            cleaned["coat_svg"] = self._drawing(cleaned)
        except (NotADrawing, UnicodeDecodeError):
            self.add_error("coat_file", _NOT_A_DRAWING)
        return cleaned

    def _drawing(self, cleaned: dict[str, Any]) -> str:
        """Give the cleaned drawing: the new file, else the one kept, else an empty text."""
        file = cleaned.get("coat_file")
        if file is None:
            kept = cleaned.get("coat_kept", "")
            return clean_svg(kept) if kept else ""
        if file.size > MAX_BYTES:
            raise NotADrawing("larger than 40 kB")
        return clean_svg(file.read().decode("utf-8-sig"))

    @property
    def new_coat(self) -> str:
        """The cleaned drawing that is not saved yet; empty when there is none."""
        return str(getattr(self, "cleaned_data", {}).get("coat_svg", ""))

    @property
    def new_coat_url(self) -> str:
        return f"data:image/svg+xml;base64,{b64encode(self.new_coat.encode()).decode()}"

    def values(self) -> dict[str, str]:
        """Give what the verb wants; without a new drawing the present one stays."""
        found = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        return found | ({"coat_svg": self.new_coat} if self.new_coat else {})


class LegalForm(GroupedForm):
    """Notices the law asks for. They appear on the legal pages at once."""

    groups = (
        (
            _("Legal notice"),
            _("§ 5 DDG and § 18 (2) MStV. Name functions rather than persons: they last longer."),
            ("represented_by", "editor_in_charge", "supervisory_authority", "vat_id"),
        ),
        (
            _("Data protection"),
            _("Art. 13 GDPR. Without an own text the controller is the town with its address."),
            ("controller", "data_protection_officer"),
        ),
        (
            _("Accessibility"),
            _("What you know is not accessible yet. It stands in the accessibility statement."),
            ("accessibility_note",),
        ),
    )

    class Meta:
        model = Town
        fields = LEGAL
        help_texts = {
            "represented_by": _("For example: the mayor."),
            "editor_in_charge": _("For example: Press office, Marktplatz 3."),
            "supervisory_authority": _("For example: District office of Sömmerda."),
            "controller": _("Name and address. Empty: the town."),
            "accessibility_note": _("For example: Old PDF files cannot be read aloud."),
            "vat_id": _("Only if the town has one."),
            "data_protection_officer": _("Function, address and e-mail, as people should write."),
        }
        widgets = {
            "controller": forms.Textarea(attrs={"rows": 3}),
            "data_protection_officer": forms.Textarea(attrs={"rows": 3}),
            "accessibility_note": forms.Textarea(attrs={"rows": 4}),
        }

    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in LEGAL}
