"""A releaser fills in the sheets of Sömmerda: what is kept, what is refused, what is logged."""

from base64 import b64decode
from datetime import time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from allmende.core.audit.models import Deed
from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule, QuietPeriod
from allmende.core.exchange.queries import is_quiet, sharing_settings
from allmende.core.items.choices import OfferTo
from allmende.core.items.models import Category
from allmende.core.kit.dates import today
from allmende.core.modules.contract import HouseModule
from allmende.core.modules.switchboard import is_on
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint
from allmende.core.people.models import User
from allmende.core.towns.domain import NotPartOfThis, change_profile, set_quick_links
from allmende.core.towns.links import Link, NotALink, TooManyLinks
from allmende.core.towns.models import OfficeHours, QuickLink, Town
from allmende.modules.portal.domain import publish_news
from allmende.site.desk.town_settings import rules

ROOT = "/verwaltung/stadt/soemmerda/"
COAT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
NASTY = COAT.replace("<path", '<script>alert(1)</script><path onload="alert(2)"')


@pytest.fixture
def browser(cast, browser_of):
    user = User.objects.create_user("joerg", password="geheim-genug")
    appoint(user=user, role=Role.TOWN_RELEASE, town=cast.soemmerda)
    return browser_of(user)


def stored():
    return Town.objects.get(slug="soemmerda")


def profile(**changes):
    town = stored()
    names = ("name", "official_name", "claim", "introduction", "colour_primary", "colour_accent",
             "street", "postcode", "city", "phone", "email")  # fmt: skip
    return {name: getattr(town, name) for name in names} | changes


def send(browser, tail, data, follow=True):
    answer = browser.post(f"{ROOT}{tail}", data, follow=follow)
    return answer, answer.content.decode()


def last_deed():
    return Deed.objects.filter(town__slug="soemmerda").first()


# -- profile ----------------------------------------------------------------------------------


def test_a_new_number_is_saved_named_logged_and_shown_to_readers(cast, browser):
    _answer, text = send(browser, "profil/", profile(phone="03634 000-200"))
    assert "Gespeichert. Geändert: Telefon." in text
    deed = last_deed()
    assert (deed.verb, deed.before, deed.after) == (
        "change_profile", {"phone": "03634 000-1"}, {"phone": "03634 000-200"}
    )  # fmt: skip
    assert deed.actor_id == User.objects.get(username="joerg").pk
    assert "03634 000-200" in browser.get("/impressum/").content.decode()


def test_saving_the_same_again_changes_and_logs_nothing(cast, browser):
    count = Deed.objects.count()
    _answer, text = send(browser, "profil/", profile())
    assert "Es war nichts anders, also wurde nichts geändert." in text
    assert Deed.objects.count() == count


def test_a_mistake_keeps_what_was_written_and_shows_the_stored_name_above(cast, browser):
    data = profile(name="Sömmerdaxx", colour_primary="rot", claim="Ein neuer Spruch")
    answer, text = send(browser, "profil/", data)
    assert answer.status_code == 422
    assert 'href="#id_colour_primary"' in text
    assert "Schreiben Sie die Farbe als #RRGGBB" in text
    assert 'value="Ein neuer Spruch"' in text
    assert "<strong>Stadt Sömmerda</strong>" in text
    assert stored().name == "Sömmerda"


def test_a_coat_is_cleaned_logged_by_checksum_and_served(cast, browser):
    file = SimpleUploadedFile("wappen.svg", NASTY.encode(), "image/svg+xml")
    _answer, text = send(browser, "profil/", profile(coat_file=file))
    assert "Geändert: Neues Wappen." in text
    assert "script" not in stored().coat_svg
    assert "onload" not in stored().coat_svg
    assert last_deed().after["coat_svg"].startswith("sha256:")
    assert browser.get("/wappen/soemmerda.svg").content.decode() == stored().coat_svg


def test_a_chosen_coat_survives_a_mistake_elsewhere(cast, browser):
    file = SimpleUploadedFile("wappen.svg", NASTY.encode(), "image/svg+xml")
    answer, text = send(browser, "profil/", profile(coat_file=file, email="kein-at"))
    assert answer.status_code == 422
    kept = answer.context["form"].new_coat
    drawn = text.partition("data:image/svg+xml;base64,")[2].partition('"')[0]
    assert b64decode(drawn).decode() == kept
    send(browser, "profil/", profile(coat_kept=kept))
    assert stored().coat_svg == kept


@pytest.mark.parametrize(
    "content", [b"<html></html>", b"\xff\xfe kein Text", b"<svg", COAT.encode() + b" " * 40_001]
)
def test_what_is_no_drawing_is_refused(cast, browser, content):
    file = SimpleUploadedFile("wappen.svg", content, "image/svg+xml")
    answer, text = send(browser, "profil/", profile(coat_file=file))
    assert answer.status_code == 422
    assert "Bitte wählen Sie eine SVG-Datei bis 40 kB." in text
    assert stored().coat_svg == ""


def test_a_preview_saves_nothing_and_says_what_becomes_of_a_pale_colour(cast, browser):
    answer, text = send(browser, "profil/", profile(colour_primary="#ffee88", preview="1"))
    assert answer.status_code == 200
    assert "Hauptfarbe: für Text auf Weiß zu blass (1,1 : 1, nötig sind 4,5 : 1)." in text
    assert "Es ist noch nichts gespeichert." in text
    assert stored().colour_primary == "#1f5c4d"


def test_the_sample_of_colours_follows_what_is_typed(cast, browser):
    good = browser.get(f"{ROOT}profil/farben/?primary=%238a1f2d&accent=%23b8862b").content.decode()
    assert "Hauptfarbe: auf Weiß gut lesbar (9,0 : 1, nötig sind 4,5 : 1)." in good
    half = browser.get(f"{ROOT}profil/farben/?primary=%238a1;x&accent=").content.decode()
    assert "Schreiben Sie beide Farben als #RRGGBB" in half
    assert "8a1;x" not in half


def test_the_profile_cannot_be_used_to_change_host_or_kind(cast):
    with pytest.raises(NotPartOfThis):
        change_profile(town=cast.soemmerda, values={"host": "anderswo.de"})
    assert stored().host == "soemmerda.localhost"


def test_legal_notices_appear_on_the_legal_pages(cast, browser):
    names = ("represented_by", "editor_in_charge", "supervisory_authority", "vat_id", "controller",
             "data_protection_officer", "accessibility_note")  # fmt: skip
    _answer, text = send(browser, "rechtliches/", {name: f"Angabe {name}"[:20] for name in names})
    assert "Gespeichert. Geändert: " in text
    assert last_deed().verb == "change_legal"
    assert "Angabe represented_b" in browser.get("/impressum/").content.decode()
    assert "Angabe controller" in browser.get("/datenschutz/").content.decode()
    assert "Angabe accessibility"[:20] in browser.get("/barrierefreiheit/").content.decode()


# -- office hours -------------------------------------------------------------------------------


def opening(**times):
    return {"intervals": "2"} | times


def test_hours_are_replaced_told_and_logged(cast, browser):
    OfficeHours.objects.create(town=cast.soemmerda, weekday="5", opens=time(9), closes=time(12))
    OfficeHours.objects.create(town=cast.buttstaedt, weekday="5", opens=time(9), closes=time(12))
    data = opening(d2_0_opens="13", d2_0_closes="18.00", d2_1_opens="9:00", d2_1_closes="12:00")
    _answer, text = send(browser, "oeffnungszeiten/", data)
    assert "Sprechzeiten sind jetzt: Dienstag 9:00–12:00, 13:00–18:00." in text
    deed = last_deed()
    assert (deed.verb, deed.before, deed.after) == (
        "set_office_hours", {"lines": ["5 09:00-12:00"]},
        {"lines": ["2 09:00-12:00", "2 13:00-18:00"]},
    )  # fmt: skip
    assert OfficeHours.objects.filter(town=cast.buttstaedt).count() == 1


@pytest.mark.parametrize(
    ("times", "sentence"),
    [
        (
            {"d2_0_opens": "13:00", "d2_0_closes": "12:00"},
            "Dienstag: 13:00–12:00 geht nicht. Die erste Zeit muss vor der zweiten liegen.",
        ),
        (
            {
                "d2_0_opens": "9:00",
                "d2_0_closes": "12:00",
                "d2_1_opens": "11:30",
                "d2_1_closes": "13:00",
            },
            "Dienstag: 9:00–12:00 und 11:30–13:00 überschneiden sich.",
        ),
        ({"d3_0_opens": "9:00"}, "Mittwoch: Eine von zwei Uhrzeiten fehlt."),
        ({"d3_0_opens": "morgens", "d3_0_closes": "12:00"}, "Schreiben Sie die Uhrzeit so: 9:00."),
    ],
)
def test_hours_that_contradict_each_other_are_refused_in_a_sentence(cast, browser, times, sentence):
    answer, text = send(browser, "oeffnungszeiten/", opening(**times))
    assert answer.status_code == 422
    assert sentence in text
    assert list(OfficeHours.objects.filter(town=cast.soemmerda)) == []


def test_one_opening_may_begin_when_another_ends(cast, browser):
    data = opening(d1_0_opens="9", d1_0_closes="12", d1_1_opens="12", d1_1_closes="13")
    _answer, text = send(browser, "oeffnungszeiten/", data)
    assert "Montag 9:00–12:00, 12:00–13:00" in text


def test_one_more_opening_a_day_keeps_what_was_typed_and_saves_nothing(cast, browser):
    answer, text = send(
        browser, "oeffnungszeiten/", opening(d1_0_opens="8", d1_0_closes="9", more="1")
    )
    assert answer.context["form"].count == 3
    assert 'name="d1_2_opens"' in text
    assert 'value="8"' in text
    assert not OfficeHours.objects.exists()


# -- quick links --------------------------------------------------------------------------------


def table(*lines):
    data = {"link-TOTAL_FORMS": "8", "link-INITIAL_FORMS": "8"}
    for number in range(8):
        line = lines[number] if number < len(lines) else (number + 1, "", "", "")
        names = ("position", "label", "url", "icon")
        data |= {f"link-{number}-{name}": value for name, value in zip(names, line, strict=True)}
    return data


def test_links_stand_in_the_order_of_their_numbers(cast, browser):
    lines = (2, "Müll", "/abfall/", "waste"), (1, "Bad", "https://bad.example.org/a?b=c", "pool")
    _answer, text = send(browser, "direktlinks/", table(*lines))
    assert "Schnelle Wege sind jetzt: Bad, Müll." in text
    kept = QuickLink.objects.filter(town=cast.soemmerda).values_list("label", "url", "icon")
    assert list(kept) == [
        ("Bad", "https://bad.example.org/a?b=c", "pool"),
        ("Müll", "/abfall/", "waste"),
    ]
    assert last_deed().after == {
        "lines": ["Bad | https://bad.example.org/a?b=c | pool", "Müll | /abfall/ | waste"]
    }
    send(browser, "direktlinks/", table())
    assert not QuickLink.objects.filter(town=cast.soemmerda).exists()


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "//boese.example", "/\\boese.example", "http:///x", "data:text/html,x",
     "mailto:a@b.de", "rathaus", "https://a b.de", "JavaScript:x", "http://[::1"],
)  # fmt: skip
def test_a_link_leads_to_the_web_or_to_the_own_site_only(cast, browser, url):
    answer, text = send(browser, "direktlinks/", table((1, "Weg", url, "pool")))
    assert answer.status_code == 422
    assert "Zeile 1: Schreiben Sie einen Pfad" in text
    assert not QuickLink.objects.filter(town=cast.soemmerda).exists()
    with pytest.raises(NotALink):
        set_quick_links(town=cast.soemmerda, links=[Link("Weg", url, "pool")])


def test_half_a_link_and_a_strange_icon_are_refused(cast, browser):
    lines = (1, "Weg", "", "pool"), (2, "", "/x/", "pool"), (3, "Weg", "/x/", "boese")
    answer, text = send(browser, "direktlinks/", table(*lines))
    errors = answer.context["formset"].errors
    assert [list(line) for line in errors[:3]] == [["url"], ["label"], ["icon"]]
    assert "„Weg“ braucht" in text


def test_nine_links_are_refused(cast):
    with pytest.raises(TooManyLinks):
        set_quick_links(town=cast.soemmerda, links=[Link("Weg", "/x/", "pool")] * 9)


def test_an_icon_that_is_no_longer_offered_stays(cast, browser):
    QuickLink.objects.create(town=cast.soemmerda, label="Alt", url="/alt/", icon="altes-zeichen")
    lines = (1, "Neuer Name", "/alt/", "altes-zeichen"), (2, "Weg", "/x/", "pool")
    send(browser, "direktlinks/", table(*lines))
    kept = QuickLink.objects.filter(town=cast.soemmerda).values_list("label", "icon")
    assert list(kept) == [("Neuer Name", "altes-zeichen"), ("Weg", "pool")]


@pytest.mark.parametrize("count", ["0", "99", "x", ""])
def test_a_forged_table_breaks_nothing(cast, browser, count):
    forged = {"link-TOTAL_FORMS": count, "link-INITIAL_FORMS": "0", "link-0-label": "Weg"}
    answer, _text = send(browser, "direktlinks/", forged)
    assert answer.status_code in {200, 422}
    assert not QuickLink.objects.filter(town=cast.soemmerda).exists()


# -- sharing ------------------------------------------------------------------------------------


def rule(**values):
    return {"mode": "auto", "channels": ["web", "app"]} | values


def test_a_rule_reads_like_a_sentence_and_is_logged(cast, browser):
    topic = Category.objects.get(slug="kultur")
    values = rule(origin=cast.buttstaedt.pk, category=topic.pk, max_km="15", mode="auto")
    _answer, text = send(browser, "teilen/regel/", values)
    assert "Gespeichert: Von Buttstädt · alles · Kultur · bis 15 km → sofort zeigen." in text
    assert "(nur: Website, App)" in text
    deed = last_deed()
    assert (deed.verb, deed.after["origin"], deed.after["mode"]) == (
        "add_rule",
        cast.buttstaedt.pk,
        "auto",
    )


def test_a_rule_cannot_name_a_town_outside_the_alliance(cast, browser):
    answer, _text = send(browser, "teilen/regel/", rule(origin=cast.wundersleben.pk))
    assert list(answer.context["form"].errors) == ["origin"]
    assert not AcceptRule.objects.exists()


def test_the_same_rule_twice_is_refused(cast, browser):
    send(browser, "teilen/regel/", rule())
    answer, text = send(browser, "teilen/regel/", rule(mode="never"))
    assert answer.status_code == 422
    assert "Eine Regel mit genau diesen Bedingungen gibt es schon." in text
    assert [one.mode for one in AcceptRule.objects.all()] == ["auto"]


def test_a_rule_that_shows_needs_a_place_to_show(cast, browser):
    answer, _text = send(browser, "teilen/regel/", rule(channels=[]))
    assert list(answer.context["form"].errors) == ["channels"]
    send(browser, "teilen/regel/", rule(channels=[], mode="never"))
    assert [one.mode for one in AcceptRule.objects.all()] == ["never"]


def test_a_rule_is_changed_and_removed(cast, browser):
    send(browser, "teilen/regel/", rule())
    pk = AcceptRule.objects.get().pk
    send(browser, f"teilen/regel/{pk}/", rule(mode="approve"))
    assert (last_deed().before["mode"], last_deed().after["mode"]) == ("auto", "approve")
    _answer, text = send(browser, f"teilen/regel/{pk}/entfernen/", {})
    assert "Entfernt: Aus allen Orten · alles · alle Themen → erst fragen." in text
    assert (last_deed().verb, AcceptRule.objects.count()) == ("remove_rule", 0)


def test_the_trial_shows_offers_to_this_town_only_and_saves_nothing(cast, browser):
    publish_news(town=cast.buttstaedt, title="Für alle", offer_to=OfferTo.ALL)
    publish_news(
        town=cast.buttstaedt, title="Nur Kindelbrück",
        offer_to=OfferTo.SELECTION, offer_towns=[cast.kindelbrueck],
    )  # fmt: skip
    publish_news(town=cast.soemmerda, title="Eigenes", offer_to=OfferTo.ALL)
    answer, text = send(browser, "teilen/regel/", rule(preview="1", mode="never"))
    rows = [(one.item.title, one.now, one.then, one.fate) for one in answer.context["trials"]]
    assert rows == [("Für alle", "erst fragen", "nie zeigen", "wartet auf Entscheidung")]
    assert "Nur Kindelbrück" not in text
    assert not AcceptRule.objects.exists()


def test_the_trial_of_twenty_offers_costs_as_much_as_of_one(cast, django_assert_num_queries):
    publish_news(town=cast.buttstaedt, title="Eins", offer_to=OfferTo.ALL)
    candidate = AcceptRule(town=cast.soemmerda, mode=Mode.AUTO)
    rules.trials(cast.soemmerda, candidate)
    with django_assert_num_queries(3):
        assert len(rules.trials(cast.soemmerda, candidate)) == 1
    for number in range(4):
        publish_news(town=cast.kindelbrueck, title=f"Nr. {number}", offer_to=OfferTo.ALL)
    with django_assert_num_queries(3):
        assert len(rules.trials(cast.soemmerda, candidate)) == 5


def test_bounds_are_kept_within_reason_and_logged(cast, browser):
    _answer, text = send(browser, "teilen/", {"max_foreign_in_ten": "0", "neighbour_km": "12.5"})
    assert "Gespeichert. Geändert: " in text
    now = sharing_settings(cast.soemmerda)
    assert (now.max_foreign_in_ten, now.neighbour_km) == (0, 12.5)
    assert last_deed().before == {"max_foreign_in_ten": 3, "neighbour_km": 15.0}
    answer, _text = send(browser, "teilen/", {"max_foreign_in_ten": "11", "neighbour_km": "0"})
    assert set(answer.context["form"].errors) == {"max_foreign_in_ten", "neighbour_km"}


def test_a_quiet_period_is_entered_holds_and_is_removed(cast, browser):
    begins, ends = today() - timedelta(days=9), today()
    values = {"occasion": "Landratswahl", "begins": ends, "ends": begins}
    answer, _text = send(browser, "teilen/ruhe/", values)
    assert list(answer.context["form"].errors) == ["ends"]
    _answer, text = send(browser, "teilen/ruhe/", values | {"begins": begins, "ends": ends})
    span = f"{begins.day}.{begins.month}.{begins.year} bis {ends.day}.{ends.month}.{ends.year}"
    assert f"Ruhezeit: Landratswahl, {span}." in text
    assert is_quiet(cast.soemmerda)
    period = QuietPeriod.objects.get()
    assert (period.begins, period.ends) == (begins, ends)
    send(browser, f"teilen/ruhe/{period.pk}/entfernen/", {})
    assert not is_quiet(cast.soemmerda)
    assert last_deed().verb == "remove_quiet_period"


# -- modules ------------------------------------------------------------------------------------


def test_a_module_is_switched_off_and_on_again(cast, browser):
    _answer, text = send(browser, "module/portal/", {"to": "off"})
    assert "“ ist jetzt aus." in text
    assert not is_on(cast.soemmerda, "portal")
    assert is_on(cast.buttstaedt, "portal")
    assert browser.get("/aktuelles/").status_code == 404
    _answer, text = send(browser, "module/portal/", {"to": "on"})
    assert "“ ist jetzt an." in text
    assert [deed.verb for deed in Deed.objects.filter(town=cast.soemmerda)[:2]] == [
        "switch_on",
        "switch_off",
    ]
    assert browser.get("/aktuelles/").status_code == 200


def test_a_module_that_is_still_needed_stays_on_and_says_why(cast, browser, monkeypatch):
    monkeypatch.setattr(HouseModule, "needs", ("portal",))
    _answer, text = send(browser, "module/portal/", {"to": "off"})
    assert "bleibt an, weil" in text
    assert is_on(cast.soemmerda, "portal")


@pytest.mark.parametrize("tail", ["module/gibtsnicht/", "module/towns/"])
def test_what_is_no_module_cannot_be_switched(cast, browser, tail):
    assert browser.post(f"{ROOT}{tail}", {"to": "on"}).status_code == 404
