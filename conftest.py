"""The cast of all tests: people of Sömmerda, of Buttstädt, of a VG that also serves a
non-member, and a stranger. Requests in tests see the world as committed.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from hashlib import sha256
from os import getpid
from pathlib import Path
from shutil import copyfile
from tempfile import gettempdir
from typing import Any

import django
import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Collection, Locale

from allmende.core.cache.tags import clock, stop_collecting
from allmende.core.items.categories import ensure_categories
from allmende.core.items.models import Home, Item
from allmende.core.items.sites import found_site
from allmende.core.modules.domain import switch_on
from allmende.core.modules.switchboard import all_modules
from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint
from allmende.core.people.models import User
from allmende.core.towns.choices import AuthorityKind, MembershipState, TownKind
from allmende.core.towns.models import Authority, Membership, Municipality, Town, Village
from tests.snapshot import Change, Snapshot, bring_back


def _template() -> Path | None:
    """File of a migrated, empty SQLite database for exactly these migrations; None elsewhere.

    Migrating takes longer than most test runs; the result is kept by the content of all
    migrations, so a changed one makes a new file.
    """
    if connection.vendor != "sqlite":
        return None
    return Path(gettempdir()) / f"allmende-test-{digest_of_migrations()}.sqlite3"


def digest_of_migrations() -> str:
    """Short name of exactly these migrations, for what is kept of migrating."""
    digest = sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path).glob("migrations/0*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start from the kept database where there is one."""
    template = _template()
    if template is not None and template.exists():
        copyfile(template, connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    template = _template()
    return template is not None and template.exists()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Keep the migrated database for the next run, if it is a new one."""
    template = _template()
    if template is None or template.exists():
        return
    part = template.with_suffix(f".{getpid()}")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(part)])
    part.replace(template)


def settle() -> None:
    """Run what waits for the commit, as if the test's transaction had been committed."""
    while connection.run_on_commit:
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _sids, callback, *_rest in waiting:
            callback()


class HouseClient(Client):
    """A browser that asks for a host: ``client.get("/", host="soemmerda.localhost")``."""

    def generic(self, *args: Any, host: str = "soemmerda.localhost", **kwargs: Any) -> Any:
        settle()
        kwargs.setdefault("SERVER_NAME", host)
        response = super().generic(*args, **kwargs)
        settle()
        return response


def pytest_addoption(parser: pytest.Parser) -> None:
    help_ = "only tests that ask the database of the suite (CI: the second database)"
    parser.addoption("--only-database", action="store_true", help=help_)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What never asks the suite's database says the same on every database."""
    if not config.getoption("--only-database"):
        return
    kept = [item for item in items if _asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _asks_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("own_house"):
        return False
    names = {"db", "transactional_db", "postgres"} & set(getattr(item, "fixturenames", ()))
    is_story_of_django = isinstance(getattr(item, "cls", None), type) and issubclass(
        item.cls, TransactionTestCase
    )
    return bool(names or item.get_closest_marker("django_db") or is_story_of_django)


@pytest.fixture(autouse=True)
def _forget_everything() -> Iterator[None]:
    """What one test remembered is unknown to the next."""
    clock().bump_everything()
    cache.clear()
    stop_collecting()
    yield
    clock().bump_everything()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Tests with real transactions end by emptying all tables, those of migrations too.

    After the last test there is no database any more.
    """
    try:
        return (yield)
    finally:
        if nextitem is not None and _empties_the_database(item):
            with item.config.stash[blocking_manager_key].unblock():
                _restore_beginnings()


def _empties_the_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and marker.kwargs.get("transaction", False)
    return is_marked or "transactional_db" in getattr(item, "fixturenames", ())


def _restore_beginnings() -> None:
    """Put back what migrations bring: a language, and the roots of pages and folders."""
    Locale.objects.get_or_create(language_code="de")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if Item.get_first_root_node() is None:
        Item.add_root(instance=Item(title="Root", slug="root"))


@pytest.fixture
def client() -> HouseClient:
    return HouseClient()


@pytest.fixture
def browser_of() -> Callable[[User], HouseClient]:
    """Give a signed-in browser of a person."""

    def sign_in(user: User) -> HouseClient:
        browser = HouseClient()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return sign_in


def make_town(slug: str, name: str, lat: float, lon: float, **fields: Any) -> Town:
    """Make a town with its site; every module is on."""
    kind = fields.pop("kind", TownKind.MUNICIPALITY)
    values = {"official_name": f"Stadt {name}", "host": f"{slug}.localhost"} | fields
    town = Town.objects.create(slug=slug, name=name, kind=kind, lat=lat, lon=lon, **values)
    found_site(town=town, home=Home(title=name, slug=slug))
    for module in all_modules():
        switch_on(town=town, label=module.label)
    return town


class Cast:
    """The towns and people of a test, by name."""

    def __init__(self) -> None:
        ensure_categories()
        vg = Authority.objects.create(name="VG Straußfurt", kind=AuthorityKind.VG)
        self.allianz = make_town(
            "allianz", "Allianz", 51.17, 11.2, kind=TownKind.ALLIANCE, host="becken.localhost"
        )
        self.soemmerda = make_town("soemmerda", "Sömmerda", 51.1614, 11.1176, phone="03634 000-1")
        self.buttstaedt = make_town("buttstaedt", "Buttstädt", 51.1215, 11.4167)
        self.kindelbrueck = make_town("kindelbrueck", "Kindelbrück", 51.2594, 11.0894)
        self.straussfurt = make_town("straussfurt", "Straußfurt", 51.164, 10.989, authority=vg)
        self.wundersleben = make_town("wundersleben", "Wundersleben", 51.12, 11.03, authority=vg)
        self.members = [self.soemmerda, self.buttstaedt, self.kindelbrueck, self.straussfurt]
        for number, town in enumerate(self.members):
            Membership.objects.create(
                alliance=self.allianz,
                town=town,
                state=MembershipState.MEMBER,
                effective_from=date(2016, 3, 10),
            )
            key = f"1606800{number}"
            Municipality.objects.create(town=town, ags=key, ars=f"{key}0000", area_km2=10)
        self.vehra = Village.objects.create(town=self.straussfurt, name="Vehra")
        self.marlene = self._person("marlene", Role.TOWN_EDITOR, self.soemmerda)
        self.antje = self._person("antje", Role.TOWN_EDITOR, self.buttstaedt)
        self.silvio = self._person("silvio", Role.VG_EDITOR, self.kindelbrueck)
        self.beate = self._person("beate", Role.VG_EDITOR, self.straussfurt, self.wundersleben)
        self.ilse = self._person("ilse", Role.VILLAGE_EDITOR, self.straussfurt)
        self.nora = self._person("nora", Role.ALLIANCE_OFFICE, self.allianz)
        self.stranger = User.objects.create_user("fremd", password="geheim-genug")
        settle()

    def _person(self, name: str, role: Role, *towns: Town) -> User:
        user = User.objects.create_user(name, password="geheim-genug")
        for town in towns:
            appoint(user=user, role=role, town=town)
        return user


_kept: dict[tuple[Any, ...], tuple[Cast, list[Change]]] = {}


def _foundations() -> tuple[Any, ...]:
    """What the rows of the cast stand on: today's date, and what migrations gave numbers to."""
    newest = ContentType.objects.order_by("-pk").values_list("pk", flat=True).first()
    root = Item.objects.filter(depth=1).values_list("pk", flat=True).first()
    folder = Collection.objects.filter(depth=1).values_list("pk", flat=True).first()
    return (timezone.localdate(), newest, root, folder)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, with nothing published yet."""
    foundations = _foundations()
    if foundations not in _kept:
        before = Snapshot()
        _kept[foundations] = (Cast(), before.changes())
    else:
        bring_back(_kept[foundations][1])
    return deepcopy(_kept[foundations][0])
