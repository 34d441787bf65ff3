"""How long after publishing an item is seen in another town, and how soon a correction is.

    python benchmarks/publish.py

One process publishes (as the editors' screens do); another one serves. The reader asks the
other town's list without a pause. Straußfurt takes Sömmerda's news by its own rule.
"""

from time import monotonic
from urllib.request import Request, urlopen

from common import house, prepare_django, table, world

TIMES = 10
#: Seconds after which an item counts as lost.
PATIENCE = 30


def main() -> None:
    with world() as data, house.served(data) as served:
        prepare_django(data)
        rows = [(number, *_one(served.port, number)) for number in range(1, TIMES + 1)]
    middle = [sorted(row[column] for row in rows)[TIMES // 2] for column in (1, 2, 3)]
    head = ("item", "publishing ms", "visible there ms", "called off there ms")
    table(head, [*rows, ("median", *middle)])


def _one(port: int, number: int) -> tuple[float, float, float]:
    """Milliseconds of the deed itself, then until its result is read in the other town."""
    from allmende.core.items.choices import OfferTo
    from allmende.core.items.domain import cancel
    from allmende.core.towns.models import Town
    from allmende.modules.portal.domain import publish_news

    title = f"Messung {number} der Veröffentlichung"
    town = Town.objects.get(slug="soemmerda")
    _list(port)  # whatever can be remembered is remembered
    begin = monotonic()
    page = publish_news(town=town, title=title, offer_to=OfferTo.ALL)
    done = monotonic()
    seen = _until(port, f">{title}<")
    item = page.item_ptr
    stopped = monotonic()
    cancel(item=item, reason=f"Grund {number}")
    gone = _until(port, f"Grund {number}<", page.local_path())
    return (done - begin) * 1000, (seen - done) * 1000, (gone - stopped) * 1000


def _until(port: int, text: str, path: str = "/aktuelles/") -> float:
    end = monotonic() + PATIENCE
    while monotonic() < end:
        if text in _list(port, path):
            return monotonic()
    raise TimeoutError(text)


def _list(port: int, path: str = "/aktuelles/") -> str:
    headers = {"Host": f"straussfurt.localhost:{port}"}
    with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers)) as response:
        return response.read().decode()


if __name__ == "__main__":
    main()
