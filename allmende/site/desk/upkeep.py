"""Care of the content: what an editor should look after, and the numbers for the alliance."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.core.people.queries import may_decide_offers
from allmende.core.tasks import later
from allmende.core.towns.models import Town
from allmende.core.towns.queries import members_of
from allmende.core.upkeep import domain
from allmende.core.upkeep.checks import ageing_kinds
from allmende.core.upkeep.queries import (
    checks_of,
    findings_of,
    freshness,
    last_reviews,
    own_months,
    unsure_links,
    upkeep_counts,
    upkeep_numbers,
)
from allmende.core.upkeep.tasks import look_through_now
from allmende.site.desk.acting import towns_of
from allmende.site.listing import page_number

if TYPE_CHECKING:
    from allmende.core.upkeep.models import Finding

LIST = "desk_upkeep"
PER_PAGE = 30


def index(request: HttpRequest) -> HttpResponse:
    """Choose a town; whoever has only one is there already."""
    towns = towns_of(request)
    if len(towns) == 1:
        return redirect(LIST, towns[0].slug)
    numbers = upkeep_numbers(towns)
    rows = [{"town": town, "count": sum(numbers.get(town.pk, {}).values())} for town in towns]
    return render(request, "site/desk/upkeep_index.html", {"rows": rows})


def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """What wants care in a town, each with the screen where it is put right."""
    town = _own_town(request, slug)
    counts = upkeep_counts(town)
    chosen = request.GET.get("art", "")
    chosen = chosen if chosen in {one.key for one in counts} else ""
    page = Paginator(findings_of(town, chosen), PER_PAGE).get_page(page_number(request))
    context = {
        "town": town,
        "counts": counts,
        "total": sum(one.count for one in counts),
        "chosen": chosen,
        "page": page,
        "groups": _grouped(town, page.object_list),
        "reviewed_at": last_reviews([town]).get(town.pk),
        "unsure": unsure_links(town),
        "fresh": _fresh(town),
        "kinds": _kinds(town),
        "may_act": _may_act(request, town),
    }
    return render(request, "site/desk/upkeep.html", context)


def _grouped(town: Town, rows: Any) -> list[dict[str, Any]]:
    """Findings of a page under the heading of their check, in the order of the checks."""
    found: dict[str, list[Finding]] = {}
    for row in rows:
        found.setdefault(row.check_key, []).append(row)
    checks = (check for check in checks_of(town) if check.key in found)
    return [{"check": check, "rows": found[check.key]} for check in checks]


def _fresh(town: Town) -> list[dict[str, Any]]:
    newest = freshness([town]).get(town.pk, {})
    kinds = ContentType.objects.get_for_models(*_known_kinds(newest)) if newest else {}
    rows = [{"label": _name(model), "at": newest[kind.pk]} for model, kind in kinds.items()]
    return sorted(rows, key=lambda row: str(row["label"]))


def _known_kinds(pks: Any) -> list[Any]:
    models = (ContentType.objects.get_for_id(pk).model_class() for pk in pks)
    return [model for model in models if model is not None]


def _name(model: Any) -> str:
    return capfirst(str(model._meta.verbose_name_plural))


def _kinds(town: Town) -> list[dict[str, Any]]:
    """Kinds of pages that grow old, with the months this town has set."""
    own = own_months(town)
    return [
        {
            "key": model._meta.label_lower,
            "label": _name(model),
            "months": own.get(model._meta.label_lower, model.stale_after_months),
        }
        for model in ageing_kinds()
    ]


@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Looked at, stays as it is."""
    town = _acting_town(request, slug)
    finding = get_object_or_404(findings_of(town), pk=_number(request.POST.get("finding", "")))
    try:
        domain.keep_as_it_is(finding=finding, by=request.user)  # type: ignore[arg-type]
    except domain.MustNotStay as error:
        raise Http404 from error
    messages.success(
        request, _("“%(title)s” stays as it is. We ask again in a year.") % {"title": finding.title}
    )
    return redirect(LIST, slug)


@require_POST
def look_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Have the town looked through now instead of tonight."""
    town = _acting_town(request, slug)
    later(look_through_now, town.pk)
    messages.success(request, _("We are looking through your pages. Come back in a minute."))
    return redirect(LIST, slug)


@require_POST
def months(request: HttpRequest, slug: str) -> HttpResponse:
    """Set how long pages keep."""
    town = _acting_town(request, slug)
    chosen = {
        model._meta.label_lower: _number(request.POST.get(model._meta.label_lower, ""))
        for model in ageing_kinds()
    }
    domain.set_stale_after(town=town, months=chosen, by=request.user)  # type: ignore[arg-type]
    later(look_through_now, town.pk)
    messages.success(request, _("Saved. The list follows in a minute."))
    return redirect(LIST, slug)


def towns(request: HttpRequest, slug: str) -> HttpResponse:
    """Numbers of all members for the office of the alliance: no titles, nothing to change."""
    alliance = _own_town(request, slug)
    if not alliance.is_alliance or not _may_act(request, alliance):
        raise Http404
    members = [alliance, *members_of(alliance)]
    numbers, reviews, newest = upkeep_numbers(members), last_reviews(members), freshness(members)
    checks = {check.key: check for town in members for check in checks_of(town)}
    rows = [
        {
            "town": town,
            "counts": [(checks[key].label, n) for key, n in _by_check(numbers, town, checks)],
            "total": sum(numbers.get(town.pk, {}).values()),
            "reviewed_at": reviews.get(town.pk),
            "newest": max(filter(None, newest.get(town.pk, {}).values()), default=None),
        }
        for town in members
    ]
    context = {"town": alliance, "rows": rows}
    return render(request, "site/desk/upkeep_towns.html", context)


def _by_check(
    numbers: dict[int, dict[str, int]], town: Town, checks: Iterable[str]
) -> list[tuple[str, int]]:
    """Numbers of a town in the order of the checks; nothing where nothing was found."""
    found = numbers.get(town.pk, {})
    return [(key, found[key]) for key in checks if found.get(key)]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _own_town(request: HttpRequest, slug: str) -> Town:
    town = next((one for one in towns_of(request) if one.slug == slug), None)
    if town is None:
        raise Http404
    return town


def _acting_town(request: HttpRequest, slug: str) -> Town:
    town = _own_town(request, slug)
    if not _may_act(request, town):
        raise Http404
    return town


def _may_act(request: HttpRequest, town: Town) -> bool:
    return may_decide_offers(request.user, town)  # type: ignore[arg-type]
