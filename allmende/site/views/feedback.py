"""Report a barrier: every site must offer it (ThürBarrWebG)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from allmende.core.towns.http import TownRequest
from allmende.site.addresses import address
from allmende.site.barriers import report_barrier
from allmende.site.context import Meta, crumbs
from allmende.site.forms import BarrierForm, time_stamp
from allmende.site.pictures import interface_language
from allmende.site.safety import is_same_origin, too_many

#: Reports from one address per hour.
RATE = 5


@csrf_exempt  # no session to ride on; the origin is checked instead, so that no cookie is needed
def feedback(request: TownRequest) -> HttpResponse:
    """Show the form; keep what was written when something is missing."""
    if request.method != "POST":
        sent = request.GET.get("gesendet") == "1"
        page = request.GET.get("seite", "")[:300]
        return _show(request, BarrierForm(initial={"page": page, "stamp": time_stamp()}), sent=sent)
    form = BarrierForm(request.POST)
    if not is_same_origin(request):
        form.add_error(None, _("Please send the form from this page."))
    elif too_many("feedback", request, RATE):
        form.add_error(None, _("Too many messages came from your connection. Please call us."))
    if not form.is_valid():
        kept = request.POST.copy()
        kept["stamp"] = time_stamp()
        form.data = kept
        return _show(request, form, status=422)
    report_barrier(town=request.town, report=form.save(commit=False))
    return redirect(f"{request.path}?gesendet=1")


def _show(
    request: TownRequest, form: BarrierForm, *, sent: bool = False, status: int = 200
) -> HttpResponse:
    language, title = interface_language(), _("Report a barrier")
    trail = (_("Accessibility statement"), "/barrierefreiheit/"), (title, "")
    context = {
        "title": title,
        "form": form,
        "sent": sent,
        "action": address("/barriere-melden/", language),
        "breadcrumbs": crumbs(*trail, language=language),
        "meta": Meta(title=title, robots="noindex"),
    }
    response = render(request, "site/feedback.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
