"""Two people have the same item open: nobody's text is lost, and the second one hears of it."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from allmende.core.items.models import Item
from allmende.modules.portal.domain import draft_news
from tests.desk_forms import news_form

WORDS = "während Sie schrieben"


@pytest.fixture
def draft(cast: Any) -> Any:
    page = draft_news(town=cast.straussfurt, title="Storch", slug="storch", by=cast.ilse)
    page.save_revision(user=cast.ilse)
    return page


def opened(browser: Client, page: Item) -> dict[str, Any]:
    """What the form says about the version it shows."""
    shown = browser.get(edit_of(page)).content.decode()
    names = ("loaded_revision_id", "loaded_revision_created_at")
    return {name: re.search(rf'name="{name}" value="([^"]+)"', shown)[1] for name in names}  # type: ignore[index]


def edit_of(page: Item) -> str:
    return f"/verwaltung/pages/{page.pk}/edit/"


def save(browser: Client, page: Item, title: str, loaded: dict[str, Any]) -> str:
    values = news_form(title=title, slug="storch") | loaded
    return html.unescape(browser.post(edit_of(page), values, follow=True).content.decode())


def versions(page: Item) -> list[str]:
    return [row.content["title"] for row in page.revisions.order_by("pk")]


def test_the_second_one_hears_of_the_first_and_both_texts_stay(cast, browser_of, draft):
    ilse, beate = browser_of(cast.ilse), browser_of(cast.beate)
    of_ilse, of_beate = opened(ilse, draft), opened(beate, draft)

    first = save(ilse, draft, "Storch in Vehra", of_ilse)
    second = save(beate, draft, "Storch ist da", of_beate)

    assert WORDS not in first
    assert WORDS in second
    assert versions(draft) == ["Storch", "Storch in Vehra", "Storch ist da"]
    of_first = draft.revisions.get(user=cast.ilse, pk__gt=int(of_beate["loaded_revision_id"]))
    links = re.findall(rf'href="(/verwaltung/pages/{draft.pk}/revisions/[^"]+)"', second)
    compare, revert = links[:2]
    assert f"/{of_first.pk}...latest/" in compare
    assert "Vehra" in beate.get(compare).content.decode()
    assert "Storch in Vehra" in beate.get(revert).content.decode()


def test_a_version_saved_by_itself_is_not_written_over_the_other(cast, browser_of, draft):
    ilse, beate = browser_of(cast.ilse), browser_of(cast.beate)
    of_ilse = opened(ilse, draft)
    draft.save_revision(user=cast.beate)
    by_itself = {"overwrite_revision_id": str(draft.get_latest_revision().pk)}
    save(ilse, draft, "Storch in Vehra", of_ilse)

    told = save(beate, draft, "Storch ist da", by_itself)

    assert WORDS in told
    assert versions(draft)[-2:] == ["Storch in Vehra", "Storch ist da"]


def test_who_has_seen_the_other_version_hears_nothing(cast, browser_of, draft):
    ilse, beate = browser_of(cast.ilse), browser_of(cast.beate)
    save(ilse, draft, "Storch in Vehra", opened(ilse, draft))

    assert WORDS not in save(beate, draft, "Storch ist da", opened(beate, draft))
    mine = opened(beate, draft)
    save(beate, draft, "Storch eins", mine)
    assert WORDS not in save(beate, draft, "Storch zwei", mine)
