"""What an office does: ticks in the list of services, with links, and words of one's own."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as now_

from allmende.modules.directory.choices.services import SERVICES
from allmende.modules.directory.models import Responsibility

#: Lines for what is not in the list.
OWN_LINES = 4


class ServicesForm(forms.Form):
    """A tick and an address per service; four lines for others."""

    def __init__(self, data: Any = None, *, known: list[Responsibility]) -> None:
        super().__init__(data)
        self.by_key = {one.service: one for one in known if one.service and not one.title}
        self.own = [one for one in known if one.title][: OWN_LINES + len(known)]
        for service in SERVICES:
            self._add_service(service.key, service.name)
        for number in range(max(OWN_LINES, len(self.own) + 1)):
            self._add_own(number)

    def _add_service(self, key: str, name: str) -> None:
        known = self.by_key.get(key)
        self.fields[f"s_{key}"] = forms.BooleanField(
            label=name, required=False, initial=known is not None
        )
        self._add_link(f"u_{key}", name, known)

    def _add_own(self, number: int) -> None:
        known = self.own[number] if number < len(self.own) else None
        label = now_("Other service %(number)s") % {"number": number + 1}
        self.fields[f"t_{number}"] = forms.CharField(
            label=label, max_length=120, required=False, initial=known.title if known else ""
        )
        self._add_link(f"v_{number}", label, known)

    def _add_link(self, field: str, name: str, known: Responsibility | None) -> None:
        self.fields[field] = forms.URLField(
            label=now_("Address of the online service for %(name)s") % {"name": name},
            required=False, max_length=300, assume_scheme="https",
            initial=known.online_url if known else "",
            validators=[URLValidator(schemes=["http", "https"])],
        )  # fmt: skip

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"s_{one.key}"], self[f"u_{one.key}"]) for one in SERVICES]

    def own_rows(self) -> list[tuple[Any, Any]]:
        names = [name for name in self.fields if name.startswith("t_")]
        return [(self[name], self[name.replace("t_", "v_", 1)]) for name in names]

    def wished(self) -> Iterator[dict[str, Any]]:
        """What the office does, as fields of ``domain.Doing``; villages and keys stay."""
        values = self.cleaned_data
        for one in SERVICES:
            if values[f"s_{one.key}"]:
                kept = self._kept(self.by_key.get(one.key))
                yield kept | {"service": one.key, "online_url": values[f"u_{one.key}"]}
        for name in [name for name in values if name.startswith("t_")]:
            if title := values[name]:
                number = int(name.removeprefix("t_"))
                known = self.own[number] if number < len(self.own) else None
                kept = self._kept(known) | {"service": known.service if known else ""}
                yield kept | {"title": title, "online_url": values[f"v_{number}"]}

    def _kept(self, known: Responsibility | None) -> dict[str, Any]:
        if known is None:
            return {}
        villages = tuple(sorted(known.villages.all(), key=lambda village: village.pk))
        return {"leika": known.leika, "villages": villages}
