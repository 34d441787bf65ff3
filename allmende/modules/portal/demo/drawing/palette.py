"""Colours: a dozen hand-mixed lights (season and hour), and two kinds of colour."""

from dataclasses import dataclass
from random import Random

RGB = tuple[int, int, int]


class Seen(tuple[int, int, int]):
    """A colour as seen under this light; every other colour is still tinted by it."""

    __slots__ = ()


Colour = str | RGB


def rgb(colour: Colour) -> RGB:
    """Red, green, blue (0-255) of `#rrggbb` or of a colour that is one already."""
    if not isinstance(colour, str):
        return colour
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def seen(colour: Colour) -> RGB:
    """The same colour, marked as needing no tint."""
    return Seen(rgb(colour))


def mix(one: Colour, other: Colour, share: float) -> RGB:
    """`one` with a share (0-1) of `other`; stays a seen colour if the first was one."""
    a, b = rgb(one), rgb(other)
    mixed = tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return Seen(mixed) if isinstance(one, Seen) else (mixed[0], mixed[1], mixed[2])


def dark(colour: Colour, share: float = 0.2) -> RGB:
    """A deeper tone: shadows lean to blue, never to black."""
    return mix(colour, "#1d2440", share)


def light(colour: Colour, share: float = 0.2) -> RGB:
    """A lighter tone: lights lean to warm white."""
    return mix(colour, "#fff6e0", share)


@dataclass(frozen=True)
class Palette:
    """One light: how sky, land and leaves look, and how it tints everything else."""

    name: str
    season: str
    sky: tuple[str, str, str]
    haze: str
    hills: tuple[str, str, str]
    fields: tuple[str, str, str, str]
    grass: str
    leaves: tuple[str, str, str]
    water: str
    paving: str
    ambient: tuple[float, float, float] = (1.0, 1.0, 1.0)
    sun: str = "#fff3d0"
    lamps: bool = False


_ALL = (
    Palette(
        "spring_morning",
        "spring",
        ("#86bfd3", "#c9dfd6", "#fbe8cc"),
        "#f6e6cd",
        ("#a5c2c2", "#98bc9d", "#8ab877"),
        ("#a9c76a", "#ecd65a", "#86b766", "#cdd27e"),
        "#8fc05e",
        ("#a5cc62", "#86b957", "#f4c3cc"),
        "#8fc6cf",
        "#d9c9b4",
        (1.0, 0.97, 0.92),
    ),
    Palette(
        "spring_day",
        "spring",
        ("#5eaedb", "#a6d5e6", "#e4f2ea"),
        "#dcecea",
        ("#94bccb", "#86b79f", "#74b06e"),
        ("#93c465", "#f0d748", "#78b25e", "#bfd472"),
        "#7dbb57",
        ("#94c757", "#72b052", "#fbd0d8"),
        "#6fb9cf",
        "#d6cfc2",
    ),
    Palette(
        "summer_day",
        "summer",
        ("#3f9bd1", "#8ccbe6", "#def0ec"),
        "#d6e9ea",
        ("#86b3c6", "#86ad8f", "#79a862"),
        ("#e9c75e", "#d9b04a", "#9fbc58", "#c3c965"),
        "#84b254",
        ("#6fa552", "#4f8f4d", "#8dbb57"),
        "#57aac6",
        "#dbcfbb",
    ),
    Palette(
        "summer_breeze",
        "summer",
        ("#58b2c4", "#a3d8d6", "#f1f2dc"),
        "#e6eedd",
        ("#8fbdbd", "#85b395", "#83b067"),
        ("#f0cd6c", "#b7c864", "#e0b653", "#93b85a"),
        "#8ebb5c",
        ("#6aa865", "#4c8f5c", "#98c066"),
        "#5fb5bb",
        "#e2d4bb",
    ),
    Palette(
        "summer_golden",
        "summer",
        ("#7fb0bd", "#e3cfa2", "#ffd993"),
        "#fbd7a0",
        ("#b9b69a", "#b3ac72", "#a8a555"),
        ("#edbd55", "#d99f43", "#a9a84b", "#e8cf78"),
        "#a2a84d",
        ("#8f9d45", "#6b843f", "#b9b04f"),
        "#7fb0b5",
        "#e6c99b",
        (1.0, 0.91, 0.76),
        "#fff0b8",
    ),
    Palette(
        "summer_evening",
        "summer",
        ("#3b5285", "#a9738f", "#f7a67c"),
        "#e79b85",
        ("#7b6a92", "#6b628a", "#5a6277"),
        ("#a8836f", "#8f6f6d", "#6b7565", "#b99670"),
        "#5f7460",
        ("#4d6a5c", "#3b5553", "#667b5d"),
        "#a5849a",
        "#a98c8c",
        (0.80, 0.68, 0.74),
        "#ffd9a0",
        lamps=True,
    ),
    Palette(
        "autumn_day",
        "autumn",
        ("#6fa9c9", "#b5d2da", "#f6ead4"),
        "#ecdfcb",
        ("#a4b3b7", "#a9a98c", "#b39c63"),
        ("#c9a35a", "#a67c48", "#b9b06a", "#d8b76c"),
        "#a3a556",
        ("#df8f2f", "#c8602e", "#e7ba45"),
        "#7fb0bd",
        "#d8c6ae",
        (1.0, 0.96, 0.9),
    ),
    Palette(
        "autumn_golden",
        "autumn",
        ("#8aa5ad", "#e5c49a", "#ffcf85"),
        "#f4c995",
        ("#b8a491", "#b3936a", "#a88549"),
        ("#d59f4b", "#a8713f", "#b79f51", "#e2b965"),
        "#a5904a",
        ("#d9762b", "#b8502b", "#e8ab3a"),
        "#8fa6a6",
        "#dcb98d",
        (1.0, 0.88, 0.72),
        "#ffeaa8",
    ),
    Palette(
        "autumn_mist",
        "autumn",
        ("#aebfc4", "#d3d8d3", "#f1e9d8"),
        "#eae4d6",
        ("#bcc5c2", "#a9b1a0", "#9c9c78"),
        ("#b7a274", "#94815f", "#a3a476", "#c7b386"),
        "#939a68",
        ("#c08846", "#a1603c", "#cfa65a"),
        "#a9bab9",
        "#cfc4b3",
        (0.94, 0.92, 0.9),
    ),
    Palette(
        "winter_day",
        "winter",
        ("#78b0d6", "#bcd9ea", "#f3f1ea"),
        "#e9eff2",
        ("#b4c9d8", "#cbd9e3", "#dfe8ee"),
        ("#f1f5f7", "#dde7ee", "#e9eff3", "#d3dfe9"),
        "#edf2f6",
        ("#6e8f86", "#4f7470", "#86a398"),
        "#8db4c9",
        "#dfe6ec",
        (0.96, 0.98, 1.0),
    ),
    Palette(
        "winter_dusk",
        "winter",
        ("#3a4d80", "#9a86ac", "#f5b39b"),
        "#d7a6ac",
        ("#7f86b0", "#98a0c4", "#adb6d4"),
        ("#bcc6e0", "#a5b1d2", "#b2bedb", "#98a6ca"),
        "#b7c2de",
        ("#4a6280", "#38506f", "#5c7490"),
        "#8790b8",
        "#a9b2d0",
        (0.74, 0.72, 0.86),
        "#ffdcb0",
        lamps=True,
    ),
    Palette(
        "winter_night",
        "winter",
        ("#131c3f", "#2b3a6b", "#6272a3"),
        "#53639a",
        ("#354678", "#445688", "#56699b"),
        ("#6b7dac", "#5b6d9f", "#6476a6", "#526495"),
        "#687bab",
        ("#2a4463", "#203754", "#385572"),
        "#3d5088",
        "#5f709f",
        (0.66, 0.65, 0.84),
        "#eaf0ff",
        lamps=True,
    ),
    Palette(
        "summer_night",
        "summer",
        ("#111d40", "#27406f", "#5b7c9a"),
        "#4d6d90",
        ("#2f4a70", "#2c4a62", "#28475a"),
        ("#3a5563", "#334d5a", "#2f5056", "#425c63"),
        "#2b4c50",
        ("#234348", "#1b373f", "#2f5150"),
        "#37587c",
        "#5a6682",
        (0.68, 0.66, 0.78),
        "#eaf0ff",
        lamps=True,
    ),
)
PALETTES = {palette.name: palette for palette in _ALL}
_BRIGHT = (
    "spring_morning",
    "spring_day",
    "summer_day",
    "summer_breeze",
    "summer_golden",
    "autumn_day",
    "autumn_golden",
    "autumn_mist",
)
_WARM = ("spring_day", "summer_day", "summer_breeze", "summer_golden")
_WINTER = ("winter_day", "winter_day", "winter_dusk")
_FESTIVE = ("summer_golden", "summer_evening", "summer_breeze", "summer_night")
_LIGHTS: dict[str, tuple[str, ...]] = {
    "pool": ("summer_day", "summer_breeze", "summer_golden"),
    "garden": _WARM,
    "horses": (*_WARM, "autumn_golden"),
    "storks": (*_WARM, "summer_evening"),
    "playground": (*_WARM, "autumn_day"),
    "kindergarten": (*_WARM, "autumn_day"),
    "field": ("summer_day", "summer_golden", "summer_breeze", "autumn_golden", "summer_evening"),
    "winter": _WINTER,
    "christmas": ("winter_dusk", "winter_night"),
    "carnival": ("winter_day", "spring_morning", "spring_day"),
    "evening": ("summer_evening", "summer_night", "winter_dusk", "winter_night"),
    "spring": ("spring_morning", "spring_day"),
    "festival": _FESTIVE,
    "music": _FESTIVE,
    "church": (*_BRIGHT, "winter_day", "summer_evening", "winter_dusk"),
    "castle": (*_BRIGHT, "winter_day", "summer_evening"),
    "railway": (*_BRIGHT, "winter_day", "summer_evening"),
    "bus": (*_BRIGHT, "winter_day", "summer_evening"),
    "energy": (*_BRIGHT, "summer_evening", "winter_day"),
    "river": (*_BRIGHT, "summer_evening"),
    "bridge": (*_BRIGHT, "summer_evening", "winter_day"),
    "forest": (*_BRIGHT, "winter_day"),
    "townhall": (*_BRIGHT, "summer_evening", "winter_day"),
    "council": (*_BRIGHT, "summer_evening", "winter_dusk"),
    "theatre": ("summer_day", "summer_golden", "summer_evening"),
    "fire_brigade": (*_BRIGHT, "summer_evening"),
    "library": (*_BRIGHT, "winter_day", "winter_dusk"),
}


def palette_for(motif: str, rng: Random) -> Palette:
    """A light that suits the motif: no bathers in snow, no Christmas at noon."""
    return PALETTES[rng.choice(_LIGHTS.get(motif, _BRIGHT))]
