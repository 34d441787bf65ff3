"""Take over news from a feed or an export."""

import argparse
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import activate

from allmende.core.items.models import Category
from allmende.core.items.queries import categories
from allmende.core.outbound import OutboundError, fetch
from allmende.core.towns.queries import all_towns, town_by_slug
from allmende.modules.portal.importing import Report
from allmende.modules.portal.importing import import_feed as run_import
from allmende.modules.portal.intake import FeedRefused
from allmende.project.commands.progress import Bar

#: A feed from the web is held in memory while it is read; larger ones come as a file.
MAX_FETCH_BYTES = 50_000_000
FETCH_SECONDS = 60.0


class Mistake(ValueError):
    """The command cannot begin like this; the sentence says what to change."""


def import_feed(options: argparse.Namespace) -> int:
    """Import, or with ``--dry-run`` only say what would happen.

    Exit code: 0 all well; 1 something could not be taken over; 2 the command itself is wrong.
    """
    activate("de")
    try:
        report = _run(options)
    except Mistake as mistake:
        print(mistake, file=sys.stderr)
        return 2
    except (FeedRefused, OutboundError) as error:
        print(f"Nichts übernommen. {error}", file=sys.stderr)
        return 1
    _tell(report, is_dry_run=options.dry_run)
    return 1 if report.broken else 0


def _run(options: argparse.Namespace) -> Report:
    town = town_by_slug(options.town)
    if town is None:
        known = ", ".join(town.slug for town in all_towns())
        raise Mistake(
            f"Eine Stadt mit dem Kurznamen »{options.town}« gibt es nicht. Es gibt: {known}."
        )
    category = _category(options.category)
    with _opened(options.source) as file, Bar.over(file) as bar:
        return run_import(
            town=town,
            source=_name(options.source),
            content=file,
            category=category,
            is_dry_run=options.dry_run,
            progress=bar.show,
        )


def _category(slug: str) -> Category | None:
    if not slug:
        return None
    found = {category.slug: category for category in categories()}
    if slug not in found:
        raise Mistake(f"Eine Rubrik »{slug}« gibt es nicht. Es gibt: {', '.join(found)}.")
    return found[slug]


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _name(source: str) -> str:
    """Name the source in the same way wherever the command is started; no folders of ours."""
    return source if _is_address(source) else Path(source).name


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if _is_address(source):
        found = fetch(
            source, purpose="import-feed", max_bytes=MAX_FETCH_BYTES, timeout=FETCH_SECONDS
        )
        yield io.BytesIO(found.body)
        return
    try:
        with Path(source).open("rb") as file:
            yield file
    except OSError as error:
        raise Mistake(f"Die Datei »{source}« lässt sich nicht lesen: {_why(error)}.") from error


def _why(error: OSError) -> str:
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "Es gibt sie nicht",
        IsADirectoryError: "Das ist ein Ordner",
        PermissionError: "Sie dürfen sie nicht lesen",
    }
    return reasons.get(type(error), str(error.strerror))


def _tell(report: Report, *, is_dry_run: bool) -> None:
    if is_dry_run:
        print("Probelauf: Es wurde nichts verändert.")
    print(f"{'neu:':<34}{report.created:>7}")
    print(f"{'geändert:':<34}{report.updated:>7}")
    print(f"{'unverändert:':<34}{report.unchanged:>7}")
    print(f"{'hier bearbeitet, nicht angetastet:':<34}{report.kept:>7}")
    print(f"{'ausgelassen:':<34}{len(report.broken):>7}")
    print(f"{'Bilder zu holen:' if is_dry_run else 'Bilder geholt:':<34}{report.pictures:>7}")
    if report.undescribed:
        print(f"{'davon ohne Beschreibung:':<34}{report.undescribed:>7}  (bitte ergänzen)")
    for name, reason in report.broken:
        print(f"  ausgelassen: {name}: {reason}")
    for note in report.notes:
        print(f"  Hinweis: {note}")
    if report.further_notes:
        print(f"  … und {report.further_notes} weitere Hinweise")
