"""Documents of an item that some people cannot read: said when it is saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from allmende.core.items.models import Item
from allmende.core.items.references import named_in
from allmende.core.media.models import TownDocument

#: More warnings at once would not be read.
MOST = 3


def warn_of_shut_documents(request: HttpRequest, page: Any) -> None:
    """Name the PDF files of an item that are only pictures of pages."""
    if not isinstance(page, Item) or not request.accepts("text/html"):
        return
    named = set(named_in(page, TownDocument))
    for document in TownDocument.objects.filter(pk__in=named, is_accessible=False)[:MOST]:
        text = _(
            "The document “%(title)s” is only a picture of its pages: readers are told so, and may"
            " ask you for the text."
        ) % {"title": document.title}
        url = reverse("wagtaildocs:edit", args=[document.pk])
        link = format_html('{} <a href="{}">{}</a>', text, url, _("Replace the file"))
        messages.warning(request, link)
