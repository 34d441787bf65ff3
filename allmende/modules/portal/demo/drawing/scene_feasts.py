"""Scenes of feasts: festival, brass band, Christmas market, carnival."""

from dataclasses import replace

from allmende.modules.portal.demo.drawing import buildings as b
from allmende.modules.portal.demo.drawing import land, people, plants, sky, things, vehicles
from allmende.modules.portal.demo.drawing.canvas import Canvas, W, arc
from allmende.modules.portal.demo.drawing.palette import dark, light, mix, seen
from allmende.modules.portal.demo.drawing.scene_town import square


def festival(c: Canvas) -> None:
    """Tents, lamps and a Ferris wheel on the meadow."""
    land.backdrop(c, 430)
    wheel(c, c.rng.choice((380, 1230)), 690, 260)
    land.meadow(c, 660)
    for x in (700, 940):
        tent(c, x, 720, 260, c.rng.choice(things.AWNINGS))
    for y in (230, 330):
        things.bunting(c, -20, y, 820, y + 60, 90, bulbs=True)
        things.bunting(c, 780, y + 60, W + 20, y - 20, 90, bulbs=y > 300)
    things.stall(c, c.rng.choice((80, 1240)), 800, 270)
    people.crowd(c, 60, 1540, 770, 880, 11, 190)
    people.crowd(c, 300, 1300, 930, 980, 5, 270)
    plants.foreground(c)


def wheel(c: Canvas, x: float, y: float, r: float) -> None:
    """A Ferris wheel standing on y."""
    hub = y - r * 1.15
    for side in (-1, 1):
        c.line([(x, hub), (x + side * r * 0.5, y)], "#d9d4c8", 11)
    spokes = arc(x, hub, r, r, 0, 1, 12)[:-1]
    for sx, sy in spokes:
        c.line([(x, hub), (sx, sy)], "#efe8d9", 4)
    c.ring(x, hub, r, r, "#efe8d9", 8)
    c.ring(x, hub, r * 0.7, r * 0.7, "#efe8d9", 4)
    for i, (sx, sy) in enumerate(spokes):
        tint = things.GOODS[i % 7]
        c.poly(arc(sx, sy + 18, r * 0.11, r * 0.12, 0, 0.5), tint)
        c.poly(arc(sx, sy + 4, r * 0.12, r * 0.07, 0.5, 1), dark(tint, 0.15))
        if c.pal.lamps:
            c.glow(sx, sy, 120, "#6a4a20")


def tent(c: Canvas, x: float, y: float, w: float, tint: str) -> None:
    """A peaked feast tent, x its left edge."""
    h = w * 0.9
    c.shade(x + w / 2, y, w * 0.55, w * 0.04)
    c.rect(x + w * 0.06, y - h * 0.5, w * 0.88, h * 0.5, "#f6eddb")
    for i in range(4):
        c.rect(
            x + w * (0.06 + i * 0.22), y - h * 0.5, w * 0.11, h * 0.5, mix(tint, "#ffffff", 0.15)
        )
    c.poly([(x + w * 0.38, y), (x + w * 0.5, y - h * 0.46), (x + w * 0.62, y)], dark(tint, 0.6))
    n = 8
    for i in range(n):
        c.poly(
            [
                (x + w / 2, y - h),
                (x + w * i / n, y - h * 0.46),
                (x + w * (i + 1) / n, y - h * 0.46),
            ],
            tint if i % 2 else "#f9f1e0",
        )
    c.poly(
        [(x + w / 2, y - h * 1.14), (x + w * 0.64, y - h * 1.09), (x + w / 2, y - h * 1.03)], tint
    )
    c.line([(x + w / 2, y - h * 1.14), (x + w / 2, y - h)], "#5a5f69", 3)


def christmas(c: Canvas) -> None:
    """The Christmas market round its tree."""
    square(c, 600)
    fir_tree(c, 800 + c.rng.uniform(-150, 150), 720, 560)
    for x in (30, 300, 1060, 1330):
        things.stall(c, x, 730, 240, c.rng.choice(("#a5322e", "#2f5f52")))
        c.poly(
            [
                (x - 18, 470),
                (x + 20, 448),
                (x + 220, 448),
                (x + 258, 470),
                (x + 258, 490),
                (x - 18, 490),
            ],
            b.snow(c),
        )
    things.bunting(c, -20, 300, W + 20, 290, 100, bulbs=True)
    people.crowd(c, 60, 1540, 790, 960, 10, 215)
    sky.snowfall(c, 200)


def fir_tree(c: Canvas, x: float, y: float, h: float) -> None:
    """The decorated tree."""
    c.glow(x, y - h * 0.5, h * 1.4, "#3a280e")
    plants.conifer(c, x, y, h, snow=False)
    for i in range(52):
        part = (i + 1) / 53
        bx, by = x + c.rng.uniform(-1, 1) * h * 0.3 * part, y - h * 0.98 + part * h * 0.88
        tint = ("#ffe39a", "#ffe39a", "#ff8f6b")[i % 3]
        c.oval(bx, by, 5.5, 5.5, seen(tint))
        c.glow(bx, by, 54, "#6a4818")
    star = [
        p
        for i in range(5)
        for p in (
            arc(x, y - h, 26, 26, -0.25 + i / 5, 1, 1)[0],
            arc(x, y - h, 11, 11, -0.15 + i / 5, 1, 1)[0],
        )
    ]
    c.poly(star, seen("#fff0b0"))
    c.glow(x, y - h, 200, "#9a7430")


def carnival(c: Canvas) -> None:
    """A float with a laughing sun, confetti."""
    square(c, 590)
    things.bunting(c, -20, 240, 860, 230, 70)
    things.bunting(c, 760, 220, W + 20, 260, 80)
    _float(c, c.rng.uniform(440, 700), 760)
    for px in range(80, 1560, 170):
        who = people.look(c.rng)
        people.person(
            c,
            px + c.rng.uniform(-40, 40),
            840 + c.rng.uniform(-20, 90),
            235,
            pose="cheer" if c.rng.random() < 0.6 else "wave",
            who=replace(who, hat="party" if c.rng.random() < 0.75 else "straw"),
        )
    for _ in range(330):
        x, y, s = c.rng.uniform(0, W), c.rng.uniform(60, 990), c.rng.uniform(4, 9)
        c.poly(
            [(x, y), (x + s, y + s * 0.4), (x + s * 0.6, y + s * 1.3), (x - s * 0.4, y + s)],
            c.rng.choice(things.GOODS),
            230,
        )


def _float(c: Canvas, x: float, y: float) -> None:
    """A parade float with a smiling sun."""
    c.rect(x, y - 130, 480, 110, "#7b5a9e", bend=12)
    for i in range(12):
        c.poly(arc(x + 20 + i * 40, y - 130, 20, 28, 0, 0.5), "#f0c33c" if i % 2 else "#e5708a")
    for wx in (80, 400):
        vehicles.wheel(c, x + wx, y, 44)
    for i in range(16):
        (px, py), (qx, qy) = (
            arc(x + 240, y - 265, 150, 150, i / 16, 1, 1)[0],
            arc(x + 240, y - 265, 105, 105, (i + 0.5) / 16, 1, 1)[0],
        )
        c.poly([(px, py), (qx, qy), (x + 240, y - 265)], "#f2a93a")
    c.oval(x + 240, y - 265, 108, 108, "#f8cf55")
    for dx in (-36, 36):
        c.oval(x + 240 + dx, y - 285, 12, 16, "#4a3326")
        c.oval(x + 240 + dx * 1.6, y - 250, 18, 14, "#ee8a55")
    c.line(arc(x + 240, y - 262, 46, 40, 0.06, 0.44), "#4a3326", 8)
    for dx in (30, 440):
        people.person(c, x + dx, y - 130, 170, pose="cheer")


def music(c: Canvas) -> None:
    """A brass band in the bandstand, its listeners before it."""
    square(c, 600, spire=True)
    x = 800 + c.rng.uniform(-90, 90)
    _bandstand(c, x, 800, 760)
    for i in range(6):
        px = x - 290 + i * 116
        people.person(
            c,
            px,
            742 - (i % 2) * 8,
            195,
            pose="hold",
            facing=1 if i < 3 else -1,
            who=replace(
                people.look(c.rng, "adult"), shirt="#27466b", hat="cap", trousers="#23304a"
            ),
        )
        _instrument(c, px + (42 if i < 3 else -42), 632, i, 1 if i < 3 else -1)
    for i in range(11):
        _back(c, 80 + i * 145 + c.rng.uniform(-22, 22), 985 + c.rng.uniform(-8, 40), 280)
    things.bunting(c, -20, 190, x - 330, 300, 60, bulbs=True)
    things.bunting(c, x + 330, 300, W + 20, 190, 60, bulbs=True)


def _back(c: Canvas, x: float, y: float, h: float) -> None:
    """A listener seen from behind, head and shoulders."""
    who = people.look(c.rng)
    c.blob(
        [
            (x - h * 0.2, y + 60),
            (x - h * 0.19, y - h * 0.2),
            (x, y - h * 0.3),
            (x + h * 0.19, y - h * 0.2),
            (x + h * 0.2, y + 60),
        ],
        dark(who.shirt, 0.2),
    )
    c.oval(x, y - h * 0.42, h * 0.1, h * 0.12, who.skin if who.style == "bald" else who.hair)
    if who.style in {"long", "bob"}:
        c.rect(
            x - h * 0.11,
            y - h * 0.42,
            h * 0.22,
            h * (0.26 if who.style == "long" else 0.14),
            who.hair,
            bend=h * 0.07,
        )


def _bandstand(c: Canvas, x: float, y: float, w: float) -> None:
    c.shade(x, y, w * 0.56, 24)
    c.rect(x - w * 0.46, y - 470, w * 0.92, 420, "#3d4a63", 90)
    c.grad(
        [(x - w / 2, y - 66), (x + w / 2, y - 66), (x + w / 2, y), (x - w / 2, y)],
        "#d9b98a",
        "#a9855c",
    )
    c.rect(x - w * 0.52, y - 74, w * 1.04, 14, "#e9cfa2")
    for px in (-0.46, -0.24, 0.24, 0.46):
        c.rect(x + px * w - 7, y - 480, 14, 410, "#f6efe0")
    c.grad(
        [
            (x - w * 0.56, y - 468),
            (x - w * 0.1, y - 610),
            (x + w * 0.1, y - 610),
            (x + w * 0.56, y - 468),
        ],
        "#4f8f86",
        "#39716b",
    )
    c.rect(x - w * 0.56, y - 476, w * 1.12, 16, "#f6efe0", bend=6)
    if c.pal.lamps:
        c.glow(x, y - 400, w * 0.9, "#4a3010")


def _instrument(c: Canvas, x: float, y: float, kind: int, side: int) -> None:
    brass = "#e6b541"
    if kind in {0, 5}:
        c.ring(x, y + 8, 30, 40, brass, 13)
        c.poly([(x - 12, y - 20), (x + 12, y - 20), (x + 34, y - 78), (x - 34, y - 78)], brass)
        c.oval(x, y - 78, 34, 10, light(brass, 0.4))
    elif kind in {1, 4}:
        c.line([(x - side * 34, y - 28), (x + side * 44, y - 20)], brass, 9)
        c.poly(
            [
                (x + side * 40, y - 26),
                (x + side * 78, y - 44),
                (x + side * 78, y + 4),
                (x + side * 40, y - 14),
            ],
            light(brass, 0.15),
        )
    elif kind == 2:
        c.oval(x + side * 14, y + 22, 58, 58, "#c9483b")
        c.oval(x + side * 14, y + 22, 48, 48, "#f6efe0")
    else:
        c.line([(x - side * 20, y - 40), (x + side * 30, y + 34)], "#2f2a2c", 9)
        c.oval(x + side * 32, y + 36, 10, 8, "#2f2a2c")


SCENES = {"festival": festival, "christmas": christmas, "carnival": carnival, "music": music}
