"""Signing in: guessing is stopped, nobody else is locked out, no text is lost."""

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from allmende.modules.portal.domain import draft_news, open_newsroom
from allmende.modules.portal.pages import NewsPage
from conftest import Cast, HouseClient, settle
from tests.desk_forms import news_form

LOGIN = "/verwaltung/login/"
FROM = {"REMOTE_ADDR": "203.0.113.7"}


def sign_in(client: Client, name: str, password: str, **where: str) -> Any:
    data = {"username": name, "password": password, "next": "/verwaltung/"}
    return client.post(LOGIN, data, **(FROM | where))


def test_ten_wrong_passwords_close_the_account_for_this_address(cast: Cast) -> None:
    client = HouseClient()
    codes = [sign_in(client, "marlene", f"falsch-{n}").status_code for n in range(9)]
    locked = sign_in(client, "marlene", "falsch-10")
    assert codes == [200] * 9
    assert locked.status_code in {403, 429}
    text = locked.content.decode()
    assert 'lang="de"' in text
    assert "Viertelstunde" in text
    right = sign_in(HouseClient(), "marlene", "geheim-genug")
    assert right.status_code == locked.status_code
    assert "sessionid" not in right.cookies


def test_others_may_still_sign_in(cast: Cast) -> None:
    """Neither another account from there, nor the same account from elsewhere is closed."""
    for number in range(11):
        sign_in(HouseClient(), "marlene", f"falsch-{number}")
    antje = sign_in(HouseClient(), "antje", "geheim-genug")
    elsewhere = sign_in(HouseClient(), "marlene", "geheim-genug", REMOTE_ADDR="198.51.100.2")
    assert [antje.status_code, elsewhere.status_code] == [302, 302]
    assert "sessionid" in antje.cookies


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(cast: Cast) -> None:
    answers = [
        sign_in(HouseClient(), name, "falsch").content.decode() for name in ("antje", "niemand")
    ]
    errors = [re.findall(r'class="messages".*?</div>', text, re.DOTALL) for text in answers]
    assert errors[0] == errors[1]


def test_the_way_back_stays_on_the_host(cast: Cast) -> None:
    data = {"username": "antje", "password": "geheim-genug", "next": "https://boese.example/"}
    response = HouseClient().post(LOGIN, data)
    assert (response.status_code, response["Location"]) == (302, "/verwaltung/")


# -- the session ends while somebody writes --------------------------------------------------------


def hidden(page: str) -> dict[str, list[str]]:
    """What a browser would send from the page: every field, line ends as the standard says."""
    areas = re.findall(r'<textarea name="([^"]*)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    found: dict[str, list[str]] = {}
    for name, value in areas:
        found.setdefault(html.unescape(name), []).append(html.unescape(value))
    return found


def as_lists(data: dict[str, Any]) -> dict[str, list[str]]:
    return {n: [str(v) for v in (vs if isinstance(vs, list) else [vs])] for n, vs in data.items()}


def written(cast: Cast) -> dict[str, Any]:
    towns = [cast.buttstaedt.pk, cast.kindelbrueck.pk]
    return news_form(
        paragraph='<p>Bänke &amp; Tische, "Bratwurst" &lt;3</p>',
        summary="\nErste Zeile nach einer leeren\n</textarea><script>",
        offer_to="selection",
        offer_towns=towns,
        **{"action-publish": "1"},
    )


def test_a_new_text_survives_the_end_of_the_session(cast: Cast) -> None:
    shelf = open_newsroom(town=cast.soemmerda)
    url, data = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/", written(cast)
    client = HouseClient()

    asked = client.post(url, data)
    page = asked.content.decode()
    assert asked.status_code == 401
    assert f'action="{url}"' in page
    assert hidden(page) == as_lists(data)

    who = {"rescue-username": "marlene", "rescue-password": "falsch"}
    again = client.post(url, hidden(page) | who)
    assert again.status_code == 401
    assert hidden(again.content.decode()) == as_lists(data)
    assert "falsch" not in again.content.decode()

    inside = client.post(url, hidden(page) | {**who, "rescue-password": "geheim-genug"})
    assert inside.status_code == 200
    assert hidden(inside.content.decode()) == as_lists(data)
    assert "geheim-genug" not in inside.content.decode()
    assert not NewsPage.objects.filter(slug="strassenfest").exists()

    saved = client.post(url, hidden(inside.content.decode()))
    assert saved.status_code == 302, saved.context["form"].errors
    page = NewsPage.objects.get(slug="strassenfest")
    settle()
    assert (page.live, page.town, page.owner) == (True, cast.soemmerda, cast.marlene)
    assert "Bratwurst" in str(page.body)
    assert {town.pk for town in page.offer_towns.all()} == set(data["offer_towns"])


def test_a_changed_text_survives_the_end_of_the_session(cast: Cast) -> None:
    draft = draft_news(town=cast.soemmerda, title="Vorher", slug="strassenfest", by=cast.marlene)
    url = f"/verwaltung/pages/{draft.pk}/edit/"
    client = HouseClient()
    kept = hidden(client.post(url, written(cast) | {"title": "Nachher"}).content.decode())
    who = {"rescue-username": "marlene", "rescue-password": "geheim-genug"}
    inside = client.post(url, kept | who)
    assert client.post(url, hidden(inside.content.decode())).status_code == 302
    draft.refresh_from_db()
    assert (draft.live, draft.title) == (True, "Nachher")


def test_a_short_report_survives_and_its_photo_is_asked_for_again(cast: Cast) -> None:
    url, client = "/verwaltung/kurz/soemmerda/", HouseClient()
    data = {"title": "Storch ist zurück", "text": "Er steht\r\nauf der Esse.", "once": ""}
    photo = SimpleUploadedFile("storch.png", b"png", "image/png")

    asked = client.post(url, data | {"photo": photo}).content.decode()
    who = {"rescue-username": "marlene", "rescue-password": "geheim-genug", "rescue-file": "1"}
    inside = client.post(url, hidden(asked) | who).content.decode()

    assert "Bitte wählen Sie Ihre Datei noch einmal" in asked
    assert "Bitte wählen Sie Ihre Datei noch einmal" in inside
    assert hidden(inside) == as_lists(data)
    assert "Ihre Datei" not in HouseClient().post(url, data).content.decode()
    client.post(url, hidden(inside))
    assert NewsPage.objects.get().title == "Storch ist zurück"


@pytest.mark.parametrize("path", ["kurz/soemmerda/", "angebote/entscheiden/", "pflege/x/bleibt/"])
def test_every_form_of_the_desk_is_kept(cast: Cast, path: str) -> None:
    asked = HouseClient().post(f"/verwaltung/{path}", {"text": "Bänke"})
    assert (asked.status_code, hidden(asked.content.decode())) == (401, {"text": ["Bänke"]})


def test_the_rescue_is_no_way_in_for_others(cast: Cast) -> None:
    """Somebody of another town signs in on the kept text: the text is not taken."""
    shelf = open_newsroom(town=cast.soemmerda)
    url, client = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/", HouseClient()
    who = {"rescue-username": "antje", "rescue-password": "geheim-genug"}
    inside = client.post(url, as_lists(written(cast)) | who)
    answer = client.post(url, hidden(inside.content.decode()))
    assert answer.status_code in {302, 403, 404}
    assert not NewsPage.objects.filter(slug="strassenfest").exists()


def test_the_rescue_counts_wrong_passwords_too(cast: Cast) -> None:
    """Otherwise it would be the door beside the lock; the text stays even then."""
    shelf = open_newsroom(town=cast.soemmerda)
    url, client = f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/", HouseClient()
    data = as_lists(written(cast))
    for number in range(11):
        who = {"rescue-username": "marlene", "rescue-password": f"falsch-{number}"}
        answer = client.post(url, data | who, **FROM)
    assert answer.status_code in {401, 403, 429}
    right = client.post(url, data | {**who, "rescue-password": "geheim-genug"}, **FROM)
    assert right.status_code in {401, 403, 429}
    assert "sessionid" not in right.cookies


def test_a_form_without_its_token_is_refused_with_a_sentence(cast: Cast) -> None:
    client = HouseClient(enforce_csrf_checks=True)
    client.force_login(cast.marlene, backend="django.contrib.auth.backends.ModelBackend")
    shelf = open_newsroom(town=cast.soemmerda)
    answers = [
        client.post(path, written(cast))
        for path in (f"/verwaltung/pages/add/portal/newspage/{shelf.pk}/", "/verwaltung/angebote/entscheiden/")
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [403, 403]
    assert all(
        "Laden Sie die Seite neu" in a.content.decode() or "neu" in a.content.decode()
        for a in answers
    )
    assert not NewsPage.objects.filter(slug="strassenfest").exists()
