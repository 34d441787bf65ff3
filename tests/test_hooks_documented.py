"""Every hook of the contract is used by a real module, and explained."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from allmende.core.modules.contract import HOOKS
from allmende.core.modules.switchboard import all_modules

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "hooks.md"


def sections() -> dict[str, str]:
    """Text of each section of the page, by the hook in its heading."""
    parts = re.split(r"^## `(\w+)`$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_page_has_exactly_the_hooks_of_the_contract() -> None:
    assert list(sections()) == list(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_section_names_the_class_every_field_and_an_example(hook: str) -> None:
    text, entry = sections()[hook], HOOKS[hook]
    assert f"`{entry.__name__}`" in text
    missing = [field.name for field in fields(entry) if f"\n| `{field.name}` |" not in text]
    assert missing == []
    assert f"```python\n{hook} = [" in text


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_used_by_a_module_of_the_house(hook: str) -> None:
    """A hook nobody uses is a guess; it is built when it is needed."""
    users = [module.label for module in all_modules() if module.gives(hook)]
    assert users != []


@pytest.mark.parametrize("module", all_modules(), ids=lambda module: module.label)
def test_a_module_gives_nothing_the_contract_does_not_know(module) -> None:
    """A list with a name that is misspelt would never be asked for."""
    contributes = module.answer("contributes")
    lists = [n for n, v in vars(contributes or object).items() if isinstance(v, list)]
    assert [name for name in lists if name not in HOOKS and not name.startswith("_")] == []
    wrong = [(h, e) for h in HOOKS for e in module.gives(h) if not isinstance(e, HOOKS[h])]
    assert wrong == []
