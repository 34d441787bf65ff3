"""Tell whoever stores pages what an answer shows: ourselves, nginx or Varnish."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from allmende.core.cache.tags import Shown, bound_by_turns, start_collecting, stop_collecting

#: Longest list of tags in a header; above it the page is not kept at all.
MAX_HEADER = 8_000
#: Seconds an answer is kept at most.
LONGEST = 3600
#: Seconds it may stand in at most while nothing newer can be had (RFC 5861).
STAND_IN = 24 * 60 * 60


class PageTags:
    """Set ``Surrogate-Key`` and ``Surrogate-Control`` on what may be stored, and on nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        shown = start_collecting()
        try:
            response = self.get_response(request)
        finally:
            stop_collecting()
        if shown.tags and response.status_code == 200 and request.method in {"GET", "HEAD"}:
            _label(response, shown)
        return response


def _label(response: HttpResponse, shown: Shown) -> None:
    tags = " ".join(sorted(shown.tags))
    if len(tags) > MAX_HEADER:
        return
    bound_by_turns(shown)
    response["Surrogate-Key"] = tags
    now = timezone.localtime()
    life = _seconds(now, min(shown.until or _midnight(now), _midnight(now)), LONGEST)
    rest = _seconds(now, shown.turn, STAND_IN)
    response["Surrogate-Control"] = f"max-age={life}, stale-if-error={rest}"


def _midnight(now: datetime) -> datetime:
    """Next midnight in Germany: pages speak of today."""
    return (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _seconds(now: datetime, end: datetime | None, most: int) -> int:
    """Whole seconds until a moment, rounded down: never a second too long."""
    if end is None:
        return most
    # By timestamps: two local times are subtracted by the wall clock, an hour wrong on two days.
    return max(0, min(most, int(end.timestamp() - now.timestamp())))
