"""Addresses of the desk, below ``/verwaltung/``."""

from django.urls import path

from allmende.site.desk import log, mails, release, undo, upkeep, views

urlpatterns = [
    path("neu/", views.begin, name="desk_begin"),
    path("angebote/", views.inbox, name="desk_inbox"),
    path("angebote/entscheiden/", views.decide, name="desk_decide"),
    path("rueckgaengig/", undo.undo, name="desk_undo"),
    path("meldung/<int:pk>/freigeben/", release.review, name="desk_review"),
    path("meldung/<int:pk>/absagen/", views.cancel, name="desk_cancel"),
    path("meldung/<int:pk>/zurueckziehen/", views.withdraw, name="desk_withdraw"),
    path("meldung/<int:pk>/wiederherstellen/", undo.restore, name="desk_restore"),
    path("meldung/<int:pk>/doppelt/", views.twins, name="desk_twins"),
    path("bild/<int:pk>/einwilligung/", views.consent, name="desk_consent"),
    path("barrieren/<slug:slug>/", views.barriers, name="desk_barriers"),
    path("protokoll/<slug:slug>/", log.log, name="desk_log"),
    path("pflege/", upkeep.index, name="desk_upkeep_index"),
    path("pflege/<slug:slug>/", upkeep.findings, name="desk_upkeep"),
    path("pflege/<slug:slug>/bleibt/", upkeep.keep, name="desk_upkeep_keep"),
    path("pflege/<slug:slug>/jetzt/", upkeep.look_now, name="desk_upkeep_now"),
    path("pflege/<slug:slug>/monate/", upkeep.months, name="desk_upkeep_months"),
    path("pflege/<slug:slug>/orte/", upkeep.towns, name="desk_upkeep_towns"),
    path("post/", mails.mails, name="desk_mails"),
    path("post/<int:pk>/", mails.one_mail, name="desk_mail"),
    path("post/<int:pk>/html/", mails.mail_html, name="desk_mail_html"),
    path("post/<int:pk>/tun/", mails.act_on_mail, name="desk_mail_act"),
]
