"""The usual week of something: the table of office hours, which may here pass midnight."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from allmende.core.towns.hours import Interval
from allmende.shared.places.choices import HolidayRule
from allmende.shared.places.opening import check_openings
from allmende.site.desk.town_settings.forms.daily import HoursForm


class WeekForm(HoursForm):
    """Office hours, with two differences: open past midnight, and a rule for holidays."""

    def __init__(self, data: Any = None, *, known: Iterable[Any], on_holidays: str) -> None:
        super().__init__(data, known=known)
        self.fields["on_holidays"] = forms.ChoiceField(
            label=_("On public holidays"),
            choices=HolidayRule.choices,
            initial=on_holidays,
            help_text=_("The holidays of Thuringia are known; they need not be entered."),
        )

    def check(self, found: list[Interval]) -> list[Interval]:
        """Closing at an earlier time than opening means: on the next day."""
        return check_openings(found)


class ExceptionForm(forms.Form):
    """Other hours from a day to a day; without times it is closed."""

    first_day = forms.DateField(
        label=_("From"), input_formats=["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"],
        widget=forms.DateInput(format="%d.%m.%Y", attrs={"placeholder": "24.12.2026"}),
    )  # fmt: skip
    last_day = forms.DateField(
        label=_("Up to and including"), required=False,
        input_formats=["%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"],
        help_text=_("Leave it empty for a single day."),
        widget=forms.DateInput(format="%d.%m.%Y"),
    )  # fmt: skip
    opens = forms.TimeField(
        label=_("Open from"), required=False, input_formats=["%H:%M", "%H.%M", "%H"],
        help_text=_("Leave both times empty if it is closed."),
        widget=forms.TimeInput(format="%H:%M", attrs={"size": 6}),
    )  # fmt: skip
    closes = forms.TimeField(
        label=_("Open to"), required=False, input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"size": 6}),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=120, required=False,
        help_text=_("Readers see it: “Closed – moving”."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (cleaned.get("opens") is None) != (cleaned.get("closes") is None):
            self.add_error("opens", now_("Fill in both times, or none."))
        if (
            cleaned.get("first_day")
            and not cleaned.get("last_day")
            and "last_day" not in self.errors
        ):
            cleaned["last_day"] = cleaned["first_day"]
        return cleaned
