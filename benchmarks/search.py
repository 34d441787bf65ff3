"""Search over 50,000 items: each query with its counts, beside the plain search there was before.

    python benchmarks/search.py
    ALLMENDE_DATABASE_URL=postgres://user:password@127.0.0.1:5432/leer python benchmarks/search.py

On SQLite in a temporary folder; otherwise in the database that is named, which must be empty.
The items are made of invented words with a fixed seed and inserted directly. Measured is
``search.queries.search``: what is found, its rank, and the counts of every choice. Beside it
stands a search with LIKE over a column of folded text, as the house had it at first: the
count, the counts by town, and twenty items.
"""

import itertools
import os
import random
import statistics
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import django
from common import table

from tests.browser import house

ITEMS = int(os.environ.get("ITEMS", "50000"))
TIMES = 3
BATCH = 1000
TOWNS = ("becken", "soemmerda", "buttstaedt", "kindelbrueck", "straussfurt", "rastenberg")
#: Of a hundred items, how many another town takes.
TAKEN = 30


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="allmende-benchmark-") as folder:
        database = os.environ.get("ALLMENDE_DATABASE_URL")
        os.environ.update(house.environment(Path(folder)))
        if database:
            os.environ["ALLMENDE_DATABASE_URL"] = database
        django.setup()
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        language = Language(random.Random(7))
        build(language)
        measure(language)


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

    rows = []
    for slug in ("becken", "soemmerda"):
        town = Town.objects.get(slug=slug)
        begin = perf_counter()
        shelf.shelf_of(town)
        print(f"{slug}: shelf made in {(perf_counter() - begin) * 1000:.0f} ms")
        for name, ask in (("search", search), ("plain (LIKE)", plain)):
            times = [_milliseconds(ask, query, town) for query in language.questions()]
            middle, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            rows.append((f"{connection.vendor}, {slug}, {name}", middle, most, max(times)))
    table(("milliseconds", "p50", "p95", "most"), rows)
    for ours, before in (rows[:2], rows[2:]):
        print(
            f"{ours[0]}: {before[1] / ours[1]:.0f} (p50) and {before[2] / ours[2]:.0f} (p95) times as fast"
        )
    town = Town.objects.get(slug="becken")
    each = [
        (q, search(q, town=town).total, _milliseconds(search, q, town))
        for q in language.questions()
    ]
    table(("query in becken", "hits", "ms"), each)


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


def _milliseconds(ask, query: str, town) -> float:
    """The fastest of three: the machine is shared."""
    times = []
    for _ in range(TIMES):
        begin = perf_counter()
        ask(query, town=town)
        times.append((perf_counter() - begin) * 1000)
    return min(times)


if __name__ == "__main__":
    main()
