"""What editors get from the directory."""

from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from allmende.modules.directory.desk import urls
from allmende.modules.directory.desk.rights import towns_to_keep


class DirectoryItem(MenuItem):
    """For those who keep the directory of a town."""

    def is_shown(self, request: Any) -> bool:
        return bool(towns_to_keep(request.user))


@hooks.register("register_admin_urls")
def desk() -> list[Any]:
    return [path("verzeichnis/", include((urls.urlpatterns, "directory_desk")))]


@hooks.register("register_admin_menu_item")
def directory_item() -> MenuItem:
    url = reverse("directory_desk:index")
    return DirectoryItem(_("Directory"), url, icon_name="site", order=30)


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("directory/desk.css"))
