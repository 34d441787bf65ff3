"""Rows that a preparation adds to the database, kept so that the next test gets them at once.

Making the towns and people of a test through their verbs takes half a second; putting the
same rows back takes a hundredth.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.db import connection, transaction

Rows = dict[tuple[Any, ...], tuple[Any, ...]]


@dataclass(frozen=True)
class Change:
    """What happened to one table: rows that went, and rows that are new (a changed one is both)."""

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    gone: list[tuple[Any, ...]]
    new: list[tuple[Any, ...]]


class Snapshot:
    """``before = Snapshot()``, then the preparation, then ``before.changes()``."""

    def __init__(self) -> None:
        self._tables = {table: _read(table) for table in _tables()}

    def changes(self) -> list[Change]:
        """All tables that the preparation touched."""
        return [change for table in self._tables if (change := self._change_of(table)) is not None]

    def _change_of(self, table: str) -> Change | None:
        columns, before = self._tables[table]
        after = _read(table)[1]
        gone = [key for key, row in before.items() if after.get(key) != row]
        new = [row for key, row in after.items() if before.get(key) != row]
        if not gone and not new:
            return None
        return Change(table, _tables()[table], columns, gone, new)


def bring_back(changes: Iterable[Change]) -> None:
    """Do the same to the tables again, without the verbs that did it first."""
    with transaction.atomic(), connection.cursor() as cursor:
        for change in changes:
            where = " AND ".join(f"{_name(column)} = %s" for column in change.key)
            cursor.executemany(f"DELETE FROM {_name(change.table)} WHERE {where}", change.gone)
            columns = ", ".join(_name(column) for column in change.columns)
            places = ", ".join(["%s"] * len(change.columns))
            cursor.executemany(
                f"INSERT INTO {_name(change.table)} ({columns}) VALUES ({places})", change.new
            )


def _tables() -> dict[str, tuple[str, ...]]:
    """Each table of the models with the columns of its key; full-text tables follow by trigger."""
    return {
        model._meta.db_table: (model._meta.pk.column,)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.pk.column != "rowid"
    }


def _read(table: str) -> tuple[tuple[str, ...], Rows]:
    key = _tables()[table]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_name(table)}")
        columns = tuple(column[0] for column in cursor.description)
        rows = [tuple(_plain(value) for value in row) for row in cursor.fetchall()]
    places = [columns.index(column) for column in key]
    return columns, {tuple(row[place] for place in places): row for row in rows}


def _plain(value: Any) -> Any:
    """SQLite keeps moments as text; its driver's own conversion back is deprecated."""
    is_moment = isinstance(value, date | datetime | time)
    return str(value) if is_moment and connection.vendor == "sqlite" else value


def _name(word: str) -> str:
    return connection.ops.quote_name(word)
