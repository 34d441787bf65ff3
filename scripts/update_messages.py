#!/usr/bin/env python3
"""Bring the words of the code into the German catalogues: ``make messages-update``.

One catalogue for ``allmende/core``, ``allmende/site``, ``allmende/modules/portal`` and each room with a folder
of its own; a file belongs to the nearest one above it. Without places (they change with every line) and without
guesses: a new sentence stands there empty until somebody translates it. A sentence that moved to another area
brings its German along. Needs the gettext tools (Debian: ``apt install gettext``).
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parents[1]
TEMPLATES: Final = (".html", ".txt", ".svg", ".xml")
LEFT_OUT: Final = {"tests", "migrations", "build", "static", "assets", "locale", "texts"}
#: Lines of a header that change by themselves, or say nothing.
NOISE: Final = ('"POT-Creation-Date', '"Report-Msgid-Bugs-To')
#: What Django's ``makemessages`` looks for besides ``gettext``, ``ngettext`` and ``_``.
KEYWORDS: Final = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)


def catalogues(root: Path = ROOT) -> list[Path]:
    """Every German catalogue of the project."""
    return sorted(root.glob("allmende/**/locale/de/LC_MESSAGES/django.po"))


def area(catalogue: Path) -> Path:
    """The folder whose words a catalogue holds."""
    return catalogue.parents[3]


def sources(catalogue: Path, root: Path = ROOT) -> Iterator[Path]:
    """Code and templates below the area, without those of a nearer catalogue."""
    nearer = [area(other) for other in catalogues(root) if area(other) != area(catalogue)]
    nearer = [other for other in nearer if other.is_relative_to(area(catalogue))]
    for path in sorted(area(catalogue).rglob("*")):
        if path.suffix not in {".py", *TEMPLATES} or LEFT_OUT & set(path.parts):
            continue
        if not any(path.is_relative_to(other) for other in nearer):
            yield path


def as_python(path: Path) -> str:
    """What xgettext can read: a template is turned into calls, as Django itself does."""
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".py" else templatize(text, origin=str(path))


def run(*command: str) -> str:
    """Run one of the gettext tools and answer with what it prints."""
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout


def extract(catalogue: Path, folder: Path) -> Path:
    """Write the template (``.pot``) of one catalogue into ``folder``."""
    copies = []
    for number, path in enumerate(sources(catalogue)):
        copies.append(folder / f"{number:04}.py")
        copies[-1].write_text(as_python(path), encoding="utf-8")
    names, template = folder / "names", folder / "django.pot"
    names.write_text("\n".join(map(str, copies)))
    run(
        *("xgettext", "--language=Python", "--from-code=UTF-8", "--no-location", "--no-wrap"),
        *("--force-po", f"--files-from={names}", f"--output={template}"),
        *(f"--keyword={word}" for word in KEYWORDS),
    )
    charset = template.read_text(encoding="utf-8").replace("charset=CHARSET", "charset=UTF-8")
    template.write_text(charset, encoding="utf-8")
    return template


def merged(catalogue: Path) -> str:
    """The catalogue with every word of its area, and no other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = folder / "merged.po"
        others = [f"--compendium={other}" for other in catalogues() if other != catalogue]
        run(
            *("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", "--no-location", *others),
            *(f"--output-file={result}", str(catalogue), str(extract(catalogue, folder))),
        )
        run("msgattrib", "--no-obsolete", "--no-wrap", f"--output-file={result}", str(result))
        lines = result.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(NOISE))


def main() -> int:
    """Renew all catalogues at once, then say what is still to be translated."""
    texts = {catalogue: merged(catalogue) for catalogue in catalogues()}
    for catalogue, text in texts.items():
        catalogue.write_text(text, encoding="utf-8")
        print(f"{catalogue.relative_to(ROOT)}: ", end="", flush=True)
        subprocess.run(["msgfmt", "--statistics", "-o", "/dev/null", catalogue], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
