"""A role begins and ends at midnight in Thuringia, and rights follow with the next click."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from allmende.core.people.choices import DESK_ROLES, Role
from allmende.core.people.domain import DEFAULT_TERM, appoint, end_role, settle_rights
from allmende.core.people.models import RoleGrant, User
from allmende.core.people.queries import (
    deciders_of,
    desk_towns,
    grants_now,
    is_platform_admin,
    may_decide_offers,
)

FIRST, LAST = date(2026, 7, 1), date(2026, 12, 31)


@pytest.fixture
def summer_job(cast):
    """A stranger is an editor of Buttstädt from July to December."""
    return appoint(
        user=cast.stranger,
        role=Role.TOWN_EDITOR,
        town=cast.buttstaedt,
        by=cast.antje,
        valid_from=FIRST,
        valid_to=LAST,
    )


def home_of(town):
    return town.items.get(depth=2)


def rights(user, town):
    """What a person may do with the pages of a town."""
    user = User.objects.get(pk=user.pk)  # Django remembers rights in the object
    tester = home_of(town).permissions_for_user(user)
    return tester.can_edit(), tester.can_publish_subpage()


def test_a_role_holds_from_its_first_to_its_last_day_by_the_clock_of_thuringia(cast, summer_job):
    def holds(*moment):
        with time_machine.travel(datetime(*moment, tzinfo=UTC), tick=False):
            settle_rights(user=cast.stranger)
            return (
                grants_now().filter(user=cast.stranger).exists(),
                desk_towns(cast.stranger) == [cast.buttstaedt],
                may_decide_offers(cast.stranger, cast.buttstaedt),
                rights(cast.stranger, cast.buttstaedt) == (True, True),
            )

    assert holds(2026, 6, 30, 21, 59, 59) == (False, False, False, False)
    assert holds(2026, 6, 30, 22, 0, 0) == (True, True, True, True)
    assert holds(2026, 12, 31, 22, 59, 59) == (True, True, True, True)
    assert holds(2026, 12, 31, 23, 0, 0) == (False, False, False, False)


def test_a_role_that_ended_at_midnight_is_gone_with_the_next_click(cast, summer_job, browser_of):
    with time_machine.travel(datetime(2026, 12, 31, 22, 59, tzinfo=UTC), tick=False):
        browser = browser_of(cast.stranger)
        path = f"/verwaltung/pages/{home_of(cast.buttstaedt).pk}/"
        assert browser.get(path, host="buttstaedt.localhost").status_code == 200
    with time_machine.travel(datetime(2026, 12, 31, 23, 0, 1, tzinfo=UTC), tick=False):
        answer = browser.get(path, host="buttstaedt.localhost")

    assert answer.status_code in {302, 403, 404}
    assert "Buttstädt" not in answer.content.decode()
    assert not cast.stranger.groups.exists()


def test_rights_reach_no_further_than_the_town(cast):
    assert rights(cast.marlene, cast.soemmerda) == (True, True)
    for town in (cast.buttstaedt, cast.allianz, cast.wundersleben):
        assert rights(cast.marlene, town) == (False, False)
    assert rights(cast.stranger, cast.soemmerda) == (False, False)


def test_an_editor_of_an_authority_reaches_exactly_the_towns_named(cast):
    assert [town.slug for town in desk_towns(cast.beate)] == ["straussfurt", "wundersleben"]
    assert rights(cast.beate, cast.wundersleben) == (True, True)
    assert rights(cast.beate, cast.kindelbrueck) == (False, False)
    assert not may_decide_offers(cast.silvio, cast.straussfurt)


def test_a_village_editor_may_write_but_neither_publish_nor_decide(cast):
    assert rights(cast.ilse, cast.straussfurt)[1] is False
    assert home_of(cast.straussfurt).permissions_for_user(cast.ilse).can_add_subpage()
    assert not may_decide_offers(cast.ilse, cast.straussfurt)
    assert [user.username for user in deciders_of(cast.straussfurt)] == ["beate"]


@pytest.mark.parametrize("role", [role for role in Role if role not in DESK_ROLES])
def test_other_roles_open_no_desk(cast, role):
    appoint(user=cast.stranger, role=role, town=cast.soemmerda)

    assert desk_towns(cast.stranger) == []
    assert not cast.stranger.groups.exists()
    assert is_platform_admin(cast.stranger) is (role == Role.PLATFORM_ADMIN)


def test_groups_that_stand_for_no_role_are_left_alone(cast, summer_job):
    club = Group.objects.create(name="Kegelclub")
    cast.stranger.groups.add(club)

    with time_machine.travel(datetime(2027, 1, 2, tzinfo=UTC), tick=False):
        settle_rights(user=cast.stranger)

    assert list(cast.stranger.groups.all()) == [club]


def test_rights_given_by_hand_to_a_role_group_do_not_last(cast):
    group = cast.marlene.groups.get()
    cast.stranger.groups.add(group)

    settle_rights(user=cast.stranger)

    assert not cast.stranger.groups.exists()


def test_signing_in_settles_the_rights(cast, browser_of, summer_job):
    with time_machine.travel(datetime(2026, 7, 1, 6, tzinfo=UTC), tick=False):
        browser_of(cast.stranger)

    assert cast.stranger.groups.get().name.endswith("Buttstädt")


def test_one_of_two_equal_roles_ends_and_the_right_stays(cast, summer_job):
    with time_machine.travel(datetime(2026, 8, 1, tzinfo=UTC), tick=False):
        second = appoint(user=cast.stranger, role=Role.TOWN_EDITOR, town=cast.buttstaedt)
        end_role(grant=second)

        assert rights(cast.stranger, cast.buttstaedt) == (True, True)


# -- appoint and end ---------------------------------------------------------------------------------


def test_nobody_is_appointed_without_an_end(cast):
    with time_machine.travel(datetime(2026, 7, 1, 6, tzinfo=UTC), tick=False):
        grant = appoint(user=cast.stranger, role=Role.TOWN_EDITOR, town=cast.buttstaedt)

    assert (grant.valid_from, grant.valid_to) == (FIRST, FIRST + DEFAULT_TERM)


def test_ending_a_role_ends_its_rights_at_once(cast, summer_job):
    with time_machine.travel(datetime(2026, 8, 10, 12, tzinfo=UTC), tick=False):
        settle_rights(user=cast.stranger)
        assert rights(cast.stranger, cast.buttstaedt) == (True, True)

        end_role(grant=summer_job, by=cast.antje)

        assert rights(cast.stranger, cast.buttstaedt) == (False, False)
        assert desk_towns(cast.stranger) == []


def test_a_role_given_today_can_be_ended_today(cast):
    grant = appoint(user=cast.stranger, role=Role.TOWN_EDITOR, town=cast.buttstaedt)

    end_role(grant=grant)

    assert desk_towns(cast.stranger) == []
    assert not cast.stranger.groups.exists()


def test_a_role_with_a_last_day_holds_on_that_day(cast, summer_job):
    with time_machine.travel(datetime(2026, 8, 10, 12, tzinfo=UTC), tick=False):
        end_role(grant=summer_job, last_day=date(2026, 8, 12))
    summer_job.refresh_from_db()

    days = [date(2026, 8, 11) + timedelta(days=n) for n in range(3)]
    assert [summer_job.holds_on(day) for day in days] == [True, True, False]


def test_a_role_cannot_end_before_it_begins(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        appoint(
            user=cast.stranger, role=Role.MAYOR, town=cast.buttstaedt,
            valid_from=LAST, valid_to=FIRST,
        )  # fmt: skip
    assert not RoleGrant.objects.filter(user=cast.stranger).exists()
