"""Consents: see what one has agreed to, agree, take it back. By forms, without a script."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from allmende.core.consent import cookie
from allmende.core.consent.domain import agree, withdraw
from allmende.core.consent.queries import Asked, agreed, asked, asked_of
from allmende.core.towns.http import TownRequest
from allmende.site.context import Meta, crumbs
from allmende.site.pictures import interface_language
from allmende.site.safety import is_same_origin, too_many

#: Consents from one address per hour.
RATE = 30


def consents(request: TownRequest) -> HttpResponse:
    """What this town asks for, and what this browser has agreed to."""
    asks = asked_of(request.town)
    given = agreed(request.town, cookie.number_of(request), asks)
    title = _("Consents")
    context = {
        "title": title,
        "rows": [{"asked": one, "is_given": one.key in given} for one in asks],
        "was_withdrawn": request.GET.get("widerrufen") == "1",
        "breadcrumbs": crumbs((title, ""), language=interface_language()),
        "meta": Meta(title=title, robots="noindex"),
    }
    return for_one_reader(render(request, "site/consents.html", context))


def for_one_reader(response: HttpResponse) -> HttpResponse:
    """Mark an answer that depends on a consent: nobody may keep it for others."""
    response["Cache-Control"] = "private, no-store"
    return response


@csrf_exempt  # no session to ride on; the origin is checked instead, so that no cookie is needed
def give(request: TownRequest) -> HttpResponse:
    """Agree to one purpose, then go where it is shown."""
    if not _is_sent(request) or too_many("consent", request, RATE):
        return redirect("consents")
    one = _asked(request)
    number = agree(
        town=request.town,
        asked=one,
        language=interface_language(),
        number=cookie.number_of(request),
    )
    response = redirect(one.purpose.url_name)
    cookie.hand_over(response, number)
    return for_one_reader(response)


@csrf_exempt  # see above
def take_back(request: TownRequest) -> HttpResponse:
    """Withdraw, however often; the cookie goes with the last consent."""
    if not _is_sent(request):
        return redirect("consents")
    number, response = cookie.number_of(request), redirect(f"{reverse('consents')}?widerrufen=1")
    purpose = request.POST.get("zweck", "")[:60]
    if not number or not withdraw(town=request.town, purpose=purpose, number=number):
        cookie.take_away(response)
    return for_one_reader(response)


def _is_sent(request: TownRequest) -> bool:
    """Whether one of our own forms was sent."""
    return request.method == "POST" and is_same_origin(request)


def _asked(request: TownRequest) -> Asked:
    """The purpose a form names. Raises Http404 for one that this town does not ask for."""
    found = asked(request.town, request.POST.get("zweck", ""))
    if found is None:
        raise Http404
    return found
