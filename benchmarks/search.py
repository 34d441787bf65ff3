"""Search over 50,000 items: each query with its counts, beside the plain search there was before.

    python benchmarks/search.py
    ALLMENDE_DATABASE_URL=postgres://user:password@127.0.0.1:5432/leer python benchmarks/search.py

On SQLite in a temporary folder; otherwise in the database that is named, which must be empty.
The items are made of invented words with a fixed seed and inserted directly; that takes minutes, so a
second run in the same ALLMENDE_DATA_DIR (or database) finds them. Measured is
``search.queries.search``: what is found, its rank, and the counts of every choice. "New": nobody has
asked for it since the last publication; what the house remembers of other questions, it may use. "Again":
the answer lies on the shelf of the town. Beside them, with PLAIN=1, stands a search with LIKE over a column of
folded text, as the house had it at first: the count, the counts by town, and twenty items.

CPU is that of this process; PostgreSQL works in others, so there the clock tells more. The line
"loop" says how quick the machine was meanwhile: a loop of 100,000 additions.
"""

import itertools
import os
import random
import statistics
import sys
import tempfile
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time

import django
from common import table, world

from tests.browser import house

ITEMS = int(os.environ.get("ITEMS", "50000"))
TIMES = 5
BATCH = 1000
TOWNS = ("becken", "soemmerda", "buttstaedt", "kindelbrueck", "straussfurt", "rastenberg")
#: Of a hundred items, how many another town takes.
TAKEN = 30


def main() -> None:
    with _folder() as folder:
        database = os.environ.get("ALLMENDE_DATABASE_URL")
        os.environ.update(house.environment(folder))
        if database:
            os.environ["ALLMENDE_DATABASE_URL"] = database
        django.setup()
        from django.core.management import call_command

        from allmende.core.search.models import Document

        call_command("migrate", interactive=False, verbosity=0)
        language = Language(random.Random(7))
        if Document.objects.count() < ITEMS:
            build(language)
        measure(language)


def _folder():
    """ALLMENDE_DATA_DIR, or an empty one for this run."""
    if os.environ.get("ALLMENDE_DATA_DIR"):
        return world()
    return nullcontext(Path(tempfile.mkdtemp(prefix="allmende-benchmark-")))


class Language:
    """Invented German: words and their compounds, frequent ones and rare ones (Zipf)."""

    def __init__(self, chance: random.Random) -> None:
        from allmende.core.search.everyday import PARTS

        self.chance = chance
        parts = sorted(PARTS)
        pairs = [a + b for a in parts for b in parts if a != b]
        self.words = [word.capitalize() for word in (*parts, *chance.sample(pairs, 24_000))]
        chance.shuffle(self.words)
        self.weights = list(
            itertools.accumulate(1 / (rank + 60) for rank in range(len(self.words)))
        )

    def text(self, length: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=length))

    def questions(self) -> list[str]:
        """Frequent, middling and rare words, pairs, parts of compounds, slips of the finger."""
        by_rank = [
            self.words[rank] for rank in (0, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 20_000)
        ]
        pairs = [f"{a} {b}" for a, b in itertools.pairwise(by_rank)]
        parts = ["Halle", "Wasser", "Meister", "Schule", "Kinder"]
        slips = [word[:3] + word[4:] for word in by_rank if len(word) > 6]
        return [*by_rank, *pairs, *parts, *slips]


def build(language: Language) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone

    from allmende.core.items.models import Home, Item
    from allmende.core.items.sites import found_site
    from allmende.core.modules.domain import switch_on
    from allmende.core.towns.models import Town
    from allmende.modules.portal.pages import NewsPage, StandardPage

    towns = []
    for slug in TOWNS:
        kind = "alliance" if slug == "becken" else "municipality"
        town = Town.objects.create(
            slug=slug, name=slug.title(), official_name=slug, kind=kind, host=f"{slug}.localhost"
        )
        found_site(town=town, home=Home(title=slug, slug=slug))
        switch_on(town=town, label="portal")
        towns.append(town)
    kinds = [
        ContentType.objects.get_for_model(model).pk
        for model in (NewsPage, NewsPage, NewsPage, StandardPage)
    ]
    now, begin = timezone.now(), perf_counter()
    last = Item.objects.order_by("-pk").values_list("pk", flat=True)[0]
    for start in range(0, ITEMS, BATCH):
        items = [
            _item(
                last + 1 + n, language, towns[1 + n % 5], kinds[n % 4], now - timedelta(hours=2 * n)
            )
            for n in range(start, min(start + BATCH, ITEMS))
        ]
        _insert(items, towns, language)
    _finish()
    print(f"{ITEMS} items made and read in {perf_counter() - begin:.0f} s", file=sys.stderr)


def _item(pk, language, town, kind, moment):
    from allmende.core.items.models import Item

    title, name = language.text(6), f"i{pk}"
    return Item(
        pk=pk, path=f"9{pk:011d}", depth=3, title=title, draft_title=title, slug=name, url_path=f"/x/{name}/",
        content_type_id=kind, town=town, summary=language.text(20), first_published_at=moment, locale_id=1,
    )  # fmt: skip


def _insert(items, towns, language) -> None:
    from django.db import models

    from allmende.core.exchange.models import Placement
    from allmende.core.items.models import Item
    from allmende.core.search.domain import _document, _words_of, count_words
    from allmende.core.search.models import Document

    documents, came = [], {}
    for item in items:
        text = language.text(150)
        item.words = lambda text=text: text
        documents.append(_document(item))
        came |= _words_of(documents[-1])
    models.QuerySet(Item).bulk_create(items)
    Document.objects.bulk_create(documents)
    count_words(came=came, went=())
    rows = [Placement(item=item, town_id=item.town_id, status="own") for item in items]
    for item, town in itertools.product(items, towns):
        everywhere = town.slug == "becken"
        if item.town_id != town.pk and (everywhere or language.chance.randrange(100) < TAKEN):
            rows.append(Placement(item=item, town=town, status="accepted"))
    Placement.objects.bulk_create(rows)


def _finish() -> None:
    """The column of the plain search, and what databases do by themselves in a quiet hour."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE items_item ADD folded text NOT NULL DEFAULT ''")
        cursor.execute(
            "UPDATE items_item SET folded = (SELECT lower(title || ' ' || lead || ' ' || text)"
            " FROM search_document WHERE item_id = items_item.id) WHERE depth = 3 AND path LIKE '9%'"
        )
        cursor.execute("VACUUM" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
        cursor.execute("ANALYZE")


def measure(language: Language) -> None:
    from django.db import connection

    from allmende.core.search import shelf
    from allmende.core.search.queries import search
    from allmende.core.towns.models import Town

    loop = min(_cost(lambda: sum(range(100_000)))[1] for _ in range(TIMES))
    print(f"loop: {loop:.2f} ms")
    rows, each = [], []
    for slug in ("becken", "soemmerda"):
        town = Town.objects.get(slug=slug)
        clock, cpu = _least(lambda town=town: shelf._fill(town))
        print(f"{slug}: shelf made in {clock:.0f} ms by the clock, {cpu:.0f} ms CPU")
        search("x", town=town)

        def anew(query, *, town) -> int:
            shelf.shelf_of(town).answers.clear()
            return search(query, town=town).total

        ways = [("new", anew), ("again", search)]
        for name, ask in [*ways, ("plain (LIKE)", plain)] if os.environ.get("PLAIN") else ways:
            costs = [
                _least(lambda q=q, ask=ask, town=town: ask(q, town=town))
                for q in language.questions()
            ]
            rows.append((f"{connection.vendor}, {slug}, {name}", *_spread(costs)))
            if name == "new" and slug == "becken":
                each = [
                    (q, search(q, town=town).total, *cost)
                    for q, cost in zip(language.questions(), costs, strict=True)
                ]
    head = ("milliseconds", "p50", "p95", "most", "p50 CPU", "p95 CPU", "most CPU")
    table(head, rows)
    table(("new question in becken", "hits", "ms", "CPU"), each)


def _spread(costs) -> list[float]:
    """Middle, 95th percentile and most: first by the clock, then of CPU."""
    found = []
    for times in zip(*costs, strict=True):
        found += [statistics.median(times), statistics.quantiles(times, n=20)[-1], max(times)]
    return found


def _least(ask) -> tuple[float, float]:
    """Milliseconds by the clock and of CPU, the least of some: the machine is shared."""
    clocks, cpus = zip(*(_cost(ask) for _ in range(TIMES)), strict=True)
    return min(clocks), min(cpus)


def _cost(ask) -> tuple[float, float]:
    begin, begin_cpu = perf_counter(), process_time()
    ask()
    return (perf_counter() - begin) * 1000, (process_time() - begin_cpu) * 1000


def plain(query: str, *, town) -> int:
    """What the house did before: every word somewhere in the folded text."""
    from django.db.models import Count

    from allmende.core.exchange.queries import shown_in

    found = shown_in(town)
    for word in query.lower().split():
        found = found.extra(where=["items_item.folded LIKE %s"], params=[f"%{word}%"])
    dict(found.order_by().values_list("town").annotate(n=Count("pk", distinct=True)))
    list(found.order_by("-first_published_at").only("pk")[:20])
    return found.count()


if __name__ == "__main__":
    main()
