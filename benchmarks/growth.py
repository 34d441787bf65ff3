"""Does a page cost more when the house grows? 2,000 items of 5 towns against 100,000 of 200.

    python benchmarks/growth.py

Two houses of invented items with a fixed seed, each in a process of its own, inserted directly.
"Cold" is the first answer after an item of the town was published anew by the verb of the house,
"warm" the following ones. CPU of the process in milliseconds, the fewest of five series.
"""

import json
import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import process_time

from common import ROOT, house, table

SIZES = ((2_000, 5), (100_000, 200))
SERIES, TIMES = 5, 20
BATCH = 2_000


def main() -> None:
    if len(sys.argv) == 3:
        print(json.dumps(_measured(int(sys.argv[1]), int(sys.argv[2]))))
        return
    small, large = (_of_house(*size) for size in SIZES)
    rows = [
        (name, f"{small[name][0]} / {large[name][0]}", *small[name][1:], *large[name][1:],
         large[name][1] / small[name][1], large[name][2] / small[name][2])
        for name in small
    ]  # fmt: skip
    print("CPU ms; queries of a warm page in the small and the large house")
    table(
        (
            "page",
            "queries",
            "cold",
            "warm",
            "cold, large",
            "warm, large",
            "cold ratio",
            "warm ratio",
        ),
        rows,
    )


def _of_house(items: int, towns: int) -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory(prefix="allmende-benchmark-") as folder:
        plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
        env = house.environment(Path(folder), ALLMENDE_STATIC_STORAGE=plain)
        done = subprocess.run(
            [sys.executable, __file__, str(items), str(towns)],
            env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def _measured(items: int, towns: int) -> dict[str, list[float]]:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "allmende.project.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    page = _build(items, towns)
    places = {
        "start of a town": ("t0.localhost", "/"),
        "start of the alliance": ("becken.localhost", "/"),
        "list": ("t0.localhost", "/aktuelles/"),
        "list, page 9, one subject": ("t0.localhost", "/aktuelles/?thema=kultur&seite=9"),
        "item": ("t0.localhost", page),
        "Atom feed": ("t0.localhost", "/aktuelles/feed.atom"),
    }
    return {name: _place(*place) for name, place in places.items()}


def _place(host: str, address: str) -> list[float]:
    """Queries of a warm page, CPU cold and warm."""
    from django.db import connection
    from django.test import Client

    from allmende.core.towns.queries import by_host

    client, town = Client(), by_host(host)[0]

    def ask() -> float:
        begin = process_time()
        response = client.get(address, SERVER_NAME=host)
        assert response.status_code == 200, (host, address, response.status_code)
        return (process_time() - begin) * 1000

    ask()
    cold = []
    for _ in range(5):
        _publish(town)
        cold.append(ask())
    asked: list[str] = []

    def count(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        ask()
    warm = min(sum(ask() for _ in range(TIMES)) / TIMES for _ in range(SERIES))
    return [len(asked), min(cold), warm]


def _publish(town) -> None:
    """Publish an item of the town once more, or one that the alliance shows."""
    from allmende.modules.portal.pages import NewsPage

    page = NewsPage.objects.filter(placements__town=town, slug="muster").get()
    page.save_revision().publish()


def _build(items: int, count: int) -> str:
    """Make the house; returns the address of an item of the first town."""
    from django.utils import timezone

    from allmende.core.exchange.domain import accept
    from allmende.core.exchange.models import Placement
    from allmende.core.items.categories import ensure_categories
    from allmende.core.items.models import Category, Home
    from allmende.core.items.sites import found_site
    from allmende.core.modules.domain import switch_on
    from allmende.core.towns.models import Membership, Town
    from allmende.modules.portal.domain import publish_news

    ensure_categories()
    towns = []
    for slug in ("becken", *(f"t{number}" for number in range(count))):
        kind = "alliance" if slug == "becken" else "municipality"
        town = Town.objects.create(
            slug=slug, name=slug, official_name=slug, kind=kind, host=f"{slug}.localhost"
        )
        found_site(town=town, home=Home(title=slug, slug=slug))
        switch_on(town=town, label="portal")
        towns.append(town)
        if slug != "becken":
            Membership.objects.create(
                alliance=towns[0], town=town, state="member", effective_from="2020-01-01"
            )
    pattern = publish_news(town=towns[1], title="Muster", offer_to="all")
    accept(placement=Placement.objects.get(item=pattern, town=towns[0]))
    categories = list(Category.objects.values_list("pk", flat=True))
    now, last = timezone.now(), pattern.pk
    for start in range(0, items, BATCH):
        numbers = range(start, min(start + BATCH, items))
        rows = [
            _item(last + 1 + n, towns[1 + n % count], categories[n % len(categories)],
                  now - timedelta(minutes=37 * n), pattern)
            for n in numbers
        ]  # fmt: skip
        _insert(rows, towns, pattern)
    _settle()
    return pattern.local_path()


def _item(pk, town, category, moment, pattern):
    from allmende.core.items.models import Item

    title = f"Beitrag {pk} aus {town.name} über Feste, Straßen und Schulen"
    return Item(
        pk=pk, path=f"9{pk:011d}", depth=4, title=title, draft_title=title, slug=f"i{pk}", live=True,
        url_path=f"/x/i{pk}/", content_type_id=pattern.content_type_id, town=town,
        summary="Ein Satz über das, was geschieht, und wann man kommen soll.", category_id=category,
        first_published_at=moment, last_published_at=moment, locale_id=pattern.locale_id,
    )  # fmt: skip


def _insert(rows, towns, pattern) -> None:
    from django.db import connection, models

    from allmende.core.exchange.models import Placement
    from allmende.core.items.models import Item
    from allmende.modules.portal.pages import NewsPage

    models.QuerySet(Item).bulk_create(rows)
    columns = [f.column for f in NewsPage._meta.local_concrete_fields if not f.primary_key]
    names = ", ".join(f'"{column}"' for column in columns)
    key = NewsPage._meta.pk.column
    table_ = NewsPage._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO {table_} ("{key}", {names}) SELECT %s, {names} FROM {table_} WHERE "{key}" = %s',
            [(item.pk, pattern.pk) for item in rows],
        )
    placed = [Placement(item=item, town_id=item.town_id, status="own") for item in rows]
    # Everything is shown by the alliance, every tenth item by the first town.
    placed += [Placement(item=item, town=towns[0], status="accepted") for item in rows]
    placed += [
        Placement(item=item, town=towns[1], status="accepted")
        for item in rows
        if item.pk % 10 == 0 and item.town_id != towns[1].pk
    ]
    Placement.objects.bulk_create(placed, batch_size=BATCH)


def _settle() -> None:
    from django.db import connection

    from allmende.core.cache.tags import clock

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    clock().bump_everything()


if __name__ == "__main__":
    main()
