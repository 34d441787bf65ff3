"""Whose entry is it? The link to look after it, and the yearly confirmation.

A GET changes nothing: programs that look at mails open links too. No cookie, no session: forms
are judged by where they come from (``site.safety``).
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from allmende.core.towns.http import TownRequest
from allmende.modules.directory.domain.ageing import confirm_by_link, entry_of_token
from allmende.modules.directory.domain.claims import (
    LinkIsOver,
    NoAddressOnFile,
    ask_for_link,
    claim_of,
    use_link,
)
from allmende.modules.directory.forms.own import OwnForm
from allmende.modules.directory.views import HERE, entry_or_404
from allmende.site.addresses import address
from allmende.site.context import Meta, crumbs
from allmende.site.pictures import interface_language
from allmende.site.safety import is_same_origin, too_many

#: Links one connection may ask for in an hour.
RATE = 5


@csrf_exempt  # no session to ride on; the origin is checked instead
def ask(request: TownRequest, slug: str) -> HttpResponse:
    """Ask for the link. The answer is the same whether there is an address on file or not."""
    entry = entry_or_404(request, slug)
    state = "sent" if request.GET.get("gesendet") == "1" else "ask"
    if request.method == "POST":
        if not is_same_origin(request) or too_many("directory", request, RATE):
            return _show(request, "ask", entry, {"state": "too_many"}, status=429)
        _send(entry)
        return redirect(f"{request.path}?gesendet=1")
    return _show(request, "ask", entry, {"state": state})


def _send(entry: Any) -> None:
    try:
        ask_for_link(entry=entry)
    except NoAddressOnFile:
        return


@csrf_exempt  # the key in the address is what allows it
def use(request: TownRequest, slug: str, key: str) -> HttpResponse:
    """Say what is true now, by the link that came by mail."""
    try:
        claim = claim_of(town=request.town, slug=slug, key=key)
    except LinkIsOver:
        return _over(request)
    form = OwnForm(request.POST or None, entry=claim.entry)
    if request.method != "POST":
        return _show(request, "use", claim.entry, {"form": form})
    if not form.is_valid() or not is_same_origin(request):
        return _show(request, "use", claim.entry, {"form": form}, status=422)
    try:
        use_link(claim=claim, wishes=form.cleaned_data)
    except LinkIsOver:
        return _over(request)
    return _show(request, "use", claim.entry, {"is_done": True})


@csrf_exempt  # the token in the address is what allows it
def confirm(request: TownRequest, slug: str, token: str) -> HttpResponse:
    """Confirm by one button; looking alone confirms nothing."""
    try:
        if request.method == "POST" and is_same_origin(request):
            entry = confirm_by_link(town=request.town, slug=slug, token=token)
            return _show(request, "confirm", entry, {"is_done": True})
        entry = entry_of_token(town=request.town, slug=slug, token=token)
    except LinkIsOver:
        return _over(request)
    return _show(request, "confirm", entry, {})


def _over(request: TownRequest) -> HttpResponse:
    """The link is used up or too old: say what to do."""
    return _show(request, "over", None, {}, status=410)


def _show(
    request: TownRequest, template: str, entry: Any, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    language = interface_language()
    titles = {
        "ask": _("Is this your entry?"),
        "use": _("What is true now?"),
        "confirm": _("Is it still true?"),
        "over": _("This link is over"),
    }
    title = titles[template]
    trail = [(_("Directory"), HERE), (title, "")]
    context |= {
        "title": title,
        "entry": entry,
        "entry_url": address(entry.path, language) if entry else "",
        "list_url": address(HERE, language),
        "breadcrumbs": crumbs(*trail, language=language),
        "meta": Meta(title=title, robots="noindex"),
    }
    response = render(request, f"directory/{template}.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"  # the address is a key
    return response
