"""The second factor: asked for after the password, needed for some, lost by nobody."""

import time
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.management import CommandError, call_command
from django.utils import timezone

from allmende.core.audit.models import Deed
from allmende.core.people.choices import Role, SecondFactor
from allmende.core.people.domain import appoint, set_staff_rules
from allmende.core.people.models import DeskSession, User
from allmende.core.people.sessions import device_in_words
from allmende.modules.portal.domain import open_newsroom
from allmende.modules.portal.pages import NewsPage
from conftest import Cast, HouseClient, settle
from tests.desk_forms import news_form
from tests.test_sign_in import hidden, sign_in

SAFETY = "/verwaltung/sicherheit/"
CODE = "/verwaltung/login/code/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def joerg(cast: Cast) -> User:
    user = User.objects.create_user("joerg", password="geheim-genug")
    appoint(user=user, role=Role.TOWN_RELEASE, town=cast.soemmerda)
    return user


def give_app(user: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def confirm(client: HouseClient) -> None:
    """Say the password once more, as everything that changes the factors asks for."""
    client.post(f"{SAFETY}passwort/", {"password": "geheim-genug"})


def is_inside(client: HouseClient) -> bool:
    return client.get("/verwaltung/").status_code == 200


def test_password_alone_does_not_open_an_account_with_a_second_factor(cast: Cast) -> None:
    secret, client = give_app(cast.marlene), HouseClient()
    asked = sign_in(client, "marlene", "geheim-genug")
    assert (asked.status_code, asked["Location"]) == (302, CODE)
    assert not is_inside(client)
    wrong = client.post(CODE, {"code": "000000"})
    assert wrong.status_code == 200
    assert not is_inside(client)
    right = client.post(CODE, {"code": code_of(secret)})
    assert (right.status_code, right["Location"]) == (302, "/verwaltung/")
    assert is_inside(client)


def test_an_emergency_code_works_once(cast: Cast) -> None:
    give_app(cast.marlene)
    [row] = Authenticator.objects.filter(user=cast.marlene, type="recovery_codes")
    code, seen = row.wrap().get_unused_codes()[0], []
    for _ in range(2):
        client = HouseClient()
        sign_in(client, "marlene", "geheim-genug")
        client.post(CODE, {"code": code})
        seen.append(is_inside(client))
    assert seen == [True, False]


def test_the_code_page_cannot_be_reached_without_the_password(cast: Cast) -> None:
    give_app(cast.marlene)
    answer = HouseClient().get(CODE)
    assert (answer.status_code, answer["Location"]) == (302, "/verwaltung/login/")


def test_there_is_no_public_sign_up(cast: Cast) -> None:
    paths = ("/verwaltung/signup/", "/accounts/signup/", "/signup/", "/verwaltung/login/signup/")
    answers = [HouseClient().get(path, follow=True) for path in paths]
    assert all("password2" not in answer.content.decode() for answer in answers)
    assert User.objects.filter(username="neu").count() == 0


def test_the_app_is_set_up_with_its_emergency_codes(cast: Cast) -> None:
    client = HouseClient()
    sign_in(client, "marlene", "geheim-genug")
    confirm(client)
    page = client.get(f"{SAFETY}app/")
    secret = page.context["form"].secret
    assert page.status_code == 200
    done = client.post(f"{SAFETY}app/", {"code": code_of(secret)})
    assert (done.status_code, done["Location"]) == (302, f"{SAFETY}notfall/")
    codes = client.get(f"{SAFETY}notfall/").content.decode()
    [row] = Authenticator.objects.filter(user=cast.marlene, type="recovery_codes")
    assert all(code in codes for code in row.wrap().get_unused_codes())


def test_the_password_is_asked_once_more_before_the_factors_change(cast: Cast) -> None:
    client = HouseClient()
    sign_in(client, "marlene", "geheim-genug")
    tails = ("app/", "notfall/neu/", "schluessel/neu/")
    answers = [client.get(f"{SAFETY}{tail}")["Location"] for tail in tails]
    confirm(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        answers.append(client.get(f"{SAFETY}app/")["Location"])
    assert [answer.partition("?")[0] for answer in answers] == [f"{SAFETY}passwort/"] * 4


# -- who needs one ----------------------------------------------------------------------------------


def test_releasers_have_two_weeks_and_then_only_the_page_to_set_it_up(
    cast: Cast, joerg: User
) -> None:
    client, start = HouseClient(), timezone.now()
    sign_in(client, "joerg", "geheim-genug")
    assert is_inside(client)
    with time_machine.travel(start + timedelta(days=14), tick=False):
        sign_in(client, "joerg", "geheim-genug")
        assert is_inside(client)
    with time_machine.travel(start + timedelta(days=15), tick=False):
        sign_in(client, "joerg", "geheim-genug")
        shut = client.get("/verwaltung/")
        assert (shut.status_code, shut["Location"]) == (302, SAFETY)
        assert client.get(SAFETY).status_code == 200
        post = client.post("/verwaltung/stadt/soemmerda/profil/", {"name": "x"})
        assert post["Location"] == SAFETY
        give_app(joerg)
        assert is_inside(client)


def test_editors_are_not_asked_unless_their_town_asks_everybody(cast: Cast, joerg: User) -> None:
    client, start = HouseClient(), timezone.now()
    sign_in(client, "marlene", "geheim-genug")
    set_staff_rules(
        town=cast.soemmerda, second_factor=SecondFactor.EVERYBODY, four_eyes=[], by=joerg
    )
    codes = {}
    for name in ("marlene", "antje"):
        client = HouseClient()
        sign_in(client, name, "geheim-genug")
        client.get("/verwaltung/")
        with time_machine.travel(start + timedelta(days=15), tick=False):
            client = HouseClient()
            sign_in(client, name, "geheim-genug")
            codes[name] = client.get("/verwaltung/").status_code
    assert codes == {"marlene": 302, "antje": 200}


def test_a_house_for_trying_out_asks_nobody(cast: Cast, joerg: User, settings: Any) -> None:
    settings.IS_DEMO = True
    User.objects.update(second_factor_due=timezone.localdate() - timedelta(days=1))
    client = HouseClient()
    sign_in(client, "joerg", "geheim-genug")
    assert is_inside(client)


def test_who_needs_a_factor_keeps_the_last_one(cast: Cast, joerg: User) -> None:
    secret = give_app(joerg)
    client = HouseClient()
    sign_in(client, "joerg", "geheim-genug")
    client.post(CODE, {"code": code_of(secret)})
    confirm(client)
    client.post(f"{SAFETY}app/aus/")
    assert Authenticator.objects.filter(user=joerg, type="totp").exists()
    give_app(cast.marlene)  # who need not have one may drop it
    other = HouseClient()
    sign_in(other, "marlene", "geheim-genug")
    [row] = Authenticator.objects.filter(user=cast.marlene, type="recovery_codes")
    other.post(CODE, {"code": row.wrap().get_unused_codes()[0]})
    confirm(other)
    other.post(f"{SAFETY}app/aus/")
    assert not Authenticator.objects.filter(user=cast.marlene, type="totp").exists()


def test_who_lost_everything_is_let_in_by_those_who_run_the_house(cast: Cast) -> None:
    secret, client = give_app(cast.marlene), HouseClient()
    sign_in(client, "marlene", "geheim-genug")
    client.post(CODE, {"code": code_of(secret)})
    assert is_inside(client)
    call_command("drop_second_factor", "marlene", stdout=StringIO())
    assert not is_inside(client)
    again = HouseClient()
    sign_in(again, "marlene", "geheim-genug")
    assert is_inside(again)
    assert Deed.objects.filter(verb="drop_second_factor", town=cast.soemmerda).count() == 1
    with pytest.raises(CommandError):
        call_command("drop_second_factor", "niemand")


# -- a lost session ---------------------------------------------------------------------------------


def test_a_kept_text_asks_for_the_second_factor_too(cast: Cast) -> None:
    secret = give_app(cast.marlene)
    shelf = open_newsroom(town=cast.soemmerda)
    url = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/"
    who = {"rescue-username": "marlene", "rescue-password": "geheim-genug"}
    client = HouseClient()
    kept = hidden(client.post(url, news_form(slug="gerettet")).content.decode())
    asked = client.post(url, kept | who)
    assert asked.status_code == 401
    assert "rescue-code" in asked.content.decode()
    wrong = client.post(url, kept | who | {"rescue-code": "123"})
    assert wrong.status_code == 401
    assert not is_inside(client)
    right = client.post(url, kept | who | {"rescue-code": code_of(secret)})
    text = hidden(right.content.decode())
    assert client.post(url, text).status_code == 302
    settle()
    assert NewsPage.objects.filter(slug="gerettet", owner=cast.marlene).exists()


# -- my sign-ins ------------------------------------------------------------------------------------


def signed_in(name: str, agent: str = FIREFOX, host: str = "soemmerda.localhost") -> HouseClient:
    client = HouseClient(headers={"user-agent": agent})
    data = {"username": name, "password": "geheim-genug"}
    client.post("/verwaltung/login/", data, host=host)
    client.get("/verwaltung/", host=host)
    return client


def test_own_sign_ins_are_listed_and_ended_one_by_one_or_all(cast: Cast) -> None:
    here, there, third = (signed_in("marlene") for _ in range(3))
    signed_in("antje")
    page = here.get(SAFETY)
    assert [one.device for one in page.context["sessions"]] == ["Firefox · Windows"] * 3
    other = DeskSession.objects.get(session_key=there.session.session_key)
    here.post(f"{SAFETY}anmeldung/{other.pk}/beenden/")
    assert [is_inside(client) for client in (here, there, third)] == [True, False, True]
    here.post(f"{SAFETY}anmeldungen/beenden/")
    assert [is_inside(client) for client in (here, third)] == [True, False]


def test_nobody_ends_the_sign_in_of_somebody_else(cast: Cast) -> None:
    theirs, mine = signed_in("antje"), signed_in("marlene")
    row = DeskSession.objects.get(user=cast.antje)
    assert mine.post(f"{SAFETY}anmeldung/{row.pk}/beenden/").status_code == 404
    assert is_inside(theirs)


def test_what_is_kept_of_a_sign_in_is_rough(cast: Cast) -> None:
    signed_in("marlene", host="buttstaedt.localhost")
    row = DeskSession.objects.get()
    assert (row.seen_at.minute, row.seen_at.second) == (0, 0)
    assert row.host == "buttstaedt.localhost"
    assert {f.name for f in DeskSession._meta.fields} == {
        "id", "user", "session_key", "device", "host", "began_at", "seen_at"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/150.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge · Windows"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_device_in_plain_words(agent: str, words: str) -> None:
    assert device_in_words(agent) == words


def test_public_pages_stay_without_cookies(cast: Cast) -> None:
    client = signed_in("marlene")
    client.cookies.clear()
    answer = client.get("/")
    assert dict(answer.cookies) == {}
    assert "cookie" not in answer.headers.get("Vary", "").lower()
