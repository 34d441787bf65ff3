"""What editors get from events, beside Wagtail's own screens."""

from typing import Any

from django.urls import path
from wagtail import hooks

from allmende.modules.events import entering


@hooks.register("register_admin_urls")
def desk() -> list[Any]:
    return [
        path("termin/<slug:slug>/", entering.enter_event, name="events_enter"),
        path("termine/<slug:slug>/", entering.our_events, name="events_own"),
    ]
