"""Outgoing mail at the desk: where each one stands, and what to do when one is lost."""

import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from allmende.core.notify import domain
from allmende.core.notify.choices import MailState
from allmende.core.notify.models import CaughtMail, Mail
from allmende.core.notify.queries import (
    caught,
    is_dead,
    mails_of,
    message_id,
    needing_a_look,
    template_labels,
)
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.site.desk.town_settings.rights import What, may_settle, towns_to_settle
from allmende.site.listing import page_number


def may_see_mail(user: Any) -> bool:
    return isinstance(user, User) and _scope(user) != []


def _scope(user: Any) -> list[Town] | None:
    """Towns whose mail a person may see; None means all of the house."""
    if not isinstance(user, User):
        return []
    if user.is_superuser:
        return None
    return [town for town in towns_to_settle(user) if may_settle(user, town, What.PEOPLE)]


def _own_mails(request: HttpRequest) -> Any:
    scope = _scope(request.user)
    if scope == []:
        raise Http404
    return mails_of(scope)


def mails(request: HttpRequest) -> HttpResponse:
    """Mails of the last ninety days, newest first; what needs a look can be picked out."""
    rows = _own_mails(request)
    only_trouble = request.GET.get("stand") == "offen"
    if only_trouble:
        rows = needing_a_look(_scope(request.user))
    page = Paginator(rows, 40).get_page(page_number(request))
    context = {
        "page": page,
        "rows": _rows(list(page)),
        "only_trouble": only_trouble,
        "is_demo": settings.IS_DEMO,
        "trouble": needing_a_look(_scope(request.user)).count(),
    }
    return render(request, "site/desk/mails.html", context)


def _rows(found: list[Mail]) -> list[dict[str, Any]]:
    labels, kept = template_labels(), caught([message_id(mail) for mail in found])
    return [
        {
            "mail": mail,
            "what": labels.get(mail.template, mail.template),
            "to": name_of(mail),
            "caught": kept.get(message_id(mail)),
            "looks": _looks(mail),
        }
        for mail in found
    ]


def name_of(mail: Mail) -> str:
    """Who gets it: the name of an account, else the address without its heart."""
    if mail.receiver:
        return mail.receiver.get_full_name() or mail.receiver.get_username()
    name, _at, host = mail.address.partition("@")
    return f"{name[:1]}…@{host}"


def may_see_keys(user: Any, mail: Mail) -> bool:
    """Whether somebody may see a link that sets a password: it opens the account to anybody."""
    return bool(user.is_superuser) or mail.receiver_id == user.pk


def _readable(text: str, mail: Mail, user: Any) -> str:
    """Text of a caught mail, with the secret end of such a link cut off for all others."""
    if may_see_keys(user, mail):
        return text
    start = reverse("wagtailadmin_password_reset_confirm", args=["-", "-"]).removesuffix("-/-/")
    return re.sub(rf"({re.escape(start)})[^\s\"'<>]+", r"\1…", text)


def _looks(mail: Mail) -> str:
    if mail.state == MailState.SENT:
        return "good"
    return "wait" if mail.state in {MailState.WAITING, MailState.HANDING} else "bad"


def one_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail: its way, what would have gone out (in a house for trying out), and what to do."""
    mail = get_object_or_404(_own_mails(request), pk=pk)
    kept = CaughtMail.objects.filter(message_id=message_id(mail)).first()
    text = _readable(kept.text, mail, request.user) if kept else ""
    context = {
        **_rows([mail])[0],
        "kept": kept,
        "kept_text": text,
        "is_link_shut": kept is not None and text != kept.text,
        "is_dead": is_dead(mail.address),
        "may_send_again": mail.state == MailState.UNKNOWN and bool(mail.text),
        "may_mark": mail.state in {MailState.SENT, MailState.UNKNOWN}
        and domain.may_judge_address(request.user, mail),  # type: ignore[arg-type]
    }
    return render(request, "site/desk/mail.html", context)


@xframe_options_sameorigin
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of a caught mail alone, for a frame in which nothing can run."""
    mail = get_object_or_404(_own_mails(request), pk=pk)
    kept = get_object_or_404(CaughtMail, message_id=message_id(mail))
    response = HttpResponse(_readable(kept.html, mail, request.user))
    response["Content-Security-Policy"] = (
        "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation;"
        " default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
    )
    return response


@require_POST
def act_on_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark that it came back, that the address works again, or send it once more."""
    mail = get_object_or_404(_own_mails(request), pk=pk)
    deeds = {"returned": _returned, "works": _works, "again": _again}
    deed = deeds.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    deed(request, mail)
    return redirect("desk_mail", mail.pk)


def _returned(request: HttpRequest, mail: Mail) -> None:
    domain.mark_returned(mail=mail, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Noted. Nothing more is sent to this address until you lift this."))


def _works(request: HttpRequest, mail: Mail) -> None:
    domain.lift(mail=mail, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Mails go to this address again."))


def _again(request: HttpRequest, mail: Mail) -> None:
    if domain.send_again(mail=mail, by=request.user):  # type: ignore[arg-type]
        messages.success(request, _("The mail is on its way once more."))
    else:
        messages.warning(request, _("The text of this mail is no longer there."))
