"""Addresses of "Our town", below ``/verwaltung/stadt/``."""

from django.urls import URLPattern, path

from allmende.site.desk.town_settings.views import (
    founding,
    modules,
    people,
    safety,
    sharing,
    sheets,
    terms,
    words,
)

urlpatterns: list[URLPattern] = [
    path("", sheets.index, name="index"),
    path("neu/", founding.found, name="found"),
    path("<slug:slug>/", sheets.overview, name="overview"),
    path("<slug:slug>/profil/", sheets.profile, name="profile"),
    path("<slug:slug>/profil/farben/", sheets.colours, name="colours"),
    path("<slug:slug>/rechtliches/", sheets.legal, name="legal"),
    path("<slug:slug>/oeffnungszeiten/", sheets.hours, name="hours"),
    path("<slug:slug>/direktlinks/", sheets.links, name="links"),
    path("<slug:slug>/teilen/", sharing.sharing, name="sharing"),
    path("<slug:slug>/teilen/regel/", sharing.new_rule, name="new_rule"),
    path("<slug:slug>/teilen/regel/<int:pk>/", sharing.change_rule, name="change_rule"),
    path("<slug:slug>/teilen/regel/<int:pk>/entfernen/", sharing.drop_rule, name="drop_rule"),
    path("<slug:slug>/teilen/ruhe/", sharing.new_quiet_period, name="new_quiet"),
    path(
        "<slug:slug>/teilen/ruhe/<int:pk>/entfernen/", sharing.drop_quiet_period, name="drop_quiet"
    ),
    path("<slug:slug>/suchwoerter/", words.words, name="words"),
    path("<slug:slug>/suchwoerter/neu/", words.new_group, name="new_words"),
    path("<slug:slug>/suchwoerter/<int:pk>/", words.change, name="change_words"),
    path("<slug:slug>/suchwoerter/<int:pk>/entfernen/", words.drop, name="drop_words"),
    path("<slug:slug>/module/", modules.modules, name="modules"),
    path("<slug:slug>/module/<slug:label>/", modules.switch, name="switch"),
    path("<slug:slug>/sicherheit/", safety.safety, name="safety"),
    path("<slug:slug>/personen/", people.people, name="people"),
    path("<slug:slug>/personen/rollen.csv", people.annex, {"kind": "csv"}, name="roles_csv"),
    path("<slug:slug>/personen/rollen.pdf", people.annex, {"kind": "pdf"}, name="roles_pdf"),
    path("<slug:slug>/personen/ernennen/", people.appoint, name="appoint"),
    path("<slug:slug>/personen/einladen/", people.invite_person, name="invite"),
    path("<slug:slug>/personen/<int:pk>/beenden/", terms.end, name="end"),
    path("<slug:slug>/personen/<int:pk>/verlaengern/", terms.prolong, name="prolong"),
    path("<slug:slug>/personen/<int:pk>/vertretung/", terms.deputy, name="deputy"),
    path("<slug:slug>/personen/<int:pk>/noch-einmal/", terms.resend, name="resend"),
]
