"""Where a town would stand still."""

from datetime import timedelta

from allmende.core.kit.dates import today
from allmende.core.people.choices import Role
from allmende.core.people.domain import LONGEST_TERM, appoint, end_role, name_deputy, prolong
from allmende.core.people.gaps import GapKind, gaps_in
from allmende.core.people.models import User
from allmende.core.people.queries import Bounds, bounds_of


def gaps(*towns):
    found = gaps_in(towns)
    return [(t.slug, gap.kind, gap.grant.role) for t in towns for gap in found.get(t.pk, [])]


def held_for_years(person):
    """The role of somebody, as if it had begun long ago."""
    person.grants.update(valid_from=today() - timedelta(days=700))
    return person.grants.get()


def test_one_editor_alone_is_a_gap_until_somebody_stands_in(cast):
    alone = (cast.soemmerda.slug, GapKind.NO_DEPUTY, Role.TOWN_EDITOR)
    assert gaps(cast.soemmerda) == [alone]
    grant = cast.marlene.grants.get()
    name_deputy(grant=grant, deputy=cast.stranger, by=cast.marlene)
    assert gaps(cast.soemmerda) == [alone]  # a stranger has no rights here
    appoint(user=cast.stranger, role=Role.VILLAGE_EDITOR, town=cast.soemmerda)
    assert gaps(cast.soemmerda) == []


def test_a_releaser_can_do_an_editors_work_but_not_the_other_way(cast):
    joerg = User.objects.create_user("joerg")
    appoint(user=joerg, role=Role.TOWN_RELEASE, town=cast.soemmerda)
    assert gaps(cast.soemmerda) == [("soemmerda", GapKind.NO_DEPUTY, Role.TOWN_RELEASE)]


def test_a_role_that_ended_without_anybody_after_is_orphaned(cast):
    end_role(grant=held_for_years(cast.marlene))
    assert gaps(cast.soemmerda, cast.buttstaedt) == [
        ("soemmerda", GapKind.ORPHANED, Role.TOWN_EDITOR),
        ("buttstaedt", GapKind.NO_DEPUTY, Role.TOWN_EDITOR),
    ]
    appoint(
        user=cast.stranger,
        role=Role.TOWN_EDITOR,
        town=cast.soemmerda,
        valid_from=today() + timedelta(days=9),
    )
    assert gaps(cast.soemmerda) == []


def test_a_village_has_its_own_holder(cast):
    appoint(user=cast.stranger, role=Role.VILLAGE_EDITOR, town=cast.straussfurt, village=cast.vehra)
    end_role(grant=held_for_years(cast.stranger))
    assert ("straussfurt", GapKind.ORPHANED, Role.VILLAGE_EDITOR) in gaps(cast.straussfurt)


def test_a_slip_that_was_ended_on_its_first_day_leaves_no_gap(cast):
    end_role(grant=appoint(user=cast.stranger, role=Role.VILLAGE_EDITOR, town=cast.straussfurt))
    assert ("straussfurt", GapKind.ORPHANED, Role.VILLAGE_EDITOR) not in gaps(cast.straussfurt)
    end_role(grant=held_for_years(cast.marlene))
    end_role(grant=appoint(user=cast.stranger, role=Role.TOWN_EDITOR, town=cast.soemmerda))
    assert gaps(cast.soemmerda) == [("soemmerda", GapKind.ORPHANED, Role.TOWN_EDITOR)]


def test_many_towns_cost_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        gaps_in([*cast.members, cast.wundersleben, cast.allianz])


def test_a_role_is_prolonged_by_a_term_and_never_beyond_six_years(cast):
    grant = cast.marlene.grants.get()
    for _ in range(5):
        prolong(grant=grant)
    assert grant.valid_to == today() + LONGEST_TERM


def test_bounds_hold_while_every_role_is_bound(cast):
    def bounds():
        return bounds_of(cast.stranger, cast.straussfurt)

    assert bounds() == Bounds()
    appoint(user=cast.stranger, role=Role.VILLAGE_EDITOR, town=cast.straussfurt, village=cast.vehra)
    assert bounds() == Bounds(villages=(cast.vehra.pk,))
    appoint(user=cast.stranger, role=Role.ORG_EDITOR, town=cast.straussfurt, organisation="Chor")
    assert bounds() == Bounds(villages=(cast.vehra.pk,), organisations=("Chor",))
    appoint(user=cast.stranger, role=Role.VG_EDITOR, town=cast.straussfurt)
    assert bounds() == Bounds()
    assert bounds_of(cast.stranger, cast.soemmerda) == Bounds()
