"""Addresses of what belongs to no module."""

from django.urls import path, register_converter

from allmende.site.views import (
    consents,
    contents,
    feedback,
    legal,
    machines,
    search,
    short,
    start,
    town_assets,
    towns,
)


class HexColour:
    regex = "[0-9a-fA-F]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(HexColour, "hex")

#: In the language of the reader (German, and English under ``/en/``).
translated = [
    path("", start.start, name="start"),
    path("suche/", search.search, name="search"),
    path("suche/vorschlaege/", search.suggestions, name="suggestions"),
    path("orte/", towns.towns, name="towns"),
    path("inhalt/", contents.contents, name="contents"),
    path("impressum/", legal.imprint, name="imprint"),
    path("datenschutz/", legal.privacy, name="privacy"),
    path("barrierefreiheit/", legal.accessibility, name="accessibility"),
    path("barriere-melden/", feedback.feedback, name="feedback"),
    path("einwilligungen/", consents.consents, name="consents"),
    path("einwilligungen/geben/", consents.give, name="give_consent"),
    path("einwilligungen/widerrufen/", consents.take_back, name="take_back_consent"),
]

#: The same in every language.
urlpatterns = [
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("i/<slug:code>/", short.short, name="short"),
    path("i/<slug:code>/qr.svg", short.qr, name="qr"),
    path("wappen/<slug:slug>.svg", town_assets.coat, name="coat"),
    path("stil/<hex:primary>-<hex:accent>.<slug:digest>.css", town_assets.colours, name="colours"),
    path("media/<path:path>", town_assets.media, name="media"),
]
