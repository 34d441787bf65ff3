"""What was looked for and not found, so that editors can do something about it.

Words and numbers, no people: no address, no time but the week, and no word that could be an
address or a number of somebody.
"""

import logging
import re
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from time import monotonic

from django.db import OperationalError, transaction
from django.db.models import F, QuerySet

from allmende.core.kit.dates import today
from allmende.core.search.models import MissedWord
from allmende.core.towns.models import Town

log = logging.getLogger(__name__)

#: Weeks of the report, and how often a word must have been missed to stand in it: a single
#: question may tell of the person who asked.
WEEKS = 52
FEWEST = 3
#: Bounds against floods: new words per town and week, questions per town and minute.
MOST_WORDS = 300
MOST_A_MINUTE = 30
MOST_COUNTED = 9_999
KEPT = timedelta(days=365)
_PERSONAL = re.compile(r"@|\d[\d\s./-]{4,}")
_LENGTHS = range(3, 31)

_lately: dict[int, deque[float]] = defaultdict(lambda: deque(maxlen=MOST_A_MINUTE))


@dataclass(slots=True)
class Missed:
    """One line of the report; ``weeks`` are counts of the last four weeks, newest first."""

    word: str
    total: int = 0
    weeks: list[int] = field(default_factory=lambda: [0, 0, 0, 0])


def note_missed(query: str, words: Iterable[str], *, town: Town) -> None:
    """Count words that found nothing; a flood, and what may be personal, is not counted."""
    wanted = {word.casefold() for word in words if word.isalpha() and len(word) in _LENGTHS}
    if not wanted or _PERSONAL.search(query) or _is_flood(town):
        return
    try:
        for word in sorted(wanted):
            _count(word, town)
    except OperationalError:  # the database is busy: the reader's answer is worth more
        log.warning("A missed word was not counted")


def _is_flood(town: Town) -> bool:
    now, lately = monotonic(), _lately[town.pk]
    if len(lately) == MOST_A_MINUTE and now - lately[0] < 60:
        return True
    lately.append(now)
    return False


@transaction.atomic
def _count(word: str, town: Town) -> None:
    week = monday(today())
    of_week = MissedWord.objects.filter(town=town, week=week)
    row = of_week.filter(word=word)
    if row.filter(count__lt=MOST_COUNTED).update(count=F("count") + 1) or row.exists():
        return
    if of_week.count() < MOST_WORDS:
        MissedWord.objects.get_or_create(town=town, week=week, word=word, defaults={"count": 1})


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def report(town: Town, *, most: int = 50) -> list[Missed]:
    """Words missed at least three times within a year, the most frequent first."""
    week = monday(today())
    found: dict[str, Missed] = {}
    rows = MissedWord.objects.filter(town=town, week__gt=week - timedelta(weeks=WEEKS))
    for row in rows.order_by("word"):
        line = found.setdefault(row.word, Missed(row.word))
        line.total += row.count
        age = (week - row.week).days // 7
        if age < len(line.weeks):
            line.weeks[age] += row.count
    lines = [line for line in found.values() if line.total >= FEWEST]
    return sorted(lines, key=lambda line: (-line.total, line.word))[:most]


def old(day: date) -> QuerySet[MissedWord]:
    """Rows past their time on a day."""
    return MissedWord.objects.filter(week__lt=day - KEPT)


def forget_lately() -> None:
    """Between tests."""
    _lately.clear()
