"""Small guards of public forms."""

from hashlib import blake2b
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a form was sent from our own page, by what the browser itself says.

    Browsers send ``Sec-Fetch-Site`` or at least ``Origin`` with a POST (Fetch standard).
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.get_host()


def too_many(what: str, request: HttpRequest, most: int, seconds: int = HOUR) -> bool:
    """Count a try; whether one address has tried more often than allowed in this time.

    The address itself is not kept: only a keyed hash, in memory, for as long as it counts.
    """
    who = request.META.get("REMOTE_ADDR", "")
    key = blake2b(f"{what}{who}".encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=12)
    name = f"rate:{key.hexdigest()}"
    cache.add(name, 0, seconds)
    try:
        return cache.incr(name) > most
    except ValueError:  # ended between the two calls
        return False
