"""What can be done with news, beside what can be done with any item."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import submit
from allmende.core.items.shelves import free_slug
from allmende.core.items.sites import home_of
from allmende.core.kit.text import german_slug
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.modules.portal.blocks import plain_body
from allmende.modules.portal.pages import NewsIndex, NewsPage, news_index_of


@transaction.atomic
def open_newsroom(*, town: Town) -> NewsIndex:
    """Give a town its shelf of news (once)."""
    home = home_of(town)
    found = news_index_of(home)
    if found:
        return found
    index = NewsIndex(title="Aktuelles", slug="aktuelles")
    home.add_child(instance=index)
    return index


@transaction.atomic
def publish_news(
    *,
    town: Town,
    title: str,
    body: Any = (),
    offer_to: OfferTo = OfferTo.NOBODY,
    offer_towns: Iterable[Town] = (),
    at: datetime | None = None,
    by: User | None = None,
    **fields: Any,
) -> NewsPage:
    """Publish a news item of a town at once, and offer it as said.

    ``at`` sets the day it is said to be of (imports, demo). ``fields`` are further fields of
    NewsPage; ``topics`` and ``villages`` may be lists.
    """
    page = draft_news(town=town, title=title, body=body, at=at, by=by, **fields)
    page.offer_to = offer_to
    page.offer_towns.set(list(offer_towns))
    revision = page.save_revision(user=by, clean=False)
    revision.publish(user=by)
    page.refresh_from_db()
    return page


@transaction.atomic
def draft_news(
    *, town: Town, title: str, body: Any = (), at: datetime | None = None, by: User | None = None,
    **fields: Any,
) -> NewsPage:  # fmt: skip
    """Write a news item without publishing it."""
    many = {name: fields.pop(name) for name in ("topics", "villages") if name in fields}
    index = open_newsroom(town=town)
    slug = free_slug(index, fields.pop("slug", "") or german_slug(title) or "meldung")
    page = NewsPage(title=title, slug=slug, owner=by, live=False, **fields)
    page.draft_title = title
    page.body = list(body)
    page.first_published_at = at
    page.last_published_at = at
    for name, values in many.items():
        getattr(page, name).set(values) if name == "villages" else page.topics.add(*values)
    index.add_child(instance=page)
    return page


@transaction.atomic
def report(*, town: Town, title: str, text: str, by: User, **fields: Any) -> NewsPage:
    """Write a short report of plain lines; who may not publish shows it to the town at once.

    An empty line begins a paragraph. ``fields`` are further fields of NewsPage.
    """
    page = draft_news(town=town, title=title, body=plain_body(text), by=by, **fields)
    page.save_revision(user=by, clean=False)
    if not page.permissions_for_user(by).can_publish():
        submit(item=page, by=by)
    return page


@transaction.atomic
def revise_news(*, page: NewsPage, by: User | None = None, **fields: Any) -> NewsPage:
    """Publish a new version of a news item; only the given fields change."""
    for name, value in fields.items():
        setattr(page, name, list(value) if name == "body" else value)
    page.save_revision(user=by, clean=False).publish(user=by)
    page.refresh_from_db()
    return page
