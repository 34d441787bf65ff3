"""Scenes of work and services: fire brigade, roads, bus, train, waste, water, business, health."""

from dataclasses import replace

from allmende.modules.portal.demo.drawing import buildings as b
from allmende.modules.portal.demo.drawing import land, people, plants, things, vehicles
from allmende.modules.portal.demo.drawing.canvas import Canvas, H, W, arc
from allmende.modules.portal.demo.drawing.palette import mix, seen
from allmende.modules.portal.demo.drawing.scene_children import block, green


def fire_brigade(c: Canvas) -> None:
    """The engine before its station."""
    green(c, 400, 560)
    x = c.rng.uniform(180, 420)
    c.rect(x + 780, 230, 130, 440, "#efe3cb")
    c.rect(x + 780, 220, 130, 22, b.ROOFS[1])
    for i in range(4):
        b.window(c, x + 825, 280 + i * 90, 36, 46)
    c.rect(x, 410, 800, 270, "#f3e7cf")
    c.rect(x - 16, 392, 832, 30, b.ROOFS[1])
    for i in range(3):
        gx = x + 40 + i * 250
        c.rect(gx, 460, 220, 220, "#c23a30" if i != 1 else "#3a3f4c")
        for row in range(5 if i != 1 else 0):
            c.rect(gx, 460 + row * 44, 220, 4, "#9c2d26")
        if i != 1:
            for j in range(4):
                c.rect(gx + 14 + j * 51, 514, 40, 30, "#a9ccd8")
    land.paving(c, 680, "#b9b6b3")
    c.fade(0, 680, W, 30, seen("#2a2348"), 50, 0)
    vehicles.fire_engine(c, c.rng.uniform(330, 560), 850, 720)
    for i, px in enumerate((130, 240, 1340, 1450)):
        who = replace(
            people.look(c.rng, "adult"),
            shirt="#2f3a55",
            trousers="#27304a",
            hat="fire",
            skirt=False,
        )
        people.person(c, px, 890 + (i % 2) * 40, 270, who=who, pose="stand" if i % 2 else "wave")
        c.rect(px - 30, 890 + (i % 2) * 40 - 150, 60, 9, "#e8e36a")
    people.child(c, 1200, 950, 270, "cheer")


def road_works(c: Canvas) -> None:
    """A digger, a trench, barriers."""
    green(c, 400, 540)
    b.street(c, -40, c.rng.uniform(380, 560), 640, 170)
    plants.tree(c, 1420, 660, 300)
    land.road(c, 690, 220, marks=False)
    c.blob([(420, 750), (760, 735), (1130, 752), (1160, 830), (800, 860), (430, 838)], "#7a5a42")
    c.blob([(470, 765), (780, 755), (1080, 768), (1090, 820), (780, 840), (480, 826)], "#5d4433")
    c.line([(500, 800), (1060, 800)], "#d9843a", 22)
    vehicles.digger(c, c.rng.uniform(330, 420), 745, 340)
    c.poly([(1120, 790), (1230, 690), (1330, 730), (1400, 795)], "#a98a66")
    for i, px in enumerate((960, 1180, 250)):
        who = replace(people.look(c.rng, "adult"), shirt="#f0812e", hat="helmet", skirt=False)
        people.person(c, px, 850 + i * 14, 250, pose="hold", who=who)
        c.rect(px - 26, 850 + i * 14 - 148, 52, 9, "#f3ecc0")
    for x in range(60, W, 390):
        _barrier(c, x + c.rng.uniform(-20, 20), 965)
    for x in (380, 790, 1180):
        _cone(c, x, 975, 90)
    plants.foreground(c)


def _barrier(c: Canvas, x: float, y: float) -> None:
    c.shade(x + 120, y, 140, 10)
    for dx in (24, 206):
        c.rect(x + dx, y - 110, 10, 110, "#6d737d")
    for i in range(8):
        c.poly(
            [
                (x + i * 30, y - 70),
                (x + i * 30 + 14, y - 116),
                (x + i * 30 + 44, y - 116),
                (x + i * 30 + 30, y - 70),
            ],
            "#d63a30" if i % 2 else "#fbf7ee",
        )
    c.oval(x + 30, y - 128, 14, 14, seen("#f7b93c"))
    c.glow(x + 30, y - 128, 80, "#7a4a10")


def _cone(c: Canvas, x: float, y: float, h: float) -> None:
    c.rect(x - h * 0.3, y - h * 0.08, h * 0.6, h * 0.08, "#c9562c")
    c.poly(
        [
            (x - h * 0.2, y - h * 0.08),
            (x - h * 0.04, y - h),
            (x + h * 0.04, y - h),
            (x + h * 0.2, y - h * 0.08),
        ],
        "#e8692f",
    )
    c.poly(
        [
            (x - h * 0.145, y - h * 0.38),
            (x - h * 0.1, y - h * 0.64),
            (x + h * 0.1, y - h * 0.64),
            (x + h * 0.145, y - h * 0.38),
        ],
        "#fbf7ee",
    )


def bus(c: Canvas) -> None:
    """A bus at its stop."""
    land.backdrop(c, 400)
    land.meadow(c, 560)
    b.street(c, c.rng.uniform(-60, 40), c.rng.uniform(560, 900), 660, 180)
    plants.tree(c, 1200, 670, 310)
    plants.tree(c, 1450, 670, 260)
    land.road(c, 720, 150)
    x = c.rng.uniform(60, 260)
    vehicles.bus(c, x, 815, 900, c.rng.choice(("#d9a02f", "#2f7a86", "#c9483b", "#4f8a6b")))
    land.paving(c, 880)
    c.rect(1210, 560, 10, 340, "#5a6470")
    c.rect(1530, 560, 10, 340, "#5a6470")
    c.rect(1215, 600, 320, 270, "#cfe3e8", 110)
    c.rect(1190, 545, 370, 22, "#3f4a5a", bend=6)
    things.bench(c, 1270, 895, 200)
    people.seated(c, 1330, 847, 210, people.look(c.rng, "elder"), -1)
    c.rect(1116, 560, 9, 360, "#7d8690")
    c.oval(1120, 560, 44, 44, "#f2cf3c")
    c.ring(1120, 560, 38, 38, "#2f7a4a", 8)
    people.crowd(c, 880, 1120, 930, 960, 2, 260)
    people.wheelchair(c, 700, 960, 250, facing=1)
    people.crowd(c, 120, 520, 930, 970, 3, 260)


def railway(c: Canvas) -> None:
    """A regional train at the platform."""
    land.backdrop(c, 420)
    land.meadow(c, 560)
    x = c.rng.choice((60, 1050))
    block(c, x, 680, 480, 170, "#d99a74", bays=6)
    b.clock(c, x + 240, 560, 34)
    for px in range(30, W, 330):
        c.rect(px, 330, 9, 400, "#6d7580")
        c.line([(px, 360), (px + 90, 376)], "#6d7580", 5)
    c.line([(0, 384), (W, 384)], "#4a505c", 2)
    c.grad([(0, 730), (W, 730), (W, 800), (0, 800)], "#a2958a", "#80766e")
    for sx in range(0, W, 40):
        c.rect(sx, 752, 20, 34, "#6a5343")
    vehicles.train(c, c.rng.uniform(-90, 160), 764, 1350)
    c.rect(0, 762, W, 7, "#8d8f98")
    land.paving(c, 820, "#cfc6ba")
    c.rect(0, 806, W, 16, "#a59b8f")
    c.rect(0, 842, W, 9, "#fbf7ee")
    people.crowd(c, 100, 1500, 900, 960, 7, 260)
    things.lamp(c, 70, 930, 420)
    things.lamp(c, 1540, 930, 420)


def waste(c: Canvas) -> None:
    """The refuse lorry and four bins."""
    land.backdrop(c, 400, village=False)
    plants.tree(c, 700, 610, 300)
    b.street(c, -40, W + 30, 640, 190)
    land.paving(c, 640)
    land.road(c, 720, 120)
    vehicles.lorry(c, c.rng.uniform(330, 620), 830, 640, "#f3ece0", "#e8812f")
    people.person(
        c,
        270,
        850,
        250,
        pose="wave",
        who=replace(people.look(c.rng, "adult"), shirt="#f0812e", hat="cap", skirt=False),
    )
    tints = ["#2f6fb0", "#f0c33c", "#7a5238", "#3c4048"]
    c.rng.shuffle(tints)
    start = c.rng.choice((130, 900))
    for i, tint in enumerate(tints):
        things.wheelie_bin(c, start + i * 150, 960, 220, tint)
    people.crowd(c, 880 if start < 500 else 160, 1480 if start < 500 else 640, 930, 970, 3, 260)


def water(c: Canvas) -> None:
    """The water tower and a hand pump by the stream."""
    green(c, 430, 560)
    x = c.rng.choice((430, 1130))
    c.glow(x, 300, 500, "#2a3a4a")
    for dx in (-70, 0, 70):
        c.rect(x + dx - 11, 330, 22, 380, "#d9c9ae")
    for y in (430, 540):
        c.rect(x - 80, y, 160, 12, "#bfae93")
    c.grad([(x - 140, 200), (x + 140, 200), (x + 96, 345), (x - 96, 345)], "#b8604a", "#9a4c3a")
    c.rect(x - 150, 186, 300, 20, "#e9dcc4")
    c.poly([(x - 158, 188), (x, 96), (x + 158, 188)], "#5f7c8c")
    land.river(
        c, [(1600 - x, 590, 14), (1560 - x, 660, 50), (1640 - x, 760, 120), (1500 - x, H + 50, 360)]
    )
    for wx in (x - 300, x + 260):
        plants.willow(c, wx, 700, 230)
    px = 1600 - x + (350 if x > 800 else -350)
    c.rect(px - 22, 700, 44, 190, "#3f6f86", bend=8)
    c.line([(px + 14, 742), (px + 86, 742), (px + 90, 772)], "#3f6f86", 20)
    c.line([(px - 20, 716), (px - 100, 796)], "#3f6f86", 11)
    c.oval(px, 698, 32, 22, "#3f6f86")
    c.line([(px + 90, 780), (px + 92, 880)], "#dff3f6", 13, 210)
    c.rect(px + 50, 880, 90, 30, "#b9ab94", bend=6)
    people.child(c, px + 190, 920, 280, "hold")
    people.person(c, px - 150, 920, 270, pose="hold", facing=1)
    plants.foreground(c)


def business(c: Canvas) -> None:
    """A workshop hall, a lorry, crates."""
    green(c, 400, 560)
    x = c.rng.uniform(120, 260)
    wall = c.rng.choice(("#c98466", "#d9c3a0", "#8fa3a8"))
    for i in range(4):
        sx = x + i * 190
        c.poly([(sx, 470), (sx, 370), (sx + 190, 470)], mix(wall, "#4a5568", 0.5))
        c.poly(
            [(sx + 6, 462), (sx + 6, 386), (sx + 44, 406), (sx + 44, 462)],
            seen("#ffe3a0") if c.pal.lamps else "#bcd9e0",
        )
    c.rect(x, 468, 760, 222, wall)
    c.fade(x, 468, 760, 30, seen("#2a2348"), 70, 0)
    for i in range(5):
        b.window(c, x + 40 + i * 100, 520, 64, 70)
    c.rect(x + 560, 540, 160, 150, "#4a5568")
    c.rect(x + 800, 400, 300, 290, "#eef0ea")
    for row in range(3):
        for i in range(4):
            c.rect(
                x + 820 + i * 68, 424 + row * 84, 56, 56, "#8fbccb" if (i + row) % 3 else "#b9d9df"
            )
    c.rect(x + 660, 250, 34, 130, "#b5654a")
    land.paving(c, 690, "#c4bfb8")
    vehicles.lorry(c, c.rng.uniform(120, 520), 850, 480, c.rng.choice(things.AWNINGS), "#f3ece0")
    for i in range(3):
        bx, by = 1180 + i * 92, 850
        c.rect(bx, by - 76, 84, 76, "#c99a5c")
        c.rect(bx + 34, by - 76, 14, 76, "#e9cfa2")
    c.rect(1222, 698, 84, 76, "#b98a4e")
    people.crowd(c, 760, 1140, 860, 940, 3, 260)
    plants.tree(c, 1500, 720, 330)
    people.person(
        c, 1460, 910, 260, pose="hold", who=replace(people.look(c.rng, "adult"), hat="helmet")
    )


def health(c: Canvas) -> None:
    """A health centre, an ambulance, a doctor."""
    green(c, 400, 560)
    x = c.rng.uniform(200, 380)
    block(c, x, 690, 760, 230, "#f4eee2", bays=9)
    c.rect(x + 300, 420, 160, 270, "#dcebe6")
    c.rect(x + 316, 540, 128, 150, "#7fa8b0")
    c.rect(x + 378, 540, 4, 150, "#f4eee2")
    for w, h in ((30, 92), (92, 30)):
        c.rect(x + 380 - w / 2, 480 - h / 2, w, h, "#2f9a86", bend=5)
    land.paving(c, 690)
    _ambulance(c, c.rng.choice((960, 60)), 840, 470)
    doctor = replace(people.look(c.rng, "adult"), shirt="#fbfaf6", trousers="#6fa3a8", skirt=False)
    people.person(c, 740, 930, 290, who=doctor, pose="hold", facing=1)
    c.line(arc(740, 716, 26, 40, 0.05, 0.45), "#3a4256", 5)
    people.person(c, 880, 935, 280, who=people.look(c.rng, "elder"), facing=-1)
    people.wheelchair(c, 620 if c.rng.random() < 0.5 else 1060, 950, 260)
    plants.tree(c, 1500, 720, 340)
    people.child(c, 560, 900, 260, "stand")


def _ambulance(c: Canvas, x: float, y: float, w: float) -> None:
    vehicles.lorry(c, x, y, w, "#f6f1e2", "#f6f1e2")
    c.rect(x, y - w * 0.27, w * 0.7, w * 0.05, "#e8762f")
    c.rect(x + w * 0.7, y - w * 0.2, w * 0.29, w * 0.05, "#e8762f")
    for bw, bh in ((0.03, 0.1), (0.1, 0.03)):
        c.rect(x + w * (0.34 - bw / 2), y - w * (0.35 + bh / 2), w * bw, w * bh, "#2f9a86", bend=3)
    c.rect(x + w * 0.76, y - w * 0.42, w * 0.1, w * 0.04, seen("#3f7fe0"), bend=6)
    c.glow(x + w * 0.81, y - w * 0.4, 120, "#1a3f8a")


SCENES = {
    "fire_brigade": fire_brigade,
    "road_works": road_works,
    "bus": bus,
    "railway": railway,
    "waste": waste,
    "water": water,
    "business": business,
    "health": health,
}
