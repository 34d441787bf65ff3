"""Dates as feeds write them: RFC 822 (RSS 2.0), RFC 3339 (Atom), and how German towns bend them."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo

_HERE: Final = ZoneInfo("Europe/Berlin")
_GERMAN: Final = {"Mär": "Mar", "Mrz": "Mar", "Mai": "May", "Okt": "Oct", "Dez": "Dec"}
_ZONES: Final = {"MESZ": "+0200", "CEST": "+0200", "MEZ": "+0100", "CET": "+0100", "Z": "+0000"}
_YEARS: Final = range(1970, 2101)


def read_date(text: str, *, zone: ZoneInfo = _HERE) -> datetime | None:
    """Return `text` as an aware datetime in UTC, or None. Without a zone it is meant in `zone`."""
    bare = text.strip()[:60]
    for read in (_iso, _rfc822, _german):
        try:
            return _in_utc(read(bare), zone)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _iso(text: str) -> datetime:
    # RFC 3339 allows any number of second fractions, datetime at most six.
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))


def _rfc822(text: str) -> datetime:
    english = re.sub(r"^[^\W\d]+\.?,\s*", "", text)
    for german, word in _GERMAN.items():
        english = re.sub(rf"\b{german}[^\W\d]*\.?", word, english)
    for name, offset in _ZONES.items():
        english = re.sub(rf"\b{name}$", offset, english)
    if re.search(r"[a-z] -\d{4}\b", english):
        raise ValueError(text)  # WordPress's "30 Nov -0001" for drafts
    return parsedate_to_datetime(english)


def _german(text: str) -> datetime:
    found = re.match(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\D{1,4}(\d{1,2})[:.](\d{2}))?", text)
    day, month, year, hour, minute = found.groups(default="0") if found else ("",) * 5
    return datetime(int(year), int(month), int(day), int(hour), int(minute))  # noqa: DTZ001 - zoned below


def _in_utc(moment: datetime, zone: ZoneInfo) -> datetime:
    if moment.year not in _YEARS:
        raise ValueError(moment.year)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
