"""Queries and CPU of each type of page that is not in the edge, beside a view that answers "ok".

    python benchmarks/pages.py

"Warm": finished pieces and look-ups are in memory, as in daily life. "Anew": nothing that was
remembered helps, as after the start of a process. In one process, through the whole stack of
middleware, without a network. The smallest of three series counts: everything else is noise of the machine. The ratio to the view that does
nothing, measured in the same run, can be compared between machines.
"""

import gc
import itertools
import logging
from time import process_time

from common import prepare_django, table, world

SERIES = 3
TIMES = 20
WARM_UP = 3


def main() -> None:
    with world() as data:
        prepare_django(data)
        _measure()


def _measure() -> None:
    from django.db import connection
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from allmende.project import urls

    urls.urlpatterns.insert(0, path("ok", lambda request: HttpResponse("ok")))
    logging.disable(logging.WARNING)  # "Not Found" is what we ask for
    client = Client()
    rows, floor, numbers = [], 0.0, itertools.count()
    for name, host, address in _places():

        def ask(host: str = host, address: str = address) -> int:
            response = client.get(address.format(number=next(numbers)), SERVER_NAME=host)
            return len(b"".join(response) if response.streaming else response.content)

        def ask_anew() -> int:
            _forget()
            return ask()

        floor_of_forgetting = min(_series(_forget) for _ in range(SERIES))
        anew = _cost(connection, ask_anew)
        warm = _cost(connection, ask)
        floor = floor or warm[1]
        rows.append(
            (name, warm[0], warm[1], warm[1] / floor, anew[0], anew[1] - floor_of_forgetting, ask())
        )
    print(f"Fewest of {SERIES} series of {TIMES}; bytes before compression")
    head = ("page", "queries", "CPU ms", "× ok", "queries anew", "CPU ms anew", "bytes")
    table(head, rows)


def _cost(connection, ask) -> tuple[int, float]:
    """Queries and CPU milliseconds of an answer."""
    for _ in range(WARM_UP):
        ask()
    queries: list[str] = []
    with connection.execute_wrapper(_counting(queries)):
        ask()
    return len(queries), min(_series(ask) for _ in range(SERIES))


def _counting(queries: list[str]):
    def count(execute, sql, params, many, context):
        queries.append(sql)
        return execute(sql, params, many, context)

    return count


def _series(ask) -> float:
    """CPU milliseconds per answer."""
    gc.collect()
    begin = process_time()
    for _ in range(TIMES):
        ask()
    return (process_time() - begin) * 1000 / TIMES


def _forget() -> None:
    """Nothing that an earlier answer remembered may help the next."""
    from django.core.cache import cache

    from allmende.core.cache.tags import clock

    clock().bump_everything()
    cache.clear()


def _places() -> list[tuple[str, str, str]]:
    """Name, host and address of each type of page; the newest item of Sömmerda stands for all."""
    from allmende.core.towns.models import Town
    from allmende.modules.portal.queries import own_news

    town = Town.objects.get(slug="soemmerda")
    item = own_news(town).order_by("-first_published_at").first()
    here, becken = town.host, "becken.localhost"
    return [
        ("nothing (ok)", here, "/ok"),
        ("start of a town", here, "/"),
        ("start of the alliance", becken, "/"),
        ("list of news", here, "/aktuelles/"),
        ("list, filtered", here, "/aktuelles/?thema=kultur"),
        ("year", here, f"/aktuelles/{item.year}/"),
        ("news item", here, item.local_path()),
        ("print view", here, f"{item.local_path()}druck/"),
        ("PDF that is ready", here, f"{item.local_path()}pdf/"),
        ("standard page", here, "/rathaus/"),
        ("search, asked again", here, "/suche/?q=stadt"),
        ("search, a new question", here, "/suche/?q=stadt&art=x{number}"),
        ("imprint", here, "/impressum/"),
        ("Atom feed", here, "/aktuelles/feed.atom"),
        ("sitemap", here, "/sitemap.xml"),
        ("not found", here, "/gibt-es-nicht/"),
    ]


if __name__ == "__main__":
    main()
