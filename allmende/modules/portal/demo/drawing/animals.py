"""Horses, storks, sheep, ducks, a dog: drawn as one line each."""

from collections.abc import Callable

from allmende.modules.portal.demo.drawing.canvas import Canvas
from allmende.modules.portal.demo.drawing.palette import Colour, dark, light

Outline = list[tuple[float, float]]
COATS = ("#7a4a2c", "#4a2f24", "#a5673a", "#d9c3a0", "#b9b2aa", "#2f2a2c")


def horse(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    facing: int = 1,
    *,
    grazing: bool = False,
    coat: Colour | None = None,
) -> None:
    """A horse standing on y; h from hoof to withers."""
    tint, f = coat or c.rng.choice(COATS), facing
    mane = dark(tint, 0.5) if c.rng.random() < 0.6 else light(tint, 0.5)

    def at(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x + f * px * h, y - py * h) for px, py in points]

    c.shade(x, y, h * 0.62, h * 0.06)
    c.blob(
        at([(-0.62, 0.86), (-0.74, 0.7), (-0.76, 0.4), (-0.7, 0.28), (-0.64, 0.5), (-0.56, 0.78)]),
        mane,
    )
    for px, back in ((-0.36, True), (0.44, True), (-0.5, False), (0.34, False)):
        _leg(c, x + f * px * h, y, h, f, dark(tint, 0.3) if back else tint, hind=px < 0)
    c.blob(
        at(
            [
                (-0.62, 0.84),
                (-0.45, 0.98),
                (-0.1, 0.92),
                (0.25, 0.98),
                (0.5, 0.92),
                (0.56, 0.7),
                (0.46, 0.48),
                (0.1, 0.44),
                (-0.2, 0.47),
                (-0.48, 0.45),
                (-0.66, 0.62),
            ]
        ),
        tint,
    )
    c.blob(
        at([(-0.5, 0.6), (0.0, 0.54), (0.4, 0.56), (0.42, 0.49), (0.1, 0.445), (-0.3, 0.46)]),
        dark(tint, 0.35),
        110,
    )
    c.blob(
        at([(-0.5, 0.93), (-0.1, 0.9), (0.3, 0.95), (0.2, 0.84), (-0.2, 0.82)]),
        light(tint, 0.25),
        90,
    )
    _neck(c, at, tint, mane, h, grazing=grazing)


def _leg(c: Canvas, x: float, y: float, h: float, f: int, tint: Colour, *, hind: bool) -> None:
    knee = x - f * h * (0.05 if hind else -0.02)
    c.poly(
        [
            (x - h * 0.1, y - h * 0.6),
            (x + h * 0.1, y - h * 0.6),
            (knee + h * 0.045, y - h * 0.3),
            (knee - h * 0.045, y - h * 0.3),
        ],
        tint,
    )
    c.line([(knee, y - h * 0.32), (x, y - h * 0.05)], tint, h * 0.065)
    c.poly(
        [
            (x - h * 0.045, y - h * 0.06),
            (x + h * 0.045, y - h * 0.06),
            (x + h * 0.06, y),
            (x - h * 0.06, y),
        ],
        "#2f2a2c",
    )


def _neck(
    c: Canvas,
    at: Callable[[Outline], Outline],
    tint: Colour,
    mane: Colour,
    h: float,
    *,
    grazing: bool,
) -> None:
    if grazing:
        neck = [
            (0.2, 0.94),
            (0.45, 0.95),
            (0.78, 0.62),
            (0.9, 0.36),
            (0.72, 0.32),
            (0.56, 0.5),
            (0.4, 0.6),
        ]
        skull = [
            (0.72, 0.44),
            (0.88, 0.46),
            (0.98, 0.3),
            (1.02, 0.1),
            (0.92, 0.05),
            (0.84, 0.14),
            (0.74, 0.28),
        ]
        ridge, ear, eye = (
            [(0.3, 1.0), (0.6, 0.86), (0.86, 0.54), (0.8, 0.5), (0.55, 0.76), (0.3, 0.92)],
            [(0.8, 0.46), (0.92, 0.56), (0.9, 0.42)],
            (0.9, 0.34),
        )
    else:
        neck = [
            (0.14, 0.9),
            (0.3, 1.05),
            (0.5, 1.35),
            (0.62, 1.46),
            (0.78, 1.36),
            (0.7, 1.12),
            (0.6, 0.8),
            (0.4, 0.62),
        ]
        skull = [
            (0.56, 1.46),
            (0.7, 1.52),
            (0.88, 1.36),
            (1.06, 1.16),
            (1.04, 1.06),
            (0.94, 1.06),
            (0.76, 1.18),
            (0.6, 1.28),
        ]
        ridge, ear, eye = (
            [(0.2, 1.0), (0.36, 1.3), (0.6, 1.52), (0.66, 1.46), (0.5, 1.2), (0.32, 0.96)],
            [(0.6, 1.48), (0.62, 1.64), (0.7, 1.5)],
            (0.78, 1.34),
        )
    c.blob(at(neck), tint)
    c.blob(at(ridge), mane)
    c.blob(at(skull), tint)
    c.poly(at(ear), dark(tint, 0.2))
    ((ex, ey),) = at([eye])
    c.oval(ex, ey, h * 0.022, h * 0.026, "#1f1a1c")


def stork(
    c: Canvas, x: float, y: float, h: float, facing: int = 1, *, clatter: bool = False
) -> None:
    """A white stork standing on y; head thrown back when it clatters."""
    f = facing

    def at(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x + f * px * h, y - py * h) for px, py in points]

    for px in (-0.02, 0.06):
        c.line(
            at([(px, 0.46), (px + 0.01, 0.24), (px, 0.0), (px + 0.06, 0.0)]), "#d9472f", h * 0.02
        )
    c.blob(
        at([(-0.42, 0.4), (-0.2, 0.6), (0.12, 0.66), (0.24, 0.56), (0.14, 0.43), (-0.1, 0.4)]),
        "#faf7f0",
    )
    c.blob(at([(-0.5, 0.32), (-0.3, 0.52), (-0.02, 0.5), (-0.16, 0.4)]), "#23242c")
    neck = (
        [(0.08, 0.6), (0.24, 0.58), (0.26, 0.76), (0.2, 0.9), (0.1, 0.92), (0.14, 0.76)]
        if not clatter
        else [(0.06, 0.6), (0.24, 0.56), (0.22, 0.8), (0.08, 0.94), (0.0, 0.86), (0.1, 0.74)]
    )
    c.blob(at(neck), "#faf7f0")
    top = (0.19, 0.93) if not clatter else (0.02, 0.92)
    beak = (
        [(0.22, 0.965), (0.56, 0.85), (0.22, 0.9)]
        if not clatter
        else [(-0.02, 0.94), (-0.2, 1.22), (-0.06, 0.98)]
    )
    c.poly(at(beak), "#e0502f")
    ((hx, hy),) = at([top])
    c.oval(hx, hy, h * 0.065, h * 0.055, "#faf7f0")
    c.oval(hx + f * h * 0.02, hy - h * 0.01, h * 0.014, h * 0.014, "#23242c")


def flying_stork(c: Canvas, x: float, y: float, s: float) -> None:
    """A stork gliding, wings wide."""
    for side in (-1, 1):
        c.blob(
            [
                (x, y),
                (x + side * s * 0.3, y - s * 0.16),
                (x + side * s * 0.7, y - s * 0.1),
                (x + side * s * 0.4, y + s * 0.02),
            ],
            "#faf7f0",
        )
        c.blob(
            [
                (x + side * s * 0.4, y - s * 0.1),
                (x + side * s * 0.84, y - s * 0.1),
                (x + side * s * 0.62, y + s * 0.04),
                (x + side * s * 0.3, y + s * 0.06),
            ],
            "#2a2b33",
        )
    c.blob(
        [
            (x - s * 0.1, y + s * 0.02),
            (x, y - s * 0.06),
            (x + s * 0.06, y + s * 0.02),
            (x + s * 0.02, y + s * 0.22),
        ],
        "#faf7f0",
    )
    c.line([(x, y - s * 0.04), (x + s * 0.02, y - s * 0.2)], "#faf7f0", s * 0.035)
    c.line([(x + s * 0.02, y - s * 0.2), (x + s * 0.03, y - s * 0.32)], "#e0502f", s * 0.025)


def sheep(c: Canvas, x: float, y: float, s: float, facing: int = 1) -> None:
    """A sheep, s long."""
    c.shade(x, y, s * 0.5, s * 0.06)
    for px in (-0.25, -0.12, 0.12, 0.25):
        c.rect(x + px * s - s * 0.03, y - s * 0.25, s * 0.06, s * 0.25, "#3f3a3c")
    for px, py, r in (
        (-0.26, 0.4, 0.2),
        (0, 0.46, 0.24),
        (0.24, 0.42, 0.2),
        (-0.1, 0.32, 0.2),
        (0.14, 0.32, 0.2),
    ):
        c.oval(x + px * s, y - py * s, r * s, r * s * 0.9, "#f3ecdf")
    c.blob(
        [
            (x + facing * s * 0.34, y - s * 0.58),
            (x + facing * s * 0.5, y - s * 0.56),
            (x + facing * s * 0.58, y - s * 0.36),
            (x + facing * s * 0.44, y - s * 0.36),
        ],
        "#4a4346",
    )


def duck(c: Canvas, x: float, y: float, s: float, facing: int = 1) -> None:
    """A duck on the water."""
    c.oval(x, y + s * 0.1, s * 0.6, s * 0.08, "#ffffff", 70)
    c.blob(
        [
            (x - facing * s * 0.5, y - s * 0.2),
            (x, y - s * 0.3),
            (x + facing * s * 0.4, y - s * 0.2),
            (x + facing * s * 0.3, y + s * 0.08),
            (x - facing * s * 0.3, y + s * 0.08),
        ],
        "#8a7560",
    )
    c.oval(x + facing * s * 0.36, y - s * 0.38, s * 0.16, s * 0.15, "#2f6b52")
    c.poly(
        [
            (x + facing * s * 0.48, y - s * 0.42),
            (x + facing * s * 0.7, y - s * 0.34),
            (x + facing * s * 0.48, y - s * 0.3),
        ],
        "#e9a53c",
    )


def dog(c: Canvas, x: float, y: float, s: float, facing: int = 1) -> None:
    """A friendly dog, s long."""
    f, tint = facing, c.rng.choice(("#9a6a3c", "#3a3436", "#d9c3a0"))
    c.shade(x, y, s * 0.5, s * 0.06)
    for px in (-0.3, -0.2, 0.2, 0.3):
        c.line([(x + f * px * s, y - s * 0.3), (x + f * px * s, y)], dark(tint, 0.15), s * 0.08)
    c.rect(x - s * 0.38, y - s * 0.52, s * 0.76, s * 0.28, tint, bend=s * 0.13)
    c.cord([(x - f * s * 0.34, y - s * 0.46), (x - f * s * 0.54, y - s * 0.7)], tint, s * 0.07)
    c.oval(x + f * s * 0.42, y - s * 0.64, s * 0.17, s * 0.15, tint)
    c.rect(x + f * s * 0.54 - s * 0.1, y - s * 0.64, s * 0.2, s * 0.11, tint, bend=s * 0.05)
    c.blob(
        [
            (x + f * s * 0.32, y - s * 0.76),
            (x + f * s * 0.26, y - s * 0.52),
            (x + f * s * 0.36, y - s * 0.56),
        ],
        dark(tint, 0.4),
    )
    c.oval(x + f * s * 0.63, y - s * 0.61, s * 0.03, s * 0.03, "#23201f")
