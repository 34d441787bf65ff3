"""Give and end roles in a town, and invite somebody new by mail."""

import re
from datetime import timedelta

import pytest

from allmende.core.audit.models import Deed
from allmende.core.kit.dates import today
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint
from allmende.core.people.models import RoleGrant, User
from conftest import HouseClient, settle

ROOT = "/verwaltung/stadt/soemmerda/personen/"
END = today() + timedelta(days=100)


@pytest.fixture
def joerg(cast):
    user = User.objects.create_user("joerg", password="geheim-genug", first_name="Jörg")
    appoint(user=user, role=Role.TOWN_RELEASE, town=cast.soemmerda)
    return user


@pytest.fixture
def browser(joerg, browser_of):
    return browser_of(joerg)


def send(browser, tail, data):
    answer = browser.post(f"{ROOT}{tail}", data, follow=True)
    return answer, answer.content.decode()


def role(**values):
    return {"role": "town_editor", "valid_from": today(), "valid_to": END} | values


def new(**values):
    names = {"first_name": "Grete", "last_name": "Müllerin", "email": "grete@example.org"}
    return role(**names) | values


def roles_of(user):
    return list(user.grants.values_list("role", "town__slug", "valid_to"))


def test_somebody_with_an_account_gets_a_role_here_only(cast, browser, joerg):
    _answer, text = send(browser, "ernennen/", role(username="FREMD"))
    assert f"fremd hat die Rolle „{Role.TOWN_EDITOR.label}“ vom" in text
    assert roles_of(cast.stranger) == [("town_editor", "soemmerda", END)]
    grant = cast.stranger.grants.get()
    assert grant.appointed_by == joerg
    deed = Deed.objects.first()
    assert (deed.verb, deed.town, deed.actor_id, deed.after["role"]) == (
        "appoint", cast.soemmerda, joerg.pk, "town_editor"
    )  # fmt: skip
    assert [group.name for group in cast.stranger.groups.all()] != []


@pytest.mark.parametrize("name", ["platform_admin", "alliance_office", "vg_release", "king"])
def test_a_higher_or_foreign_role_cannot_be_given(cast, browser, name):
    answer, _text = send(browser, "ernennen/", role(username="fremd", role=name))
    assert list(answer.context["form"].errors) == ["role"]
    assert roles_of(cast.stranger) == []


def test_a_platform_administrator_may_make_another_one(cast, browser, joerg):
    appoint(user=joerg, role=Role.PLATFORM_ADMIN, town=cast.soemmerda)
    send(browser, "ernennen/", role(username="fremd", role="platform_admin"))
    assert roles_of(cast.stranger) == [("platform_admin", "soemmerda", END)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"valid_to": ""}, "valid_to"),
        (
            {"valid_to": today() - timedelta(days=1), "valid_from": today() - timedelta(days=9)},
            "valid_to",
        ),
        ({"valid_to": today(), "valid_from": today() + timedelta(days=1)}, "valid_to"),
        ({"valid_to": today() + timedelta(days=366 * 7)}, "valid_to"),
        ({"username": "gibtsnicht"}, "username"),
    ],
)
def test_no_role_without_a_person_and_an_end(cast, browser, values, field):
    answer, _text = send(browser, "ernennen/", role(username="fremd") | values)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert roles_of(cast.stranger) == []


def test_the_same_role_is_not_given_twice_at_a_time(cast, browser):
    send(browser, "ernennen/", role(username="fremd"))
    answer, text = send(browser, "ernennen/", role(username="fremd"))
    assert answer.status_code == 422
    assert "Diese Person hat die Rolle in dieser Zeit schon." in text
    assert len(roles_of(cast.stranger)) == 1


def test_an_account_that_is_closed_is_not_found(cast, browser):
    User.objects.filter(pk=cast.stranger.pk).update(is_active=False)
    answer, _text = send(browser, "ernennen/", role(username="fremd"))
    assert list(answer.context["form"].errors) == ["username"]


def test_somebody_new_gets_a_mail_sets_a_password_and_works(cast, browser, mailoutbox):
    _answer, text = send(browser, "einladen/", new())
    assert "geht an grete@example.org." in text
    user = User.objects.get(email="grete@example.org")
    assert (user.username, user.has_usable_password(), user.is_superuser) == (
        "grete-muellerin",
        False,
        False,
    )
    settle()
    [mail] = mailoutbox
    assert mail.to == ["grete@example.org"]
    assert "Ihr Benutzername: grete-muellerin" in mail.body
    link = re.search(r"http://soemmerda\.localhost:\d+(/\S+)", mail.body)[1]
    grete = HouseClient()
    form = grete.get(link, follow=True)
    words = "Sieben Ziegen im Nebel"
    target = form.redirect_chain[-1][0]
    grete.post(target, {"new_password1": words, "new_password2": words})
    signed = {"username": "grete-muellerin", "password": words}
    grete.post("/verwaltung/login/", signed)
    assert grete.get("/verwaltung/stadt/soemmerda/oeffnungszeiten/").status_code == 200
    assert roles_of(user) == [("town_editor", "soemmerda", END)]


def test_two_people_of_one_name_get_two_user_names(cast, browser, mailoutbox):
    send(browser, "einladen/", new())
    send(browser, "einladen/", new(email="grete2@example.org"))
    names = User.objects.filter(last_name="Müllerin").order_by("pk")
    assert [user.username for user in names] == ["grete-muellerin", "grete-muellerin-2"]
    assert len(mailoutbox) == 2


def test_a_known_mail_address_is_not_invited_again(cast, browser, mailoutbox):
    User.objects.create_user("greta", email="Grete@Example.org")
    answer, text = send(browser, "einladen/", new())
    assert list(answer.context["form"].errors) == ["email"]
    assert "greta" not in text.replace("Greta", "")
    assert mailoutbox == []


def test_a_mistake_in_an_invitation_makes_no_account(cast, browser, mailoutbox):
    answer, text = send(browser, "einladen/", new(valid_to="", last_name="Müllerin <b>"))
    assert answer.status_code == 422
    assert "Müllerin &lt;b&gt;" in text
    assert not User.objects.filter(email="grete@example.org").exists()
    assert mailoutbox == []


def test_a_role_ends_at_once_and_the_rights_with_it(cast, browser):
    grant = cast.marlene.grants.get()
    _answer, text = send(browser, f"{grant.pk}/beenden/", {"last_day": ""})
    assert f"marlene hat die Rolle „{Role.TOWN_EDITOR.label}“ nicht mehr." in text
    assert list(cast.marlene.groups.all()) == []
    assert Deed.objects.first().verb == "end_role"
    again = browser.get(f"{ROOT}{grant.pk}/beenden/")
    assert again.status_code == 404


def test_a_role_ends_on_a_day_to_come(cast, browser):
    grant = cast.marlene.grants.get()
    day = today() + timedelta(days=3)
    _answer, text = send(browser, f"{grant.pk}/beenden/", {"last_day": day})
    assert f"bis zum {day.day}.{day.month}.{day.year}." in text
    assert RoleGrant.objects.get(pk=grant.pk).valid_to == day
    later = {"last_day": day + timedelta(days=1)}
    answer, _text = send(browser, f"{grant.pk}/beenden/", later)
    assert list(answer.context["form"].errors) == ["last_day"]


def test_a_role_that_one_may_not_give_cannot_be_ended(cast, browser):
    admin = User.objects.create_user("alma")
    grant = appoint(user=admin, role=Role.PLATFORM_ADMIN, town=cast.soemmerda)
    assert send(browser, f"{grant.pk}/beenden/", {"last_day": ""})[0].status_code == 404
    assert RoleGrant.objects.get(pk=grant.pk).valid_to == grant.valid_to
    assert f"{grant.pk}/beenden/" not in browser.get(ROOT).content.decode()


def test_the_last_who_may_settle_people_is_warned(cast, browser, joerg):
    own = joerg.grants.get()
    assert "Das ist die letzte Person" in browser.get(f"{ROOT}{own.pk}/beenden/").content.decode()
    appoint(user=cast.stranger, role=Role.TOWN_RELEASE, town=cast.soemmerda)
    assert (
        "Das ist die letzte Person" not in browser.get(f"{ROOT}{own.pk}/beenden/").content.decode()
    )


def test_states_are_said_in_words(cast, browser):
    soon = today() + timedelta(days=1)
    RoleGrant.objects.filter(user=cast.marlene).update(valid_to=soon)
    appoint(user=cast.stranger, role=Role.DPO, town=cast.soemmerda, valid_from=soon)
    answer = browser.get(ROOT)
    words = {row["name"]: row["words"] for row in answer.context["rows"]}
    assert words == {
        "marlene": "endet in 1 Tag",
        "fremd": f"beginnt am {soon.day}.{soon.month}.{soon.year}",
        "Jörg": "gilt",
    }
    assert "antje" not in answer.content.decode()
