"""Buses, trains, fire engines, diggers, tractors: bold side views."""

from math import cos, pi, sin

from allmende.modules.portal.demo.drawing.canvas import Canvas, arc
from allmende.modules.portal.demo.drawing.palette import Colour, Seen, dark, light, seen
from allmende.modules.portal.demo.drawing.people import head, look


def wheel(c: Canvas, x: float, y: float, r: float, hub: Colour = "#c9ced3") -> None:
    """A tyre standing on y."""
    c.oval(x, y - r, r, r, "#2a2c35")
    c.oval(x, y - r, r * 0.55, r * 0.55, hub)
    c.oval(x, y - r, r * 0.2, r * 0.2, "#5a606b")


def _glass(c: Canvas, x: float, y: float, w: float, h: float, *, rider: bool = False) -> None:
    c.rect(x, y, w, h, seen("#ffe3a0") if c.pal.lamps else "#a9ccd8", bend=h * 0.1)
    if rider:
        head(c, x + w / 2, y + h * 0.7, h * 0.22, look(c.rng))
        c.rect(x + w * 0.2, y + h * 0.92, w * 0.6, h * 0.08, "#4a5a70")
    c.poly(
        [(x + w * 0.08, y + h), (x + w * 0.4, y), (x + w * 0.62, y), (x + w * 0.3, y + h)],
        "#ffffff",
        46,
    )


def bus(c: Canvas, x: float, y: float, w: float, tint: Colour) -> None:
    """A low-floor bus; x its rear."""
    h = w * 0.27
    c.shade(x + w / 2, y, w * 0.54, w * 0.025)
    c.rect(x, y - h - w * 0.03, w, h, tint, bend=w * 0.03)
    c.rect(x, y - h * 0.42, w, h * 0.28, light(tint, 0.75))
    c.rect(x, y - h * 0.2, w, h * 0.1, dark(tint, 0.3))
    for i in range(6):
        _glass(
            c, x + w * (0.03 + i * 0.135), y - h, w * 0.122, h * 0.48, rider=c.rng.random() < 0.55
        )
    c.rect(x + w * 0.855, y - h, w * 0.08, h * 0.92, "#7fa3b3", bend=4)
    c.rect(x + w * 0.893, y - h, w * 0.006, h * 0.92, dark(tint, 0.4))
    _glass(c, x + w * 0.95, y - h, w * 0.05, h * 0.56)
    c.rect(x + w * 0.06, y - h * 1.16, w * 0.3, h * 0.08, dark(tint, 0.2), bend=4)
    c.oval(x + w * 0.985, y - h * 0.26, w * 0.01, w * 0.012, seen("#fff2bf"))
    for share in (0.2, 0.76):
        wheel(c, x + w * share, y, w * 0.042)


def fire_engine(c: Canvas, x: float, y: float, w: float) -> None:
    """A red engine with ladder and blue lights; x its rear."""
    red, h = "#d0342c", w * 0.32
    c.shade(x + w / 2, y, w * 0.54, w * 0.03)
    c.rect(x, y - h * 1.06, w * 0.7, h * 0.92, red, bend=8)
    c.poly(
        [
            (x + w * 0.7, y - h * 0.14),
            (x + w * 0.7, y - h * 1.1),
            (x + w * 0.9, y - h * 1.1),
            (x + w * 0.98, y - h * 0.58),
            (x + w, y - h * 0.14),
        ],
        red,
    )
    c.rect(x, y - h * 0.52, w, h * 0.1, "#f6f0e0")
    c.rect(x, y - h * 0.4, w, h * 0.06, "#f2d24a")
    for i in range(3):
        c.rect(x + w * (0.04 + i * 0.215), y - h * 0.98, w * 0.19, h * 0.42, "#d5d9dc", bend=4)
        for row in range(4):
            c.rect(
                x + w * (0.045 + i * 0.215), y - h * (0.94 - row * 0.095), w * 0.18, 3, "#a5abb2"
            )
    c.poly(
        [
            (x + w * 0.83, y - h * 0.6),
            (x + w * 0.83, y - h),
            (x + w * 0.89, y - h),
            (x + w * 0.955, y - h * 0.6),
        ],
        "#a9ccd8",
    )
    _glass(c, x + w * 0.72, y - h, w * 0.09, h * 0.4, rider=True)
    for row in (0, 1):
        c.line(
            [(x + w * 0.02, y - h * (1.14 + row * 0.1)), (x + w * 0.74, y - h * (1.2 + row * 0.1))],
            "#c3c8cd",
            6,
        )
    for i in range(14):
        c.line(
            [
                (x + w * (0.04 + i * 0.05), y - h * (1.14 + i * 0.004)),
                (x + w * (0.04 + i * 0.05), y - h * (1.24 + i * 0.004)),
            ],
            "#c3c8cd",
            4,
        )
    c.rect(x + w * 0.78, y - h * 1.2, w * 0.1, h * 0.11, seen("#3f7fe0"), bend=6)
    c.glow(x + w * 0.83, y - h * 1.15, w * 0.22, "#1a3f8a")
    c.rect(x, y - h * 0.16, w, h * 0.06, "#3a3f4a")
    for share in (0.17, 0.84):
        wheel(c, x + w * share, y, w * 0.06)


def train(c: Canvas, x: float, y: float, w: float, tint: Colour = "#c9302c") -> None:
    """A regional train of two cars; x its left end, nose to the right."""
    h = w * 0.16
    c.shade(x + w / 2, y, w * 0.52, w * 0.02)
    c.rect(x + w * 0.02, y - h * 0.16, w * 0.94, h * 0.12, "#3a3f4a")
    c.poly(
        [
            (x, y - h * 0.12),
            (x, y - h),
            (x + w * 0.9, y - h),
            (x + w * 0.95, y - h * 0.9),
            (x + w * 0.995, y - h * 0.4),
            (x + w, y - h * 0.12),
        ],
        tint,
    )
    c.rect(x, y - h * 1.05, w * 0.9, h * 0.08, "#b9bdc2")
    c.rect(x, y - h * 0.3, w * 0.99, h * 0.07, "#f4efe4")
    for i in range(11):
        if i in {3, 8}:
            c.rect(x + w * (0.02 + i * 0.08), y - h * 0.86, w * 0.05, h * 0.7, "#e8e2d6", bend=3)
            c.rect(x + w * (0.028 + i * 0.08), y - h * 0.8, w * 0.034, h * 0.36, "#4f6a7c")
            continue
        _glass(
            c,
            x + w * (0.02 + i * 0.08),
            y - h * 0.84,
            w * 0.066,
            h * 0.44,
            rider=c.rng.random() < 0.4,
        )
    c.rect(x + w * 0.455, y - h * 1.02, w * 0.012, h * 0.92, "#33363f")
    c.poly(
        [
            (x + w * 0.905, y - h * 0.86),
            (x + w * 0.945, y - h * 0.82),
            (x + w * 0.978, y - h * 0.46),
            (x + w * 0.905, y - h * 0.46),
        ],
        "#2f4355",
    )
    c.oval(x + w * 0.985, y - h * 0.28, w * 0.006, w * 0.006, seen("#fff6cf"))
    c.glow(x + w * 0.99, y - h * 0.28, 120, "#6a5a2c")
    for share in (0.08, 0.15, 0.42, 0.5, 0.82, 0.89):
        wheel(c, x + w * share, y, w * 0.015, "#6d737d")


def digger(c: Canvas, x: float, y: float, s: float) -> None:
    """A yellow excavator on tracks, arm to the right."""
    yellow = "#efb23a"
    c.shade(x + s * 0.3, y, s * 0.75, s * 0.05)
    c.line(
        [(x + s * 0.3, y - s * 0.42), (x + s * 0.66, y - s * 0.95), (x + s * 1.1, y - s * 0.66)],
        dark(yellow, 0.08),
        s * 0.1,
    )
    c.line([(x + s * 1.1, y - s * 0.68), (x + s * 1.05, y - s * 0.22)], yellow, s * 0.08)
    c.blob(
        [
            (x + s * 1.0, y - s * 0.28),
            (x + s * 1.16, y - s * 0.24),
            (x + s * 1.12, y - s * 0.03),
            (x + s * 0.9, y - s * 0.06),
        ],
        "#5a5f69",
    )
    c.rect(x - s * 0.42, y - s * 0.2, s * 0.9, s * 0.2, "#3a3d47", bend=s * 0.1)
    for i in range(5):
        c.oval(x - s * 0.3 + i * s * 0.165, y - s * 0.1, s * 0.06, s * 0.06, "#6d727c")
    c.rect(x - s * 0.4, y - s * 0.48, s * 0.78, s * 0.27, yellow, bend=s * 0.05)
    c.rect(x - s * 0.4, y - s * 0.3, s * 0.78, s * 0.05, dark(yellow, 0.45))
    c.rect(x - s * 0.02, y - s * 0.84, s * 0.36, s * 0.4, yellow, bend=s * 0.05)
    _glass(c, x + s * 0.04, y - s * 0.79, s * 0.25, s * 0.28, rider=True)


def tractor(c: Canvas, x: float, y: float, s: float, tint: Colour) -> None:
    """A tractor heading right."""
    c.shade(x, y, s * 0.7, s * 0.06)
    c.rect(x - s * 0.1, y - s * 0.52, s * 0.64, s * 0.3, tint, bend=s * 0.05)
    c.rect(x + s * 0.34, y - s * 0.84, s * 0.04, s * 0.34, "#3a3d47")
    c.poly(
        [
            (x - s * 0.36, y - s * 0.4),
            (x - s * 0.3, y - s * 0.96),
            (x + s * 0.04, y - s * 0.96),
            (x + s * 0.12, y - s * 0.4),
        ],
        tint,
    )
    c.poly(
        [
            (x - s * 0.28, y - s * 0.56),
            (x - s * 0.24, y - s * 0.9),
            (x + s * 0.0, y - s * 0.9),
            (x + s * 0.06, y - s * 0.56),
        ],
        "#bcd9e0",
    )
    head(c, x - s * 0.12, y - s * 0.68, s * 0.07, look(c.rng))
    c.rect(x - s * 0.4, y - s * 1.0, s * 0.52, s * 0.07, light(tint, 0.2), bend=s * 0.03)
    for wx, r in ((-0.26, 0.3), (0.42, 0.18)):
        wheel(c, x + wx * s, y, r * s, "#efc44b")


def lorry(c: Canvas, x: float, y: float, w: float, body: Colour, cab: Colour) -> None:
    """A delivery or refuse lorry heading right."""
    h = w * 0.42
    c.shade(x + w / 2, y, w * 0.54, w * 0.03)
    c.rect(x, y - h * 1.06, w * 0.7, h * 0.9, body, bend=8)
    c.rect(x, y - h * 0.62, w * 0.7, h * 0.08, cab)
    c.poly(
        [
            (x + w * 0.72, y - h * 0.14),
            (x + w * 0.72, y - h * 0.9),
            (x + w * 0.9, y - h * 0.9),
            (x + w * 0.98, y - h * 0.5),
            (x + w, y - h * 0.14),
        ],
        cab,
    )
    _glass(c, x + w * 0.77, y - h * 0.82, w * 0.12, h * 0.32, rider=True)
    c.rect(x, y - h * 0.2, w * 0.98, h * 0.07, "#3a3f4a")
    for share in (0.16, 0.3, 0.83):
        wheel(c, x + w * share, y, w * 0.062)


def turbine(c: Canvas, x: float, y: float, h: float) -> None:
    """A wind turbine; h from ground to hub."""
    white = "#f5f3ee"
    c.poly(
        [(x - h * 0.018, y), (x - h * 0.009, y - h), (x + h * 0.009, y - h), (x + h * 0.018, y)],
        white,
    )
    c.poly(
        [(x + h * 0.004, y), (x + h * 0.002, y - h), (x + h * 0.009, y - h), (x + h * 0.018, y)],
        dark(white, 0.18),
    )
    turn = c.rng.uniform(0, 2.1)
    for i in range(3):
        a = turn + i * 2 * pi / 3
        tip, side = (
            (x + cos(a) * h * 0.56, y - h + sin(a) * h * 0.56),
            (cos(a + pi / 2) * h * 0.022, sin(a + pi / 2) * h * 0.022),
        )
        near = (x + cos(a) * h * 0.14, y - h + sin(a) * h * 0.14)
        c.poly(
            [
                (x, y - h),
                (near[0] + side[0], near[1] + side[1]),
                tip,
                (near[0] - side[0] * 0.4, near[1] - side[1] * 0.4),
            ],
            white,
        )
    c.oval(x, y - h, h * 0.022, h * 0.022, dark(white, 0.12))


def solar_table(c: Canvas, x: float, y: float, w: float) -> None:
    """A tilted rack of panels."""
    h = w * 0.3
    c.shade(x + w / 2, y, w * 0.5, w * 0.05)
    for px in (0.2, 0.8):
        c.rect(x + w * px, y - h * 0.5, w * 0.02, h * 0.5, "#8b919b")
    c.grad(
        [
            (x + w * 0.1, y - h),
            (x + w * 1.06, y - h),
            (x + w * 0.94, y - h * 0.2),
            (x - w * 0.02, y - h * 0.2),
        ],
        "#2d4f86",
        "#1f335f",
    )
    for i in range(1, 6):
        c.line(
            [(x + w * (0.1 + 0.16 * i), y - h), (x + w * (-0.02 + 0.16 * i), y - h * 0.2)],
            "#b9c9dd",
            1.6,
            150,
        )
    for j in (0.33, 0.66):
        c.line(
            [
                (x + w * (0.1 - 0.12 * j), y - h * (1 - 0.8 * j)),
                (x + w * (1.06 - 0.12 * j), y - h * (1 - 0.8 * j)),
            ],
            "#b9c9dd",
            1.6,
            150,
        )
    c.poly(
        [
            (x + w * 0.3, y - h),
            (x + w * 0.5, y - h),
            (x + w * 0.38, y - h * 0.2),
            (x + w * 0.18, y - h * 0.2),
        ],
        Seen((255, 255, 255)),
        40,
    )


def canoe(c: Canvas, x: float, y: float, w: float, tint: Colour) -> None:
    """An open canoe on the water."""
    c.oval(x, y + w * 0.05, w * 0.52, w * 0.05, Seen((30, 50, 80)), 60)
    c.poly(
        [
            (x - w * 0.54, y - w * 0.09),
            *arc(x, y - w * 0.08, w * 0.5, w * 0.13, 0.5, 0),
            (x + w * 0.54, y - w * 0.09),
        ],
        tint,
    )
    c.line(
        [(x - w * 0.52, y - w * 0.085), (x + w * 0.52, y - w * 0.085)], light(tint, 0.4), w * 0.018
    )
