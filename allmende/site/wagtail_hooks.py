"""Wagtail's screens become the editors' desk of a town."""

from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.documents.views.bulk_actions import AddTagsBulkAction as TagDocuments
from wagtail.images.views.bulk_actions import AddTagsBulkAction as TagImages

from allmende.core.exchange.models import Placement
from allmende.core.items.models import Item, Submission
from allmende.site.desk import editor, fence, guards, hints, meanwhile, twice
from allmende.site.desk.account import speak_plainly
from allmende.site.desk.document_hints import warn_of_shut_documents
from allmende.site.desk.mails import may_see_mail
from allmende.site.desk.menu import OffersItem, TownItem
from allmende.site.desk.panels import BoardsPanel
from allmende.site.desk.sign_in import urls as sign_in
from allmende.site.desk.town_settings import urls as town_settings
from allmende.site.desk.urls import urlpatterns as desk_urls

#: Entries of Wagtail's menu that ordinary editors have no use for.
HIDDEN_MENU = {"reports", "help", "settings", "snippets", "explorer_"}

# Wagtail proposes the keywords of all towns' files to everybody; so files have none.
TagDocuments.models = TagImages.models = []
fence.drop_filters_by_people()
speak_plainly()


@hooks.register("register_admin_urls")
def desk() -> list[Any]:
    return [
        *desk_urls,
        *sign_in.inside,
        path("stadt/", include((town_settings.urlpatterns, "town_settings"))),
    ]


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("site/desk.css"))


@hooks.register("insert_global_admin_js")
def refuse_large_files_early() -> str:
    return format_html('<script defer src="{}"></script>', static("site/upload.js"))


@hooks.register("insert_editor_js")
def propose_descriptions() -> str:
    return format_html('<script defer src="{}"></script>', static("site/alt.js"))


@hooks.register("insert_global_admin_js")
def names() -> str:
    script, anyway = static("site/names.js"), _("Save anyway")
    return format_html('<script src="{}" data-anyway="{}"></script>', script, anyway)


@hooks.register("insert_editor_js")
def script() -> str:
    return format_html('<script defer src="{}"></script>', static("site/desk.js"))


@hooks.register("insert_editor_js")
def wait_for_the_first_save() -> str:
    return format_html('<script defer src="{}"></script>', static("site/autosave.js"))


@hooks.register("register_admin_menu_item")
def begin_item() -> MenuItem:
    return MenuItem(_("New"), reverse("desk_begin"), icon_name="plus", order=10)


@hooks.register("register_admin_menu_item")
def inbox_item() -> MenuItem:
    return OffersItem(_("Offers"), reverse("desk_inbox"), icon_name="mail", order=20)


@hooks.register("register_admin_menu_item")
def upkeep_item() -> MenuItem:
    url = reverse("desk_upkeep_index")
    return MenuItem(_("Care of the content"), url, icon_name="tasks", order=800)


@hooks.register("register_admin_menu_item")
def town_item() -> MenuItem:
    url = reverse("town_settings:index")
    return TownItem(_("Our town"), url, icon_name="home", order=900)


@hooks.register("register_account_menu_item")
def security_item(request: Any) -> dict[str, Any]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Sign-in and security"),
        "help_text": _("Second factor, emergency codes, and where you are signed in."),
    }


class MailItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return may_see_mail(request.user)


@hooks.register("register_admin_menu_item")
def mail_item() -> MenuItem:
    return MailItem(_("Outgoing mail"), reverse("desk_mails"), icon_name="mail", order=950)


@hooks.register("construct_main_menu")
def only_what_is_needed(request: Any, menu_items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENU]


@hooks.register("construct_homepage_panels")
def home_panels(request: Any, panels: list[Component]) -> None:
    panels[:] = [BoardsPanel()]


@hooks.register("construct_page_action_menu")
def main_button_first(menu_items: list[Any], request: Any, context: Any) -> None:
    editor.main_button_first(menu_items, request, context.get("page"))


@hooks.register("before_create_page")
def before_create(request: Any, parent_page: Any, page_class: Any) -> Any:
    return twice.answer_again(request)


@hooks.register("after_create_page", order=-10)
def after_creating(request: Any, page: Any) -> None:
    twice.remember(request, page)


@hooks.register("before_edit_page")
def before_edit(request: Any, page: Any) -> None:
    meanwhile.look_for_newer(request, page)
    hints.say_why_sent_back(request, page)


@hooks.register("after_edit_page", order=-10)
def after_editing(request: Any, page: Any) -> None:
    meanwhile.tell_of_newer(request, page)


@hooks.register("before_move_page")
def before_move(request: Any, page: Any, destination: Any) -> Any:
    return guards.refuse_move_to_other_town(request, page, destination)


@hooks.register("before_copy_page")
def before_copy(request: Any, page: Any) -> Any:
    return guards.refuse_alias(request, page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def after_saving(request: Any, page: Any) -> None:
    hints.after_saving(request, page)
    warn_of_shut_documents(request, page)


@hooks.register("before_serve_document")
def before_document(document: Any, request: Any) -> None:
    guards.check_document(document, request)


@hooks.register("construct_explorer_page_queryset")
def own_trees(parent_page: Any, pages: Any, request: Any) -> Any:
    return guards.explorable(pages, request)


@hooks.register("construct_page_chooser_queryset")
def own_pages(pages: Any, request: Any) -> Any:
    return guards.explorable(pages, request)


@hooks.register("register_page_header_buttons")
def deeds(page: Any, user: Any, next_url: Any = None, view_name: str = "") -> Any:
    """What can be done with an item, beside editing it."""
    if not isinstance(page, Item) or page.depth < 3:
        return
    if not page.permissions_for_user(user).may_release():
        return
    if Submission.objects.filter(item=page.pk, decided_at=None).exists():
        yield _button(_("Publish or send back"), "desk_review", page, "check", 58)
    if page.cancelled_at or page.withdrawn_at:
        yield _button(_("Show it as before"), "desk_restore", page, "undo", 59)
    if page.live and Placement.objects.filter(item=page.pk).exists():
        if not page.cancelled_at:
            yield _button(_("Call off"), "desk_cancel", page, "cross", 60)
        yield _button(_("Withdraw everywhere"), "desk_withdraw", page, "bin", 61)
        yield _button(_("Same item elsewhere?"), "desk_twins", page, "copy", 62)


def _button(label: Any, name: str, page: Any, icon: str, priority: int) -> Button:
    url = reverse(name, args=[page.pk])
    return Button(label, url, icon_name=icon, priority=priority)
