"""Switch modules on and off."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.core.modules.contract import HouseModule, Level
from allmende.core.modules.domain import StillNeeded, switch_off, switch_on
from allmende.core.modules.switchboard import all_modules, is_on, module_of, modules_on
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.site.desk.town_settings.frame import back, person, say, settles, show
from allmende.site.desk.town_settings.rights import What


@settles(What.MODULES)
def modules(request: HttpRequest, town: Town) -> HttpResponse:
    on = {module.label for module in modules_on(town)}
    rows = [_row(town, module, on) for module in all_modules()]
    return show(request, town, What.MODULES, "modules", {"rows": rows})


def _row(town: Town, module: HouseModule, on: set[str]) -> dict[str, Any]:
    needed_by = [m.verbose_name for m in all_modules() if m.label in on and module.label in m.needs]
    return {
        "module": module,
        "is_on": module.label in on,
        "may_switch": _is_ours(town, module),
        "needs": [_name(label) for label in module.needs],
        "needed_by": needed_by,
        "menu": [str(nav.label) for nav in module.gives("nav_items")],
    }


def _is_ours(town: Town, module: HouseModule) -> bool:
    """A module of the alliance's level is switched by the alliance alone."""
    return town.is_alliance or module.level == Level.TOWN


def _name(label: str) -> str:
    module = module_of(label)
    return str(module.verbose_name) if module else label


@require_POST
@settles(What.MODULES)
def switch(request: HttpRequest, town: Town, label: str) -> HttpResponse:
    module = module_of(label)
    if module is None or not _is_ours(town, module):
        raise Http404
    if request.POST.get("to") == "on":
        _on(request, town, module)
    elif request.POST.get("to") == "off":
        _off(request, town, module, person(request))
    return back(town, What.MODULES)


def _on(request: HttpRequest, town: Town, module: HouseModule) -> None:
    also = [_name(label) for label in module.needs if not is_on(town, label)]
    switch_on(town=town, label=module.label, by=person(request))
    if also:
        text = _("“%(module)s” is on now, and with it what it needs: %(also)s.")
        say(request, text % {"module": module.verbose_name, "also": ", ".join(also)})
    else:
        say(request, _("“%(module)s” is on now.") % {"module": module.verbose_name})


def _off(request: HttpRequest, town: Town, module: HouseModule, by: User) -> None:
    try:
        switch_off(town=town, label=module.label, by=by)
    except StillNeeded as other:
        text = _(
            "“%(module)s” stays on, because “%(other)s” needs it. Switch off “%(other)s” first."
        )
        messages.error(request, text % {"module": module.verbose_name, "other": other})
        return
    text = _("“%(module)s” is off now. Its contents are kept and come back when you switch it on.")
    say(request, text % {"module": module.verbose_name})
