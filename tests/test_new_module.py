"""A new module is one new folder: nothing else is touched, wherever the folder comes from."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.fresh_house import REPO, migrated, run

SAMPLE = Path(__file__).parent / "sample_module"

#: What a town shows with the module off and on, as JSON on the last line.
LOOK = """
import django, json; django.setup()
from django.test import Client
from allmende.core.items.models import Home
from allmende.core.items.sites import found_site
from allmende.core.modules.domain import switch_off, switch_on
from allmende.core.modules.switchboard import module_of
from allmende.core.search.shelf import sources
from allmende.core.towns.models import Town

town = Town.objects.create(slug="gebesee", name="Gebesee", official_name="Stadt Gebesee",
                           kind="municipality", host="gebesee.localhost")
found_site(town=town, home=Home(title="Gebesee", slug="gebesee"))
client = Client(SERVER_NAME="gebesee.localhost")

def look():
    page, start = client.get("/gruesse/"), client.get("/").content.decode()
    return {
        "page": [page.status_code, "Ein Gruß aus Gebesee" in page.content.decode()],
        "menu": 'href="/gruesse/"' in start and "Grüße" in start,
        "tile": "Willkommen in Gebesee" in start,
        "search": "greetings" in [source.key for source in sources(town)],
    }

seen = [look()]
switch_on(town=town, label="greetings")
seen.append(look())
switch_off(town=town, label="greetings")
seen.append(look())
print(json.dumps([module_of("greetings").name, *seen]))
"""
OFF = {"page": [404, False], "menu": False, "tile": False, "search": False}
ON = {"page": [200, True], "menu": True, "tile": True, "search": True}

pytestmark = [pytest.mark.slow, pytest.mark.own_house]


def look(data: Path, **how: object) -> list[object]:
    return json.loads(run(LOOK, data, **how).splitlines()[-1])  # type: ignore[arg-type]


def test_a_module_is_tried_out_by_its_name(tmp_path: Path) -> None:
    """ALLMENDE_MODULES names a folder that lies anywhere on the path."""
    shutil.copytree(SAMPLE, tmp_path / "greetings")
    paths = f"{REPO}:{tmp_path}"
    seen = look(migrated(tmp_path / "data"), ALLMENDE_MODULES="greetings", PYTHONPATH=paths)
    assert seen == ["greetings", OFF, ON, OFF]


def test_a_module_comes_as_an_installed_package(tmp_path: Path) -> None:
    """Another party's package says by an entry point that it is a module."""
    packages = tmp_path / "site-packages"
    shutil.copytree(SAMPLE, packages / "greetings_of_others")
    info = packages / "greetings_of_others-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: greetings-of-others\nVersion: 1.0\n"
    )
    (info / "entry_points.txt").write_text("[allmende.module]\ngreetings = greetings_of_others\n")
    seen = look(migrated(tmp_path / "data"), PYTHONPATH=f"{REPO}:{packages}")
    assert seen == ["greetings_of_others", OFF, ON, OFF]


def test_a_module_is_a_folder_among_the_others(tmp_path: Path) -> None:
    """In a copy of the house, the folder is the only thing that is new."""
    house = tmp_path / "house"
    away = shutil.ignore_patterns("__pycache__", "tests", "demo")
    shutil.copytree(REPO / "allmende", house / "allmende", ignore=away)
    shutil.copytree(SAMPLE, house / "allmende" / "modules" / "greetings")
    seen = look(migrated(tmp_path / "data"), root=house, PYTHONPATH=str(house))
    assert seen == ["allmende.modules.greetings", OFF, ON, OFF]
    changed = subprocess.run(
        ["diff", "-rq", REPO / "allmende", house / "allmende"], capture_output=True, text=True, check=False
    ).stdout.splitlines()  # fmt: skip
    told = [line for line in changed if not line.startswith(f"Only in {REPO}")]
    assert [line for line in told if "__pycache__" not in line] == [
        f"Only in {house}/allmende/modules: greetings"
    ]


def test_without_the_folder_nobody_knows_the_module(tmp_path: Path) -> None:
    """The counter-proof: the house itself has no page, menu or tile of that name."""
    code = LOOK.replace('switch_on(town=town, label="greetings")', "").replace(
        'switch_off(town=town, label="greetings")', ""
    )
    code = code.replace('module_of("greetings").name', 'module_of("greetings")')
    seen = json.loads(run(code, migrated(tmp_path / "data")).splitlines()[-1])
    assert seen == [None, OFF, OFF, OFF]
