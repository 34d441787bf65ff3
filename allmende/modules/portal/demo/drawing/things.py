"""What stands in streets and rooms: stalls, benches, lamps, bunting, bicycles, bins."""

from math import cos, pi, sin

from allmende.modules.portal.demo.drawing.canvas import Canvas, arc
from allmende.modules.portal.demo.drawing.palette import Colour, Seen, dark, light, mix, seen

GOODS = ("#d94f3d", "#e9a53c", "#7fa84a", "#b04a7a", "#f0d269", "#8a5aa0", "#e87a4a")
AWNINGS = ("#c9483b", "#2f7a86", "#e0a136", "#5b8a58", "#7a5c98")
WOOD = "#a9774c"


def stall(c: Canvas, x: float, y: float, w: float, colour: Colour | None = None) -> None:
    """A market stall under a striped awning; x its left edge, y the ground."""
    tint, h = colour or c.rng.choice(AWNINGS), w * 0.95
    c.shade(x + w / 2, y, w * 0.62, w * 0.07)
    c.rect(x + w * 0.06, y - h * 0.82, w * 0.88, h * 0.5, dark(tint, 0.55), 200)
    for px in (0.04, 0.92):
        c.rect(x + w * px, y - h * 0.85, w * 0.035, h * 0.85, dark(WOOD, 0.3))
    c.rect(x, y - h * 0.36, w, h * 0.36, WOOD)
    for i in range(1, 6):
        c.rect(x + w * i / 6, y - h * 0.36, 2, h * 0.36, dark(WOOD, 0.35))
    _crates(c, x, y - h * 0.36, w)
    if c.pal.lamps:
        c.oval(x + w / 2, y - h * 0.66, w * 0.035, w * 0.035, seen("#ffe9a8"))
        c.glow(x + w / 2, y - h * 0.62, w * 1.3, "#7a501c")
    awning(c, x - w * 0.06, y - h * 1.12, w * 1.12, h * 0.36, tint)


def _crates(c: Canvas, x: float, y: float, w: float) -> None:
    for i in range(4):
        cx, tint = x + w * (0.04 + i * 0.24), c.rng.choice(GOODS)
        for row in range(2):
            for j in range(4 - row):
                c.oval(
                    cx + w * (0.035 + 0.05 * j + row * 0.025),
                    y - w * (0.05 + row * 0.04),
                    w * 0.031,
                    w * 0.031,
                    tint if (i + j) % 2 else light(tint, 0.2),
                )
        c.rect(cx, y - w * 0.05, w * 0.21, w * 0.06, light(WOOD, 0.25))


def awning(c: Canvas, x: float, y: float, w: float, h: float, tint: Colour) -> None:
    """A striped awning with a scalloped edge."""
    n, flare = 8, w * 0.06
    for i in range(n):
        colour = tint if i % 2 else "#f8efdc"
        a, b = i / n, (i + 1) / n
        top0, top1 = x + flare + (w - 2 * flare) * a, x + flare + (w - 2 * flare) * b
        c.poly([(top0, y), (top1, y), (x + w * b, y + h * 0.78), (x + w * a, y + h * 0.78)], colour)
        c.poly(
            arc(x + w * (a + b) / 2, y + h * 0.77, w / n / 2, h * 0.2, 0, 0.5), dark(colour, 0.1)
        )
    c.fade(x, y + h * 0.5, w, h * 0.28, Seen((40, 30, 70)), 0, 36)


def parasol(c: Canvas, x: float, y: float, s: float, tint: Colour) -> None:
    """A sunshade, s its height."""
    c.shade(x, y, s * 0.4)
    c.rect(x - s * 0.015, y - s * 0.8, s * 0.03, s * 0.8, "#e9e2d2")
    for i in range(6):
        a, b = -0.5 + i / 6, -0.5 + (i + 1) / 6
        c.poly(
            [(x, y - s), (x + a * s, y - s * 0.68), (x + b * s, y - s * 0.68)],
            tint if i % 2 else light(tint, 0.65),
        )


def lamp(c: Canvas, x: float, y: float, h: float) -> None:
    """A street lantern."""
    c.rect(x - h * 0.012, y - h * 0.85, h * 0.024, h * 0.85, "#38424f")
    c.rect(x - h * 0.035, y - h * 0.06, h * 0.07, h * 0.06, "#2f3844")
    c.poly(
        [
            (x - h * 0.035, y - h * 0.85),
            (x - h * 0.055, y - h * 0.96),
            (x + h * 0.055, y - h * 0.96),
            (x + h * 0.035, y - h * 0.85),
        ],
        seen("#ffe6a3") if c.pal.lamps else "#f3ead0",
    )
    c.poly(
        [(x - h * 0.07, y - h * 0.955), (x, y - h * 1.02), (x + h * 0.07, y - h * 0.955)], "#2f3844"
    )
    if c.pal.lamps:
        c.glow(x, y - h * 0.9, h * 0.95, "#8a6028")


def bench(c: Canvas, x: float, y: float, w: float) -> None:
    """A park bench, x its left end, seat at y - 0.24 w."""
    c.shade(x + w / 2, y, w * 0.56, w * 0.05)
    for px in (0.08, 0.86):
        c.rect(x + w * px, y - w * 0.46, w * 0.035, w * 0.46, "#3b4450")
    for row in (0.46, 0.37):
        c.rect(x, y - w * row, w, w * 0.06, WOOD, bend=w * 0.015)
    c.rect(x - w * 0.02, y - w * 0.24, w * 1.04, w * 0.06, light(WOOD, 0.12), bend=w * 0.015)


def bunting(
    c: Canvas, x0: float, y0: float, x1: float, y1: float, sag: float = 60, *, bulbs: bool = False
) -> None:
    """A string of pennants, or of little lamps."""
    count = max(6, int(abs(x1 - x0) / 46))
    points = [
        (x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count + sag * sin(pi * i / count))
        for i in range(count + 1)
    ]
    c.line(points, "#4a4a55", 2.5)
    for i, (x, y) in enumerate(points[1:-1]):
        if bulbs:
            c.oval(x, y + 6, 6, 7, seen("#ffe39a"))
            c.glow(x, y + 6, 70, "#6a4818")
        else:
            c.poly([(x - 15, y), (x + 15, y + 1), (x, y + 34)], GOODS[i % len(GOODS)])


def flag(c: Canvas, x: float, y: float, h: float, stripes: tuple[str, ...]) -> None:
    """A banner on a pole."""
    c.rect(x - 2.5, y - h, 5, h, "#cfd3d6")
    c.oval(x, y - h, 5, 5, "#d9b04a")
    w, part = h * 0.2, h * 0.42 / len(stripes)
    for i, tint in enumerate(stripes):
        top = y - h * 0.96 + i * part
        c.blob(
            [
                (x + 3, top),
                (x + w * 0.5, top + 5),
                (x + w, top),
                (x + w, top + part),
                (x + w * 0.5, top + part + 5),
                (x + 3, top + part),
            ],
            tint,
        )


def fountain(c: Canvas, x: float, y: float, s: float) -> None:
    """A market fountain, s wide."""
    water = mix(seen(c.pal.water), "#ffffff", 0.2)
    c.shade(x, y, s * 0.62, s * 0.12)
    c.grad(
        [*arc(x, y - s * 0.18, s * 0.5, s * 0.1, 0.5, 0), *arc(x, y, s * 0.46, s * 0.1, 0, 0.5)],
        "#d3c5ad",
        "#9f917d",
    )
    c.oval(x, y - s * 0.18, s * 0.5, s * 0.11, "#e3d7c1")
    c.oval(x, y - s * 0.175, s * 0.45, s * 0.09, water)
    c.poly(
        [
            (x - s * 0.05, y - s * 0.15),
            (x - s * 0.03, y - s * 0.6),
            (x + s * 0.03, y - s * 0.6),
            (x + s * 0.05, y - s * 0.15),
        ],
        "#c9bba3",
    )
    c.poly(arc(x, y - s * 0.5, s * 0.2, s * 0.08, 0, 0.5), "#b9ab94")
    c.oval(x, y - s * 0.5, s * 0.2, s * 0.035, water)
    for side in (-1, 1):
        for reach in (0.2, 0.3):
            c.line(
                arc(x, y - s * 0.18, side * s * reach, s * 0.46, 0.75, 1, 10),
                light(water, 0.5),
                max(2, s * 0.012),
                170,
            )


def bicycle(c: Canvas, x: float, y: float, s: float, tint: Colour, facing: int = 1) -> None:
    """A bicycle, s from hub to hub."""
    r, f = s * 0.34, facing
    back, front = (x - f * s / 2, y - r), (x + f * s / 2, y - r)
    c.shade(x, y, s * 0.8, s * 0.06)
    for hub in (back, front):
        c.ring(*hub, r, r, "#2c303b", s * 0.035)
        for i in range(6):
            c.line(
                [hub, (hub[0] + r * cos(i * pi / 3), hub[1] + r * sin(i * pi / 3))],
                "#9aa0aa",
                1.2,
                150,
            )
    seat, head, pedal = (
        (x - f * s * 0.2, y - r * 2.05),
        (x + f * s * 0.34, y - r * 2.1),
        (x - f * s * 0.06, y - r),
    )
    for line in (
        (back, pedal, seat, back),
        (seat, head, pedal),
        (head, front),
        (head, (head[0] - f * s * 0.02, head[1] - r * 0.35)),
    ):
        c.line(line, tint, s * 0.04)
    c.cord(
        [(seat[0] - s * 0.07, seat[1] - 2), (seat[0] + s * 0.07, seat[1] - 2)], "#33303a", s * 0.05
    )
    c.cord(
        [(head[0] - f * s * 0.1, head[1] - r * 0.35), (head[0] + f * s * 0.06, head[1] - r * 0.38)],
        "#33303a",
        s * 0.035,
    )


def wheelie_bin(c: Canvas, x: float, y: float, h: float, tint: Colour) -> None:
    """A household bin with a coloured lid."""
    c.shade(x + h * 0.04, y, h * 0.38, h * 0.06)
    body = mix("#59616d", tint, 0.6)
    c.poly(
        [
            (x - h * 0.29, y - h * 0.84),
            (x + h * 0.29, y - h * 0.84),
            (x + h * 0.23, y),
            (x - h * 0.23, y),
        ],
        body,
    )
    c.poly(
        [
            (x + h * 0.1, y - h * 0.84),
            (x + h * 0.29, y - h * 0.84),
            (x + h * 0.23, y),
            (x + h * 0.12, y),
        ],
        dark(body, 0.2),
    )
    c.rect(x - h * 0.34, y - h * 1.0, h * 0.68, h * 0.18, light(tint, 0.12), bend=h * 0.05)
    c.rect(x - h * 0.3, y - h * 0.84, h * 0.6, h * 0.03, dark(tint, 0.4), 150)
    c.oval(x + h * 0.2, y - h * 0.04, h * 0.07, h * 0.07, "#23262f")


def plant_pot(c: Canvas, x: float, y: float, h: float) -> None:
    """A big pot plant."""
    for i in range(9):
        a = -pi / 2 + (i - 4) * 0.28
        tip = (x + cos(a) * h * 0.62, y - h * 0.34 + sin(a) * h * 0.7)
        mid = ((x + tip[0]) / 2 + sin(a) * h * 0.06, (y - h * 0.34 + tip[1]) / 2 - h * 0.05)
        c.blob(
            [(x, y - h * 0.3), mid, tip, (mid[0] + h * 0.07, mid[1] + h * 0.07)],
            ("#4f8a5f", "#3f7553", "#6fa56b")[i % 3],
        )
    c.poly(
        [
            (x - h * 0.18, y - h * 0.32),
            (x + h * 0.18, y - h * 0.32),
            (x + h * 0.13, y),
            (x - h * 0.13, y),
        ],
        "#c9744a",
    )
    c.rect(x - h * 0.2, y - h * 0.35, h * 0.4, h * 0.07, "#d98a5c")
