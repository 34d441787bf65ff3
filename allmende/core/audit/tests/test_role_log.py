"""Who gave whom which role, and who ended it, stands in the log."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from allmende.core.audit.queries import deeds_about
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint, end_role


@pytest.fixture
def summer_job(cast):
    return appoint(
        user=cast.stranger,
        role=Role.TOWN_EDITOR,
        town=cast.buttstaedt,
        by=cast.antje,
        valid_from=date(2026, 7, 1),
        valid_to=date(2026, 12, 31),
    )


def test_the_log_names_who_appointed_for_how_long(cast, summer_job):
    row = deeds_about(summer_job).get()

    assert (row.verb, row.town, row.actor_id) == ("appoint", cast.buttstaedt, cast.antje.pk)
    assert row.after == {
        "person": cast.stranger.pk,
        "role": "town_editor",
        "from": "2026-07-01",
        "to": "2026-12-31",
    }


def test_the_log_names_who_ended_a_role_and_its_last_day(cast, summer_job):
    with time_machine.travel(datetime(2026, 8, 10, 12, tzinfo=UTC), tick=False):
        end_role(grant=summer_job, by=cast.antje)

    row = deeds_about(summer_job).get(verb="end_role")
    assert (row.town, row.actor_id) == (cast.buttstaedt, cast.antje.pk)
    assert row.after["to"] == "2026-08-09"
