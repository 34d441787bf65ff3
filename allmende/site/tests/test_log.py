"""The log at the desk: found, read and saved by those who may, and by nobody else."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from allmende.core.audit.domain import record
from allmende.core.audit.models import Deed, LogIsFinal
from allmende.core.people.choices import Role, SecondFactor
from allmende.core.people.domain import appoint, name_deputy, set_staff_rules
from allmende.core.people.models import User

ROOT = "/verwaltung/protokoll/soemmerda/"
MARCH, MAY = datetime(2026, 3, 5, 9, 30, tzinfo=UTC), datetime(2026, 5, 31, 21, 30, tzinfo=UTC)


def deed(town, verb, label, *, by=None, at=MARCH, **after):
    target = User(pk=1, username=label)
    with time_machine.travel(at, tick=False):
        record(verb=verb, town=town, target=target, by=by, after=after)


@pytest.fixture
def story(cast):
    User.objects.filter(pk=cast.marlene.pk).update(first_name="Marlene", last_name="Brückner")
    deed(cast.soemmerda, "publish", "Kürbisfest", by=cast.marlene, title="Kürbisfest")
    deed(cast.soemmerda, "cancel", "Kürbisfest", by=cast.marlene, at=MAY, reason="Sturm")
    deed(cast.soemmerda, "accept_by_rule", "Markt")
    deed(cast.buttstaedt, "publish", "Geheimes Kürbisfest", by=cast.antje)


def labels(browser, query):
    return [
        (row["deed"].verb, row["deed"].label)
        for row in browser.get(f"{ROOT}?{query}").context["rows"]
        if row["deed"].verb in {"publish", "cancel", "accept_by_rule"}
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("wort=kürbis", 2),
        ("wort=kürbis&tat=cancel", 1),
        ("wer=0", 1),
        ("von=2026-05-31&bis=2026-05-31", 1),
        ("bis=2026-05-30", 2),
        ("wort=gibtsnicht", 0),
        ("tat=unsinn&wer=abc&von=gestern", 3),
    ],
)
def test_deeds_are_found_by_word_person_deed_and_day(cast, story, browser_of, query, found):
    assert len(labels(browser_of(cast.marlene), query)) == found


def test_the_person_stands_by_name_and_a_deleted_account_by_number(cast, story, browser_of):
    number = cast.stranger.pk
    deed(cast.soemmerda, "publish", "Alt", by=cast.stranger)
    cast.stranger.delete()
    text = browser_of(cast.marlene).get(ROOT).content.decode()
    assert "Marlene Brückner" in text
    assert f"gelöschtes Konto {number}" in text
    assert "Grund: Sturm" in text
    assert "Geheimes" not in text


@pytest.fixture
def erika(cast):
    user = User.objects.create_user("erika", first_name="Erika", last_name="Öhler")
    grant = appoint(user=user, role=Role.TOWN_EDITOR, town=cast.soemmerda, by=cast.marlene)
    name_deputy(grant=grant, deputy=cast.marlene, by=cast.marlene)
    return user


@pytest.mark.parametrize("query", ["wort=erika", "wort=öhler", "wort=erika+rolle", "wort=ERIKA"])
def test_who_got_a_role_stands_by_name_and_is_found_by_it(cast, story, erika, browser_of, query):
    rows = browser_of(cast.marlene).get(f"{ROOT}?{query}&tat=appoint").context["rows"]
    assert [row["what"].partition(":")[0] for row in rows] == ["Erika Öhler"]


def test_deeds_are_found_by_their_own_words(cast, story, browser_of):
    assert labels(browser_of(cast.marlene), "wort=abgesagt") == [("cancel", "Kürbisfest")]
    assert labels(browser_of(cast.marlene), "wort=abgesagt+markt") == []


def test_details_are_words_and_names_and_no_keys(cast, story, erika, browser_of):
    set_staff_rules(
        town=cast.soemmerda, second_factor=SecondFactor.RELEASERS, four_eyes=["portal.newspage"]
    )
    deed(
        cast.soemmerda, "offer", "Fest", target="all", to="2026-03-09", asked=3, unbekannt="bleibt"
    )
    rows = browser_of(cast.marlene).get(ROOT).context["rows"]
    text = "\n".join(line for row in rows for line in row["details"])
    for said in (
        "Zweiter Faktor nötig für: niemand → ",
        "Angeboten: allen Orten der Allianz",
        "Vertretung: Marlene Brückner",
        f"Rolle: {Role.TOWN_EDITOR.label}",
        "Bis: 9.3.2026",
        "unbekannt: bleibt",
    ):
        assert said in text
    for raw in ("second_factor", "newspage", "nobody", "town_editor", "person", "target"):
        assert raw not in text


def test_the_file_holds_what_was_found_and_no_formulas(cast, story, browser_of):
    deed(cast.soemmerda, "publish", "=HYPERLINK(1)", by=cast.marlene, title="+1")
    answer = browser_of(cast.marlene).get(f"{ROOT}?tat=publish&datei=csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Wann", "Vorgang", "Was", "Wer", "Einzelheiten"]
    assert [row[2] for row in rows[1:]] == ["'=HYPERLINK(1)", "Kürbisfest"]
    assert all(cell[:1] not in {"=", "+", "-", "@"} for row in rows for cell in row)


def test_a_page_costs_the_same_for_few_and_for_many(
    cast, story, browser_of, django_assert_max_num_queries
):
    browser = browser_of(cast.marlene)
    browser.get(ROOT)
    with django_assert_max_num_queries(40) as few:
        browser.get(ROOT)
    for number in range(30):
        deed(cast.soemmerda, "publish", f"Nr. {number}", by=cast.marlene)
    with django_assert_max_num_queries(40) as many:
        browser.get(ROOT)
    assert len(few) == len(many)


def test_who_reads_the_log(cast, story, browser_of):
    roles = {
        Role.TOWN_EDITOR: 200, Role.TOWN_RELEASE: 200, Role.VG_EDITOR: 200, Role.VG_RELEASE: 200,
        Role.DPO: 200, Role.PLATFORM_ADMIN: 200, Role.VILLAGE_EDITOR: 404, Role.ORG_EDITOR: 404,
    }  # fmt: skip
    seen = {}
    for role in roles:
        user = User.objects.create_user(f"wer-{role}")
        appoint(user=user, role=role, town=cast.soemmerda)
        seen[role] = browser_of(user).get(ROOT).status_code
    assert seen == roles
    assert browser_of(cast.antje).get(ROOT).status_code == 404


def test_the_data_protection_officer_reads_the_log_of_the_alliance_and_writes_nothing(
    cast, browser_of
):
    dpo = User.objects.create_user("dsb")
    appoint(user=dpo, role=Role.DPO, town=cast.allianz)
    browser = browser_of(dpo)
    assert browser.get("/verwaltung/protokoll/allianz/").status_code == 200
    desk = browser.get("/verwaltung/").content.decode()
    assert "/verwaltung/protokoll/allianz/" in desk
    assert "/pages/add/" not in desk
    assert browser.get(ROOT).status_code == 404


def test_no_row_is_changed_or_deleted(cast, story):
    """Neither by the model nor, for changes, past it in the database."""
    row = Deed.objects.filter(label="Kürbisfest").first()
    row.label = "anders"
    for forbidden in (
        row.save,
        row.delete,
        Deed.objects.all().delete,
        lambda: Deed.objects.update(label="x"),
    ):
        with pytest.raises(LogIsFinal):
            forbidden()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_deed SET label = 'anders'")
    assert set(Deed.objects.values_list("label", flat=True)).isdisjoint({"anders", "x"})
    assert row.at - MARCH <= timedelta(days=100)
