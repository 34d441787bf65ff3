"""The usual week of something: the table of office hours, which may here pass midnight."""

from collections.abc import Iterable
from typing import Any

from django import forms
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
