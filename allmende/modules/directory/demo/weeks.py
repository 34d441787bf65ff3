"""Usual weeks of the demo world, and what is different soon."""

from datetime import time

Times = tuple[str, time, time]


def _every(days: str, opens: int, closes: int) -> tuple[Times, ...]:
    return tuple((day, time(opens), time(closes % 24)) for day in days)


WEEKS: dict[str, tuple[Times, ...]] = {
    "office": (*_every("1245", 9, 12), *_every("2", 13, 18), *_every("4", 13, 16)),
    "mayor": _every("2", 16, 18),
    "museum": (*_every("23456", 10, 17), *_every("7", 13, 17)),
    "pool": (*_every("12345", 7, 21), *_every("67", 9, 18)),
    "summer": _every("1234567", 10, 19),
    "shop": (*_every("12345", 9, 18), *_every("6", 9, 13)),
    "library": (*_every("24", 10, 18), *_every("5", 10, 14)),
    "always": _every("1234567", 0, 0),
    "food": (*_every("34", 17, 22), *_every("56", 17, 25), *_every("7", 11, 15)),
    "": (),
}
#: What holds on public holidays where it is not "closed".
HOLIDAYS = {
    "museum": "sunday",
    "pool": "sunday",
    "always": "usual",
    "summer": "usual",
    "food": "sunday",
}
