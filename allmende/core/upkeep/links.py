"""Which outside addresses stand in the texts, and whether they answer.

Polite by construction: a run asks each host once, and the next run comes a quarter of an hour
later. An address that answers is asked again after a week.
"""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from allmende.core.kit.dates import today
from allmende.core.outbound import errors
from allmende.core.outbound.probing import probe
from allmende.core.towns.models import Town
from allmende.core.towns.queries import by_host
from allmende.core.upkeep.choices import LinkState
from allmende.core.upkeep.models import MAX_URL, Link, LinkUse
from allmende.core.upkeep.scan import Text, texts_of

#: Outside addresses kept of one town.
MOST_USES = 5_000
PER_RUN = 25
WEEK, DAY = timedelta(days=7), timedelta(days=1)
#: The host is there and does not want to talk to programs: no proof of anything.
SHY = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
    999,  # what some networks of professionals answer to programs
}
#: We do not ask there, or must not follow: readers may still get through.
NOT_FOR_US = (
    errors.PrivateAddressError,
    errors.HostNotAllowedError,
    errors.InsecureRedirectError,
)


@transaction.atomic
def collect_links(town: Town) -> int:
    """Write down anew which outside addresses stand where; returns how many uses there are."""
    uses = [(url, text) for text in texts_of(town) for url in _outside(text)][:MOST_USES]
    LinkUse.objects.filter(town=town).delete()
    links = _links({url for url, _ in uses})
    LinkUse.objects.bulk_create(
        [
            LinkUse(town=town, link=links[url], subject=t.subject, title=t.title[:200], path=t.path)
            for url, t in uses
        ],
        batch_size=200,
    )
    return len(uses)


def forget_unused() -> int:
    """Drop addresses that no text names any more."""
    return Link.objects.filter(uses__isnull=True).delete()[0]


def _outside(text: Text) -> Iterator[str]:
    """Addresses of other hosts, each once; fragments make no difference."""
    found: set[str] = set()
    for href in text.hrefs:
        url = href.partition("#")[0].strip()
        if url in found or len(url) > MAX_URL or not url.startswith(("http://", "https://")):
            continue
        host = _host(url)
        if host and by_host(host) is None:
            found.add(url)
            yield url


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "")[:253]
    except ValueError:  # a bracket that never closes
        return ""


def _links(urls: set[str]) -> dict[str, Link]:
    now = timezone.now()
    fresh = [Link(url=url, host=_host(url), next_at=now) for url in sorted(urls)]
    Link.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=200)
    found: dict[str, Link] = {}
    ordered = sorted(urls)
    for start in range(0, len(ordered), 500):
        for link in Link.objects.filter(url__in=ordered[start : start + 500]):
            found[link.url] = link
    return found


def check_some_links() -> int:
    """Ask the addresses that are due, one of each host; returns how many were asked."""
    due = Link.objects.filter(next_at__lte=timezone.now()).order_by("next_at", "pk")
    by_name: dict[str, Link] = {}
    for link in due[: PER_RUN * 40]:
        by_name.setdefault(link.host, link)
        if len(by_name) == PER_RUN:
            break
    for link in by_name.values():
        check(link)
    return len(by_name)


def check(link: Link) -> None:
    """Ask one address and write down what came of it."""
    state, status = _asked(link.url)
    link.status = status
    if state is LinkState.DEAD:
        _note_failure(link)
    else:
        link.state, link.failed_on, link.next_at = state, None, timezone.now() + WEEK
    link.save(update_fields=["state", "status", "failed_on", "next_at"])


def _note_failure(link: Link) -> None:
    """Dead is what fails on two different days: an evening's maintenance is no fault."""
    failed_before = link.failed_on is not None and link.failed_on < today()
    if link.state == LinkState.DEAD or failed_before:
        link.state, link.next_at = LinkState.DEAD, timezone.now() + WEEK
    else:
        link.state, link.next_at = LinkState.FAILING, timezone.now() + DAY
    link.failed_on = link.failed_on or today()


def _asked(url: str) -> tuple[LinkState, int | None]:
    try:
        status = probe(url, purpose="links")
    except errors.StatusError as error:
        is_shy = error.status in SHY
        return (LinkState.UNSURE if is_shy else LinkState.DEAD), error.status
    except NOT_FOR_US:
        return LinkState.UNSURE, None
    except errors.OutboundError:
        return LinkState.DEAD, None
    return LinkState.FINE, status
