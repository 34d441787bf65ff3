#!/usr/bin/env python3
"""Compile every ``django.po`` of the project to ``django.mo`` with the standard library alone.

Servers and newcomers then need no gettext tools. Format: GNU gettext manual, "The Format of GNU MO Files".
Fuzzy and empty translations are left out: the reader then sees the English source, never a guess.
"""

import ast
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MAGIC: Final = 0x950412DE
HEADER_WORDS: Final = 7
CONTEXT: Final = "\x04"
PLURAL: Final = "\x00"
Entry = dict[str, str]


def entries(text: str) -> Iterator[Entry]:
    """Yield the blocks of a catalogue as ``{"msgid": …, "msgstr": …, "flags": …}``."""
    for block in text.replace("\r\n", "\n").split("\n\n"):
        entry: Entry = {}
        keyword = ""
        for line in block.splitlines():
            if line.startswith("#,"):
                entry["flags"] = line
            elif line.startswith("#") or not line.strip():
                continue
            elif line.startswith('"'):
                entry[keyword] += ast.literal_eval(line)
            else:
                keyword, _, value = line.partition(" ")
                entry[keyword] = ast.literal_eval(value)
        if "msgid" in entry:
            yield entry


def pair(entry: Entry) -> tuple[str, str]:
    """Join context, singular and plural forms the way the format asks for."""
    key = entry["msgid"]
    forms = [entry[name] for name in sorted(entry) if name.startswith("msgstr")]
    if "msgid_plural" in entry:
        key += PLURAL + entry["msgid_plural"]
    if "msgctxt" in entry:
        key = entry["msgctxt"] + CONTEXT + key
    return key, PLURAL.join(forms) if all(forms) else ""


def catalogue(text: str) -> dict[str, str]:
    """Read what is translated, header included."""
    found = (pair(entry) for entry in entries(text) if "fuzzy" not in entry.get("flags", ""))
    return {key: value for key, value in found if value}


def pack(messages: dict[str, str]) -> bytes:
    """Write the binary catalogue: two tables of (length, offset), then the texts, sorted by key."""
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    first_table, count = HEADER_WORDS * 4, len(pairs)
    second_table = first_table + 8 * count
    offset = second_table + 8 * count
    tables, texts = b"", b""
    for column in (0, 1):
        for row in pairs:
            tables += struct.pack("<2I", len(row[column]), offset + len(texts))
            texts += row[column] + b"\0"
    return (
        struct.pack("<7I", MAGIC, 0, count, first_table, second_table, 0, offset) + tables + texts
    )


def main(root: Path) -> int:
    """Compile below ``root``; answer with the exit code."""
    sources = sorted(root.glob("allmende/**/locale/*/LC_MESSAGES/*.po"))
    for source in sources:
        messages = catalogue(source.read_text(encoding="utf-8"))
        source.with_suffix(".mo").write_bytes(pack(messages))
        print(f"{source.relative_to(root)}: {len(messages) - 1} messages")
    return 0 if sources else 1


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent))
