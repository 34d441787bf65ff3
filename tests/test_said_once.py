"""Small truths of the desk and the page: listed once, a correction's day, English ways."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from allmende.core.items.domain import correct
from allmende.core.kit.dates import BERLIN
from allmende.core.towns.domain import set_quick_links
from allmende.core.towns.links import Link
from allmende.modules.portal.domain import draft_news, publish_news
from allmende.site.desk.boards import board
from conftest import Cast, HouseClient, settle
from tests.pdfs import Pdf

DAY = datetime(2026, 7, 1, 10, 0, tzinfo=BERLIN)


def titles(items: list[Any]) -> list[str]:
    return [item.title for item in items]


def test_what_appears_next_is_listed_there_only(cast: Cast) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    publish_news(town=cast.soemmerda, title="Gesperrt", by=cast.marlene, embargo_until=tomorrow)
    planned = draft_news(town=cast.soemmerda, title="Geplant", by=cast.marlene)
    planned.go_live_at = tomorrow
    planned.save_revision(user=cast.marlene).publish(user=cast.marlene)
    dated = draft_news(town=cast.soemmerda, title="Nur datiert", by=cast.marlene)
    dated.go_live_at = tomorrow
    dated.save()
    publish_news(town=cast.soemmerda, title="Draußen", by=cast.marlene)

    shown = board(cast.soemmerda, cast.marlene)

    assert {"Gesperrt", "Geplant"} <= set(titles(shown.going_out))
    assert (titles(shown.published), titles(shown.drafts)) == (["Draußen"], ["Nur datiert"])


@pytest.mark.parametrize("days", [0, 2])
def test_a_correction_names_its_day_on_the_page_on_paper_and_in_the_pdf(
    cast: Cast, client: HouseClient, days: int
) -> None:
    with time_machine.travel(DAY, tick=False):
        page = publish_news(town=cast.soemmerda, title="Markt", slug="markt", by=cast.marlene)
    with time_machine.travel(DAY + timedelta(days=days), tick=False):
        correct(item=page, note="Beginn ist um zehn.", by=cast.marlene)
        settle()
        path = "/aktuelles/2026/markt/"
        texts = [client.get(path + end).content.decode() for end in ("", "druck/")]
        texts.append(Pdf(client.get(f"{path}pdf/").content).text)
    for text in texts:
        assert f"Berichtigung vom {days + 1}. Juli 2026" in text
        assert "aktualisiert am" in text


def test_quick_links_stay_in_english_where_there_is_an_english_page(
    cast: Cast, client: HouseClient
) -> None:
    ways = ["/aktuelles/?q=1", "/dokumente/1/plan.pdf", "/media/plan.pdf", "https://example.org/a/"]
    links = [Link(label=f"Weg {way}", url=way, icon="pool") for way in ways]
    set_quick_links(town=cast.soemmerda, links=links, by=cast.marlene)
    settle()
    german, english = (client.get(path).content.decode() for path in ("/", "/en/"))
    for way in ways:
        assert f'href="{way}"' in german
    assert 'href="/en/aktuelles/?q=1"' in english
    for way in ways[1:]:
        assert f'href="{way}"' in english
