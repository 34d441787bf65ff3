"""What editors must be able to see at work: items called off, taken back, held back, merged.

Each case uses the same verb as the editors' screens.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from allmende.core.exchange.pictures import withdraw_picture
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import cancel, merge, withdraw
from allmende.core.items.models import Category
from allmende.core.towns.models import Town
from allmende.modules.portal.blocks import to_body
from allmende.modules.portal.domain import draft_news, publish_news, revise_news
from allmende.modules.portal.pages import NewsPage

FILE = Path(__file__).parent / "texts" / "cases.json"
EMBARGO = timedelta(days=3)

Case = dict[str, Any]


def build_cases(towns: list[Town]) -> None:
    """Make every case whose towns were empty before; the others keep what people wrote."""
    cases = json.loads(FILE.read_text())
    here = {town.slug: town for town in towns}
    for slug, (title, text) in cases["drafts"].items():
        if slug in here:
            draft_news(town=here[slug], title=title, body=_body([text]))
    if len(here) < len(cases["drafts"]):
        return
    _called_off(cases, here)
    _held_back(cases["embargoed"], here)
    _merged(cases, here)
    _without_consent(cases["without_consent"], here)


def change_what_was_taken(towns: list[Town]) -> None:
    """Change an item others show already: their inbox says so."""
    case = json.loads(FILE.read_text())["revised"]
    here = {town.slug: town for town in towns}
    if case["town"] not in here:
        return
    page = _page(case, here)
    body = [(block.block_type, block.value) for block in page.body]
    revise_news(page=page, body=[*body, *_body([case["text"]])])


def _called_off(cases: Case, here: dict[str, Town]) -> None:
    cancelled = _publish(cases["cancelled"], here)
    cancel(item=cancelled.item_ptr, reason=cases["cancelled"]["reason"])
    withdrawn = _publish(cases["withdrawn"], here)
    withdraw(item=withdrawn.item_ptr, reason=cases["withdrawn"]["reason"])


def _held_back(case: Case, here: dict[str, Town]) -> None:
    _publish(case, here, embargo_until=timezone.now() + EMBARGO)


def _merged(cases: Case, here: dict[str, Town]) -> None:
    kept, dropped = _publish(cases["kept"], here), _publish(cases["merged"], here)
    merge(keep=kept.item_ptr, drop=dropped.item_ptr)


def _without_consent(case: Case, here: dict[str, Town]) -> None:
    """Parents have changed their mind: the item stays, its picture goes."""
    page = _page(case, here)
    if page.lead_picture:
        withdraw_picture(picture=page.lead_picture, town=here[case["town"]])


def _page(case: Case, here: dict[str, Town]) -> NewsPage:
    return NewsPage.objects.get(town=here[case["town"]], slug=case["slug"])


def _publish(case: Case, here: dict[str, Town], **fields: Any) -> NewsPage:
    return publish_news(
        town=here[case["town"]],
        title=case["title"],
        slug=case["slug"],
        body=_body(case["text"]),
        at=_some_days_ago(case["days_ago"]),
        offer_to=OfferTo(case["offer"]),
        kicker=case["kicker"],
        summary=case["summary"],
        source_kind=case["kind"],
        category=Category.objects.get(slug=case["category"]),
        **fields,
    )


def _some_days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days, hours=1)


def _body(texts: list[str]) -> list[Any]:
    return to_body({"type": "paragraph", "text": text} for text in texts)
