"""Find modules before Django starts: folders of the house, then installed packages."""

import os
from importlib.metadata import entry_points
from pathlib import Path

MODULES_DIR = Path(__file__).parents[2] / "modules"
ENTRY_POINTS = "allmende.module"


def module_names() -> list[str]:
    """Name every module as a dotted path, in a stable order.

    A folder with an ``apps.py`` is a module of the house. A package answers through the
    entry point group ``allmende.module``. ``ALLMENDE_MODULES`` (dotted paths, separated by
    commas) adds modules that are neither, which is how a module is tried out.
    """
    in_tree = [f"allmende.modules.{file.parent.name}" for file in _folders()]
    installed = sorted(point.value for point in entry_points(group=ENTRY_POINTS))
    named = [name for name in os.environ.get("ALLMENDE_MODULES", "").split(",") if name]
    return list(dict.fromkeys(in_tree + installed + named))


def _folders() -> list[Path]:
    return sorted(MODULES_DIR.glob("*/apps.py"))
