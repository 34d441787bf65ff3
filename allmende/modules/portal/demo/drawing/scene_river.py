"""Scenes at the water: the Unstrut and its bridges."""

from allmende.modules.portal.demo.drawing import animals, land, people, plants, vehicles
from allmende.modules.portal.demo.drawing import buildings as b
from allmende.modules.portal.demo.drawing.canvas import Canvas, H, W, arc
from allmende.modules.portal.demo.drawing.palette import dark, light, mix, seen

Bends = list[tuple[float, float, float]]


def meander(c: Canvas, y: float) -> Bends:
    """The Unstrut winding out of the distance."""
    f, x = c.rng.choice((-1, 1)), c.rng.uniform(640, 960)
    return [
        (x, y, 10),
        (x + f * 220, y + 50, 26),
        (x + f * 60, y + 130, 70),
        (x - f * 220, y + 230, 150),
        (x - f * 40, H + 60, 420),
    ]


def river(c: Canvas) -> None:
    """Canoeists on the Unstrut."""
    land.backdrop(c, 420)
    land.meadow(c, 520, 12)
    bends = meander(c, 540)
    land.river(c, bends)
    left = bends[3][0] < 800
    for x, y, h in (
        ((1180, 640, 190), (1430, 740, 330)) if left else ((420, 640, 190), (170, 740, 330))
    ):
        plants.willow(c, x, y, h)
    for x, h in ((300, 150), (200, 120)) if left else ((1300, 150), (1420, 120)):
        plants.tree(c, x, 610, h)
    bx, by, _ = bends[3]
    _paddlers(c, bx + 110, by + 70, c.rng.choice(("#d9543f", "#e0a136", "#2f7a86")))
    for i in range(4):
        animals.duck(c, bends[2][0] + i * 34 - 40, bends[2][1] + 36 + (i % 2) * 12, 22)
    _reeds(c, 30 if left else 1300, 990)
    plants.foreground(c)


def _paddlers(c: Canvas, x: float, y: float, tint: str) -> None:
    for dx in (-66, 62):
        who = people.look(c.rng, "adult")
        c.blob(
            [
                (x + dx - 26, y),
                (x + dx - 24, y - 62),
                (x + dx, y - 74),
                (x + dx + 24, y - 62),
                (x + dx + 26, y),
            ],
            who.shirt,
        )
        people.head(c, x + dx + 3, y - 96, 22, who, 1)
        c.line([(x + dx + 52, y - 92), (x + dx + 10, y + 32)], "#8a5f3c", 6)
        c.cord([(x + dx + 14, y - 56), (x + dx + 40, y - 54)], light(who.shirt, 0.1), 13)
    vehicles.canoe(c, x, y, 290, tint)


def _reeds(c: Canvas, x: float, y: float) -> None:
    for i in range(26):
        rx, h = x + i * 10 + c.rng.uniform(-6, 6), c.rng.uniform(110, 210)
        c.line([(rx, y), (rx + h * 0.1, y - h)], mix(seen(c.pal.grass), "#3f5f3a", 0.4), 4)
        if i % 3 == 0:
            c.rect(rx + h * 0.1 - 5, y - h - 10, 10, 40, "#6b4630", bend=5)


def bridge(c: Canvas) -> None:
    """A stone bridge from bank to bank."""
    land.backdrop(c, 410)
    land.meadow(c, 560)
    land.river(c, [(800, 600, 380), (800, 700, 460), (760, 840, 560), (740, H + 60, 760)])
    b.street(c, -40, 300, 610, 130)
    b.street(c, 1330, W + 60, 610, 130)
    _arches(c, c.rng.choice((3, 3, 4)))
    for i in range(5):
        people.person(c, 330 + i * 210 + c.rng.uniform(-50, 50), 532, 118, pose="walk")
    plants.willow(c, c.rng.choice((110, 1490)), 820, 360)
    animals.duck(c, 620, 880, 34)
    animals.duck(c, 710, 900, 30)
    plants.foreground(c)


def _arches(c: Canvas, count: int) -> None:
    stone = "#c9b598"
    top = arc(800, 600, 760, 70, 0.5, 1, 30)
    c.grad([*top, (1560, 800), (40, 800)], light(stone, 0.1), dark(stone, 0.16))
    for _ in range(170):
        x, py = c.rng.uniform(70, 1530), c.rng.uniform(560, 780)
        c.rect(
            x,
            py,
            c.rng.uniform(22, 44),
            13,
            light(stone, 0.4) if c.rng.random() < 0.5 else dark(stone, 0.3),
            60,
            bend=4,
        )
    c.line([(x, py + 12) for x, py in top], dark(stone, 0.3), 10)
    wide = 1340 / count
    for i in range(count):
        cx = 130 + wide * (i + 0.5)
        for grow, tint in ((20, light(stone, 0.25)), (0, mix(seen(c.pal.water), "#26405c", 0.45))):
            c.poly(
                [
                    (cx - wide * 0.39 - grow, 806),
                    *arc(cx, 780, wide * 0.39 + grow, 150 + grow, 0.5, 1),
                    (cx + wide * 0.39 + grow, 806),
                ],
                tint,
            )
        c.poly(
            [(cx - wide * 0.3, 806), *arc(cx, 790, wide * 0.3, 96, 0.5, 1), (cx + wide * 0.3, 806)],
            mix(seen(c.pal.water), c.pal.sky[2], 0.4),
        )
    c.fade(40, 800, 1520, 110, seen(dark(stone, 0.4)), 120, 0)


SCENES = {"river": river, "bridge": bridge}
