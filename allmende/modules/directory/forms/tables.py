"""A table to read in: the file, and what its columns mean."""

from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from allmende.modules.directory.choices import EntryKind
from allmende.modules.directory.intake.tables import MOST_BYTES, NotATable, Table, read


class TableForm(forms.Form):
    """The file itself; what is in it decides, not its name."""

    file = forms.FileField(
        label=_("Table (Excel or CSV)"),
        help_text=_("Up to 2 MB and 2,000 rows. The first row names the columns."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    kind = forms.ChoiceField(
        label=_("What is in it?"), choices=EntryKind.choices, initial=EntryKind.ASSOCIATION,
        help_text=_("A column of the table can say it row by row as well."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        if file is not None:
            try:
                cleaned["table"] = self._read(file)
            except NotATable as error:
                self.add_error("file", str(error))
        return cleaned

    def _read(self, file: Any) -> Table:
        if file.size > MOST_BYTES:
            raise NotATable(now_("The file is larger than 2 MB. Please split it."))
        return read(file.read())


class MappingForm(forms.Form):
    """For each column, what it means; nothing means it is left out."""

    def __init__(
        self, data: Any = None, *, header: list[str], meanings: list[tuple[str, Any]],
        guessed: dict[str, str],
    ) -> None:  # fmt: skip
        super().__init__(data)
        choices = [("", _("– leave out –")), *meanings]
        for number, title in enumerate(header):
            label = title or now_("Column %(number)d") % {"number": number + 1}
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=guessed.get(str(number), "")
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [key for key in cleaned.values() if key]
        if "name" not in chosen:
            raise forms.ValidationError(now_("Say which column has the name."))
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError(now_("Two columns mean the same. Please leave one out."))
        return cleaned

    def mapping(self) -> dict[str, str]:
        return {name.removeprefix("c"): key for name, key in self.cleaned_data.items() if key}
