"""What an organisation may say of itself, by the link that came by mail."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from allmende.modules.directory.models import Entry


class OwnForm(forms.Form):
    """Filled with what is known, so that most of it needs no typing."""

    summary = forms.CharField(
        label=_("What do you do, in one or two sentences?"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
    )  # fmt: skip
    legal_form = forms.CharField(
        label=_("Legal form"), max_length=60, required=False, help_text=_("Such as: e. V.")
    )
    contact_role = forms.CharField(
        label=_("Whom to ask (function)"), max_length=80, required=False,
        help_text=_("Such as: the chair, the office. Please no private names."),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone (everybody sees it)"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail (everybody sees it)"), required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )  # fmt: skip
    email_on_file = forms.EmailField(
        label=_("E-mail for the town hall (nobody else sees it)"),
        help_text=_("To this address goes the question, once a year, whether all is still true."),
    )

    def __init__(self, data: Any = None, *, entry: Entry) -> None:
        known = entry.organisation
        names = [name for name in self.base_fields if name != "summary"]
        initial = {name: getattr(known, name, "") for name in names}
        super().__init__(data, initial={**initial, "summary": entry.summary})
