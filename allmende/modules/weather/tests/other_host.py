"""The weather service of a story: on the loopback, in the shapes of the real ones.

The shapes follow the OpenAPI description of Bright Sky (current_weather, weather, alerts) and the
documentation of OpenWeather's One Call 3.0; the values are ours.
"""

import json
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STATION = {
    "id": 7, "dwd_station_id": "00896", "observation_type": "synop", "lat": 51.29, "lon": 11.09,
    "height": 164.0, "station_name": "Dachwig", "wmo_station_id": "10552", "distance": 14230.0,
    "first_record": "2026-11-21T00:00:00+00:00", "last_record": "2026-11-22T12:00:00+00:00",
}  # fmt: skip


class Service(ThreadingHTTPServer):
    """Answers by path; what is not set is 404."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.answers: dict[str, Any] = {}
        self.asked: list[str] = []
        self.status, self.pause, self.kind = 200, 0.0, "application/json"
        self.is_over = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Who asks may hang up: that is part of the stories."""


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        service = self.server
        service.asked.append(self.path)
        service.is_over.wait(service.pause)
        found = service.answers.get(self.path.partition("?")[0])
        body = found if isinstance(found, bytes) else json.dumps(found).encode()
        self.send_response(404 if found is None else service.status)
        self.send_header("Content-Type", service.kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def current(now: datetime, **changes: Any) -> dict[str, Any]:
    weather = {
        "timestamp": now.isoformat(), "source_id": 7, "temperature": 8.4, "icon": "rain",
        "condition": "rain", "wind_speed_10": 14.4, "wind_gust_speed_10": 29.5,
        "wind_direction_10": 230, "precipitation_60": 0.6, "relative_humidity": 87,
        "cloud_cover": 100, "pressure_msl": 1011.2, "dew_point": 6.3, "visibility": 21000,
        "fallback_source_ids": {},
    } | changes  # fmt: skip
    return {"weather": weather, "sources": [STATION]}


def forecast(first: datetime, hours: int = 192, **changes: Any) -> dict[str, Any]:
    rows = [
        {
            "timestamp": (first + timedelta(hours=number)).isoformat(), "source_id": 7,
            "temperature": 4.0 + number % 24 / 4, "precipitation": 0.5 if number == 14 else 0.0,
            "precipitation_probability": 60, "icon": "cloudy", "condition": "dry",
            "wind_speed": 9.0, "cloud_cover": 90,
        } | changes
        for number in range(hours)
    ]  # fmt: skip
    return {"weather": rows, "sources": [STATION]}


def alert(now: datetime, key: str = "2.49.0.0.276.0.DWD.1", **changes: Any) -> dict[str, Any]:
    return {
        "id": 279977, "alert_id": key, "status": "actual", "category": "met",
        "response_type": "prepare", "urgency": "immediate", "severity": "moderate",
        "certainty": "likely", "event_code": 52, "event_de": "STURMBÖEN",
        "effective": now.isoformat(), "onset": (now + timedelta(hours=1)).isoformat(),
        "expires": (now + timedelta(hours=7)).isoformat(),
        "headline_de": "Amtliche WARNUNG vor STURMBÖEN",
        "headline_en": "Official WARNING of GALE-FORCE GUSTS",
        "description_de": "Es treten Sturmböen bis 75 km/h auf.\nIn Schauernähe mehr.",
        "description_en": "There is a risk of gale-force gusts.",
        "instruction_de": "ACHTUNG! Äste können brechen.", "instruction_en": None,
    } | changes  # fmt: skip


def all_is_well(service: Service, now: datetime) -> None:
    """Everything is answered as it should be: no warning is in force."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    service.answers = {
        "/current_weather": current(now),
        "/weather": forecast(midnight),
        "/alerts": {"alerts": [], "location": {"warn_cell_id": 816068051, "name": "Sömmerda"}},
    }


def one_call(now: datetime, **changes: Any) -> dict[str, Any]:
    """What OpenWeather says in one answer."""
    at = int(now.timestamp())
    sky = [{"id": 500, "main": "Rain", "description": "Leichter Regen", "icon": "10d"}]
    hour = {"temp": 7.8, "pop": 0.4, "rain": {"1h": 0.3}, "weather": sky}
    return {
        "lat": 51.16, "lon": 11.12, "timezone": "Europe/Berlin",
        "current": {"dt": at, "temp": 8.1, "humidity": 80, "wind_speed": 4.0, "wind_deg": 225,
                    "wind_gust": 9.0, "weather": [sky[0] | {"icon": "01n"}]},
        "hourly": [hour | {"dt": at - at % 3600 + 3600 * n} for n in range(48)],
        "daily": [{"dt": at + 86400 * n, "temp": {"min": 2.2, "max": 9.4}, "pop": 0.55,
                   "rain": 3.1, "weather": sky} for n in range(8)],
        "alerts": [{"sender_name": "Deutscher Wetterdienst", "event": "Amtliche UNWETTERWARNUNG",
                    "start": at, "end": at + 7200, "description": "Schwere Sturmböen."}],
    } | changes  # fmt: skip


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def seconds_of(deed: Any) -> float:
    began = time.monotonic()
    deed()
    return time.monotonic() - began
