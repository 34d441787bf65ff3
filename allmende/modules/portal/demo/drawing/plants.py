"""Trees, hedges, flowers, grass: the green (or golden, or white) that frames every picture."""

from math import cos, sin

from allmende.modules.portal.demo.drawing.canvas import Canvas
from allmende.modules.portal.demo.drawing.palette import RGB, dark, light, mix, seen

TRUNK = "#6f5544"
FLOWERS = ("#e8574f", "#f4b942", "#f6f0e2", "#d76fa0", "#8b6fc0", "#f08a4b")


def leaf(c: Canvas) -> RGB:
    """One of the season's leaf colours."""
    pick = c.rng.choice(c.pal.leaves if c.pal.season == "autumn" else c.pal.leaves[:2])
    return seen(pick)


def tree(c: Canvas, x: float, y: float, h: float) -> None:
    """A broad-leaved tree, bare in winter, now and then in blossom in spring."""
    if c.pal.season == "winter":
        bare_tree(c, x, y, h)
        return
    blossom = c.pal.season == "spring" and c.rng.random() < 0.3
    crown(c, x, y, h, seen(c.pal.leaves[2]) if blossom else leaf(c))


def broadleaf(c: Canvas, x: float, y: float, h: float) -> None:
    """A broad-leaved tree that never blossoms: street trees, saplings."""
    if c.pal.season == "winter":
        bare_tree(c, x, y, h)
    else:
        crown(c, x, y, h, leaf(c))


def crown(c: Canvas, x: float, y: float, h: float, colour: RGB) -> None:
    """A tree with a crown of this colour: three tones, light from the upper left."""
    c.shade(x + h * 0.06, y, h * 0.36)
    c.poly(
        [
            (x - h * 0.035, y),
            (x - h * 0.02, y - h * 0.5),
            (x + h * 0.02, y - h * 0.5),
            (x + h * 0.035, y),
        ],
        TRUNK,
    )
    c.line([(x, y - h * 0.3), (x + h * 0.12, y - h * 0.5)], TRUNK, h * 0.022)
    spots = [
        (c.rng.uniform(-0.25, 0.25), c.rng.uniform(-0.84, -0.42), c.rng.uniform(0.1, 0.18))
        for _ in range(13)
    ]
    spots += [(0, -0.62, 0.27), (-0.15, -0.55, 0.19), (0.15, -0.54, 0.19)]
    for shift, shrink, tint in (
        (0.022, 1.0, dark(colour, 0.25)),
        (0.004, 0.93, dark(colour, 0.08)),
        (-0.02, 0.76, colour),
        (-0.05, 0.5, light(colour, 0.16)),
        (-0.075, 0.26, light(colour, 0.3)),
    ):
        for dx, dy, size in spots:
            c.oval(
                x + (dx + shift) * h,
                y + (dy + shift) * h,
                size * h * shrink,
                size * h * shrink,
                tint,
            )
    for _ in range(int(h / 5)):
        dx, dy, size = c.rng.choice(spots)
        a = c.rng.uniform(0, 6.3)
        c.oval(
            x + (dx + cos(a) * size * 0.8) * h,
            y + (dy + sin(a) * size * 0.8) * h,
            h * 0.014,
            h * 0.01,
            light(colour, 0.4) if dx < 0.06 else dark(colour, 0.25),
            110,
        )


def bare_tree(c: Canvas, x: float, y: float, h: float) -> None:
    """Branches only, with a little snow light on them."""
    c.shade(x, y, h * 0.25)
    _branch(c, x, y, -1.57, h * 0.34, h * 0.05, 5)


def _branch(
    c: Canvas, x: float, y: float, angle: float, length: float, width: float, depth: int
) -> None:
    ex, ey = x + cos(angle) * length, y + sin(angle) * length
    c.line([(x, y), (ex, ey)], TRUNK if depth > 2 else mix(TRUNK, "#cfd8e2", 0.35), max(width, 1.2))
    if depth == 0:
        return
    for side in (-1, 1):
        _branch(
            c,
            ex,
            ey,
            angle + side * c.rng.uniform(0.22, 0.55),
            length * c.rng.uniform(0.66, 0.82),
            width * 0.62,
            depth - 1,
        )


def poplar(c: Canvas, x: float, y: float, h: float) -> None:
    """The tall column that lines the roads of the basin."""
    if c.pal.season == "winter":
        _bare_poplar(c, x, y, h)
        return
    green = leaf(c)
    w = h * c.rng.uniform(0.1, 0.13)
    c.line([(x, y), (x, y - h * 0.3)], TRUNK, h * 0.025)
    shape = [
        (0, -1),
        (0.55, -0.78),
        (0.95, -0.45),
        (0.8, -0.2),
        (0.2, -0.1),
        (-0.2, -0.1),
        (-0.8, -0.2),
        (-0.95, -0.45),
        (-0.55, -0.78),
    ]
    c.blob([(x + a * w, y + b * h) for a, b in shape], dark(green, 0.2))
    c.blob(
        [(x - w * 0.2 + a * w * 0.6, y - h * 0.04 + b * h * 0.9) for a, b in shape],
        light(green, 0.08),
    )
    for _ in range(int(h / 14)):
        px, py = x + c.rng.uniform(-0.6, 0.6) * w, y - c.rng.uniform(0.2, 0.8) * h
        c.line(
            [(px, py), (px + w * 0.1, py - h * 0.05)], light(green, 0.3), max(1.5, h * 0.008), 120
        )


def _bare_poplar(c: Canvas, x: float, y: float, h: float) -> None:
    c.line([(x, y), (x, y - h)], TRUNK, max(2, h * 0.02))
    for i in range(14):
        by = y - h * (0.15 + 0.055 * i)
        for side in (-1, 1):
            c.line(
                [(x, by), (x + side * h * 0.08 * (1.1 - i / 16), by - h * 0.1)],
                mix(TRUNK, "#8d98ab", 0.3),
                max(1, h * 0.008),
            )


def conifer(c: Canvas, x: float, y: float, h: float, *, snow: bool | None = None) -> None:
    """A fir of four skirts, snowed in when it is winter."""
    green = mix(seen(c.pal.leaves[1]), "#2f5d50", 0.4)
    white = c.pal.season == "winter" if snow is None else snow
    c.shade(x, y, h * 0.22)
    c.rect(x - h * 0.025, y - h * 0.12, h * 0.05, h * 0.12, TRUNK)
    for i in range(4):
        top, low, w = y - h * (1 - i * 0.2), y - h * (0.62 - i * 0.18), h * (0.13 + i * 0.055)
        c.poly(
            [
                (x, top),
                (x + w, low),
                (x + w * 0.4, low + h * 0.03),
                (x, low),
                (x - w * 0.5, low + h * 0.03),
                (x - w, low),
            ],
            green,
        )
        c.poly(
            [(x, top), (x + w, low), (x + w * 0.4, low + h * 0.03), (x + w * 0.15, low)],
            dark(green, 0.25),
        )
        if white:
            c.poly(
                [
                    (x, top),
                    (x + w * 0.45, top + (low - top) * 0.5),
                    (x, top + (low - top) * 0.42),
                    (x - w * 0.8, low - h * 0.02),
                    (x - w * 0.5, top + (low - top) * 0.5),
                ],
                seen(mix("#ffffff", c.pal.haze, 0.3)),
            )


def willow(c: Canvas, x: float, y: float, h: float) -> None:
    """A weeping willow at the water."""
    if c.pal.season == "winter":
        bare_tree(c, x, y, h)
        return
    green = leaf(c)
    c.shade(x, y, h * 0.4)
    c.poly(
        [
            (x - h * 0.05, y),
            (x - h * 0.03, y - h * 0.6),
            (x + h * 0.04, y - h * 0.6),
            (x + h * 0.05, y),
        ],
        TRUNK,
    )
    for tint, spread in ((dark(green, 0.25), 0.46), (green, 0.4), (light(green, 0.18), 0.28)):
        c.oval(x, y - h * 0.72, h * spread, h * spread * 0.58, tint)
        for i in range(22):
            sx = x + (i / 10.5 - 1) * h * spread
            drop = h * c.rng.uniform(0.3, 0.62) * (1.15 - abs(i / 10.5 - 1) * 0.35)
            c.cord(
                [(sx, y - h * 0.72), (sx + (sx - x) * 0.12, y - h * 0.72 + drop)], tint, h * 0.03
            )


def bush(c: Canvas, x: float, y: float, w: float) -> None:
    """A round bush, snow-capped in winter."""
    base = mix(leaf(c), "#3d6b4c", 0.15)
    for shift, tint, shrink in (
        (0, dark(base, 0.25), 1.0),
        (-0.05, base, 0.85),
        (-0.12, light(base, 0.2), 0.45),
    ):
        for dx in (-0.32, 0, 0.32):
            c.oval(
                x + (dx + shift) * w,
                y - w * (0.2 - shift),
                w * 0.26 * shrink,
                w * 0.24 * shrink,
                tint,
            )


def hedge(c: Canvas, x0: float, x1: float, y: float, h: float) -> None:
    """A row of bushes."""
    x = x0
    while x < x1:
        bush(c, x, y, h * c.rng.uniform(1.6, 2.3))
        x += h * 1.1


def tufts(c: Canvas, y0: float, y1: float, count: int = 260, *, bloom: float = 0.12) -> None:
    """Grass strokes and small flowers, growing bigger towards the viewer."""
    base = seen(c.pal.grass)
    flowers = (
        bloom if c.pal.season in {"spring", "summer"} and not c.pal.name.endswith("night") else 0
    )
    for y in sorted(c.rng.uniform(y0, y1) for _ in range(count)):
        x, s = c.rng.uniform(0, 1600), 4 + 15 * max(0.0, (y - y0) / (y1 - y0 + 1))
        if c.rng.random() < flowers:
            c.oval(x, y - s * 0.6, s * 0.2, s * 0.2, c.rng.choice(FLOWERS))
            continue
        tint = dark(base, 0.22) if c.rng.random() < 0.5 else light(base, 0.22)
        c.line([(x, y), (x + c.rng.uniform(-0.4, 0.4) * s, y - s)], tint, max(1.2, s * 0.13), 150)


def flower(c: Canvas, x: float, y: float, h: float, colour: str) -> None:
    """A tall flower on a stem with two leaves: tulip, daisy or sunflower by its colour."""
    stem = mix(seen(c.pal.grass), "#2f6b3a", 0.5)
    c.line([(x, y), (x + h * 0.03, y - h)], stem, max(2, h * 0.05))
    for side in (-1, 1):
        c.blob(
            [
                (x, y - h * 0.3),
                (x + side * h * 0.2, y - h * 0.55),
                (x + side * h * 0.16, y - h * 0.4),
            ],
            stem,
        )
    for i in range(8):
        a = i * 0.785
        c.oval(x + cos(a) * h * 0.12, y - h + sin(a) * h * 0.12, h * 0.08, h * 0.08, colour)
    c.oval(x, y - h, h * 0.085, h * 0.085, "#7a4a2a" if colour == "#f4b942" else "#f7d774")


def foreground(c: Canvas, *, side: str = "both") -> None:
    """Dark grasses and blooms at the lower corners: they push the scene back."""
    deep = mix(dark(seen(c.pal.grass), 0.45), c.pal.leaves[1], 0.25)
    if c.pal.season == "winter":
        deep = mix(deep, "#7d90b0", 0.45)
    for edge in ("left", "right") if side == "both" else (side,):
        for _ in range(46):
            reach = abs(c.rng.gauss(0, 130))
            x = reach if edge == "left" else 1600 - reach
            h = c.rng.uniform(60, 175) * max(0.25, 1 - reach / 420)
            lean = c.rng.uniform(-0.35, 0.35)
            c.poly(
                [(x - 5, 1004), (x + lean * h, 1000 - h), (x + 6, 1004)],
                mix(deep, c.pal.grass, c.rng.uniform(0, 0.3)),
            )
            if c.rng.random() < 0.16 and c.pal.season in {"spring", "summer"}:
                c.oval(x + lean * h, 1000 - h, 7, 7, c.rng.choice(FLOWERS))
