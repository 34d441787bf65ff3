"""Scenes with a view: wind and sun, storks, castle, the spring in bloom."""

from math import cos, sin

from allmende.modules.portal.demo.drawing import animals, land, people, plants, things, vehicles
from allmende.modules.portal.demo.drawing import buildings as b
from allmende.modules.portal.demo.drawing.canvas import Canvas, H, W, arc
from allmende.modules.portal.demo.drawing.palette import dark, light, mix, seen
from allmende.modules.portal.demo.drawing.scene_river import meander


def energy(c: Canvas) -> None:
    """Wind turbines over the fields."""
    near = land.backdrop(c, 470)
    for i in range(6):
        x = 100 + i * 270 + c.rng.uniform(-60, 60)
        h = c.rng.choice((180, 240, 330))
        with c.far(0.34 if h < 200 else 0.18 if h < 300 else 0.05):
            vehicles.turbine(c, x, land.height_at(near, x) + h * 0.28, h)
    land.meadow(c, 690)
    vehicles.turbine(c, c.rng.choice((300, 1290)), 800, 620)
    land.path(c, [(800, 700, 14), (720, 780, 40), (860, 880, 90), (760, H + 40, 210)])
    people.crowd(c, 640, 960, 850, 940, 4, 200)
    plants.foreground(c)


def solar(c: Canvas) -> None:
    """Sheep among solar panels."""
    land.backdrop(c, 410)
    land.meadow(c, 540)
    for row in range(4):
        w = 170 + row * 62
        x = -90.0 - row * 30
        while x < W:
            vehicles.solar_table(c, x, 610 + row * 92, w)
            x += w * 1.14
    for i in range(5):
        animals.sheep(
            c,
            200 + i * 290 + c.rng.uniform(-80, 80),
            960 + c.rng.uniform(-20, 20),
            110,
            c.rng.choice((-1, 1)),
        )
    plants.foreground(c)


def storks(c: Canvas) -> None:
    """Storks on their chimney nest."""
    land.backdrop(c, 500)
    land.meadow(c, 640)
    land.river(c, meander(c, 660))
    x = c.rng.choice((430, 1150))
    roof = c.rng.choice(b.ROOFS)
    f = 1 if x < 800 else -1
    for i in range(7):
        b.cottage(c, x + f * (430 + i * 78), 706 + c.rng.uniform(-10, 16), c.rng.uniform(50, 66))
    plants.tree(c, x + f * 900, 900, 330)
    b.roof_rows(c, x - 430, x + 430, 740, 1010, roof)
    for side in (-1, 1):
        b.dormer(c, x + side * 240, 905, 110)
    c.rect(x - 46, 560, 92, 210, "#a4583f")
    for i in range(7):
        c.rect(x - 46, 580 + i * 28, 92, 3, "#7d4636")
    animals.stork(c, x - 40, 512, 300, 1 if x < 800 else -1)
    animals.stork(c, x + 66, 516, 250, -1 if x < 800 else 1, clatter=True)
    c.blob(
        [(x - 165, 506), (x, 494), (x + 165, 506), (x + 120, 566), (x, 580), (x - 120, 566)],
        "#7a5a3c",
    )
    for _ in range(90):
        a, px = c.rng.uniform(-0.3, 0.3), x + c.rng.gauss(0, 74)
        py = c.rng.uniform(500, 570)
        c.line(
            [(px - 40 * cos(a), py - 40 * sin(a)), (px + 40 * cos(a), py + 40 * sin(a))],
            c.rng.choice(("#6a4a30", "#9a7648", "#b59362")),
            4,
        )
    for i in range(2):
        animals.flying_stork(c, 1600 - x + i * 200 - 100, 190 + i * 90, 120 - i * 34)


def castle(c: Canvas) -> None:
    """A ruin on its wooded hill."""
    land.backdrop(c, 500, rows=False)
    x = c.rng.uniform(620, 980)
    mound = [(x + dx, 760 - 330 * (1 - (dx / 640) ** 2) ** 2) for dx in range(-640, 641, 40)]
    c.grad(
        [*mound, (x + 640, 820), (x - 640, 820)],
        dark(seen(c.pal.hills[2]), 0.05),
        dark(seen(c.pal.grass), 0.2),
    )
    _ruin(c, x, 446)
    for _ in range(120):
        dx = c.rng.uniform(-560, 560)
        y = 790 - 330 * (1 - (dx / 640) ** 2) ** 2 + c.rng.uniform(20, 180)
        if y < 770:
            (plants.conifer if c.rng.random() < 0.2 else plants.tree)(
                c, x + dx, y, c.rng.uniform(60, 95)
            )
    land.meadow(c, 770)
    b.street(c, 60, 420, 800, 90)
    b.street(c, 1230, 1540, 800, 90)
    land.path(c, [(x, 790, 20), (x - 60, 860, 60), (x + 40, H + 40, 160)])
    people.crowd(c, x - 130, x + 90, 840, 940, 4, 190)
    plants.foreground(c)


def _ruin(c: Canvas, x: float, y: float) -> None:
    stone = "#b9a88e"
    c.poly(
        [
            (x - 210, y + 60),
            (x - 210, y - 70),
            (x - 170, y - 92),
            (x - 120, y - 50),
            (x - 60, y - 84),
            (x + 40, y - 60),
            (x + 110, y - 110),
            (x + 160, y - 60),
            (x + 215, y - 86),
            (x + 215, y + 60),
        ],
        stone,
    )
    for i in range(5):
        wx = x - 180 + i * 82
        c.poly(
            [(wx, y + 4), *arc(wx + 14, y - 26, 14, 16, 0.5, 1), (wx + 28, y + 4)],
            mix(seen(c.pal.sky[1]), c.pal.sky[2], 0.5),
        )
    c.grad(
        [(x - 46, y + 50), (x - 40, y - 230), (x + 40, y - 230), (x + 46, y + 50)],
        light(stone, 0.15),
        stone,
    )
    c.poly(
        [(x + 6, y + 50), (x + 8, y - 230), (x + 40, y - 230), (x + 46, y + 50)], dark(stone, 0.25)
    )
    for i in range(4):
        c.rect(x - 46 + i * 26, y - 252, 16, 26, stone)
    for i in range(3):
        c.rect(x - 16, y - 190 + i * 60, 9, 26, "#3f3a48")
    things.flag(c, x, y - 240, 90, ("#c9483b", "#f6efe0"))


def spring(c: Canvas) -> None:
    """A round karst spring among blossom."""
    land.backdrop(c, 420)
    land.meadow(c, 560, bloom=0.4)
    x = c.rng.uniform(700, 900)
    for tx, y, h in (
        (x - 560, 680, 330),
        (x + 520, 690, 350),
        (x - 330, 620, 210),
        (x + 300, 615, 200),
    ):
        plants.crown(c, tx, y, h, seen(c.rng.choice((c.pal.leaves[2], c.pal.leaves[2], "#fbf3f0"))))
    c.oval(x, 770, 420, 130, "#bfae93")
    c.oval(x, 764, 400, 120, "#e2d6bf")
    c.oval(x, 770, 376, 106, mix(seen("#2f8f9a"), c.pal.water, 0.3))
    for share in (0.8, 0.55, 0.32):
        c.ring(x, 772, 376 * share, 106 * share, light(seen("#4fb0b5"), 0.35), 4)
    c.oval(x, 774, 90, 26, seen("#1f6f80"), 170)
    people.crowd(c, x - 600, x - 420, 800, 860, 2, 210)
    people.crowd(c, x + 430, x + 620, 800, 860, 2, 210)
    for _ in range(46):
        fx = c.rng.choice((c.rng.uniform(0, 600), c.rng.uniform(1000, W)))
        plants.flower(
            c, fx, c.rng.uniform(940, 1010), c.rng.uniform(70, 120), c.rng.choice(plants.FLOWERS)
        )
    animals.duck(c, x + 170, 790, 40)


SCENES = {"energy": energy, "solar": solar, "storks": storks, "castle": castle, "spring": spring}
