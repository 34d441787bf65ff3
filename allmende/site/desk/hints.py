"""What an editor should know right after saving: said once, in a sentence."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from allmende.core.exchange.queries import similar
from allmende.core.items.choices import OfferTo, Outcome
from allmende.core.items.domain import submit
from allmende.core.items.models import Item
from allmende.core.items.queries import last_submission
from allmende.core.items.readiness import require_ready
from allmende.site.desk.editor import is_handed_in
from allmende.site.desk.town_settings.frame import person
from allmende.site.desk.undo import offer_undo


def after_saving(request: HttpRequest, page: Any) -> None:
    """Say what has become of the text, and what is odd about it. Saving by itself says nothing."""
    if not isinstance(page, Item) or not request.accepts("text/html"):
        return
    _what_next(request, page)
    _title_again(request, page)
    if page.is_shareable:
        _picture_stays(request, page)
        _looks_like_another(request, page)


def say_why_sent_back(request: HttpRequest, page: Any) -> None:
    """Say to whoever wrote it, above the form, what was missing when it was sent back."""
    if request.method != "GET" or not isinstance(page, Item) or not request.accepts("text/html"):
        return
    last = last_submission(page)
    if last is None or last.outcome != Outcome.SENT_BACK:
        return
    if request.user.pk in {last.submitted_by_id, page.owner_id}:
        messages.warning(request, _("Sent back to you: %(reason)s") % {"reason": last.reason})


def _what_next(request: HttpRequest, page: Item) -> None:
    """Tell those who may only write what happens now; give the others a way back."""
    if page.permissions_for_user(request.user).can_publish():
        if page.live and "action-publish" in request.POST:
            sentence = _("Published for %(town)s by mistake?") % {"town": page.town}
            offer_undo(request, "publication", [page.pk], sentence, _("Take back"))
    elif is_handed_in(request):
        _hand_in(request, page)
    elif "action-publish" in request.POST:
        _second_person(request, page)
    else:
        text = _("Your draft is kept. When it is ready, choose “Send to %(town)s”.")
        messages.info(request, text % {"town": page.town})


def _second_person(request: HttpRequest, page: Item) -> None:
    """The rule of four eyes came while somebody wrote: their button no longer publishes."""
    for _said in messages.get_messages(request):
        pass  # a green "was updated" would be read as "is published"
    if _is_sent(request, page):
        text = _("Not published: %(town)s asks for a second person. Your text waits for release.")
        messages.warning(request, text % {"town": page.town})


def _hand_in(request: HttpRequest, page: Item) -> None:
    if _is_sent(request, page):
        text = _("Sent. The editors of %(town)s publish it, or tell you what is missing.")
        messages.success(request, text % {"town": page.town})


def _is_sent(request: HttpRequest, page: Item) -> bool:
    """Submit a draft to its town, or say what is missing."""
    try:
        require_ready(page)
    except ValidationError as missing:
        text = _("Kept as a draft, but not sent yet: %(what)s")
        messages.error(request, text % {"what": " ".join(missing.messages)})
        return False
    submit(item=page, by=person(request))
    return True


def _title_again(request: HttpRequest, page: Item) -> None:
    """Ask whether the same was written twice (browser back, a colleague)."""
    twin = Item.objects.filter(town=page.town_id, draft_title=page.draft_title or page.title)
    other = twin.exclude(pk=page.pk).exclude(withdrawn_at__isnull=False).last()
    if other is None or page.first_published_at is None:
        return
    since = page.first_published_at - timedelta(hours=1)
    if other.latest_revision_created_at and other.latest_revision_created_at > since:
        url = reverse("wagtailadmin_pages:edit", args=[other.pk])
        text = _("There is another new item with this title.")
        link = format_html('{} <a href="{}">{}</a>', text, url, _("Is it the same?"))
        messages.warning(request, link)


def _picture_stays(request: HttpRequest, page: Item) -> None:
    """Rule 6: say before sending that a picture may not travel."""
    picture = page.lead_picture
    if page.offer_to == OfferTo.NOBODY or picture is None or picture.may_travel:
        return
    url = reverse("wagtailimages:edit", args=[picture.pk])
    text = _(
        "Other towns will see this item without its picture: its rights are for your town only."
    )
    messages.warning(
        request, format_html('{} <a href="{}">{}</a>', text, url, _("Change the rights"))
    )


def _looks_like_another(request: HttpRequest, page: Item) -> None:
    """Rule 10: ask whether two towns wrote the same."""
    found = similar(page) if page.live else []
    if not found:
        return
    url = reverse("desk_twins", args=[page.pk])
    text = _("%(town)s has published something very similar: “%(title)s”.")
    values = {"town": found[0].town, "title": found[0].title}
    messages.warning(
        request, format_html('{} <a href="{}">{}</a>', text % values, url, _("Is it the same?"))
    )
