"""The one cookie of readers: a random number, set only when somebody agrees to something."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from allmende.core.consent.queries import VALID

NAME = "einwilligung"
_NUMBER = re.compile(r"[A-Za-z0-9_-]{32}")


def number_of(request: HttpRequest) -> str:
    """The number a browser sends; empty when it sends none, or something else."""
    value = request.COOKIES.get(NAME, "")
    return value if _NUMBER.fullmatch(value) else ""


def hand_over(response: HttpResponse, number: str) -> None:
    """Give a browser its number for as long as a consent holds; no script can read it."""
    response.set_cookie(
        NAME,
        number,
        max_age=VALID,
        secure=settings.SCHEME == "https",
        httponly=True,
        samesite="Lax",
    )


def take_away(response: HttpResponse) -> None:
    response.delete_cookie(NAME, samesite="Lax")
