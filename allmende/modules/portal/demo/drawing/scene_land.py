"""Scenes out of town: forest, field, cycle path, snow."""

from dataclasses import replace

from allmende.modules.portal.demo.drawing import (
    animals,
    land,
    people,
    plants,
    sky,
    things,
    vehicles,
)
from allmende.modules.portal.demo.drawing import buildings as b
from allmende.modules.portal.demo.drawing.canvas import Canvas, H, W
from allmende.modules.portal.demo.drawing.palette import dark, light, mix, seen


def forest(c: Canvas) -> None:
    """Walkers among tall trunks."""
    sky.sky(c, 560)
    tone = mix(seen(c.pal.haze), c.pal.leaves[0], 0.35)
    c.grad([(0, 60), (W, 60), (W, H), (0, H)], mix(tone, c.pal.haze, 0.6), tone)
    for layer in range(4):
        share = layer / 3
        y = 620 + layer * 70
        _stand(c, y, share)
        if layer < 3:
            ground = mix(
                mix(seen(c.pal.grass), c.pal.haze, 0.6 - share * 0.4), c.pal.leaves[0], 0.2
            )
            c.grad(
                [*land.ridge(c, y - 8, 12), (W + 80, H), (-80, H)],
                light(ground, 0.1),
                dark(ground, 0.1 + share * 0.15),
            )
    land.path(c, [(820, 640, 16), (880, 720, 40), (720, 830, 90), (820, H + 40, 200)])
    for i in range(5):
        x = 150 + i * 330
        c.poly([(x, 0), (x + 60, 0), (x - 260, H), (x - 420, H)], seen(c.pal.sun), 16)
    people.crowd(c, 690, 900, 790, 850, 3, 200)
    animals.dog(c, 930, 850, 90, -1)
    for _ in range(16):
        plants.bush(
            c,
            c.rng.choice((c.rng.uniform(0, 560), c.rng.uniform(1060, W))),
            c.rng.uniform(760, 960),
            c.rng.uniform(60, 150),
        )
    plants.foreground(c)


def _stand(c: Canvas, y: float, share: float) -> None:
    """One depth of trunks under one roof of leaves."""
    air = 0.66 * (1 - share)
    with c.far(air):
        for _ in range(15 - int(share * 7)):
            x, w = c.rng.uniform(0, W), 14 + share * 44
            if share > 0.4 and 560 < x < 1060:
                continue
            birch = c.rng.random() < 0.25
            bark = "#e9e4d9" if birch else "#6a5343"
            c.poly(
                [
                    (x - w, y + 26),
                    (x - w * 0.5, y - 40),
                    (x - w * 0.36, -10),
                    (x + w * 0.36, -10),
                    (x + w * 0.5, y - 40),
                    (x + w, y + 26),
                ],
                bark,
            )
            c.poly(
                [
                    (x + w * 0.1, y + 10),
                    (x + w * 0.16, -10),
                    (x + w * 0.36, -10),
                    (x + w * 0.5, y - 40),
                    (x + w, y + 26),
                ],
                dark(bark, 0.35),
            )
            for i in range(9 if birch else 0):
                c.rect(x - w * 0.4, i * 66 + c.rng.uniform(0, 50), w * 0.4, 5, "#3a3436")
        if c.pal.season == "winter":
            return
        for _ in range(46):
            x, tint = c.rng.uniform(-40, W + 40), plants.leaf(c)
            size = c.rng.uniform(40, 100)
            c.oval(
                x,
                c.rng.uniform(-60, 150 - share * 50),
                size,
                size * 0.66,
                dark(tint, 0.2) if c.rng.random() < 0.5 else light(tint, 0.08),
                235,
            )


def field(c: Canvas) -> None:
    """Tractor and trailer in the stubble, ears and poppies before."""
    land.backdrop(c, 440)
    line = land.ridge(c, 590, 12)
    wheat = seen(c.rng.choice(c.pal.fields[:2]))
    land.hill(c, line, light(wheat, 0.15), dark(wheat, 0.12), 450)
    for i in range(-30, 62):
        c.line(
            [(800 + (i * 26), land.height_at(line, 800 + i * 26)), (800 + (i * 26) * 3.2, H + 10)],
            dark(wheat, 0.25),
            3,
            70,
        )
    for i in range(4):
        _bale(c, 180 + i * 390 + c.rng.uniform(-90, 90), 680 + c.rng.uniform(0, 50), 46)
    f = c.rng.uniform(420, 900)
    vehicles.tractor(c, f, 800, 240, c.rng.choice(("#c9403a", "#3f7d4a", "#2f6f9f")))
    c.shade(f - 300, 798, 170, 14)
    c.grad([(f - 430, 690), (f - 170, 690), (f - 190, 770), (f - 410, 770)], "#b98a55", "#8d6740")
    c.blob(
        [(f - 430, 692), (f - 380, 652), (f - 290, 640), (f - 210, 656), (f - 172, 692)], "#e6c363"
    )
    for x in (f - 380, f - 225):
        vehicles.wheel(c, x, 800, 38, "#c9483b")
    c.line([(f - 180, 770), (f - 60, 770)], "#3a3d47", 7)
    _ears(c, wheat)
    sky.birds(c, 900, 180)


def _bale(c: Canvas, x: float, y: float, r: float) -> None:
    c.shade(x + 14, y, r * 1.5, 10)
    straw = "#e0bb60"
    c.rect(x, y - 2 * r, r * 1.3, 2 * r, dark(straw, 0.2), bend=r * 0.5)
    c.oval(x, y - r, r * 0.8, r, straw)
    for share in (0.7, 0.4):
        c.ring(x, y - r, r * 0.8 * share, r * share, dark(straw, 0.25), 3)


def _ears(c: Canvas, wheat: tuple[int, int, int]) -> None:
    """Near ears of grain along the lower edge, poppies and cornflowers between."""
    for i in range(150):
        x, h = i * 11 + c.rng.uniform(-6, 6), c.rng.uniform(60, 150)
        lean = c.rng.uniform(-0.05, 0.2) * h
        tint = mix(dark(wheat, 0.28), light(wheat, 0.3), c.rng.random())
        c.line([(x, H), (x + lean * 0.5, H - h)], tint, 3)
        for j in range(5):
            c.oval(
                x + lean * 0.5 + lean * 0.06 * j + (3 if j % 2 else -3), H - h - j * 9, 5, 7, tint
            )
        if i % 13 == 4:
            c.oval(x + 6, H - h * 0.8, 15, 12, "#d8402f")
        elif i % 17 == 9:
            c.oval(x + 6, H - h * 0.7, 10, 9, "#4a6fc0")


def cycling(c: Canvas) -> None:
    """A family on the river cycle path."""
    land.backdrop(c, 420)
    land.meadow(c, 560)
    f = c.rng.choice((-1, 1))
    land.river(
        c,
        [
            (800 + f * 380, 570, 10),
            (800 + f * 460, 640, 34),
            (800 + f * 430, 720, 70),
            (800 + f * 620, 820, 150),
            (800 + f * 900, 1000, 300),
        ],
    )
    land.path(
        c,
        [
            (800 - f * 70, 575, 8),
            (800 - f * 20, 640, 24),
            (800 - f * 90, 760, 84),
            (800 + f * 40, H + 40, 330),
        ],
    )
    plants.tree(c, 800 - f * 560, 790, 420)
    for i in range(3):
        plants.poplar(c, 800 + f * (560 + i * 90), 640 + i * 12, 230)
    cyclist(c, 800 - f * 330, 800, 150, f)
    cyclist(c, 800 + f * 20, 880, 190, f)
    cyclist(c, 800 + f * 260, 830, 118, f, age="child")
    plants.foreground(c)


def cyclist(c: Canvas, x: float, y: float, s: float, f: int, age: str = "adult") -> None:
    """Somebody riding; s from hub to hub."""
    who = replace(people.look(c.rng, age), hat="bike")
    things.bicycle(c, x, y, s, c.rng.choice(things.AWNINGS), f)
    r = s * 0.34
    hip, grip = (x - f * s * 0.18, y - r * 2.35), (x + f * s * 0.26, y - r * 2.5)
    shoulder, pedal = (x + f * s * 0.02, y - r * 3.75), (x - f * s * 0.02, y - r * 0.7)
    c.cord([hip, (x + f * s * 0.16, y - r * 1.7), pedal], dark(who.trousers, 0.1), s * 0.12)
    c.cord([hip, shoulder], who.shirt, s * 0.2)
    c.cord(
        [hip, (x + f * s * 0.18, y - r * 1.9), (pedal[0] + f * s * 0.05, pedal[1] - r * 0.2)],
        who.trousers,
        s * 0.12,
    )
    c.cord([shoulder, (x + f * s * 0.18, y - r * 2.8), grip], light(who.shirt, 0.12), s * 0.075)
    people.head(c, shoulder[0] + f * s * 0.08, shoulder[1] - s * 0.2, s * 0.125, who, f)


def winter(c: Canvas) -> None:
    """Sledges, a snowman, a village in snow."""
    land.backdrop(c, 430)
    land.meadow(c, 560, 22)
    b.street(c, 60, 520, 650, 110)
    b.church(c, 590, 650, 330)
    for x in (900, 1010, 1180, 1330, 1480):
        plants.conifer(c, x, 700 + c.rng.uniform(-20, 30), c.rng.uniform(190, 300))
    slope = [(x, 960 - (x / W) ** 1.6 * 260) for x in range(0, W + 40, 40)]
    white = b.snow(c)
    c.grad([*slope, (W, H), (0, H)], white, mix(white, c.pal.hills[1], 0.4))
    for i, x in enumerate((640, 980, 1320)):
        y = 960 - (x / W) ** 1.6 * 260
        _sledge(c, x, y + 30, 120 + i * 6)
    _snowman(c, 240, 930, 250)
    people.child(c, 400, 950, 270, "cheer")
    sky.snowfall(c, 230)


def _sledge(c: Canvas, x: float, y: float, s: float) -> None:
    c.line([(x - s * 0.6, y - 22), (x - s * 0.5, y), (x + s * 0.5, y - 22)], "#7a4a2c", 7)
    c.line([(x - s * 0.5, y - 26), (x + s * 0.46, y - 44)], "#b57a45", 10)
    people.seated(
        c, x + s * 0.1, y - 44, s * 1.5, replace(people.look(c.rng, "child"), hat="beanie"), -1
    )


def _snowman(c: Canvas, x: float, y: float, h: float) -> None:
    c.shade(x + 10, y, h * 0.36)
    for cy, r in ((0.22, 0.25), (0.56, 0.18), (0.82, 0.125)):
        c.oval(x, y - h * cy, h * r, h * r, "#f7fafc")
        c.oval(x + h * r * 0.25, y - h * (cy - 0.02), h * r * 0.7, h * r * 0.8, "#dfe9f2", 120)
    c.rect(x - h * 0.13, y - h * 0.98, h * 0.26, h * 0.035, "#33363f")
    c.rect(x - h * 0.085, y - h * 1.12, h * 0.17, h * 0.15, "#33363f")
    c.rect(x - h * 0.15, y - h * 0.73, h * 0.3, h * 0.06, "#c9483b", bend=6)
    c.poly([(x, y - h * 0.83), (x + h * 0.16, y - h * 0.8), (x, y - h * 0.785)], "#ee8a3a")
    for dx in (-0.045, 0.045):
        c.oval(x + dx * h, y - h * 0.87, h * 0.014, h * 0.016, "#2a2c35")
    for cy in (0.62, 0.52, 0.3):
        c.oval(x, y - h * cy, h * 0.018, h * 0.018, "#2a2c35")
    for f in (-1, 1):
        c.line([(x + f * h * 0.15, y - h * 0.6), (x + f * h * 0.36, y - h * 0.74)], "#6b4a34", 6)


SCENES = {"forest": forest, "field": field, "cycling": cycling, "winter": winter}
