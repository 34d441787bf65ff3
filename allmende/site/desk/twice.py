"""The same form sent twice makes one item, not two (double click, browser back, „again“)."""

from hashlib import sha256

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import AbstractPage

#: Seconds for which a form is known again.
MEMORY = 600


def remember(request: HttpRequest, page: AbstractPage) -> None:
    """Keep which item a form has made."""
    cache.set(_key(request), page.pk, MEMORY)


def answer_again(request: HttpRequest) -> HttpResponse | None:
    """Lead a form that has made its item already to that item."""
    made = cache.get(_key(request)) if request.method == "POST" else None
    if made is None:
        return None
    messages.info(request, _("You have sent this already. Here is the item; nothing was doubled."))
    return redirect("wagtailadmin_pages:edit", made)


def _key(request: HttpRequest) -> str:
    """What was sent, by whom and where to; the token against forgery changes and says nothing."""
    written = sorted((k, v) for k, v in request.POST.lists() if k != "csrfmiddlewaretoken")
    words = f"{request.user.pk} {request.path} {written}"
    return f"desk-form-{sha256(words.encode()).hexdigest()}"
