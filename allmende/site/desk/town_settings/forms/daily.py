"""Office hours and quick links: tables of short lines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.core.towns import hours, links
from allmende.core.towns.choices import Weekday
from allmende.core.towns.models import QuickLink

FEWEST, MOST = 2, 5
_TIMES = ["%H:%M", "%H.%M", "%H", "%H:%M Uhr", "%H Uhr"]
_ODD_TIME = gettext_lazy("Write the time as 9:00.")

#: Icons of the sprite that stand for what people come for.
ICONS = (
    ("arrow-right", gettext_lazy("Arrow")),
    ("townhall", gettext_lazy("Town hall")),
    ("id", gettext_lazy("Identity card")),
    ("form", gettext_lazy("Form")),
    ("waste", gettext_lazy("Waste bin")),
    ("construction", gettext_lazy("Building site")),
    ("road", gettext_lazy("Road")),
    ("building", gettext_lazy("Building")),
    ("family", gettext_lazy("Family")),
    ("child", gettext_lazy("Child")),
    ("people", gettext_lazy("People")),
    ("association", gettext_lazy("Association")),
    ("calendar", gettext_lazy("Calendar")),
    ("clock", gettext_lazy("Clock")),
    ("pin", gettext_lazy("Place")),
    ("phone", gettext_lazy("Telephone")),
    ("mail", gettext_lazy("Letter")),
    ("bus", gettext_lazy("Bus")),
    ("bike", gettext_lazy("Bicycle")),
    ("pool", gettext_lazy("Swimming pool")),
    ("leaf", gettext_lazy("Leaf")),
    ("heart", gettext_lazy("Heart")),
    ("euro", gettext_lazy("Euro")),
    ("document", gettext_lazy("Document")),
    ("news", gettext_lazy("News")),
    ("chat", gettext_lazy("Conversation")),
    ("key", gettext_lazy("Key")),
    ("work", gettext_lazy("Work")),
)


class HoursForm(forms.Form):
    """Several openings a day, a line of two times each."""

    def __init__(self, data: Any = None, *, known: Iterable[Any]) -> None:
        by_day: dict[str, list[Any]] = {day: [] for day in Weekday.values}
        for row in known:
            by_day[row.weekday].append(row)
        self.count = _count(data, max(len(rows) for rows in by_day.values()))
        super().__init__(data, initial=_initial(by_day))
        for name, label in _names(self.count):
            self.fields[name] = _time_field(label)

    def days(self) -> list[dict[str, Any]]:
        """Lines of the table: a day, its openings, and what is wrong with them."""
        return [
            {"name": label, "cells": self._cells(day), "errors": self._errors_of(day)}
            for day, label in Weekday.choices
        ]

    def _cells(self, day: str) -> list[tuple[Any, Any]]:
        return [(self[f"d{day}_{n}_opens"], self[f"d{day}_{n}_closes"]) for n in range(self.count)]

    def _errors_of(self, day: str) -> list[str]:
        return [text for pair in self._cells(day) for field in pair for text in field.errors]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        found = [one for day in Weekday.values for one in self._read(day, cleaned)]
        try:
            cleaned["hours"] = self.check(found)
        except hours.HoursDoNotFit as error:
            self.add_error(f"d{error.weekday}_0_opens", str(error))
        return cleaned

    def check(self, found: list[hours.Interval]) -> list[hours.Interval]:
        """What fits together is for the kind of hours to say; raises HoursDoNotFit."""
        return hours.check(found)

    def _read(self, day: str, cleaned: dict[str, Any]) -> Iterator[hours.Interval]:
        for n in range(self.count):
            opens, closes = (f"d{day}_{n}_{edge}" for edge in ("opens", "closes"))
            pair = cleaned.get(opens), cleaned.get(closes)
            if pair[0] is not None and pair[1] is not None:
                yield hours.Interval(day, pair[0], pair[1])
            elif (pair[0] is None) != (pair[1] is None) and not {opens, closes} & set(self.errors):
                self.add_error(opens if pair[0] is None else closes, _half(day))


def _half(day: str) -> str:
    text = _("%(day)s: one of two times is missing. Fill in both, or empty both.")
    return text % {"day": Weekday(day).label}


def _count(data: Any, known: int) -> int:
    """How many openings a day has room for: as sent (one more on request), or as in use."""
    wished = str(data.get("intervals", "")) if data is not None else ""
    if wished.isdecimal():
        return min(max(int(wished) + int("more" in data), FEWEST), MOST)
    return min(max(known, FEWEST), MOST)


def _initial(by_day: dict[str, list[Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for day, rows in by_day.items():
        for n, row in enumerate(sorted(rows, key=lambda row: row.opens)):
            found |= {f"d{day}_{n}_opens": row.opens, f"d{day}_{n}_closes": row.closes}
    return found


def _names(count: int) -> Iterator[tuple[str, str]]:
    for day, label in Weekday.choices:
        for n in range(count):
            values = {"day": label, "number": n + 1}
            yield f"d{day}_{n}_opens", _("%(day)s, opening %(number)s, from") % values
            yield f"d{day}_{n}_closes", _("%(day)s, opening %(number)s, to") % values


def _time_field(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=_TIMES,
        error_messages={"invalid": _ODD_TIME},
        # Plain text: the browser's own field says "01:00 PM" on an English system.
        widget=forms.TimeInput(
            format="%H:%M", attrs={"placeholder": "–:–", "autocomplete": "off", "size": 6}
        ),
    )


class LinkForm(forms.Form):
    """One line of the table; an empty label and address mean: not there."""

    position = forms.IntegerField(label=gettext_lazy("Order"), min_value=1, max_value=99)
    label = forms.CharField(label=gettext_lazy("Label"), max_length=60, required=False)
    url = forms.CharField(label=gettext_lazy("Leads to"), max_length=300, required=False)
    icon = forms.ChoiceField(label=gettext_lazy("Icon"), choices=ICONS, required=False)

    def __init__(self, *args: Any, icons: Sequence[tuple[str, Any]] = ICONS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["icon"].choices = icons  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        label, url = cleaned.get("label", ""), cleaned.get("url", "")
        if label and not url and "url" not in self.errors:
            self.add_error("url", _("“%(label)s” needs an address.") % {"label": label})
        if url and not label and "label" not in self.errors:
            self.add_error("label", _("The address %(url)s needs a label.") % {"url": url})
        if url and not links.is_address(url):
            text = _("Write a path of your own site (/rathaus/) or a whole address (https://…).")
            self.add_error("url", text)
        return cleaned

    def link(self) -> links.Link | None:
        values = self.cleaned_data
        if not values.get("label"):
            return None
        return links.Link(values["label"], values["url"], values["icon"] or ICONS[0][0])


class LinksFormSet(forms.BaseFormSet[LinkForm]):
    """Eight lines; their order is by number, so it works without a mouse."""

    def links(self) -> list[links.Link]:
        """Give the filled lines by number; equal numbers keep their place."""
        lines = sorted(self.forms, key=lambda form: form.cleaned_data.get("position", 99))
        return [link for form in lines if (link := form.link())]


def links_form(data: Any, known: Iterable[QuickLink]) -> LinksFormSet:
    """Give the table with the present links, and empty lines up to eight."""
    shown = list(known)[: links.MOST]
    # An icon that is no longer offered stays where it is in use.
    others = {link.icon for link in shown} - {name for name, _label in ICONS}
    icons = [*ICONS, *((name, name) for name in sorted(others))]
    lines = [{"label": link.label, "url": link.url, "icon": link.icon} for link in shown]
    lines += [{} for _ in range(links.MOST - len(lines))]
    initial = [line | {"position": number} for number, line in enumerate(lines, start=1)]
    kind: type[LinksFormSet] = forms.formset_factory(  # type: ignore[assignment]
        LinkForm, formset=LinksFormSet, extra=0, max_num=links.MOST, absolute_max=links.MOST
    )
    return kind(data, initial=initial, prefix="link", form_kwargs={"icons": icons})
