"""What editors get from the portal, beside Wagtail's own screens."""

from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks

from allmende.modules.portal import pasting, reporting


@hooks.register("register_admin_urls")
def desk() -> list[Any]:
    return [
        path("kurz/<slug:slug>/", reporting.short_report, name="portal_report"),
        path("einfuegen/", pasting.clean_paste, name="portal_paste"),
    ]


@hooks.register("insert_editor_js")
def clean_what_is_pasted() -> str:
    address, script = reverse("portal_paste"), static("portal/paste.js")
    return format_html('<script src="{}" data-address="{}"></script>', script, address)
