"""At the desk: enter an event, see one's own, and take last year's again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from allmende.core.items.choices import OfferTo
from allmende.core.items.queries import by_public_id
from allmende.core.people.queries import bounds_of, may_publish
from allmende.core.towns.models import Town
from allmende.modules.events.choices import Price
from allmende.modules.events.domain import again_next_year, enter
from allmende.modules.events.entry_form import EntryForm
from allmende.modules.events.pages import EventPage
from allmende.modules.events.queries import calendar_of, own_events
from allmende.site.desk.short_forms import code_of, once, town_to_write_for

#: Events on the list of one's own.
MOST = 200


def enter_event(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter an event. Who may publish publishes it; others send it to the town."""
    town, user = _town(request, slug), request.user
    before = _last_one(request, town)
    form = EntryForm(
        request.POST or None, town=town, user=user, initial=_as_before(before) if before else None
    )
    if request.method == "POST":
        code = code_of(request)
        if made := by_public_id(code):
            text = _("You have sent this already. Here is the item; nothing was doubled.")
            messages.info(request, text)
            return redirect("wagtailadmin_pages:edit", made.pk)
        if form.is_valid():
            return _send(request, town, code, form.values(), before)
    context = {
        "form": form,
        "town": town,
        "once": once(),
        "before": before,
        "may_publish": may_publish(user, town),  # type: ignore[arg-type]
    }
    return render(request, "events/enter.html", context, status=422 if form.errors else 200)


def _send(
    request: HttpRequest, town: Town, code: str, values: dict[str, Any], before: EventPage | None
) -> HttpResponse:
    if before is not None:
        values = _what_stays(before) | values
    user: Any = request.user
    page = enter(town=town, by=user, public_id=code, **values)
    if page.live:
        text = _("“%(title)s” is published.")
        messages.success(request, text % {"title": page.title})
    else:
        text = _("Sent. The editors of %(town)s look at it, or tell you what is missing.")
        messages.success(request, text % {"town": town})
    return redirect("events_own", town.slug)


def our_events(request: HttpRequest, slug: str) -> HttpResponse:
    """Events of a town, or of one's own association: to change, cancel, or take again."""
    town = _town(request, slug)
    rows = _mine(request, town).select_related("place").prefetch_related("occurrences")[:MOST]
    return render(request, "events/own.html", {"town": town, "rows": rows})


def _mine(request: HttpRequest, town: Town) -> Any:
    """Whoever writes for an association sees what they entered themselves."""
    user: Any = request.user
    found = own_events(town).filter(merged_into=None)
    return found.filter(owner=user) if bounds_of(user, town).organisations else found


def _last_one(request: HttpRequest, town: Town) -> EventPage | None:
    """The event that is to take place again."""
    number = request.GET.get("wie", "")
    if not number.isdecimal() or len(number) > 9:
        return None
    return get_object_or_404(_mine(request, town), pk=int(number))


def _as_before(page: EventPage) -> dict[str, Any]:
    start = localtime(again_next_year(page))
    return {
        "title": page.title,
        "day": start.date(),
        "begins": None if page.is_all_day else start.time(),
        "ends": localtime(page.ends_at).time() if page.ends_at and not page.is_all_day else None,
        "place": page.place_name,
        "summary": page.summary,
        "is_free": page.price == Price.FREE,
        "to_all": page.offer_to == OfferTo.ALL,
    }


def _what_stays(page: EventPage) -> dict[str, Any]:
    """Parts of an event that the short form does not ask for."""
    names = (
        "category", "lead_picture", "lead_picture_alt", "lead_picture_is_decorative", "room",
        "ages", "price_text", "depends_on_weather", "contact_name", "contact_phone",
        "contact_email", "organiser_text",
    )  # fmt: skip
    kept = {name: getattr(page, name) for name in names}
    return kept | {"body": [(block.block_type, block.value) for block in page.body]}


def _town(request: HttpRequest, slug: str) -> Town:
    return town_to_write_for(request, slug, label="events", shelf_of=calendar_of)
