"""A link that sets a password is nobody's business but of the person it is for."""

import re
from typing import Any

import pytest

from allmende.core.notify.models import CaughtMail, Mail
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint
from allmende.core.people.models import User
from allmende.site.desk.town_settings.invitations import invite
from conftest import Cast, settle

ASK = "/verwaltung/password_reset/"
POST = "/verwaltung/post/"
LINK = re.compile(r"/verwaltung/password_reset/confirm/[\w-]+/[\w-]{10,}/")


@pytest.fixture
def house(cast: Cast, settings: Any) -> Cast:
    """A house for trying out, in which Sömmerda and Buttstädt have somebody who settles people."""
    settings.EMAIL_BACKEND = "allmende.core.notify.catcher.CatcherBackend"
    for name, town in (("joerg", cast.soemmerda), ("uta", cast.buttstaedt)):
        user = User.objects.create_user(name, password="geheim-genug")
        appoint(user=user, role=Role.TOWN_RELEASE, town=town)
    User.objects.create_superuser("admin", "admin@example.org", "geheim-genug")
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")
    settle()
    return cast


def forget(client: Any, name: str, host: str) -> Mail:
    client.post(ASK, {"email": f"{name}@example.org"}, host=host)
    settle()
    mail = Mail.objects.get(template="password", receiver__username=name)
    assert LINK.search(CaughtMail.objects.get(address=mail.address).text)
    return mail


def seen(browser: Any, mail: Mail) -> list[bool]:
    """Whether the live link stands in the page of a mail, and in its frame."""
    pages = [browser.get(f"{POST}{mail.pk}/{tail}") for tail in ("", "html/")]
    assert {page.status_code for page in pages} == {200}
    return [bool(LINK.search(page.content.decode())) for page in pages]


def test_the_mail_is_filed_where_the_person_works_whatever_host_was_asked(
    house: Cast, client: Any, browser_of: Any
) -> None:
    mail = forget(client, "antje", "soemmerda.localhost")
    assert mail.town == house.buttstaedt
    assert (
        browser_of(User.objects.get(username="joerg")).get(f"{POST}{mail.pk}/").status_code == 404
    )


def test_the_link_is_for_the_receiver_and_for_those_who_run_the_house(
    house: Cast, client: Any, browser_of: Any
) -> None:
    mail = forget(client, "uta", "buttstaedt.localhost")
    colleague = User.objects.create_user("ines", password="geheim-genug")
    appoint(user=colleague, role=Role.TOWN_RELEASE, town=house.buttstaedt)
    who = [User.objects.get(username=name) for name in ("ines", "uta", "admin")]
    assert [seen(browser_of(user), mail) for user in who] == [[False] * 2, [True] * 2, [True] * 2]


def test_the_mail_of_somebody_without_a_town_is_seen_by_those_who_run_the_house(
    house: Cast, client: Any, browser_of: Any
) -> None:
    for name in ("admin", "fremd"):
        mail = forget(client, name, "soemmerda.localhost")
        assert mail.town is None
        assert (
            browser_of(User.objects.get(username="joerg")).get(f"{POST}{mail.pk}/").status_code
            == 404
        )
        assert seen(browser_of(User.objects.get(username="admin")), mail) == [True, True]


def test_whoever_invites_does_not_see_the_link_of_the_invitation(
    house: Cast, browser_of: Any
) -> None:
    joerg = User.objects.get(username="joerg")
    who = {"first_name": "Neu", "last_name": "Ling", "email": "neu@example.org"}
    invite(town=house.soemmerda, by=joerg, role=Role.TOWN_EDITOR, **who)
    settle()
    mail = Mail.objects.get(template="invitation")
    assert LINK.search(CaughtMail.objects.get(address=mail.address).html)
    assert seen(browser_of(joerg), mail) == [False, False]
