"""The Thuringian basin: far ridges, field patchwork, villages in the haze, river, ground."""

from math import sin

from allmende.modules.portal.demo.drawing.buildings import church, cottage
from allmende.modules.portal.demo.drawing.canvas import Canvas, H, Point, W, smooth
from allmende.modules.portal.demo.drawing.palette import RGB, Colour, dark, light, mix, seen
from allmende.modules.portal.demo.drawing.plants import bush, conifer, poplar, tree, tufts
from allmende.modules.portal.demo.drawing.sky import sky

Ridge = list[Point]


def ridge(c: Canvas, y: float, swing: float) -> Ridge:
    """A gentle skyline from edge to edge, one point every 40 units."""
    a, b, f, g = (
        c.rng.uniform(0, 6),
        c.rng.uniform(0, 6),
        c.rng.uniform(0.0025, 0.0045),
        c.rng.uniform(0.006, 0.01),
    )
    return [
        (x, y + swing * (sin(a + x * f) * 0.75 + sin(b + x * g) * 0.25))
        for x in range(-40, W + 81, 40)
    ]


def height_at(line: Ridge, x: float) -> float:
    """The y of a ridge at x."""
    i = min(max(int((x + 40) // 40), 0), len(line) - 2)
    (x0, y0), (x1, y1) = line[i], line[i + 1]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def hill(c: Canvas, line: Ridge, top: Colour, bottom: Colour, depth: float = 260) -> None:
    """Everything below a ridge."""
    low = max(y for _, y in line) + depth
    c.grad([*line, (W + 80, low), (-80, low)], top, bottom)


def backdrop(
    c: Canvas, horizon: float = 430, *, village: bool = True, rows: bool = True, wood: bool = True
) -> Ridge:
    """Sky and three layers of land; returns the nearest ridge, where the scene begins."""
    sky(c, horizon)
    haze = seen(c.pal.haze)
    far = ridge(c, horizon - 46, 30)
    hill(c, far, mix(seen(c.pal.hills[0]), haze, 0.3), haze, 110)
    middle = ridge(c, horizon - 6, 20)
    if wood:
        _wood(c, middle)
    hill(
        c, middle, mix(seen(c.pal.hills[1]), haze, 0.15), mix(seen(c.pal.hills[1]), haze, 0.5), 120
    )
    _patchwork(c, middle, horizon + 130, 0.4)
    if village:
        _hamlet(c, middle, c.rng.uniform(250, 1350))
    near = ridge(c, horizon + 64, 22)
    _patchwork(c, near, horizon + 300, 0.08)
    if rows:
        _avenue(c, near)
    return near


def _wood(c: Canvas, line: Ridge) -> None:
    tint = mix(dark(seen(c.pal.hills[0]), 0.2), c.pal.leaves[1], 0.35)
    start = c.rng.uniform(-100, 900)
    for i in range(34):
        x = start + i * 20
        size = c.rng.uniform(12, 24)
        c.oval(x, height_at(line, min(max(x, 0), W)) - 2, size, size, mix(tint, c.pal.haze, 0.25))


def _patchwork(c: Canvas, line: Ridge, low: float, hazy: float) -> None:
    """Strips of field fanning out towards the viewer, each with its furrows."""
    x = -80.0
    while x < W + 40:
        wide = c.rng.uniform(120, 420)
        tint = mix(seen(c.rng.choice(c.pal.fields)), c.pal.haze, hazy)
        _strip(c, line, x, min(x + wide, W + 60), low, tint)
        x += wide


def _strip(c: Canvas, line: Ridge, x0: float, x1: float, low: float, tint: RGB) -> None:
    def fan(x: float) -> float:
        return 800 + (x - 800) * 1.9

    top = [
        (x0, height_at(line, x0)),
        *[q for q in line if x0 < q[0] < x1],
        (x1, height_at(line, x1)),
    ]
    c.grad([*top, (fan(x1), low), (fan(x0), low)], light(tint, 0.1), dark(tint, 0.06))
    step = c.rng.choice((14, 22, 400))
    for i in range(1, int((x1 - x0) / step)):
        x = x0 + i * step
        c.line([(x, height_at(line, x)), (fan(x), low)], dark(tint, 0.25), 2, 70)


def _hamlet(c: Canvas, line: Ridge, x: float) -> None:
    """A village a mile away: roofs, a spire, trees, all in haze."""
    with c.far(0.42):
        for i in range(9):
            hx = x - 150 + i * 36 + c.rng.uniform(-8, 8)
            if i == 4:
                church(c, hx, height_at(line, hx) + 14, 74)
            elif c.rng.random() < 0.3:
                tree(c, hx, height_at(line, hx) + 16, 50)
            cottage(c, hx + 14, height_at(line, hx) + 17, c.rng.uniform(24, 32))


def _avenue(c: Canvas, line: Ridge) -> None:
    """A row of poplars, a clump of trees: the verticals of a flat land."""
    start = c.rng.choice((c.rng.uniform(20, 260), c.rng.uniform(1050, 1280)))
    with c.far(0.16):
        for i in range(c.rng.randint(4, 7)):
            x = start + i * 44
            poplar(c, x, height_at(line, x) + 8, c.rng.uniform(100, 140))
        other = 1300 if start < 800 else 240
        for _ in range(4):
            x = other + c.rng.uniform(-110, 110)
            (conifer if c.rng.random() < 0.25 else tree)(
                c, x, height_at(line, x) + 12, c.rng.uniform(60, 100)
            )


def meadow(c: Canvas, y: float, swing: float = 10, *, bloom: float = 0.12) -> Ridge:
    """The grass (or snow) the scene stands on."""
    line = ridge(c, y, swing)
    base = seen(c.pal.grass)
    c.grad([*line, (W + 80, H + 20), (-80, H + 20)], light(base, 0.12), dark(base, 0.16))
    _mottle(c, y + swing, base)
    if c.pal.season != "winter":
        tufts(c, y + swing + 8, H, bloom=bloom)
    _thickets(c, line)
    return line


def _thickets(c: Canvas, line: Ridge) -> None:
    """Bushes and young trees along the meadow's far edge, in groups."""
    for _ in range(c.rng.randint(2, 4)):
        start = c.rng.uniform(0, W)
        for i in range(c.rng.randint(2, 5)):
            x = start + i * c.rng.uniform(26, 44)
            y = height_at(line, min(x, W)) + c.rng.uniform(8, 26)
            if c.rng.random() < 0.25:
                tree(c, x, y, c.rng.uniform(70, 110))
            else:
                bush(c, x, y, c.rng.uniform(36, 62))


def _mottle(c: Canvas, y: float, base: Colour) -> None:
    """Broad soft brush marks, so that no plain is quite plain."""
    for _ in range(34):
        py = c.rng.uniform(y, H)
        s = 0.4 + (py - y) / (H - y + 1)
        tint = light(base, 0.3) if c.rng.random() < 0.5 else dark(base, 0.3)
        c.oval(c.rng.uniform(0, W), py, 170 * s, 11 * s, tint, 26)


def paving(c: Canvas, y: float, colour: Colour | None = None) -> None:
    """A square of setts: rows that widen towards the viewer."""
    base = seen(colour or c.pal.paving)
    c.grad([(0, y), (W, y), (W, H), (0, H)], light(base, 0.1), dark(base, 0.14))
    row, gap = y, 7.0
    while row < H:
        c.line([(0, row), (W, row)], dark(base, 0.3), 1.2, 60)
        for _ in range(int(70 - gap)):
            x = c.rng.uniform(0, W)
            tint = light(base, 0.35) if c.rng.random() < 0.5 else dark(base, 0.28)
            c.rect(x, row + 1, gap * 1.7, gap * 0.8, tint, 50, bend=gap * 0.25)
        row += gap
        gap *= 1.13
    _mottle(c, y, base)


def road(c: Canvas, y: float, h: float, *, marks: bool = True) -> None:
    """A road straight across the picture."""
    grey = "#8b8d96"
    c.grad([(0, y), (W, y), (W, y + h), (0, y + h)], light(grey, 0.12), dark(grey, 0.1))
    c.rect(0, y - 5, W, 6, "#cfc8bd")
    c.rect(0, y + h, W, 8, "#cfc8bd")
    if marks:
        for x in range(-40, W, 170):
            c.poly(
                [
                    (x, y + h * 0.48),
                    (x + 90, y + h * 0.48),
                    (x + 86, y + h * 0.54),
                    (x - 6, y + h * 0.54),
                ],
                "#f4efe4",
            )


def path(c: Canvas, points: list[tuple[float, float, float]], colour: Colour | None = None) -> None:
    """A ribbon through the land; each point is x, y and half its width there."""
    _ribbon(c, points, light(seen(colour or c.pal.paving), 0.15), 1.0)


def river(c: Canvas, points: list[tuple[float, float, float]]) -> None:
    """The Unstrut: bank, water, the sky's light on it."""
    water = seen(c.pal.water)
    _ribbon(c, points, dark(seen(c.pal.grass), 0.3), 1.1)
    _ribbon(c, points, water, 1.0)
    for share, shine in ((0.8, 0.1), (0.6, 0.2), (0.36, 0.3)):
        _ribbon(c, points, mix(water, c.pal.sky[2], shine), share)
    ripples(c, points)


def ripples(c: Canvas, points: list[tuple[float, float, float]]) -> None:
    """Short light strokes on the water."""
    for _ in range(90):
        i = c.rng.randrange(len(points) - 1)
        t = c.rng.random()
        x, y, w = (a + (b - a) * t for a, b in zip(points[i], points[i + 1], strict=True))
        x += c.rng.uniform(-0.8, 0.8) * w
        c.line(
            [(x, y), (x + 8 + w * 0.16, y)], light(seen(c.pal.water), 0.6), max(1.2, w * 0.012), 120
        )


def _ribbon(
    c: Canvas, points: list[tuple[float, float, float]], colour: Colour, share: float
) -> None:
    left = smooth([(x - w * share, y) for x, y, w in points], closed=False)
    right = smooth([(x + w * share, y) for x, y, w in points], closed=False)
    c.poly([*left, *reversed(right)], colour)
