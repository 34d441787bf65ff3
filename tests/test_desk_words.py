"""The desk offers nobody what they may not open, and speaks its own words, not its machinery's."""

import pytest
from django.utils import timezone

from allmende.core.media.models import Picture, TownCollection
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint
from allmende.core.people.models import User
from tests.secrets_of_b import picture_file

DESK = "/verwaltung/"


def shown(browser, address):
    return browser.get(f"{DESK}{address}").content.decode()


def colleague(name, role, *towns):
    user = User.objects.create_user(name, first_name=name.title(), last_name="Siegel")
    for town in towns:
        appoint(user=user, role=role, town=town)
    return user


def test_who_only_looks_is_offered_nothing_and_reads_whom_to_ask(cast, browser_of):
    colleague("joerg", Role.TOWN_RELEASE, cast.soemmerda)
    colleague("gerda", Role.TOWN_RELEASE, cast.buttstaedt)
    page = shown(browser_of(colleague("konrad", Role.DPO, cast.soemmerda)), "neu/")

    assert "nicht zum Schreiben" in page
    assert "Joerg Siegel" in page
    assert "Gerda Siegel" not in page
    assert "/pages/add/" not in page
    assert "/verwaltung/kurz/" not in page


def test_who_writes_for_one_town_and_looks_at_another_begins_for_the_one(cast, browser_of):
    konrad = colleague("konrad", Role.DPO, cast.buttstaedt)
    appoint(user=konrad, role=Role.TOWN_EDITOR, town=cast.soemmerda)
    page = shown(browser_of(konrad), "neu/")

    assert "/verwaltung/kurz/soemmerda/" in page
    assert "/verwaltung/kurz/buttstaedt/" not in page
    assert "nicht zum Schreiben" not in page


@pytest.mark.parametrize(
    ("role", "offers", "town"),
    [
        (Role.DPO, False, False),
        (Role.VILLAGE_EDITOR, False, False),
        (Role.PLATFORM_ADMIN, False, True),
        (Role.TOWN_EDITOR, True, True),
    ],
)
def test_menu_names_only_what_a_role_may_open(cast, browser_of, role, offers, town):
    page = shown(browser_of(colleague("konrad", role, cast.soemmerda)), "account/")

    assert ('"/verwaltung/angebote/"' in page) is offers
    assert ('"/verwaltung/stadt/"' in page) is town
    assert '"/verwaltung/neu/"' in page


def test_bar_counts_many_towns_and_names_few(cast, browser_of):
    two = colleague("zwei", Role.TOWN_EDITOR, cast.soemmerda, cast.buttstaedt)
    many = User.objects.create_superuser("alma")

    assert "<summary>" not in shown(browser_of(two), "neu/")
    assert "<summary>Sie dürfen für 6 Orte handeln</summary>" in shown(browser_of(many), "neu/")


def test_what_is_not_there_leads_back_to_the_desk(cast, browser_of):
    answer = browser_of(cast.marlene).get(f"{DESK}pages/99999/edit/")
    page = answer.content.decode()

    assert answer.status_code == 404
    assert "Zum Schreibtisch" in page
    assert "Wagtail Admin" not in page


def test_account_and_security_speak_plainly(cast, browser_of):
    browser = browser_of(cast.marlene)
    page, security = shown(browser, "account/"), shown(browser, "sicherheit/")

    assert "Sprache des Schreibtischs" in page
    assert "Hell oder dunkel" in page
    assert not [word for word in ("Locale</", "Admin-Theme", "für Wagtail") if word in page]
    assert '<span class="pp-state pp-state-wait">aus</span>' in security


def test_picture_without_consent_shows_words_instead_of_a_broken_image(
    cast, browser_of, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    folder = TownCollection.objects.get(town=cast.soemmerda).collection
    for title in ("Mit", "Ohne"):
        Picture.objects.create(title=title, file=picture_file(), collection=folder)
    Picture.objects.filter(title="Ohne").update(consent_withdrawn_at=timezone.now())
    browser = browser_of(cast.marlene)

    for layout in ("grid", "list"):
        page = shown(browser, f"images/?layout={layout}")
        assert page.count("Einwilligung zurückgezogen") == 1
        assert page.count("max-165x165") == 1
