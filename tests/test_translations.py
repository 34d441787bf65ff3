"""Every sentence of the house has its German, and the running house really says it."""

import ast
import importlib.util
import os
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest
import wagtail
from django.utils.translation import gettext, ngettext, override, pgettext

from allmende.site.desk.deeds_words import all_words, word_for

ROOT = Path(__file__).parents[1]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
#: Words of Wagtail's screens that ours name differently, and just as well.
AS_GOOD = {
    *("account", "Account", "Choose", "Caption", "Next", "Previous", "required", "Save"),
    *("Search", "status"),
}
#: Calls that hand a verb on to the log.
WRITERS = {"record", "_set", "_tell", "_tell_writers", "_change", "_log", "send"}


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


compiling, updating = script("compile_messages"), script("update_messages")
CATALOGUES = updating.catalogues(ROOT)


def name_of(catalogue: Path) -> str:
    return str(updating.area(catalogue).relative_to(ROOT / "allmende"))


each_catalogue = pytest.mark.parametrize("catalogue", CATALOGUES, ids=name_of)


def entries(catalogue: Path) -> list[dict[str, str]]:
    found = compiling.entries(catalogue.read_text(encoding="utf-8"))
    return [entry for entry in found if entry["msgid"]]


def forms(entry: dict[str, str]) -> list[str]:
    return [entry[key] for key in sorted(entry) if key.startswith("msgstr")]


def needs_gettext() -> None:
    if shutil.which("xgettext") and shutil.which("msgmerge"):
        return
    if os.environ.get("ALLMENDE_CI"):
        pytest.fail("gettext fehlt")
    pytest.skip("gettext fehlt")


def test_core_site_and_portal_have_a_catalogue():
    assert {"core", "site", "modules/portal"} <= set(map(name_of, CATALOGUES))


@each_catalogue
def test_no_entry_is_empty_or_guessed(catalogue):
    unfinished = [
        entry["msgid"]
        for entry in entries(catalogue)
        if not all(forms(entry)) or "fuzzy" in entry.get("flags", "")
    ]
    assert unfinished == []


@each_catalogue
def test_placeholders_are_the_same_in_german(catalogue):
    torn = [entry["msgid"] for entry in entries(catalogue) if not placeholders_agree(entry)]
    assert torn == []


def placeholders_agree(entry: dict[str, str]) -> bool:
    """The form for one thing may leave out the number; every other form says all of it."""
    first, *others = [set(PLACEHOLDER.findall(form)) for form in forms(entry)]
    one = set(PLACEHOLDER.findall(entry["msgid"]))
    many = set(PLACEHOLDER.findall(entry.get("msgid_plural", entry["msgid"])))
    return first in (one, many) and all(other == many for other in others)


@each_catalogue
def test_every_sentence_of_the_code_is_in_the_catalogue(catalogue, tmp_path):
    needs_gettext()
    template = updating.extract(catalogue, tmp_path)
    in_code = set(map(key, compiling.entries(template.read_text(encoding="utf-8"))))
    in_catalogue = set(map(key, compiling.entries(catalogue.read_text(encoding="utf-8"))))
    lost, unused = sorted(in_code - in_catalogue), sorted(in_catalogue - in_code)
    assert (lost, unused) == ([], []), "make messages-update, then translate"


def key(entry: dict[str, str]) -> tuple[str, str]:
    return entry.get("msgctxt", ""), entry["msgid"]


@each_catalogue
def test_the_compiled_file_is_up_to_date(catalogue):
    text = catalogue.read_text(encoding="utf-8")
    wanted = compiling.pack(compiling.catalogue(text))
    assert catalogue.with_suffix(".mo").read_bytes() == wanted, "make messages"


@each_catalogue
def test_the_house_says_our_german_and_nobody_elses(catalogue):
    with override("de"):
        wrong = [entry["msgid"] for entry in entries(catalogue) if said(entry) != forms(entry)]
    assert wrong == [], "another catalogue wins: use a context (pgettext)"


def said(entry: dict[str, str]) -> list[str]:
    if "msgid_plural" in entry:
        return [ngettext(entry["msgid"], entry["msgid_plural"], n) for n in (1, 2)]
    if "msgctxt" in entry:
        return [pgettext(entry["msgctxt"], entry["msgid"])]
    return [gettext(entry["msgid"])]


def test_our_words_do_not_rename_wagtails_screens():
    theirs = wagtails_words()
    renamed = [
        entry["msgid"]
        for catalogue in CATALOGUES
        for entry in entries(catalogue)
        if "msgctxt" not in entry and theirs.get(entry["msgid"], forms(entry)[0]) != forms(entry)[0]
    ]
    assert sorted(set(renamed) - AS_GOOD) == [], "use a context (pgettext)"


def wagtails_words() -> dict[str, str]:
    """German words of Wagtail's editors' side."""
    found: dict[str, str] = {}
    for room in (".", "admin", "images", "documents", "snippets", "users"):
        file = Path(wagtail.__file__).parent / room / "locale/de/LC_MESSAGES/django.po"
        found |= compiling.catalogue(file.read_text(encoding="utf-8"))
    return found


def test_every_verb_of_the_log_has_a_word():
    verbs = {verb for path in code() for verb in verbs_in(ast.parse(path.read_text()))}
    assert "publish" in verbs
    assert sorted(verbs ^ set(all_words())) == []


def test_the_log_speaks_german_and_keeps_a_verb_nobody_knows():
    with override("de"):
        assert word_for("accept_by_rule") == "nach Regel übernommen"
    assert word_for("flown_to_the_moon") == "flown_to_the_moon"


def code() -> list[Path]:
    files = (ROOT / "allmende").rglob("*.py")
    return [path for path in files if not {"tests", "demo", "migrations"} & set(path.parts)]


def verbs_in(tree: ast.AST) -> set[str]:
    """Verbs written as such: handed to a writer of the log, or kept in ``verb`` or ``deed`` first."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in WRITERS:
            named = [word.value for word in node.keywords if word.arg in {"verb", "deed"}]
            found |= words([*named, *(node.args if called(node) not in {"record", "send"} else [])])
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in {
            "verb",
            "deed",
        }:
            found |= words([node.value])
    return found


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def words(values: list[ast.expr]) -> set[str]:
    """Strings that can be the value, those of both branches of a choice too."""
    found: set[str] = set()
    for value in values:
        if isinstance(value, ast.IfExp):
            found |= words([value.body, value.orelse])
        elif isinstance(value, ast.Constant) and isinstance(value.value, str):
            found.add(value.value)
    return found
