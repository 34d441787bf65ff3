"""What a town asks of its own people: a second factor, a second pair of eyes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allmende.core.modules.switchboard import given
from allmende.core.people.choices import SecondFactor
from allmende.core.people.models import StaffRules
from allmende.core.towns.models import Town


def kinds_of(town: Town) -> list[tuple[str, Any]]:
    """Kinds of items of a town's modules, in the words readers know."""
    return [(source.item_type, source.label) for source in given(town, "search_sources")]


class SafetyForm(forms.Form):
    """Both rules on one sheet."""

    second_factor = forms.ChoiceField(
        label=_("Who must sign in with a second factor?"),
        choices=SecondFactor.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "The house may ask for more. There are two weeks to set one up; everybody may have one."
        ),
    )
    four_eyes = forms.MultipleChoiceField(
        label=_("What does a second person release?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Who wrote it then cannot publish it: it goes to “For release”. As long as only one "
            "person can publish here, that person still does; a mail tells the office."
        ),
    )

    def __init__(self, data: Any = None, *, town: Town) -> None:
        rules = StaffRules.objects.filter(town=town).first() or StaffRules(town=town)
        super().__init__(
            data, initial={"second_factor": rules.second_factor, "four_eyes": rules.four_eyes}
        )
        fields: Any = self.fields
        fields["four_eyes"].choices = kinds_of(town)
