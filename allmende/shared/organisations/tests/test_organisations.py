"""Organisations: trust grows by confirmed entries, roles find theirs by name."""

import pytest
from django.core.exceptions import ValidationError

from allmende.core.audit.models import Deed
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint
from allmende.core.people.models import RoleGrant
from allmende.shared.organisations.domain import (
    add_organisation,
    change_organisation,
    count_confirmed_entry,
    withdraw_trust,
)
from allmende.shared.organisations.queries import (
    organisation_named,
    organisation_of,
    organisations_of_user,
)


def test_after_the_third_confirmed_entry_it_publishes_directly(cast):
    club = add_organisation(town=cast.soemmerda, name="Chor")
    trusted = [count_confirmed_entry(organisation=club).is_trusted for _ in range(4)]
    assert trusted == [False, False, True, True]
    deeds = Deed.objects.filter(verb="trust_organisation", object_id=str(club.pk))
    assert deeds.count() == 1
    withdraw_trust(organisation=club, by=cast.marlene)
    assert not count_confirmed_entry(organisation=club).is_trusted


def test_trust_in_one_town_says_nothing_in_another(cast):
    ours = add_organisation(town=cast.soemmerda, name="Heimatverein")
    theirs = add_organisation(town=cast.buttstaedt, name="Heimatverein")
    for _ in range(3):
        count_confirmed_entry(organisation=ours)
    theirs.refresh_from_db()
    assert (ours.is_trusted, theirs.is_trusted, theirs.confirmed_entries) == (True, False, 0)


def test_a_role_finds_its_organisation_by_name_in_its_own_town(cast):
    add_organisation(town=cast.buttstaedt, name="Kranichfreunde Überall")
    ours = add_organisation(town=cast.soemmerda, name="Kranichfreunde Überall")
    name = "KRANICHFREUNDE  überall"
    appoint(user=cast.stranger, role=Role.ORG_EDITOR, town=cast.soemmerda, organisation=name)
    grant = RoleGrant.objects.get(user=cast.stranger)
    assert organisation_of(grant) == ours
    assert organisations_of_user(cast.stranger, cast.soemmerda) == [ours]
    assert organisations_of_user(cast.stranger, cast.buttstaedt) == []
    assert organisation_named(cast.soemmerda, "") is None


def test_a_role_for_the_whole_town_is_bound_to_none(cast):
    add_organisation(town=cast.soemmerda, name="Chor")
    grant = RoleGrant.objects.get(user=cast.marlene)
    assert organisation_of(grant) is None
    assert organisations_of_user(cast.marlene, cast.soemmerda) == []


def test_two_of_the_same_name_get_two_addresses(cast):
    slugs = [add_organisation(town=cast.soemmerda, name="Schützenverein").slug for _ in range(3)]
    assert slugs == ["schuetzenverein", "schuetzenverein-2", "schuetzenverein-3"]


def test_the_address_on_file_never_stands_in_the_log(cast):
    club = add_organisation(town=cast.soemmerda, name="Chor", email_on_file="alt@example.org")
    change_organisation(organisation=club, email_on_file="neu@example.org", by=cast.marlene)
    rows = [str(row) for row in Deed.objects.values_list("before", "after")]
    assert [row for row in rows if "@" in row] == []


@pytest.mark.parametrize("facts", [{"website": "javascript:alert(1)"}, {"email": "nein"}])
def test_nonsense_is_refused(cast, facts):
    with pytest.raises(ValidationError):
        add_organisation(town=cast.soemmerda, name="Chor", **facts)
