"""Switch modules on and off. Data stay when a module is off; it only is not there."""

from django.db import transaction

from allmende.core.audit.domain import record
from allmende.core.modules.models import Switch
from allmende.core.modules.signals import switched_on
from allmende.core.modules.switchboard import NotAModule, all_modules, module_of
from allmende.core.people.models import User
from allmende.core.towns.models import Town


class StillNeeded(ValueError):
    """Another module that is on needs this one."""


@transaction.atomic
def switch_on(*, town: Town, label: str, by: User | None = None) -> None:
    """Switch a module on, and those it needs. Raises NotAModule for an unknown label."""
    module = module_of(label)
    if module is None:
        raise NotAModule(label)
    for needed in module.needs:
        switch_on(town=town, label=needed, by=by)
    switch, made = Switch.objects.get_or_create(town=town, module=label)
    if made:
        record(verb="switch_on", town=town, target=switch, by=by, after={"module": label})
        switched_on.send(Switch, town=town, label=label, by=by)


@transaction.atomic
def switch_off(*, town: Town, label: str, by: User | None = None) -> None:
    """Switch a module off. Raises StillNeeded when another one that is on needs it."""
    for switch in Switch.objects.filter(town=town, module=label):
        _refuse_if_needed(town, label)
        record(verb="switch_off", town=town, target=switch, by=by, before={"module": label})
        switch.delete()


def _refuse_if_needed(town: Town, label: str) -> None:
    on = set(Switch.objects.filter(town=town).values_list("module", flat=True))
    for module in all_modules():
        if module.label in on and label in module.needs:
            raise StillNeeded(str(module.verbose_name))
