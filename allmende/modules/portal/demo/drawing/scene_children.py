"""Scenes of children: school, kindergarten, playground; and the ground others stand on."""

from allmende.modules.portal.demo.drawing import buildings as b
from allmende.modules.portal.demo.drawing import land, people, plants, things
from allmende.modules.portal.demo.drawing.canvas import Canvas, H
from allmende.modules.portal.demo.drawing.palette import dark, seen


def green(c: Canvas, horizon: float = 410, y: float = 560) -> None:
    """Land behind, meadow before: where most of these scenes happen."""
    land.backdrop(c, horizon)
    land.meadow(c, y)


def block(
    c: Canvas, x: float, y: float, w: float, h: float, wall: str, *, floors: int = 2, bays: int = 8
) -> None:
    """A long public building with a hipped roof, x its left edge."""
    c.shade(x + w / 2, y, w * 0.54, 16)
    b.roof_rows(c, x, x + w, y - h - 110, y - h, c.rng.choice(b.ROOFS))
    c.rect(x, y - h, w, h, wall)
    c.fade(x, y - h, w, 30, seen("#2a2348"), 70, 0)
    for floor in range(floors):
        for i in range(bays):
            b.window(
                c,
                x + w * (i + 0.24) / bays,
                y - h + h * (floor + 0.24) / floors,
                w * 0.52 / bays,
                h * 0.5 / floors,
            )
    c.rect(x, y - 22, w, 22, dark(wall, 0.2))


def school(c: Canvas) -> None:
    """Children on their way into school."""
    green(c)
    x = c.rng.uniform(230, 420)
    block(c, x, 690, 940, 250, c.rng.choice(("#f2d48f", "#efc5a0", "#e8dcc0")), bays=11)
    c.rect(x + 385, 380, 170, 310, "#fbf1dc")
    c.poly([(x + 365, 384), (x + 470, 290), (x + 575, 384)], b.ROOFS[1])
    b.clock(c, x + 470, 356, 26)
    for dx in (405, 485):
        b.window(c, x + dx, 430, 46, 70)
    b.door(c, x + 470, 690, 84, 130, "#2f7a86")
    land.path(c, [(x + 470, 692, 50), (x + 500, 790, 110), (800, H + 40, 420)])
    plants.tree(c, x - 110, 740, 360)
    plants.tree(c, x + 1060, 730, 320)
    for i in range(8):
        px, py = 250 + i * 150 + c.rng.uniform(-40, 40), 800 + c.rng.uniform(0, 150)
        people.child(c, px, py, 300)
        c.rect(px - 46, py - 142, 34, 52, c.rng.choice(things.GOODS), bend=10)
    plants.foreground(c)


def kindergarten(c: Canvas) -> None:
    """Three bright gables, sandpit and swing."""
    green(c)
    x = c.rng.uniform(300, 480)
    for i, tint in enumerate(("#f0c566", "#8fc0b5", "#e9967a")):
        hx = x + i * 270
        c.rect(hx, 500, 270, 190, tint)
        c.poly(
            [(hx - 16, 506), (hx + 135, 380), (hx + 286, 506)], ("#c4553b", "#3f7f86", "#8a5a94")[i]
        )
        c.oval(hx + 135, 466, 24, 24, "#fbf7ee")
        c.oval(hx + 135, 466, 18, 18, "#7fa3b3")
        b.window(c, hx + 36, 556, 70, 66)
        b.window(c, hx + 164, 556, 70, 66)
    b.door(c, x + 405, 690, 70, 110, "#c9483b")
    things.bunting(c, x - 160, 430, x + 970, 430, 50)
    plants.tree(c, x - 130, 740, 330)
    _sandpit(c, 420, 890)
    swing(c, 1290, 880, 330)
    for i in range(7):
        people.child(c, 620 + i * 92, 790 + c.rng.uniform(0, 170), 260)
    people.person(c, 250, 830, 260, who=people.look(c.rng, "adult"), pose="hold")
    plants.foreground(c)


def _sandpit(c: Canvas, x: float, y: float) -> None:
    c.oval(x, y, 230, 58, "#a9774c")
    c.oval(x, y - 6, 212, 48, "#ecd29a")
    for dx, tint in ((-90, "#d94f3d"), (70, "#2f7a86")):
        c.poly(
            [(x + dx - 20, y - 40), (x + dx + 20, y - 40), (x + dx + 14, y), (x + dx - 14, y)], tint
        )
    c.poly([(x - 30, y + 8), (x, y - 44), (x + 40, y + 8)], "#dcbc7c")
    people.child(c, x + 6, y + 8, 220, "hold")


def swing(c: Canvas, x: float, y: float, h: float) -> None:
    """A swing with a child on it."""
    for side in (-1, 1):
        for lean in (-0.16, 0.16):
            c.line([(x + side * h * 0.5, y - h), (x + side * h * 0.5 + lean * h, y)], "#c9483b", 10)
    c.line([(x - h * 0.54, y - h), (x + h * 0.54, y - h)], "#c9483b", 12)
    for dx, tilt in ((-0.22, 0.2), (0.24, -0.14)):
        seat = (x + (dx + tilt) * h, y - h * 0.26)
        for off in (-14, 14):
            c.line([(x + dx * h + off, y - h), (seat[0] + off, seat[1])], "#5a5f69", 3)
        c.rect(seat[0] - 24, seat[1], 48, 8, "#6b4630")
        people.seated(
            c, seat[0], seat[1], h * 0.5, people.look(c.rng, "child"), 1 if tilt > 0 else -1
        )


def playground(c: Canvas) -> None:
    """Slide tower and swing."""
    green(c)
    for tx in (120, 1500, 760):
        plants.tree(c, tx, 660, 330)
    x, y = c.rng.uniform(430, 560), 800.0
    for dx in (0, 150):
        c.rect(x + dx, y - 330, 16, 330, "#8a5f3c")
    c.poly([(x - 30, y - 320), (x + 83, y - 430), (x + 196, y - 320)], "#c9483b")
    c.rect(x - 6, y - 190, 178, 16, "#b98552")
    people.child(c, x + 84, y - 190, 230, "cheer")
    c.line(
        [(x + 160, y - 196), (x + 260, y - 110), (x + 340, y - 24), (x + 420, y - 14)],
        "#e9b13c",
        34,
    )
    c.line(
        [(x + 160, y - 208), (x + 260, y - 122), (x + 340, y - 36), (x + 420, y - 26)], "#f7d678", 6
    )
    for i in range(6):
        c.line([(x - 80 + i * 13, y - i * 32), (x - 46 + i * 13, y - i * 32)], "#8a5f3c", 8)
    swing(c, 1220, 820, 340)
    for i in range(5):
        people.child(c, 180 + i * 300 + c.rng.uniform(-60, 60), 900 + c.rng.uniform(-20, 60), 290)
    things.bench(c, 80, 850, 210)
    people.seated(c, 180, 800, 200)
    plants.foreground(c)


SCENES = {"school": school, "kindergarten": kindergarten, "playground": playground}
