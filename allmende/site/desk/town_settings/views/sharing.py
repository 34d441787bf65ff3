"""Rules about offers of others, bounds and quiet times."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.core.exchange.domain_rules import (
    add_quiet_period,
    change_sharing,
    remove_quiet_period,
    remove_rule,
)
from allmende.core.exchange.models import AcceptRule, QuietPeriod
from allmende.core.exchange.queries import sharing_settings
from allmende.core.towns.models import Town
from allmende.site.desk.town_settings import rules
from allmende.site.desk.town_settings.forms.sharing import (
    BoundsForm,
    QuietForm,
    RuleForm,
    shareable_types,
)
from allmende.site.desk.town_settings.frame import (
    back,
    is_save,
    person,
    posted,
    say,
    say_changed,
    settles,
    show,
)
from allmende.site.desk.town_settings.rights import What


@settles(What.SHARING)
def sharing(request: HttpRequest, town: Town) -> HttpResponse:
    """Rules in words, what they would have done, and the bounds."""
    form = _bounds(request, town)
    if is_save(request) and form.is_valid():
        names = change_sharing(town=town, by=person(request), **form.cleaned_data)
        say_changed(request, form, names)
        return back(town, What.SHARING)
    context = {
        "form": form,
        "rules": rules.lines(town),
        "trials": rules.trials(town),
        "periods": QuietPeriod.objects.filter(town=town),
    }
    return show(request, town, What.SHARING, "sharing", context)


def _bounds(request: HttpRequest, town: Town) -> BoundsForm:
    now = sharing_settings(town)
    initial = {
        "max_foreign_in_ten": now.max_foreign_in_ten,
        "neighbour_km": f"{now.neighbour_km:g}",
    }
    return BoundsForm(posted(request), initial=initial)


@settles(What.SHARING)
def new_rule(request: HttpRequest, town: Town) -> HttpResponse:
    return _rule(request, town, AcceptRule(town=town, mode=""), _("New rule"))


@settles(What.SHARING)
def change_rule(request: HttpRequest, town: Town, pk: int) -> HttpResponse:
    rule = get_object_or_404(AcceptRule.objects.select_related("town"), pk=pk, town=town)
    return _rule(request, town, rule, _("Change the rule"))


def _rule(request: HttpRequest, town: Town, rule: AcceptRule, title: str) -> HttpResponse:
    form = RuleForm(posted(request), instance=rule)
    is_good = request.method == "POST" and form.is_valid()
    if is_good and is_save(request) and form.keep(by=person(request)):
        line = rules.line(rule, dict(shareable_types()))
        say(request, _("Saved: %(when)s → %(then)s.") % {"when": line.when, "then": line.then})
        return back(town, What.SHARING)
    context: dict[str, Any] = {"form": form}
    if is_good:
        context["trials"] = rules.trials(town, form.instance)
    return show(request, town, What.SHARING, "rule", context, title=title)


@require_POST
@settles(What.SHARING)
def drop_rule(request: HttpRequest, town: Town, pk: int) -> HttpResponse:
    rule = get_object_or_404(AcceptRule, pk=pk, town=town)
    line = rules.line(rule, dict(shareable_types()))
    remove_rule(rule=rule, by=person(request))
    say(request, _("Removed: %(when)s → %(then)s.") % {"when": line.when, "then": line.then})
    return back(town, What.SHARING)


@settles(What.SHARING)
def new_quiet_period(request: HttpRequest, town: Town) -> HttpResponse:
    form = QuietForm(posted(request))
    if is_save(request) and form.is_valid():
        period = add_quiet_period(town=town, by=person(request), **form.cleaned_data)
        say(request, _("Saved. Quiet period: %(what)s.") % {"what": _in_words(period)})
        return back(town, What.SHARING)
    return show(request, town, What.SHARING, "quiet", {"form": form}, title=_("New quiet period"))


@require_POST
@settles(What.SHARING)
def drop_quiet_period(request: HttpRequest, town: Town, pk: int) -> HttpResponse:
    period = get_object_or_404(QuietPeriod, pk=pk, town=town)
    words = _in_words(period)
    remove_quiet_period(period=period, by=person(request))
    say(request, _("Removed the quiet period: %(what)s.") % {"what": words})
    return back(town, What.SHARING)


def _in_words(period: QuietPeriod) -> str:
    values = {
        "what": period.occasion,
        "begins": date_format(period.begins, "j.n.Y"),
        "ends": date_format(period.ends, "j.n.Y"),
    }
    return _("%(what)s, %(begins)s to %(ends)s") % values
