"""Every module passes the same inspection, so nobody has to remember it.

A module that shows something brings ``tests/sample.py`` with ``publish(*, town, title)``: it
makes one thing that readers see. Everything else is found through the resolver and the
contract; no module is named here.
"""

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from allmende.core.modules.contract import HouseModule, Slot
from allmende.core.modules.domain import switch_off, switch_on
from allmende.core.modules.switchboard import all_modules, given
from conftest import Cast, HouseClient, settle
from tests.answers import words_of
from tests.fresh_house import migrated, run
from tests.house_urls import Address, Values, addresses

MODULES = all_modules()
on_the_web = [module for module in MODULES if module.answer("urls")]
every_module = pytest.mark.parametrize("module", MODULES, ids=lambda one: one.label)
every_module_on_the_web = pytest.mark.parametrize("module", on_the_web, ids=lambda one: one.label)


def publish(module: HouseModule, town: Any, title: str) -> Any:
    sample = module.answer("tests.sample")
    assert sample, f"{module.label} shows something: it needs tests/sample.py with publish()"
    made = sample.publish(town=town, title=title)
    settle()
    return made


def paths(module: HouseModule, thing: Any) -> list[str]:
    """Every address of a module, for one thing, in both languages."""
    own = [one for one in addresses() if one.namespaces == (module.label,)]
    found = [path for one in own for path in one.paths(_values(one, thing), Random(0))]
    return [prefix + path for path in found for prefix in ("", "/en")]


def _values(address: Address, thing: Any) -> Values:
    return Values({name: [getattr(thing, name, 1)] for name in address.arguments}, [1])


def plain_paths(module: HouseModule) -> list[str]:
    """Addresses without arguments: lists and feeds."""
    own = [one for one in addresses() if one.namespaces == (module.label,)]
    return ["/" + one.form for one in own if not one.arguments]


@every_module_on_the_web
def test_switched_off_module_does_not_exist(module: HouseModule, cast: Cast) -> None:
    town, client = cast.soemmerda, HouseClient()
    thing = publish(module, town, "Unseres")
    there = {path: client.get(path).status_code for path in paths(module, thing)}
    assert set(there.values()) == {200}
    switch_off(town=town, label=module.label)
    gone = {path: client.get(path).status_code for path in there}
    assert gone == dict.fromkeys(there, 404)
    start = client.get("/").content.decode()
    assert "Unseres" not in start
    assert f"/{module.mount}/" not in start
    assert "Unseres" not in client.get("/suche/?q=unseres").content.decode()
    assert f"/{module.mount}/" not in client.get("/sitemap.xml").content.decode()


@every_module_on_the_web
def test_switched_on_module_shows_nothing_of_another_town(module: HouseModule, cast: Cast) -> None:
    client = HouseClient()
    theirs = publish(module, cast.buttstaedt, "Geheimnis")
    ours = publish(module, cast.soemmerda, "Unseres")
    everywhere = ["/", "/suche/?q=e", "/sitemap.xml", *paths(module, ours), *paths(module, theirs)]
    answers = {path: words_of(client.get(path)) for path in everywhere}
    assert [path for path, text in answers.items() if "Geheimnis" in text] == []
    assert [path for path in plain_paths(module) if "Unseres" not in answers[path]] == []
    own = [
        client.get(path, host="buttstaedt.localhost").content.decode()
        for path in plain_paths(module)
    ]
    assert all("Geheimnis" in text for text in own)


@every_module_on_the_web
def test_a_list_costs_the_same_queries_for_one_and_for_three(
    module: HouseModule, cast: Cast
) -> None:
    client, town, counts = HouseClient(), cast.soemmerda, []
    for titles in (["Eins"], ["Zwei", "Drei"]):
        for title in titles:
            publish(module, town, title)
        counts.append({path: _queries(client, path) for path in ["/", *plain_paths(module)]})
    assert counts[0] == counts[1]


def _queries(client: HouseClient, path: str) -> int:
    client.get(path)  # what is remembered for good is remembered now
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@every_module
def test_a_module_says_what_it_is_for(module: HouseModule) -> None:
    with translation.override("en"):
        summary = str(module.summary)
    assert summary
    text = (Path(module.path) / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(text.split()) > 40


@every_module
def test_a_module_speaks_german(module: HouseModule) -> None:
    catalogue = Path(module.path) / "locale" / "de" / "LC_MESSAGES" / "django.po"
    entries = re.split(r"\n\s*\n", catalogue.read_text(encoding="utf-8"))[1:]
    empty = [
        entry
        for entry in entries
        if re.search(r'^msgstr(\[\d\])? ""\Z', entry.strip(), re.MULTILINE)
    ]
    assert [entry for entry in empty if not entry.startswith("#~")] == []
    for text in (module.summary, module.verbose_name):
        with translation.override("en"):
            english = str(text)
        assert f'msgid "{english}"' in "\n".join(entries).replace('""\n"', '"')


@every_module
def test_an_empty_town_breaks_nothing(module: HouseModule, cast: Cast) -> None:
    """Everything a module gives is asked for by a town that has nothing yet."""
    town, client = cast.kindelbrueck, HouseClient()
    for other in MODULES:
        switch_off(town=town, label=other.label) if other is not module else None
    switch_on(town=town, label=module.label)
    settle()
    for tile in given(town, "tiles"):
        assert tile.slot in Slot
        assert not tile.build(town)
    for source in given(town, "sitemap_sources"):
        assert all(path.startswith("/") for path, _changed in source.entries(town))
    listed = [action.url(town) for action in given(town, "desk_actions")]
    assert all(url is None or url.startswith("/verwaltung/") for url in listed)
    pages = ["/", "/suche/?q=nichts", "/sitemap.xml", *plain_paths(module)]
    codes = {path: client.get(path, host=town.host).status_code for path in pages}
    assert codes == dict.fromkeys(pages, 200)


@every_module
def test_retention_and_health_can_be_asked_of_nothing(module: HouseModule, db: None) -> None:
    from django.utils import timezone

    for rule in module.gives("retention_rules"):
        assert list(rule.due(timezone.localdate())) == []
        assert rule.keep.days > 0
    assert [check.check() for check in module.gives("health_checks")] == [None] * len(
        module.gives("health_checks")
    )


OURS = [app for app in apps.get_app_configs() if app.name.startswith("allmende.")]


@pytest.mark.parametrize("app", OURS, ids=lambda app: app.label)
def test_migrations_stand_in_one_line(app: Any) -> None:
    graph = MigrationLoader(None).graph
    leaves = [name for _label, name in graph.leaf_nodes(app.label)]
    noted = Path(app.path) / "migrations" / "max_migration.txt"
    if not any(model for model in app.get_models()):
        assert leaves == []
        return
    assert leaves == [noted.read_text(encoding="utf-8").strip()]


@pytest.mark.slow
@pytest.mark.own_house
@every_module
def test_tables_of_a_module_can_go_and_come_again(module: HouseModule, tmp_path: Path) -> None:
    code = f"""
import django; django.setup()
from django.core.management import call_command
from django.db import connection
before = set(connection.introspection.table_names())
call_command("migrate", "{module.label}", "zero", verbosity=0)
left = {{name for name in connection.introspection.table_names() if name.startswith("{module.label}_")}}
call_command("migrate", "{module.label}", verbosity=0)
print(sorted(left), before == set(connection.introspection.table_names()))
"""
    assert run(code, migrated(tmp_path / "data")).splitlines()[-1] == "[] True"


#: Rows that stay as long as the town (or the item, the folder, the person) they describe.
#: None of them is about a reader; who is named in them acts in an office.
STAYS: dict[str, str] = {
    "towns": "what a town is, and whom it belongs to: facts of public record",
    "modules": "what a town has switched on, until it switches it off",
    "items": "what a town publishes; old items are its archive, and go by its own hand",
    "exchange": "who shows what: as long as the item; rules and offers of the towns themselves",
    "media.towncollection": "the folder of a town",
    "media.rendition": "goes with its picture",
    "media.towndocument": "a file of a town, as long as an item needs it",
    "people.rolegroup": "rights of a role in a town, no person in it",
    "portal.newspage": "see items",
    "portal.newsindex": "see items",
    "portal.standardpage": "see items",
    "portal.newstopic": "goes with its item",
    "portal.newsattachment": "goes with its item",
    "events.eventindex": "see items",
    "events.eventpage": "see items",
    "events.singledate": "goes with its item",
    "tasks": "bookkeeping of the machine, pruned by its own job",
}


def _own_models() -> list[Any]:
    return [model for app in OURS for model in app.get_models()]


@pytest.mark.parametrize("model", _own_models(), ids=lambda model: model._meta.label_lower)
def test_every_table_says_how_long_its_rows_stay(model: Any) -> None:
    """In its docstring (``Retention: …``), or in the list above with a reason."""
    label = model._meta.label_lower
    words = re.search(r"Retention:? \S+", model.__doc__ or "", re.IGNORECASE)
    assert words or label in STAYS or model._meta.app_label in STAYS, label


def test_what_visitors_write_never_stays_for_good() -> None:
    """Tables with an e-mail field of their own hold readers' data: a list is no excuse for them."""
    from django.db.models import EmailField, GenericIPAddressField

    personal = [
        model._meta.label_lower
        for model in _own_models()
        if any(type(f) in {EmailField, GenericIPAddressField} for f in model._meta.local_fields)
        and "retention" not in (model.__doc__ or "").lower()
    ]
    # Addresses of offices, published by the towns themselves.
    assert set(personal) <= {
        "towns.authority",
        "towns.town",
        "portal.newspage",
        "events.eventpage",
    }
