"""Scenes of daily life outdoors: pool, park, sport, garden, helping."""

from dataclasses import replace

from allmende.modules.portal.demo.drawing import animals, land, people, plants, sky, things
from allmende.modules.portal.demo.drawing import buildings as b
from allmende.modules.portal.demo.drawing.canvas import Canvas, H, W
from allmende.modules.portal.demo.drawing.palette import dark, light, mix, seen
from allmende.modules.portal.demo.drawing.scene_children import green


def pool(c: Canvas) -> None:
    """The open-air pool in summer."""
    green(c, 380, 500)
    for tx in range(0, W, 180):
        plants.tree(c, tx + c.rng.uniform(-40, 40), 560, c.rng.uniform(150, 230))
    _slide(c, c.rng.choice((330, 1250)))
    c.poly([(200, 640), (1400, 640), (1700, 960), (-100, 960)], "#efe4cf")
    water = mix(seen("#27b3c4"), c.pal.water, 0.25)
    c.grad([(230, 660), (1370, 660), (1600, 920), (0, 920)], light(water, 0.25), water)
    for i in range(1, 5):
        x0, x1 = 230 + i * 228, i * 320
        for j in range(26):
            t = j / 26
            c.oval(
                x0 + (x1 - x0) * t,
                660 + 260 * t,
                5 + 4 * t,
                4 + 2 * t,
                "#e9573f" if j % 4 < 2 else "#fbf7ee",
            )
    land.ripples(c, [(800, 670, 500), (800, 910, 720)])
    for i in range(8):
        x, y = 260 + i * 150 + c.rng.uniform(-40, 40), c.rng.uniform(720, 880)
        who = people.look(c.rng)
        c.oval(x, y + 8, 46, 12, "#ffffff", 120)
        c.cord([(x - 34, y + 4), (x - 52, y - 38)], who.skin, 13)
        people.head(c, x, y - 20, 25, replace(who, hat="bike" if i % 2 else ""), 1)
    for x in (90, 1130, 1470):
        things.parasol(c, x, 660 if x == 1130 else 720, 230, c.rng.choice(things.AWNINGS))
    for i in range(5):
        people.person(
            c,
            180 + i * 320 + c.rng.uniform(-60, 60),
            655 if i in {1, 2, 3} else 700,
            150,
            who=people.look(c.rng),
        )
    plants.foreground(c)


def _slide(c: Canvas, x: float) -> None:
    for i in range(4):
        c.rect(x - 90 + i * 58, 400 + i * 45, 10, 280 - i * 45, "#d5dade")
    c.line(
        [(x - 120, 380), (x - 30, 420), (x + 50, 520), (x + 120, 560), (x + 190, 660)],
        "#f0b93c",
        44,
    )
    c.line(
        [(x - 120, 366), (x - 30, 406), (x + 50, 506), (x + 120, 546), (x + 190, 646)], "#f9dc86", 8
    )
    c.rect(x - 150, 350, 70, 14, "#c9483b")


def park(c: Canvas) -> None:
    """A pond, a bench, a walk with the dog."""
    green(c)
    for x, y, h in ((140, 690, 480), (1440, 700, 520), (420, 610, 240), (1090, 600, 230)):
        plants.tree(c, x + c.rng.uniform(-40, 40), y, h)
    water = mix(seen(c.pal.water), c.pal.sky[2], 0.25)
    c.oval(820, 690, 330, 54, dark(seen(c.pal.grass), 0.25))
    c.oval(820, 686, 318, 48, water)
    for i in range(4):
        animals.duck(c, 680 + i * 90, 690 + (i % 2) * 14, 26)
    land.path(c, [(300, 730, 40), (700, 800, 60), (1000, 860, 80), (900, H + 50, 240)])
    for x in (520, 1180):
        things.lamp(c, x, 820, 300)
    things.bench(c, 190, 850, 260)
    people.seated(c, 270, 790, 240, facing=1)
    people.seated(c, 385, 790, 240, people.look(c.rng, "elder"), -1)
    people.crowd(c, 700, 1160, 880, 950, 3, 240)
    animals.dog(c, 640, 930, 100)
    plants.foreground(c)


def sports(c: Canvas) -> None:
    """A football match."""
    green(c, 400, 520)
    for tx in range(40, W, 210):
        plants.tree(c, tx, 570, c.rng.uniform(110, 180))
    for i in range(9):
        tint = light(seen(c.pal.grass), 0.14) if i % 2 else dark(seen(c.pal.grass), 0.06)
        c.poly(
            [
                (i * 200 - 100, 570),
                (i * 200 + 100, 570),
                (800 + (i * 200 - 700) * 1.9, H),
                (800 + (i * 200 - 900) * 1.9, H),
            ],
            tint,
        )
    for line in ([(0, 600), (W, 600)], [(800, 600), (760, H)]):
        c.line(line, "#fbf8ef", 6)
    c.ring(785, 770, 250, 74, "#fbf8ef", 6)
    c.rect(1210, 470, 9, 190, "#fbf8ef")
    c.rect(1530, 480, 9, 200, "#fbf8ef")
    c.line([(1212, 472), (1536, 482)], "#fbf8ef", 9)
    for i in range(1, 14):
        c.line([(1214 + i * 23, 476), (1214 + i * 23, 668)], "#fbf8ef", 1.5, 120)
        c.line([(1214, 476 + i * 14), (1534, 482 + i * 14)], "#fbf8ef", 1.5, 120)
    teams = c.rng.sample(("#d9443a", "#2f6f9f", "#f0c33c", "#f6f0e2", "#4f8a6b"), 2)
    for i in range(7):
        who = replace(
            people.look(c.rng, c.rng.choice(("adult", "child"))),
            shirt=teams[i % 2],
            skirt=False,
            trousers="#f6f0e2" if i % 2 else "#27466b",
        )
        people.person(
            c,
            170 + i * 190 + c.rng.uniform(-60, 60),
            730 + (i * 97 % 220),
            235,
            pose="run",
            who=who,
        )
    x, y = c.rng.uniform(660, 940), 900.0
    c.shade(x, y, 30)
    c.oval(x, y - 24, 24, 24, "#fbf8f2")
    for dx, dy in ((0, -24), (-15, -34), (14, -36), (-8, -10), (13, -14)):
        c.oval(x + dx, y + dy, 6, 6, "#33363f")


def garden(c: Canvas) -> None:
    """Vegetable beds, sunflowers, a watering can."""
    green(c)
    x = c.rng.uniform(120, 260)
    b.house(c, x, 690, 230, 110, timber=False, gable=True)
    plants.tree(c, x + 380, 670, 260)
    c.poly([(1080, 690), (1080, 540), (1210, 470), (1340, 540), (1340, 690)], "#cfe5e6", 170)
    for i in range(5):
        c.line([(1080 + i * 65, 690), (1080 + i * 65, 540 - 35 * min(i, 4 - i))], "#f7f4ec", 5)
    for fx in range(0, W, 30):
        c.rect(fx, 686, 10, 52, "#e9dcc4", bend=4)
    c.rect(0, 700, W, 6, "#e9dcc4")
    for row in range(3):
        y, h = 790 + row * 78, 22 + row * 6
        c.poly(
            [
                (160 - row * 50, y),
                (1440 + row * 50, y),
                (1470 + row * 60, y + 44),
                (130 - row * 60, y + 44),
            ],
            "#7a563c",
        )
        for i in range(24):
            px, kind = 180 - row * 45 + i * (52 + row * 4.2), (row + i // 6) % 4
            for dx in (-0.5, 0, 0.5):
                c.oval(
                    px + dx * h,
                    y + 16 - abs(dx) * -6,
                    h * 0.62,
                    h * 0.55,
                    ("#5f9a4a", "#86b957", "#4f8a5a", "#7fae4a")[kind],
                )
            if kind in {0, 2}:
                c.oval(px, y + 6, h * 0.34, h * 0.32, ("#d9443a", "", "#c9e08a")[kind])
    for i in range(8):
        plants.flower(c, 1180 + i * 48, 800, c.rng.uniform(150, 230), "#f4b942")
    people.person(
        c, 520, 830, 260, pose="hold", who=replace(people.look(c.rng, "elder"), hat="straw")
    )
    c.rect(576, 660, 56, 44, "#5b8a8f", bend=6)
    c.line([(630, 690), (676, 662)], "#5b8a8f", 8)
    for i in range(6):
        c.line([(676 + i * 6, 668), (700 + i * 9, 760)], "#d5eef2", 2, 190)
    people.child(c, 860, 840, 250, "hold")
    plants.foreground(c)


def horses(c: Canvas) -> None:
    """Horses at the paddock fence."""
    green(c, 430, 560)
    plants.tree(c, c.rng.choice((180, 1420)), 680, 400)
    for i in range(2):
        animals.horse(
            c,
            200 + i * 1230 + c.rng.uniform(-60, 60),
            680,
            100,
            c.rng.choice((-1, 1)),
            grazing=True,
        )
    animals.horse(c, 560 + c.rng.uniform(-50, 50), 860, 270, 1, grazing=c.rng.random() < 0.4)
    animals.horse(c, 1090 + c.rng.uniform(-40, 40), 880, 290, -1)
    animals.horse(c, 830, 850, 165, -1)
    for y in (900, 945):
        c.rect(0, y, W, 13, "#e6d9c2")
        c.rect(0, y + 10, W, 4, "#b7a587")
    for x in range(60, W, 250):
        c.rect(x, 868, 20, 132, "#efe4d0", bend=5)
    people.child(c, 250, 990, 300, "wave")
    people.person(c, 370, 1000, 300, pose="wave", who=people.look(c.rng, "adult"))
    plants.foreground(c)


def seniors(c: Canvas) -> None:
    """Older people on and around a bench."""
    green(c)
    b.house(c, 80, 680, 260, 150, timber=True)
    plants.tree(c, 430, 690, 330)
    plants.tree(c, 1340, 720, 520)
    land.path(c, [(200, 690, 30), (560, 780, 60), (900, 900, 110), (1000, H + 50, 320)])
    x = c.rng.uniform(700, 800)
    things.bench(c, x, 830, 340)
    for i in range(3):
        people.seated(
            c, x + 60 + i * 110, 755, 290, people.look(c.rng, "elder"), 1 if i < 2 else -1
        )
    _walker(c, 440, 930)
    people.wheelchair(c, 1210, 900, 290, people.look(c.rng, "elder"), -1)
    people.person(c, 1330, 905, 290, pose="hold", who=people.look(c.rng, "adult"), facing=-1)
    people.child(c, 620, 960, 280, "run")
    sky.birds(c, 700, 200)
    plants.foreground(c)


def _walker(c: Canvas, x: float, y: float) -> None:
    people.person(c, x, y, 290, pose="hold", who=people.look(c.rng, "elder"), facing=1)
    c.line([(x + 66, y - 150), (x + 96, y - 150), (x + 84, y - 20)], "#4a6f8f", 8)
    c.line([(x + 88, y - 110), (x + 130, y - 20)], "#4a6f8f", 8)
    c.rect(x + 84, y - 90, 52, 34, "#c9483b", bend=6)
    for dx in (84, 132):
        c.oval(x + dx, y - 14, 14, 14, "#2f3440")


def volunteers(c: Canvas) -> None:
    """Neighbours planting trees."""
    green(c)
    for tx in (90, 330, 1390, 1540):
        plants.tree(c, tx, 650, 240)
    vest = c.rng.choice(("#e9ab3c", "#3f8f7a", "#e0633f"))
    for i in range(3):
        x = 330 + i * 460 + c.rng.uniform(-40, 40)
        c.oval(x, 852, 80, 20, "#7a563c")
        c.oval(x + 100, 858, 62, 22, "#8a6346")
        plants.broadleaf(c, x, 850, 270)
        c.rect(x + 18, 700, 8, 150, "#c99a5c")
        for dx in (-110, 130):
            who = replace(people.look(c.rng), shirt=vest, skirt=False)
            people.person(
                c,
                x + dx,
                890 + c.rng.uniform(-10, 30),
                255,
                pose="hold",
                who=who,
                facing=1 if dx < 0 else -1,
            )
            if dx < 0:
                c.line([(x + dx + 58, 640), (x + dx + 76, 890)], "#8a5f3c", 8)
                c.blob(
                    [
                        (x + dx + 60, 880),
                        (x + dx + 92, 878),
                        (x + dx + 82, 930),
                        (x + dx + 70, 932),
                    ],
                    "#7d8792",
                )
    people.wheelchair(c, 1500, 940, 250, facing=-1)
    plants.foreground(c)


SCENES = {
    "pool": pool,
    "park": park,
    "sports": sports,
    "garden": garden,
    "horses": horses,
    "seniors": seniors,
    "volunteers": volunteers,
}
