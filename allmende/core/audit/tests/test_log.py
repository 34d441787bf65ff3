"""The log can only grow, whichever way someone tries it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from allmende.core.audit.domain import record
from allmende.core.audit.models import Deed, LogIsFinal
from allmende.core.audit.queries import deeds_about, deeds_for


@pytest.fixture
def deed(cast):
    return record(
        verb="probe", town=cast.soemmerda, target=cast.vehra, by=cast.marlene,
        before={"name": "Alt"}, after={"name": "Neu"},
    )  # fmt: skip


def test_a_deed_names_who_did_what_to_what_for_whom(cast, deed):
    row = deeds_about(cast.vehra).get()

    assert (row.verb, row.town, row.actor_id) == ("probe", cast.soemmerda, cast.marlene.pk)
    assert (row.object_type, row.object_id, row.label) == (
        "towns.village", str(cast.vehra.pk), "Vehra",
    )  # fmt: skip
    assert (row.before, row.after) == ({"name": "Alt"}, {"name": "Neu"})


def test_a_town_sees_its_own_deeds_only(cast, deed):
    record(verb="andere", town=cast.buttstaedt, target=cast.vehra)

    assert "andere" not in deeds_for(cast.soemmerda).values_list("verb", flat=True)
    assert deeds_for(cast.buttstaedt).first().verb == "andere"


def forge(deed):
    deed.verb = "gefaelscht"


def save(deed):
    forge(deed)
    deed.save()


def save_one_field(deed):
    forge(deed)
    deed.save(update_fields=["verb"])


def bulk(deed):
    forge(deed)
    Deed.objects.bulk_update([deed], ["verb"])


REFUSED = {
    "save": save,
    "save one field": save_one_field,
    "delete": lambda deed: deed.delete(),
    "update": lambda _deed: Deed.objects.update(verb="gefaelscht"),
    "update of some": lambda deed: Deed.objects.filter(pk=deed.pk).update(verb="gefaelscht"),
    "bulk update": bulk,
    "delete all": lambda _deed: Deed.objects.all().delete(),
    "delete of some": lambda deed: Deed.objects.filter(pk=deed.pk).delete(),
    "upsert": lambda deed: Deed.objects.update_or_create(
        pk=deed.pk, defaults={"verb": "gefaelscht"}
    ),
}


@pytest.mark.parametrize("way", list(REFUSED))
def test_no_way_of_the_orm_rewrites_a_deed(deed, way):
    with pytest.raises(LogIsFinal), transaction.atomic():
        REFUSED[way](deed)

    assert Deed.objects.get(pk=deed.pk).verb == "probe"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_deed SET verb = 'gefaelscht' WHERE id = %s",
        "UPDATE audit_deed SET actor_id = NULL WHERE id = %s",
    ],
)
def test_the_database_itself_refuses_to_rewrite_a_deed(deed, sql):
    with (
        pytest.raises(DatabaseError, match="cannot be rewritten"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [deed.pk])

    row = Deed.objects.get(pk=deed.pk)
    assert (row.verb, row.actor_id) == ("probe", deed.actor_id)


def test_a_deed_outlives_the_account_and_the_object(cast, deed):
    number, village = cast.marlene.pk, cast.vehra.pk
    cast.marlene.delete()
    cast.vehra.delete()

    row = Deed.objects.get(pk=deed.pk)
    assert (row.actor_id, row.object_id, row.label) == (number, str(village), "Vehra")


def test_a_town_with_deeds_cannot_be_deleted(cast, deed):
    with pytest.raises(ProtectedError), transaction.atomic():
        cast.soemmerda.delete()


def test_a_deed_and_its_row_are_kept_both_or_neither(cast):
    with transaction.atomic():
        record(verb="halb", town=cast.soemmerda, target=cast.vehra)
        transaction.set_rollback(True)

    assert not Deed.objects.filter(verb="halb").exists()


def test_a_long_label_is_cut_and_not_refused(cast):
    cast.vehra.name = "V" * 300

    assert len(record(verb="lang", town=cast.soemmerda, target=cast.vehra).label) == 200
