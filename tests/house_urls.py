"""Every address of the house, found through Django's resolver: what is built tomorrow is
attacked and inspected tomorrow, without being named here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

from django.urls import get_resolver
from django.utils.regex_helper import normalize


@dataclass(frozen=True)
class Address:
    """A pattern of a path: ``verwaltung/pages/%(page_id)s/edit/``."""

    form: str
    arguments: tuple[str, ...]
    name: str
    namespaces: tuple[str, ...]
    view: Any

    def paths(self, values: "Values", dice: Random, most: int = 4) -> list[str]:
        """Paths with fitting values: all of them, or so many by chance."""
        choices = [values.of(argument, self) for argument in self.arguments]
        rows = list(product(*choices))
        chosen = dice.sample(rows, min(most, len(rows)))
        filled = (dict(zip(self.arguments, row, strict=True)) for row in chosen)
        return ["/" + self.form % row for row in filled]


class Values:
    """What may stand in an address, by the argument's name; ``others`` for names unknown."""

    def __init__(self, by_name: dict[str, Iterable[Any]], others: Iterable[Any]) -> None:
        self.by_name = {name: list(values) for name, values in by_name.items()}
        self.others = list(others)

    def of(self, argument: str, address: Address) -> list[Any]:
        """Values for ``pk`` depend on where it stands: ``images.pk`` goes before ``pk``."""
        for part in reversed(address.form.split("/")):
            if (key := f"{part}.{argument}") in self.by_name:
                return self.by_name[key]
        return self.by_name.get(argument, self.others)


def addresses(
    resolver: Any = None, prefix: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[Address]:
    """Walk all patterns, included ones too."""
    for entry in (resolver or get_resolver()).url_patterns:
        for form, _arguments in normalize(entry.pattern.regex.pattern)[:1]:
            whole = prefix + form.removeprefix("/") if prefix.endswith("/") else prefix + form
            if hasattr(entry, "url_patterns"):
                inner = (*spaces, entry.namespace) if entry.namespace else spaces
                yield from addresses(entry, whole, inner)
            else:
                names = tuple(_names(whole))
                yield Address(whole, names, entry.name or "", spaces, entry.callback)


def _names(form: str) -> Iterator[str]:
    for piece in form.split("%(")[1:]:
        yield piece.partition(")")[0]
