"""Ask here which modules exist and which ones a town has switched on."""

from functools import cache as once
from typing import Any

from django.apps import apps

from allmende.core.cache.memo import remembered
from allmende.core.modules.contract import HouseModule
from allmende.core.modules.models import Switch
from allmende.core.towns.models import Town

SWITCHES_TAG = "switches"


class NotAModule(LookupError):
    """Nobody in the house has this name."""


@once
def all_modules() -> list[HouseModule]:
    """Every module found at start, by label."""
    found = [app for app in apps.get_app_configs() if isinstance(app, HouseModule)]
    return sorted(found, key=lambda module: module.label)


def module_of(label: str) -> HouseModule | None:
    return next((module for module in all_modules() if module.label == label), None)


@remembered(SWITCHES_TAG)
def _on(town_id: int) -> frozenset[str]:
    return frozenset(Switch.objects.filter(town=town_id).values_list("module", flat=True))


def is_on(town: Town, label: str) -> bool:
    return label in _on(town.pk)


def modules_on(town: Town) -> list[HouseModule]:
    return [module for module in all_modules() if is_on(town, module.label)]


def given(town: Town, kind: str) -> list[Any]:
    """Everything of one kind that the modules of a town give, by their order."""
    found = [gift for module in modules_on(town) for gift in module.gives(kind)]
    return sorted(found, key=lambda gift: getattr(gift, "order", 0))


def given_by_all(kind: str) -> list[Any]:
    """Everything of one kind in the house, whoever has it switched on."""
    found = [gift for module in all_modules() for gift in module.gives(kind)]
    return sorted(found, key=lambda gift: getattr(gift, "order", 0))
