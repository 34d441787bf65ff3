"""Form to enter an event from a phone: what, when, where, and a sentence (EV-1)."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allmende.core.items.choices import OfferTo
from allmende.core.kit.dates import BERLIN
from allmende.core.towns.models import Town
from allmende.core.towns.queries import partners_of
from allmende.modules.events.choices import Price
from allmende.modules.events.recurrence import on_the_clock
from allmende.shared.organisations.queries import organisations_of_user
from allmende.shared.places.queries import place_named, places_of
from allmende.site.item_forms import speakers


class EntryForm(forms.Form):
    """Five fields and you are done; the rest of an event can be added later."""

    title = forms.CharField(
        label=_("What is on?"),
        max_length=90,
        help_text=_("A few words. For example: Bake house festival."),
    )
    day = forms.DateField(
        label=_("On which day?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    begins = forms.TimeField(
        label=_("From"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Empty: the whole day."),
    )
    ends = forms.TimeField(
        label=_("To"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Empty when nobody knows. An earlier time means: the next day."),
    )
    place = forms.CharField(
        label=_("Where?"),
        max_length=160,
        help_text=_("The name of the place. For example: Village green, Vehra."),
        widget=forms.TextInput(attrs={"list": "places"}),
    )
    summary = forms.CharField(
        label=_("One sentence about it"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: With cake from the oven and music of the brass band."),
    )
    is_free = forms.BooleanField(label=_("It is free of charge"), required=False)
    to_all = forms.BooleanField(
        label=_("Offer it to the other towns as well"),
        required=False,
        help_text=_("They decide themselves whether they show it."),
    )

    def __init__(self, *args: Any, town: Town, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.town, self.user = town, user
        self.places = list(places_of(town).values_list("name", flat=True)[:500])
        if not partners_of(town):
            del self.fields["to_all"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("ends") and not cleaned.get("begins"):
            self.add_error("begins", _("Please say when it begins, or leave both times empty."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the verb ``enter`` takes."""
        said = self.cleaned_data
        found = place_named(self.town, said["place"])
        mine = organisations_of_user(self.user, self.town)
        return {
            "title": said["title"],
            "starts_at": _moment(said["day"], said["begins"] or time()),
            "ends_at": self._end(),
            "is_all_day": said["begins"] is None,
            "place": found,
            "place_text": "" if found else said["place"],
            "summary": said["summary"],
            "price": Price.FREE if said["is_free"] else Price.UNKNOWN,
            "organiser": mine[0] if len(mine) == 1 else None,
            "source_kind": speakers(self.user, self.town)[0],
            "offer_to": OfferTo.ALL if said.get("to_all") else OfferTo.NOBODY,
        }

    def _end(self) -> datetime | None:
        said = self.cleaned_data
        if not said["ends"]:
            return None
        is_next_day = said["ends"] <= said["begins"]
        day = said["day"].fromordinal(said["day"].toordinal() + is_next_day)
        return _moment(day, said["ends"])


def _moment(day: Any, clock: time) -> datetime:
    return on_the_clock(datetime.combine(day, clock)).astimezone(BERLIN)
