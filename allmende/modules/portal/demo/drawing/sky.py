"""Sky, sun, clouds, stars, snowfall."""

from allmende.modules.portal.demo.drawing.canvas import Canvas, H, W, arc
from allmende.modules.portal.demo.drawing.palette import light, mix, seen


def sky(c: Canvas, horizon: float) -> None:
    """The whole sky down to the horizon, with the sun or moon and its glow."""
    top, middle, low = (seen(x) for x in c.pal.sky)
    split = horizon * 0.62
    c.grad([(0, 0), (W, 0), (W, split + 2), (0, split + 2)], top, middle)
    c.grad([(0, split), (W, split), (W, horizon + 60), (0, horizon + 60)], middle, low)
    night = c.pal.name.endswith("night")
    if night:
        _stars(c, horizon)
    _disc(c, horizon, night=night)
    _clouds(c, horizon)


def _stars(c: Canvas, horizon: float) -> None:
    for _ in range(110):
        size = c.rng.choice((0.8, 1.0, 1.5, 2.0))
        c.oval(
            c.rng.uniform(0, W),
            c.rng.uniform(0, horizon * 0.8),
            size,
            size,
            seen("#f3f0e0"),
            c.rng.randint(90, 230),
        )


def _disc(c: Canvas, horizon: float, *, night: bool) -> None:
    low = c.pal.name.endswith(("golden", "evening", "dusk", "morning"))
    x = c.rng.choice((c.rng.uniform(140, 560), c.rng.uniform(1040, 1460)))
    y = horizon * (c.rng.uniform(0.6, 0.8) if low else c.rng.uniform(0.18, 0.34))
    size = c.rng.uniform(38, 54)
    sun = seen(c.pal.sun)
    if c.pal.name == "autumn_mist" or low or night:
        c.oval(x, y, size, size, sun, 235)
    if night:
        c.oval(
            x + size * 0.34,
            y - size * 0.14,
            size * 0.86,
            size * 0.86,
            mix(seen(c.pal.sky[0]), c.pal.sky[1], 0.35),
        )
        c.glow(x, y, 420, "#3b4668")
        return
    c.glow(x, y, 900 if low else 760, "#8a6a3c" if low else "#4a4430")
    c.glow(x, y, 300, "#7a6440")
    c.shine()
    c.glow(x, y + 60, 1100, "#30240f" if low else "#1a180f")


def _clouds(c: Canvas, horizon: float) -> None:
    kind = c.rng.choice(("puffs", "puffs", "streaks", "few"))
    base = mix(seen(c.pal.sky[2]), "#ffffff", 0.12 if c.pal.lamps else 0.62)
    if kind == "streaks":
        for _ in range(c.rng.randint(5, 9)):
            _streak(
                c,
                c.rng.uniform(-100, W),
                c.rng.uniform(60, horizon * 0.75),
                c.rng.uniform(160, 480),
                base,
            )
        return
    for _ in range(c.rng.randint(4, 6) if kind == "puffs" else 2):
        _puff(
            c,
            c.rng.uniform(-60, W),
            c.rng.uniform(70, horizon * 0.66),
            c.rng.uniform(0.6, 1.5),
            base,
        )


def _streak(c: Canvas, x: float, y: float, w: float, colour: tuple[int, int, int]) -> None:
    for i in range(3):
        shift = c.rng.uniform(-60, 60)
        c.rect(x + shift, y + i * 11, w * c.rng.uniform(0.5, 1), 9, colour, 95, bend=4.5)


def _puff(c: Canvas, x: float, y: float, s: float, colour: tuple[int, int, int]) -> None:
    """A flat-bottomed summer cloud: shade first, then the lit shape a little higher."""
    bumps = [(i * 30 * s, c.rng.uniform(24, 52) * s * (1.3 - abs(i - 3) * 0.24)) for i in range(7)]
    for shift, tint in ((0.0, mix(colour, c.pal.sky[1], 0.35)), (7 * s, light(colour, 0.25))):
        for bx, radius in bumps:
            top = max(0.0, y - radius)
            c.poly(_dome(x + bx, y - shift, radius, y - top), tint)
        c.rect(x - 36 * s, y - 24 * s - shift, 252 * s, 24 * s, tint, bend=12 * s)


def _dome(cx: float, base: float, rx: float, ry: float) -> list[tuple[float, float]]:
    return arc(cx, base, rx, ry, 0.5, 1.0)


def snowfall(c: Canvas, count: int = 260) -> None:
    """Flakes over everything, near ones bigger."""
    for _ in range(count):
        size = c.rng.choice((1.6, 2.2, 3, 4.4))
        c.oval(c.rng.uniform(0, W), c.rng.uniform(0, H), size, size, seen("#ffffff"), 190)


def birds(c: Canvas, x: float, y: float, count: int = 5) -> None:
    """A loose flight of small birds."""
    for _ in range(count):
        bx, by, s = x + c.rng.uniform(-90, 90), y + c.rng.uniform(-40, 40), c.rng.uniform(6, 11)
        c.line(
            [
                (bx - s, by - s * 0.5),
                (bx - s * 0.4, by - s * 0.6),
                (bx, by),
                (bx + s * 0.4, by - s * 0.6),
                (bx + s, by - s * 0.5),
            ],
            "#3a4256",
            2,
            190,
        )
