"""What was withdrawn says so, and who withdrew it (rule 3)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from allmende.core.cache.tags import shows
from allmende.core.items.models import Item
from allmende.site.context import Meta


def gone(request: HttpRequest, item: Item) -> HttpResponse:
    """Answer 410 with the origin and its reason; the text itself is not shown."""
    shows(item.tag)
    context = {
        "title": item.title if item.withdrawn_at else "",
        "origin": item.town,
        "reason": item.withdraw_reason,
        "meta": Meta(title="410", robots="noindex"),
    }
    return render(request, "410.html", context, status=410)
