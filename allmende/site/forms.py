"""What visitors may send: few fields, every error a sentence that helps."""

import time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from allmende.site.models import BarrierReport

#: People need longer than this (seconds) to fill in the form; machines do not.
MIN_SECONDS = 2
MAX_SECONDS = 24 * 60 * 60


def time_stamp() -> str:
    return signing.dumps(int(time.time()), salt="feedback")


class BarrierForm(forms.ModelForm):  # type: ignore[type-arg]
    """Report of a barrier. No account, no captcha: a hidden trap, a clock and a rate."""

    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1"}))
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = BarrierReport
        fields = ("message", "page", "email")
        labels = {
            "message": _("What does not work for you?"),
            "page": _("On which page?"),
            "email": _("Your e-mail address, if you want an answer"),
        }
        help_texts = {"page": _("The address or the title of the page, if you know it.")}
        widgets = {
            "message": forms.Textarea(attrs={"rows": 6, "maxlength": 3000}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        error_messages = {
            "message": {"required": _("Please write what does not work; one sentence is enough.")},
            "email": {
                "invalid": _("This e-mail address is not complete. It needs an @ and a dot.")
            },
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("website"):
            raise forms.ValidationError(_("Please leave the hidden field empty."))
        try:
            started = signing.loads(cleaned.get("stamp", ""), salt="feedback")
        except signing.BadSignature as error:
            raise forms.ValidationError(_("Please send the form once more.")) from error
        if not MIN_SECONDS <= time.time() - started <= MAX_SECONDS:
            raise forms.ValidationError(_("Please send the form once more."))
        return cleaned
