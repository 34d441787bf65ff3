"""Modules: who needs whom, who may be switched off, and that what is off is not there."""

from types import SimpleNamespace

import pytest

from allmende.core.audit.queries import deeds_for
from allmende.core.modules import domain, switchboard
from allmende.core.modules.contract import HOOKS
from allmende.core.modules.domain import StillNeeded, switch_off, switch_on
from allmende.core.modules.models import Switch
from allmende.core.modules.switchboard import NotAModule, all_modules, given, is_on
from conftest import settle


@pytest.fixture
def tower(monkeypatch):
    """Three modules that stand on each other: roof needs walls, walls need ground."""

    def module(label, *needs):
        return SimpleNamespace(label=label, needs=needs, verbose_name=label.title())

    found = [module("ground"), module("roof", "walls"), module("walls", "ground")]
    for place in (domain, switchboard):
        monkeypatch.setattr(place, "all_modules", lambda: found)


def on(town):
    labels = Switch.objects.filter(town=town).values_list("module", flat=True)
    return sorted(set(labels) & {"ground", "walls", "roof"})


def test_what_a_module_needs_is_switched_on_with_it(cast, tower):
    switch_on(town=cast.soemmerda, label="roof", by=cast.marlene)

    assert on(cast.soemmerda) == ["ground", "roof", "walls"]
    assert on(cast.buttstaedt) == []
    rows = deeds_for(cast.soemmerda).filter(verb="switch_on", actor_id=cast.marlene.pk)
    logged = [row.after["module"] for row in rows.order_by("pk")]
    assert logged == ["ground", "walls", "roof"]


def test_what_is_needed_cannot_be_switched_off_and_nothing_changes(cast, tower):
    switch_on(town=cast.soemmerda, label="roof")

    for label in ("ground", "walls"):
        with pytest.raises(StillNeeded):
            switch_off(town=cast.soemmerda, label=label)
    assert on(cast.soemmerda) == ["ground", "roof", "walls"]
    assert not deeds_for(cast.soemmerda).filter(verb="switch_off").exists()


def test_from_the_top_everything_can_be_switched_off(cast, tower):
    switch_on(town=cast.soemmerda, label="roof")
    for label in ("roof", "walls", "ground"):
        switch_off(town=cast.soemmerda, label=label, by=cast.marlene)

    assert on(cast.soemmerda) == []
    rows = deeds_for(cast.soemmerda).filter(verb="switch_off").order_by("pk")
    assert [row.before["module"] for row in rows] == ["roof", "walls", "ground"]


def test_what_one_town_needs_does_not_bind_another(cast, tower):
    switch_on(town=cast.soemmerda, label="roof")
    switch_on(town=cast.buttstaedt, label="ground")

    switch_off(town=cast.buttstaedt, label="ground")

    assert (on(cast.buttstaedt), on(cast.soemmerda)) == ([], ["ground", "roof", "walls"])


def test_switching_twice_is_logged_once(cast, tower):
    for _time in range(2):
        switch_on(town=cast.soemmerda, label="ground", by=cast.marlene)

    assert deeds_for(cast.soemmerda).filter(actor_id=cast.marlene.pk).count() == 1
    switch_off(town=cast.buttstaedt, label="ground")
    assert not deeds_for(cast.buttstaedt).filter(verb="switch_off").exists()


def test_a_name_nobody_has_is_refused(cast, tower):
    with pytest.raises(NotAModule):
        switch_on(town=cast.soemmerda, label="keller")
    assert not Switch.objects.filter(module="keller").exists()


def test_a_switch_is_seen_before_and_after_the_commit(cast):
    assert is_on(cast.soemmerda, "portal")

    switch_off(town=cast.soemmerda, label="portal")
    assert not is_on(cast.soemmerda, "portal")
    settle()

    assert not is_on(cast.soemmerda, "portal")
    assert is_on(cast.buttstaedt, "portal")
    assert "portal:index" not in {item.url_name for item in given(cast.soemmerda, "nav_items")}
    assert "portal:index" in {item.url_name for item in given(cast.buttstaedt, "nav_items")}


def test_every_module_gives_only_what_the_contract_knows(db):
    for module in all_modules():
        for kind, entry in HOOKS.items():
            assert {type(gift) for gift in module.gives(kind)} <= {entry}, (module.label, kind)
        assert set(module.needs) <= {other.label for other in all_modules()}
        assert module.gives("gibt es nicht") == ()
