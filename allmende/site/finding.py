"""An answer of the search as its page shows it: groups of cards, choices as links, help."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from allmende.core.modules.contract import DirectAnswer
from allmende.core.modules.switchboard import given
from allmende.core.search import facets
from allmende.core.search.excerpts import excerpts
from allmende.core.search.queries import PER_PAGE, Answer, Choice, boosted
from allmende.core.search.shelf import kinds_of, searchable
from allmende.core.towns.models import Town
from allmende.core.towns.queries import town_by_id, town_by_slug
from allmende.site.cards import Card, cards_by_id, cards_of

#: Hits of a kind that are shown beside other kinds, and up to how many all are.
IN_GROUP = 4
ALL_IN_GROUP = 5
#: Newest items, where nothing was found.
NEWEST = 3
#: Direct answers of one module.
ANSWERS = 4
_NAMES = ("q", "ort", "art", "zeit")


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind; ``url`` leads to all of them when not all are shown."""

    label: Any
    count: int
    cards: list[Card]
    url: str


def choice_of(request: HttpRequest) -> Choice:
    """What the reader chose to see; nonsense chooses nothing."""
    asked = request.GET
    return Choice(
        town_by_slug(asked.get("ort", "")), asked.get("art", "")[:40], asked.get("zeit", "")[:8]
    )


def link(request: HttpRequest, **changes: str) -> str:
    """Address of this search with other choices."""
    kept = {name: request.GET.get(name, "") for name in _NAMES} | changes
    return "?" + urlencode({name: value for name, value in kept.items() if value})


def groups(answer: Answer, town: Town, request: HttpRequest, language: str) -> list[Group]:
    """Hits by kind: the one with the best hit first."""
    counts = facets.kinds(answer.cells, answer.wanted)
    rows = [row for row in answer.rows if row.place <= _most(counts[row.kind])]
    shown = _cards([row.item for row in rows], answer, town, language)
    lift = boosted(answer)
    best = sorted(answer.rows, key=lambda row: (row.place, -row.level - lift.get(row.kind, 0)))
    order = dict.fromkeys(row.kind for row in best)
    return [
        Group(
            label=answer.kinds[kind].label,
            count=counts[kind],
            cards=[shown[row.item] for row in rows if row.kind == kind and row.item in shown],
            url=link(request, art=answer.kinds[kind].key) if counts[kind] > ALL_IN_GROUP else "",
        )
        for kind in order
    ]


def _most(count: int) -> int:
    return count if count <= ALL_IN_GROUP else IN_GROUP


def results(answer: Answer, town: Town, number: int, language: str) -> Any:
    """One page of hits of one kind."""
    page: Any = Paginator(range(answer.total), PER_PAGE).get_page(number)
    ids = [row.item for row in answer.rows]
    shown = _cards(ids, answer, town, language)
    page.object_list = [shown[pk] for pk in ids if pk in shown]
    return page


def _cards(ids: list[int], answer: Answer, town: Town, language: str) -> dict[int, Card]:
    """Cards of hits with what was found marked. Asked once more what may be shown."""
    pieces = excerpts(searchable(town).filter(pk__in=ids), answer.stems)
    timeless = {row.item for row in answer.rows if not answer.kinds[row.kind].is_dated}
    return {
        pk: plain.as_hit(
            marked=pieces[pk].title, excerpt=pieces[pk].text, is_timeless=pk in timeless
        )
        for pk, plain in cards_by_id(pieces, town, language=language).items()
    }


def direct_answers(town: Town, query: str) -> list[DirectAnswer]:
    """What modules answer themselves; nothing for a question without words."""
    if not query:
        return []
    found = (islice(source.find(town, query), ANSWERS) for source in given(town, "answer_sources"))
    return [answer for some in found for answer in some]


def newest(town: Town, language: str) -> list[Card]:
    """What may help where nothing was found: of kinds whose day tells something."""
    dated = [kind for kind, source in kinds_of(town).items() if source.is_dated]
    found = searchable(town).filter(content_type__in=dated)
    ids = found.order_by("-first_published_at", "-pk").values_list("pk", flat=True)
    return cards_of(ids[:NEWEST], town, language=language)


def choices(answer: Answer, request: HttpRequest) -> list[dict[str, Any]]:
    """Boxes of choices; each says how many hits it would leave, given the other choices."""
    cells, wanted = answer.cells, answer.wanted
    kinds = facets.kinds(cells, wanted)
    towns = facets.towns(cells, wanted)
    periods = facets.periods(cells, wanted, answer.shelf.calendar)
    of_kind = [(source.key, source.label, kinds[pk]) for pk, source in answer.kinds.items()]
    of_town = sorted((_name(pk), town_by_id(pk).slug, n) for pk, n in towns.items())
    of_period = [(key, _period(key), count) for key, count in periods.items()]
    return [
        _box(request, "art", _("Kind"), of_kind, kinds.total()),
        _box(
            request, "ort", _("Town"), [(slug, name, n) for name, slug, n in of_town], towns.total()
        ),
        _box(request, "zeit", _("Period"), of_period, _all_time(answer)),
    ]


def _name(town: int) -> str:
    return town_by_id(town).name


def _all_time(answer: Answer) -> int:
    return facets.total(answer.cells, replace(answer.wanted, slots=None))


def _period(key: str) -> str:
    words: dict[str, Callable[[], str]] = {
        "30": lambda: _("last 30 days"),
        "365": lambda: _("last 12 months"),
    }
    return words[key]() if key in words else key


def _box(
    request: HttpRequest, name: str, label: str, rows: Iterable[tuple[str, Any, int]], total: int
) -> dict[str, Any]:
    """One list of links; the first takes the choice back."""
    value = request.GET.get(name, "")
    rows = [row for row in rows if row[2] or row[0] == value]
    known = value if any(row[0] == value for row in rows) else ""
    options = [
        {"value": key, "label": text, "count": count, "selected": key == known,
         "url": link(request, **{name: key})}
        for key, text, count in rows
    ]  # fmt: skip
    everything = {"url": link(request, **{name: ""}), "count": total, "selected": not known}
    return {"name": name, "label": label, "value": known, "options": options, "all": everything}
