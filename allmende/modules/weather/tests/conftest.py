"""A house that asks the service of the story, at noon of a Sunday in November."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from allmende.modules.weather.tests.other_host import Service, all_is_well, utc

NOON = utc(2026, 11, 22, 11)  # 12 o'clock in Germany


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    """All is well; a story changes what it is about."""
    host = Service()
    thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    settings.OUTBOUND_ALLOW_PRIVATE_HOSTS = ("127.0.0.1",)
    settings.WEATHER_PROVIDER, settings.WEATHER_URL = "brightsky", host.url
    all_is_well(host, NOON)
    yield host
    host.is_over.set()
    host.shutdown()
    host.server_close()
    thread.join()


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller
