"""The map of somebody else: loaded after consent to exactly that, and gone after withdrawal."""

import pytest

from allmende.core.cache.edge.keys import key_of
from allmende.core.cache.edge.storable import terms_of
from allmende.core.consent.cookie import NAME
from allmende.core.consent.models import Proof
from allmende.core.modules.domain import switch_off
from conftest import HouseClient, settle

FRAME = '<iframe class="wx-embed" src="https://karte.example/?lat=51.1614&amp;lon=11.1176&amp;ort=S%C3%B6mmerda"'
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
PURPOSE = {"zweck": "weather.embed"}


@pytest.fixture(autouse=True)
def house(cast, settings):
    settings.WEATHER_EMBED_URL = "https://karte.example/?lat={lat}&lon={lon}&ort={name}"
    settings.WEATHER_EMBED_NAME = "Kartenhaus"
    return cast


def karte(client, host="soemmerda.localhost"):
    return client.get("/wetter/karte/", host=host)


def give(client, **more):
    return client.post("/einwilligungen/geben/", PURPOSE, **(OURS | more))


def test_before_consent_the_page_says_what_goes_where_and_loads_nothing(client):
    page = karte(client).content.decode()
    assert "<iframe" not in page
    assert "karte.example" in page
    assert "Ihre Netzadresse, die Art Ihres Browsers und der Ort Sömmerda" in page
    assert "frame-src" not in karte(client)["Content-Security-Policy"]
    assert client.cookies == {}


def test_wx_c_given_then_withdrawn_the_next_load_has_no_embed_and_no_cookie(client):
    answer = give(client)
    assert (answer.status_code, answer["Location"]) == (302, "/wetter/karte/")
    cookie = client.cookies[NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 15552000)
    shown = karte(client)
    assert FRAME in shown.content.decode()
    assert "frame-src https://karte.example;" in shown["Content-Security-Policy"] + ";"

    answer = client.post("/einwilligungen/widerrufen/", PURPOSE, **OURS)
    assert answer["Location"] == "/einwilligungen/?widerrufen=1"
    assert (client.cookies[NAME].value, client.cookies[NAME]["max-age"]) == ("", 0)
    again = karte(client)
    assert "<iframe" not in again.content.decode()
    assert "frame-src" not in again["Content-Security-Policy"]
    assert Proof.objects.get().withdrawn_at is not None


def test_the_page_of_the_weather_is_the_same_for_everybody(client):
    give(client)
    anonymous = HouseClient()
    for path in ("/", "/wetter/", "/datenschutz/"):
        assert client.get(path).content == anonymous.get(path).content
        assert "<iframe" not in client.get(path).content.decode()


@pytest.mark.parametrize("path", ["/wetter/karte/", "/en/wetter/karte/", "/einwilligungen/"])
def test_what_depends_on_a_consent_is_never_kept_for_others(client, path):
    give(client)
    answer = client.get(path)
    raw = [(name.lower().encode(), value.encode()) for name, value in answer.items()]
    assert key_of(path.encode(), [(b"host", b"soemmerda.localhost")]) is not None
    assert terms_of(answer.status_code, raw, 1) is None
    assert answer["Cache-Control"] == "private, no-store"


def test_consent_holds_for_one_town_only(client):
    give(client)
    client.cookies[NAME]["domain"] = ""
    assert "<iframe" not in karte(client, "buttstaedt.localhost").content.decode()


def test_another_host_must_be_agreed_to_anew(client, settings):
    give(client)
    settings.WEATHER_EMBED_URL = "https://andere.example/"
    assert "<iframe" not in karte(client).content.decode()
    give(client)
    assert 'src="https://andere.example/"' in karte(client).content.decode()


def test_the_footer_names_consents_only_where_something_asks_for_one(client, settings, cast):
    assert 'href="/einwilligungen/"' in client.get("/").content.decode()
    assert 'href="/en/einwilligungen/"' in client.get("/en/").content.decode()
    switch_off(town=cast.soemmerda, label="weather")
    settle()
    assert "/einwilligungen/" not in client.get("/").content.decode()
    assert (
        "Hier braucht nichts Ihre Einwilligung" in client.get("/einwilligungen/").content.decode()
    )


def test_without_a_map_nothing_asks(client, settings):
    settings.WEATHER_EMBED_URL = ""
    for path in ("/", "/wetter/", "/einwilligungen/"):
        assert "/einwilligungen/" not in client.get(path).content.decode().replace(
            "/en/einwilligungen/", ""
        )
    assert "Dieser Ort zeigt keine fremde Karte" in karte(client).content.decode()


@pytest.mark.parametrize("url", ["http://karte.example/", "javascript:alert(1)", "//karte.example"])
def test_only_what_comes_over_tls_is_embedded(client, settings, url):
    settings.WEATHER_EMBED_URL = url
    give(client)
    assert "<iframe" not in karte(client).content.decode()
