"""Ask a provider: two seconds, one host, half a megabyte, JSON and nothing else."""

import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from allmende.core.outbound import fetch
from allmende.modules.weather.intake.words import Nonsense

SECONDS = 2.0
MAX_BYTES = 500_000


def chosen() -> str:
    """The provider of the house, or ``none``. A demo never asks anybody: it invents."""
    provider: str = settings.WEATHER_PROVIDER
    return "invented" if settings.IS_DEMO and provider != "none" else provider


def ask(address: str, **parameters: Any) -> dict[str, Any]:
    """Get a JSON object. Raises an OutboundError, or Nonsense for anything else."""
    query = urlencode(parameters)
    got = fetch(
        f"{address}?{query}",
        purpose="weather",
        timeout=SECONDS,
        max_bytes=MAX_BYTES,
        allow_hosts=(urlsplit(address).netloc,),
        accept=("application/json",),
    )
    try:
        found = json.loads(got.body)
    except (ValueError, RecursionError) as error:  # no JSON, or a tower of brackets
        raise Nonsense("no JSON") from error
    if not isinstance(found, dict):
        raise Nonsense("no object")
    return found
