"""The buttons of the editor: they say for whom, and those who may not publish send to the town."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem

from allmende.core.items.models import Item, Submission
from allmende.core.towns.models import Town

HAND_IN = "action-hand-in"


class PublishForTown(PublishMenuItem):
    """Publish, with the name of the town in the button: nobody publishes for the wrong one."""

    template_name = "site/desk/publish_button.html"

    def get_context_data(self, parent_context: Any) -> Any:
        return super().get_context_data(parent_context) | {"town": town_at_hand(parent_context)}


class HandIn(ActionMenuItem):
    """Send a draft to the town, for those who may write and not publish."""

    name = HAND_IN
    icon_name = "mail"

    def get_context_data(self, parent_context: Any) -> Any:
        label = _("Send to %(town)s") % {"town": town_at_hand(parent_context)}
        return super().get_context_data(parent_context) | {"label": label}


class Review(ActionMenuItem):
    """Lead a colleague to the two answers: a draft that waits is not sent a second time."""

    name = "action-review"
    icon_name = "check"
    label = _lazy("For release")

    def get_url(self, parent_context: Any) -> str:
        return reverse("desk_review", args=[parent_context["page"].pk])


def main_button_first(menu_items: list[Any], request: HttpRequest, page: Any) -> None:
    """Make publishing, or sending to the town, the main button; saving stays beside it."""
    rest = [item for item in menu_items if item.name != "action-publish"]
    may_publish = len(rest) < len(menu_items)
    other = Review() if _awaits(request, page) else HandIn()
    menu_items[:] = [PublishForTown() if may_publish else other, *rest]


def _awaits(request: HttpRequest, page: Any) -> bool:
    """Whether a colleague's draft waits for this person's answer."""
    if page is None or page.pk is None or not page.permissions_for_user(request.user).may_release():
        return False
    waiting = Submission.objects.filter(item=page.pk, decided_at=None)
    return waiting.exclude(submitted_by=request.user.pk).exists()


def is_handed_in(request: HttpRequest) -> bool:
    return HAND_IN in request.POST


def town_at_hand(context: Any) -> Town | None:
    """Town of the page that is edited, or under which a new one begins."""
    page = context.get("page") or context.get("parent_page")
    return page.town if isinstance(page, Item) else None
