"""Who stands in for whom, what ends soon, and invitations that got lost."""

import csv
import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pypdf import PdfReader

from allmende.core.audit.models import Deed
from allmende.core.kit.dates import today
from allmende.core.notify.models import Mail
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint, end_role, name_deputy, prolong
from allmende.core.people.models import RoleGrant, User
from allmende.core.towns.models import Village
from allmende.site.tasks import remind_of_roles_that_end
from conftest import HouseClient, settle

ROOT = "/verwaltung/stadt/soemmerda/personen/"
NEW = {"first_name": "Grete", "last_name": "Müllerin", "email": "grete@example.org"}


@pytest.fixture
def joerg(cast):
    user = User.objects.create_user("joerg", email="joerg@example.org", password="geheim-genug")
    appoint(user=user, role=Role.TOWN_RELEASE, town=cast.soemmerda)
    return user


@pytest.fixture
def browser(joerg, browser_of):
    return browser_of(joerg)


def role(**values):
    return {
        "role": "town_editor", "valid_from": today(), "valid_to": today() + timedelta(days=99)
    } | values  # fmt: skip


def send(browser, tail, data=None):
    return browser.post(f"{ROOT}{tail}", data or {}, follow=True)


def test_a_new_colleague_stands_in_and_is_stood_in_for_by_one_form(cast, browser, mailoutbox):
    marlenes = cast.marlene.grants.get()
    send(browser, "einladen/", role(**NEW, deputy=cast.marlene.pk, stands_in=marlenes.pk))
    grete = User.objects.get(email="grete@example.org")
    marlenes.refresh_from_db()
    assert (grete.grants.get().deputy, marlenes.deputy) == (cast.marlene, grete)
    assert [deed.verb for deed in Deed.objects.order_by("-pk")[:2]] == ["name_deputy", "appoint"]


def test_nobody_of_another_town_can_be_named(cast, browser):
    answer = send(browser, "einladen/", role(**NEW, deputy=cast.antje.pk))
    assert list(answer.context["form"].errors) == ["deputy"]
    other = cast.antje.grants.get()
    answer = send(browser, "einladen/", role(**NEW, stands_in=other.pk))
    assert list(answer.context["form"].errors) == ["stands_in"]
    assert not User.objects.filter(email="grete@example.org").exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [({"role": "village_editor"}, "village"), ({"role": "org_editor"}, "organisation")],
)
def test_a_bound_role_needs_its_bound(cast, browser, values, field):
    Village.objects.create(town=cast.soemmerda, name="Leubingen")
    answer = send(browser, "ernennen/", role(username="fremd", **values))
    assert list(answer.context["form"].errors) == [field]


def test_the_bound_belongs_to_the_role_only(cast, browser):
    leubingen = Village.objects.create(town=cast.soemmerda, name="Leubingen")
    words = role(username="fremd", village=leubingen.pk, organisation="Chor")
    send(browser, "ernennen/", words)
    send(browser, "ernennen/", words | {"role": "village_editor"})
    found = [(g.role, g.bound) for g in cast.stranger.grants.order_by("pk")]
    assert found == [("town_editor", ""), ("village_editor", "Leubingen")]
    theirs = send(
        browser, "ernennen/", words | {"role": "village_editor", "village": cast.vehra.pk}
    )
    assert list(theirs.context["form"].errors) == ["village"]


def test_who_stands_alone_and_what_is_orphaned_is_said_in_red(cast, browser):
    text = browser.get(ROOT).content.decode()
    assert text.count("Niemand vertritt") == 1  # Jörg releases alone; he can do Marlene's work
    begun = today() - timedelta(days=90)
    grant = appoint(user=cast.stranger, role=Role.DPO, town=cast.soemmerda, valid_from=begun)
    end_role(grant=grant)
    text = browser.get(ROOT).content.decode()
    assert "Ohne Inhaber" in text
    assert f"{Role.DPO.label}: niemand seit" in text
    send(browser, f"{cast.marlene.grants.get().pk}/vertretung/", {"deputy": ""})
    send(browser, f"{User.objects.get(username='joerg').grants.get().pk}/vertretung/",
         {"deputy": cast.marlene.pk})  # fmt: skip
    assert "Niemand vertritt" not in browser.get(ROOT).content.decode()


def test_the_alliance_sees_what_is_missing_in_its_towns_without_names(cast, browser_of):
    cast.antje.grants.update(valid_from=today() - timedelta(days=90))
    end_role(grant=cast.antje.grants.get())
    text = browser_of(cast.nora).get("/verwaltung/stadt/allianz/personen/").content.decode()
    sheet = text[text.index("In den Orten") :]
    assert "Buttstädt" in sheet
    assert "niemand seit" in sheet
    assert "antje" not in text
    assert "Wundersleben" not in sheet


def test_a_role_that_ends_soon_is_prolonged_with_one_click(cast, browser):
    grant = cast.marlene.grants.get()
    assert f"{grant.pk}/verlaengern/" not in browser.get(ROOT).content.decode()
    RoleGrant.objects.filter(pk=grant.pk).update(valid_to=today() + timedelta(days=3))
    assert f"{grant.pk}/verlaengern/" in browser.get(ROOT).content.decode()
    send(browser, f"{grant.pk}/verlaengern/")
    grant.refresh_from_db()
    assert grant.valid_to == today() + timedelta(days=733)
    assert Deed.objects.first().verb == "prolong_role"
    assert browser.get(f"{ROOT}{grant.pk}/verlaengern/").status_code == 405


def test_a_role_of_another_town_is_not_there(cast, browser):
    other = cast.antje.grants.get()
    tails = ("verlaengern/", "vertretung/", "noch-einmal/", "beenden/")
    assert [send(browser, f"{other.pk}/{tail}").status_code for tail in tails] == [404] * 4
    other.refresh_from_db()
    assert (other.deputy, other.valid_to) == (None, cast.antje.grants.get().valid_to)


def test_the_table_of_roles_is_a_file_without_formulas(cast, browser):
    User.objects.filter(pk=cast.marlene.pk).update(first_name="=1+1", last_name="Brückner")
    name_deputy(grant=cast.marlene.grants.get(), deputy=cast.stranger)
    answer = browser.get(f"{ROOT}rollen.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="rollen-soemmerda-{today()}.csv"'
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert head[:3] == ["Wer", "Benutzername", "Rolle"]
    assert [(row[0], row[1], row[6]) for row in rows] == [
        ("'=1+1 Brückner", "marlene", "fremd"),
        ("joerg", "joerg", ""),
    ]
    assert "antje" not in answer.content.decode()


def test_the_table_of_roles_is_a_tagged_pdf(cast, browser):
    answer = browser.get(f"{ROOT}rollen.pdf")
    assert answer["Content-Type"] == "application/pdf"
    file = PdfReader(io.BytesIO(answer.content))
    text = " ".join("\n".join(page.extract_text() for page in file.pages).split())
    assert "Anlage zur Vereinbarung" in text
    assert "marlene" in text
    assert "antje" not in text
    assert file.trailer["/Root"]["/MarkInfo"]["/Marked"]


# -- reminders ------------------------------------------------------------------------------------


def told():
    return sorted(Mail.objects.filter(template="role_ends").values_list("address", flat=True))


def test_thirty_days_before_the_end_the_holder_and_the_releaser_are_told_once(
    cast, joerg, mailoutbox
):
    User.objects.filter(pk=cast.marlene.pk).update(email="marlene@example.org")
    grant = cast.marlene.grants.get()
    RoleGrant.objects.filter(pk=grant.pk).update(valid_to=today() + timedelta(days=31))
    remind_of_roles_that_end.call()
    assert told() == []
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        remind_of_roles_that_end.call()
        remind_of_roles_that_end.call()
    settle()
    assert told() == ["joerg@example.org", "marlene@example.org"]
    by_address = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "mit einem Klick" in by_address["joerg@example.org"]
    assert "/personen/" not in by_address["marlene@example.org"]


def test_a_prolonged_role_is_told_of_anew_and_a_second_row_not_at_all(cast, joerg):
    grant = joerg.grants.get()
    RoleGrant.objects.filter(pk=grant.pk).update(valid_to=today() + timedelta(days=5))
    longer = appoint(user=joerg, role=Role.TOWN_RELEASE, town=cast.soemmerda)
    remind_of_roles_that_end.call()
    assert told() == []
    RoleGrant.objects.filter(pk=longer.pk).update(valid_to=today() + timedelta(days=2))
    remind_of_roles_that_end.call()
    grant.refresh_from_db()
    prolong(grant=grant)
    assert told() == ["joerg@example.org"]


# -- invitations ----------------------------------------------------------------------------------


def link_in(mail):
    return re.search(r"http://soemmerda\.localhost:\d+(/\S+)", mail.body)[1]


def test_an_invitation_is_sent_again_until_it_is_used_and_works_once(cast, browser, mailoutbox):
    send(browser, "einladen/", role(**NEW))
    grant = RoleGrant.objects.get(user__email="grete@example.org")
    assert "noch kein Passwort" in browser.get(ROOT).content.decode()
    send(browser, f"{grant.pk}/noch-einmal/")
    settle()
    assert len(mailoutbox) == 2
    grete, words = HouseClient(), "Sieben Ziegen im Nebel"
    form = grete.get(link_in(mailoutbox[-1]), follow=True)
    grete.post(form.redirect_chain[-1][0], {"new_password1": words, "new_password2": words})
    grant.user.refresh_from_db()
    assert grant.user.check_password(words)
    assert "noch kein Passwort" not in browser.get(ROOT).content.decode()
    again = send(browser, f"{grant.pk}/noch-einmal/")
    assert "hat schon ein Passwort festgelegt" in again.content.decode()
    for mail in mailoutbox:  # both links are spent
        used = HouseClient().get(link_in(mail), follow=True).content.decode()
        assert "gilt nicht mehr" in used
    assert len(mailoutbox) == 2


def test_an_invitation_that_came_too_late_says_what_to_do(cast, browser, mailoutbox):
    send(browser, "einladen/", role(**NEW))
    settle()
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=False):
        page = HouseClient().get(link_in(mailoutbox[0]), follow=True).content.decode()
    assert "gilt nicht mehr" in page
    assert "Neuen Link anfordern" in page


def test_deputies_leave_no_trace_when_the_account_goes(cast):
    grant = cast.marlene.grants.get()
    name_deputy(grant=grant, deputy=cast.stranger)
    cast.stranger.delete()
    grant.refresh_from_db()
    assert grant.deputy is None
