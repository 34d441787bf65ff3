"""Distances on the globe."""

from math import asin, cos, degrees, radians, sin, sqrt
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


class Box(NamedTuple):
    """A part of the globe between two parallels and two meridians, in degrees."""

    south: float
    north: float
    west: float
    east: float


def box_around(point: Point, km: float) -> Box:
    """Smallest box that holds a circle; not made for circles around a pole or the date line."""
    high = degrees(km / EARTH_RADIUS_KM)
    # Meridians run together towards the poles: the circle is widest north of its centre.
    ratio = sin(km / EARTH_RADIUS_KM) / max(cos(radians(point.lat)), 1e-9)
    wide = degrees(asin(ratio)) if ratio < 1 else 180.0
    return Box(point.lat - high, point.lat + high, point.lon - wide, point.lon + wide)
