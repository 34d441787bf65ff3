"""Reference pages say what the code says: settings, roles, dependencies, addresses, links."""

import json
import re
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.urls import Resolver404, resolve
from django.utils.translation import override

from allmende.core.people.choices import RIGHTS, Rights, Role

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *ROOT.glob("CHANGELOG.d/*.md")])


def page(name: str) -> str:
    return (REFERENCE / name).read_text()


def first_cells(text: str) -> list[str]:
    """What stands in back-ticks in the first column of the tables."""
    return re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)


def variables_in(*patterns: str) -> set[str]:
    files = [file for pattern in patterns for file in ROOT.glob(pattern)]
    words = (re.findall(r"\bALLMENDE_[A-Z_]*[A-Z]\b", file.read_text()) for file in files)
    return {word for found in words for word in found}


def test_every_variable_the_house_reads_is_described():
    described = set(first_cells(page("settings.md")))
    assert sorted(variables_in("allmende/**/*.py") - described) == []


def test_no_variable_is_described_that_nobody_reads():
    described = set(first_cells(page("settings.md")))
    known = variables_in("allmende/**/*.py", "tests/**/*.py", "*.py", ".ci/run")
    assert sorted(described - known) == []


def roles_table() -> str:
    """The table of roles as it must stand in the reference."""
    rows = ["| Role | Name | Pages | Media | Decides about offers |", "|---|---|---|---|---|"]
    with override("en"):
        rows += [_role_row(role, RIGHTS.get(role, Rights())) for role in Role]
    return "\n".join(rows)


def _role_row(role: Role, rights: Rights) -> str:
    pages = ", ".join(rights.pages) or "–"
    media = ", ".join(rights.media) or "–"
    decides = "yes" if rights.receives_offers else "–"
    return f"| `{role.value}` | {role.label} | {pages} | {media} | {decides} |"


def test_the_table_of_roles_is_the_one_of_the_code():
    written = re.search(r"<!-- roles -->\n(.*)\n<!-- /roles -->", page("roles.md"), re.DOTALL)
    assert written
    assert written.group(1) == roles_table()


def direct_dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    python = {re.split(r"[\[>=<;~! ]", line)[0] for some in lists for line in some}
    npm = json.loads((ROOT / "package.json").read_text())
    return python | set(npm.get("dependencies", {})) | set(npm.get("devDependencies", {}))


def test_every_direct_dependency_has_its_reason():
    assert sorted(first_cells(page("dependencies.md"))) == sorted(direct_dependencies())


def test_every_stable_address_is_answered():
    broken = []
    for address in first_cells(page("addresses.md")):
        path = re.sub(r"<[a-z]+>", lambda part: EXAMPLES[part.group()], address)
        try:
            resolve(path)
        except Resolver404:
            broken.append(path)
    assert broken == []


EXAMPLES = {
    "<year>": "2026",
    "<slug>": "strassenfest",
    "<code>": "2345bcdf",
    "<path>": "rathaus/buergerbuero",
    "<town>": "soemmerda",
    "<file>": "images/bild.webp",
    "<colours>": "8a1f2d-b8862b.0123456789",
}


def links_of(file: Path) -> list[str]:
    found = re.findall(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"", file.read_text())
    links = [unquote(first or second) for first, second in found]
    return [link for link in links if not link.startswith(("http://", "https://", "mailto:"))]


def anchor(heading: str) -> str:
    """Anchor of a heading as Git hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(file):
    broken = []
    for link in links_of(file):
        path, _, name = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        headings = re.findall(r"^#+ (.+)$", target.read_text(), re.MULTILINE) if name else []
        if not target.exists() or (name and name not in map(anchor, headings)):
            broken.append(link)
    assert broken == []


def test_files_named_in_the_docs_exist():
    pattern = r"`((?:allmende|tests|scripts|docs)/[\w./-]+\w)/?`"
    named = {(file.name, name) for file in PAGES for name in re.findall(pattern, file.read_text())}
    missing = [pair for pair in named if not (ROOT / pair[1]).exists() and pair[1] not in INVENTED]
    assert missing == []


#: Files that the guides let their readers make.
INVENTED = {
    "allmende/modules/fountains",
    "tests/test_fountains.py",
    "tests/sample.py",
    "allmende/site/build",
}


def imports_in(page: Path) -> list[tuple[str, str]]:
    """Names of the house that code in a guide imports."""
    code = "\n".join(re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL))
    lines = re.findall(r"^from (allmende[\w.]*) import ([\w, ]+)", code, re.MULTILINE)
    return [(module, name.strip()) for module, names in lines for name in names.split(",")]


def has(module: str, name: str) -> bool:
    found = import_module(module)
    return hasattr(found, name) or find_spec(f"{module}.{name}") is not None


@pytest.mark.parametrize("file", sorted(DOCS.rglob("*.md")), ids=lambda file: file.name)
def test_code_in_guides_imports_what_exists(file):
    ours = [pair for pair in imports_in(file) if "fountains" not in pair[0]]
    assert [pair for pair in ours if not has(*pair)] == []
