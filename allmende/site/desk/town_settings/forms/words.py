"""Words that mean the same, as one line."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.core.search.domain_words import MOST_PHRASES, NotAGroup, phrases_of
from allmende.core.search.models import MAX_WORDS


class WordsForm(forms.Form):
    """One group, with commas between its words."""

    words = forms.CharField(
        label=gettext_lazy("Words that mean the same"),
        max_length=MAX_WORDS,
        help_text=gettext_lazy(
            "With commas between them, such as: Hallenbad, Schwimmhalle, Freibad. "
            "Who looks for one of them finds the others as well."
        ),
    )

    def clean_words(self) -> str:
        text: Any = self.cleaned_data["words"]
        try:
            return ", ".join(phrases_of(text))
        except NotAGroup as error:
            raise forms.ValidationError(
                _(
                    "Write at least two different words and at most %(most)d, with commas "
                    "between them; a phrase has four words at most."
                )
                % {"most": MOST_PHRASES}
            ) from error
