"""Addresses of signing in. What is for people who are signed in goes through Wagtail's door."""

from allauth.account import views as accounts
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import path

from allmende.site.desk.sign_in import views

#: Before Wagtail's own addresses: for people who are on their way in.
outside = [
    path("login/", views.DeskLogin.as_view(), name="account_login"),
    path("login/code/", factors.authenticate, name="mfa_authenticate"),
]

inside = [
    path("sicherheit/", views.security, name="mfa_index"),
    path("sicherheit/passwort/", accounts.reauthenticate, name="account_reauthenticate"),
    path("sicherheit/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("sicherheit/app/", app.activate_totp, name="mfa_activate_totp"),
    path("sicherheit/app/aus/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("sicherheit/notfall/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "sicherheit/notfall/neu/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "sicherheit/notfall/datei/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("sicherheit/schluessel/", views.security, name="mfa_list_webauthn"),
    path("sicherheit/schluessel/neu/", keys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "sicherheit/schluessel/bestaetigen/",
        keys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "sicherheit/schluessel/<int:pk>/entfernen/",
        views.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("sicherheit/anmeldung/<int:pk>/beenden/", views.end_one, name="desk_end_session"),
    path("sicherheit/anmeldungen/beenden/", views.end_others, name="desk_end_sessions"),
]
