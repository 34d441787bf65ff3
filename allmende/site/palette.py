"""A town's two colours become a sheet of CSS custom properties that anybody can read.

A coat of arms knows nothing of contrast. So the hue is kept and the lightness is moved (in OKLCH, where equal steps
look equal) until the pairs below reach WCAG 2.2: text 4.5:1 (1.4.3), parts of controls 3:1 (1.4.11).
Conversion: Björn Ottosson, "A perceptual color space for image processing" (2020), public domain.
"""

import math
import re
from dataclasses import dataclass
from typing import Final

TEXT_CONTRAST: Final = 4.5
UI_CONTRAST: Final = 3.0
_HEX: Final = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_STEP: Final = 0.005
_LINEAR_LIMIT: Final = 0.04045
_LINEAR_INVERSE_LIMIT: Final = 0.0031308


class UnreadableColourError(ValueError):
    """The given text is not a colour such as ``#0b6e4f`` or ``#063``."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in OKLCH: ``lightness`` 0 to 1, ``chroma`` 0 to about 0.37, ``hue`` in radians."""

    lightness: float
    chroma: float
    hue: float

    def at(self, lightness: float, *, chroma: float = 1.0) -> "Colour":
        """Give the same hue at another lightness; ``chroma`` is a factor."""
        return Colour(min(max(lightness, 0.0), 1.0), self.chroma * chroma, self.hue)

    @property
    def hex(self) -> str:
        """``#rrggbb``; chroma is lowered until the colour exists in sRGB."""
        return "#" + "".join(f"{round(channel * 255):02x}" for channel in _in_gamut(self))


def parse(text: str) -> Colour:
    """Read ``#rgb`` or ``#rrggbb``.

    Raises:
        UnreadableColourError: for anything else (the value ends up in a style sheet).
    """
    match = _HEX.fullmatch(text.strip())
    if match is None:
        raise UnreadableColourError(text)
    digits = match[1] if len(match[1]) == 6 else "".join(c * 2 for c in match[1])
    red, green, blue = (_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return Colour(lightness, math.hypot(a, b), math.atan2(b, a))


def contrast(one: str, other: str) -> float:
    """Ratio 1 to 21 of two hex colours by WCAG 2.2 ("contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: Colour, *, on: tuple[str, ...], ratio: float) -> str:
    """Move the lightness away from the backgrounds ``on`` until every pair reaches ``ratio``."""
    away = -_STEP if all(_luminance(ground) > 0.18 for ground in on) else _STEP
    for _ in range(round(1 / _STEP)):
        if _reaches(colour.hex, on, ratio):
            break
        colour = colour.at(colour.lightness + away)
    return colour.hex


def ink_on(ground: str) -> str:
    """White or near black, whichever is easier to read on ``ground`` (always 4.5:1 or more)."""
    return max("#ffffff", "#0b0d12", "#000000", key=lambda ink: _preference(ink, ground))


def light(primary: Colour, accent: Colour) -> dict[str, str]:
    """Properties of the bright look."""
    page, tint, tint_strong = (
        "#ffffff",
        primary.at(0.972, chroma=0.12),
        primary.at(0.93, chroma=0.22),
    )
    grounds = (page, tint.hex, tint_strong.hex)
    band = primary.at(min(primary.lightness, 0.86)).hex
    deep = primary.at(0.27, chroma=0.7).hex
    action = readable(primary, on=grounds, ratio=TEXT_CONTRAST)
    return _tokens(page, tint.hex, tint_strong.hex, band, deep, action) | {
        "--town-accent": accent.hex,
        "--town-on-accent": ink_on(accent.hex),
        "--town-accent-ui": readable(accent, on=grounds, ratio=UI_CONTRAST),
        "--town-accent-text": readable(accent, on=grounds, ratio=TEXT_CONTRAST),
        "--town-deep-accent": readable(accent, on=(deep,), ratio=UI_CONTRAST),
        "--kern-color-layout-text-default": primary.at(0.22, chroma=0.25).hex,
        "--kern-color-layout-text-muted": readable(
            primary.at(0.46, chroma=0.22), on=grounds, ratio=TEXT_CONTRAST
        ),
        "--town-line": primary.at(0.87, chroma=0.2).hex,
    }


def dark(primary: Colour, accent: Colour) -> dict[str, str]:
    """Properties of the look for the evening."""
    page, tint, tint_strong = (
        primary.at(0.17, chroma=0.14), primary.at(0.215, chroma=0.2), primary.at(0.28, chroma=0.3)
    )  # fmt: skip
    grounds = (page.hex, tint.hex, tint_strong.hex)
    band = primary.at(min(primary.lightness, 0.36), chroma=0.8).hex
    deep = primary.at(0.13, chroma=0.3).hex
    action = readable(primary.at(max(primary.lightness, 0.75)), on=grounds, ratio=TEXT_CONTRAST)
    return _tokens(page.hex, tint.hex, tint_strong.hex, band, deep, action) | {
        "--town-accent": accent.at(max(accent.lightness, 0.6)).hex,
        "--town-on-accent": ink_on(accent.at(max(accent.lightness, 0.6)).hex),
        "--town-accent-ui": readable(accent, on=grounds, ratio=UI_CONTRAST),
        "--town-accent-text": readable(accent, on=grounds, ratio=TEXT_CONTRAST),
        "--town-deep-accent": readable(accent, on=(deep,), ratio=UI_CONTRAST),
        "--kern-color-layout-text-default": primary.at(0.955, chroma=0.08).hex,
        "--kern-color-layout-text-muted": readable(
            primary.at(0.8, chroma=0.15), on=grounds, ratio=TEXT_CONTRAST
        ),
        "--town-line": primary.at(0.36, chroma=0.3).hex,
    }


def stylesheet(*, primary: str, accent: str) -> str:
    """Write the sheet of one town: bright by default, dark by wish of the system or of ``data-theme``.

    Args:
        primary: the town's colour, ``#rrggbb``: bands, links, buttons.
        accent: the second colour: highlights and ornaments.

    Raises:
        UnreadableColourError: if one of the two is not a colour.
    """
    day, night = (look(parse(primary), parse(accent)) for look in (light, dark))
    return (
        f":root{{{_declarations(day)}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{_declarations(night)}}}}}\n"
        f":root[data-theme=light]{{{_declarations(day)}}}\n"
        f":root[data-theme=dark]{{{_declarations(night)}}}\n"
    )


def _tokens(page: str, tint: str, strong: str, band: str, deep: str, action: str) -> dict[str, str]:
    """Name what both looks share: KERN's tokens where it has them, ``--town-…`` where not."""
    return {
        "--kern-color-layout-background-default": page,
        "--kern-color-layout-background-default-surface": tint,
        "--kern-color-layout-background-hued": tint,
        "--kern-color-layout-background-level-1": tint,
        "--kern-color-action-default": action,
        "--kern-color-action-on-default": ink_on(action),
        "--kern-color-decorative-brand-default": action,
        "--town-tint": tint,
        "--town-tint-strong": strong,
        "--town-primary": band,
        "--town-on-primary": ink_on(band),
        "--town-deep": deep,
        "--town-on-deep": ink_on(deep),
    }


def _declarations(tokens: dict[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in tokens.items())


def _reaches(colour: str, grounds: tuple[str, ...], ratio: float) -> bool:
    return all(contrast(colour, ground) >= ratio for ground in grounds)


def _preference(ink: str, ground: str) -> float:
    """White is preferred as soon as it is readable: it looks calmer on saturated colours."""
    ratio = contrast(ink, ground)
    return 100.0 if ink == "#ffffff" and ratio >= TEXT_CONTRAST else ratio


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_LIMIT else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    if channel <= _LINEAR_INVERSE_LIMIT:
        return channel * 12.92
    return float(1.055 * channel ** (1 / 2.4) - 0.055)


def _luminance(text: str) -> float:
    red, green, blue = (_linear(int(text[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _srgb(colour: Colour) -> tuple[float, float, float]:
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _in_gamut(colour: Colour) -> tuple[float, ...]:
    slack = 1e-4
    while colour.chroma > 0 and any(not -slack <= c <= 1 + slack for c in _srgb(colour)):
        colour = Colour(colour.lightness, max(colour.chroma - 0.004, 0.0), colour.hue)
    return tuple(_gamma(min(max(channel, 0.0), 1.0)) for channel in _srgb(colour))
