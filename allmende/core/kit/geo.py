"""Distances on the globe."""

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0


class Point(NamedTuple):
    """A place on the globe: WGS 84, decimal degrees."""

    lat: float
    lon: float


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance (haversine) in kilometres."""
    half_lat = sin(radians(b.lat - a.lat) / 2) ** 2
    half_lon = sin(radians(b.lon - a.lon) / 2) ** 2
    chord = half_lat + cos(radians(a.lat)) * cos(radians(b.lat)) * half_lon
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))
