"""Scenes indoors: library, council, desk. Each room has a window to the land."""

from allmende.modules.portal.demo.drawing import land, people, things
from allmende.modules.portal.demo.drawing.canvas import Canvas, H, W, arc
from allmende.modules.portal.demo.drawing.palette import dark, light, mix, seen


def room(
    c: Canvas,
    wall: str,
    floor: str,
    panes: tuple[tuple[float, float, float, float], ...],
    y: float = 720,
) -> None:
    """Walls and floor around windows (x, y, w, h) through which the land is seen."""
    land.backdrop(c, 400)
    land.meadow(c, 500)
    edges = sorted(panes)
    x = 0.0
    for px, py, pw, ph in edges:
        c.rect(x, 0, px - x, y, wall)
        c.rect(px, 0, pw, py, wall)
        c.rect(px, py + ph, pw, y - py - ph, wall)
        _frame(c, px, py, pw, ph)
        x = px + pw
    c.rect(x, 0, W - x, y, wall)
    c.fade(0, 0, W, 160, seen("#2a2348"), 46, 0)
    c.grad([(0, y), (W, y), (W, H), (0, H)], light(floor, 0.08), dark(floor, 0.22))
    for i in range(-16, 34):
        c.line([(i * 100, y), (800 + (i * 100 - 800) * 2.1, H)], dark(floor, 0.3), 2, 90)
    c.rect(0, y - 14, W, 14, light(wall, 0.45))
    for px, _, pw, _ in edges:
        c.poly(
            [(px + 20, y), (px + pw - 20, y), (px + pw + 170, H), (px + 90, H)], seen(c.pal.sun), 46
        )
        if c.pal.lamps:
            continue
        c.glow(px + pw / 2, 400, pw * 1.3, "#3a3018")


def _frame(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    frame = "#f7efe0"
    for rx, ry, rw, rh in (
        (x - 12, y - 12, w + 24, 14),
        (x - 12, y, 14, h),
        (x + w - 2, y, 14, h),
        (x + w / 2 - 5, y, 10, h),
        (x, y + h * 0.34, w, 9),
    ):
        c.rect(rx, ry, rw, rh, frame)
    c.rect(x - 26, y + h, w + 52, 20, light(frame, 0.3), bend=4)


def _pendant(c: Canvas, x: float, y: float, tint: str) -> None:
    c.rect(x - 2, 0, 4, y, "#3a3f4a")
    c.poly([(x - 60, y + 50), (x - 22, y), (x + 22, y), (x + 60, y + 50)], tint)
    c.oval(x, y + 50, 40, 8, seen("#fff0c0"))
    c.glow(x, y + 60, 330, "#6a4a20")


def library(c: Canvas) -> None:
    """Readers between full shelves."""
    wall = c.rng.choice(("#7fa39a", "#c98f6c", "#e2d3b4", "#8c9fb8"))
    room(c, wall, "#b98a5c", ((620, 150, 360, 430),))
    for x, n in ((40, 5), (1050, 5)):
        shelf(c, x, 130, 500, 590, n)
    _pendant(c, 500, 130, "#d9843a")
    _pendant(c, 1100, 130, "#d9843a")
    c.oval(800, 860, 560, 96, mix(things.AWNINGS[c.rng.randrange(5)], "#f3e7cf", 0.45))
    c.ring(800, 860, 500, 80, "#f6ecd8", 6)
    for x, f in ((480, 1), (1120, -1)):
        tint = c.rng.choice(things.AWNINGS)
        c.shade(x, 880, 150, 20)
        c.rect(x - 110, 640, 220, 200, tint, bend=50)
        c.rect(x - 120, 770, 240, 90, light(tint, 0.12), bend=30)
        people.seated(c, x, 780, 330, facing=f)
        _book(c, x + f * 96, 735)
    people.child(c, 800, 900, 300, "hold")
    _book(c, 850, 790)
    people.person(c, 1390, 910, 330, pose="hold", facing=-1)
    plants_pots(c)


def plants_pots(c: Canvas) -> None:
    """A pot plant in a corner."""
    things.plant_pot(c, c.rng.choice((90, 1520)), 950, 270)


def shelf(c: Canvas, x: float, y: float, w: float, h: float, rows: int) -> None:
    """A bookcase, filled."""
    c.rect(x, y, w, h, "#6b4a34")
    tints = ("#c9483b", "#e0a136", "#2f7a86", "#5b8a58", "#7a5c98", "#f0e3c8", "#d98a6a", "#34507a")
    for row in range(rows):
        base, bx = y + h * (row + 1) / rows - 10, x + 14
        c.rect(x + 10, base - h / rows + 20, w - 20, h / rows - 20, "#4f3527")
        while bx < x + w - 34:
            bw, bh = c.rng.uniform(13, 28), h / rows * c.rng.uniform(0.55, 0.8)
            if c.rng.random() < 0.06:
                bx += 34
                continue
            tint = c.rng.choice(tints)
            c.rect(bx, base - bh, bw, bh, tint)
            c.rect(bx, base - bh * 0.82, bw, 4, light(tint, 0.5))
            bx += bw + 1.5
        c.rect(x, base, w, 12, "#8a6244")


def _book(c: Canvas, x: float, y: float) -> None:
    c.poly([(x - 40, y - 14), (x, y), (x, y + 26), (x - 40, y + 12)], "#fbf5e6")
    c.poly([(x + 40, y - 14), (x, y), (x, y + 26), (x + 40, y + 12)], "#efe5cd")
    c.line([(x - 42, y + 14), (x, y + 28), (x + 42, y + 14)], "#c9483b", 5)


def council(c: Canvas) -> None:
    """The council at its table, somebody speaking."""
    room(
        c,
        c.rng.choice(("#e6d8bd", "#c4d0c6", "#dcc2a8")),
        "#a3764d",
        ((180, 130, 280, 420), (660, 130, 280, 420), (1140, 130, 280, 420)),
        700,
    )
    for x in (540, 1020):
        things.flag(c, x, 720, 480, ("#ffffff", "#d4383c") if x < 800 else ("#2f6f8f", "#f0c33c"))
    for i in range(7):
        x = 290 + i * 170
        people.seated(
            c, x, 720, 310, people.look(c.rng, c.rng.choice(("adult", "elder"))), 1 if i < 4 else -1
        )
    desk = "#8a5f3c"
    c.grad([(210, 700), (1390, 700), (1440, 770), (160, 770)], light(desk, 0.3), light(desk, 0.12))
    c.rect(160, 770, 1280, 90, desk)
    for i in range(7):
        c.rect(250 + i * 170, 712, 62, 30, "#fbf7ee")
        c.rect(330 + i * 170, 706, 12, 30, "#bcd9e0")
    for side in (0, 1):
        xs = [60, 250, 200, -20] if side == 0 else [1540, 1350, 1400, 1620]
        c.poly([(xs[0], 770), (xs[1], 770), (xs[2], H), (xs[3], H)], light(desk, 0.2))
    person = people.look(c.rng, "adult")
    people.person(c, 800, 985, 330, who=person, pose="wave")
    c.rect(890, 800, 90, 16, "#6b4630")
    c.poly([(900, 816), (970, 816), (960, H), (910, H)], desk)
    c.line([(935, 800), (918, 756)], "#33363f", 5)
    for x in (90, 1510):
        people.wheelchair(
            c, x, 985, 330, facing=1 if x < 800 else -1
        ) if c.rng.random() < 0.3 else people.seated(c, x, 880, 330, facing=1 if x < 800 else -1)


def digital(c: Canvas) -> None:
    """Somebody at a laptop, the town in a telephone."""
    wall = c.rng.choice(("#35608a", "#3f7f86", "#c9805c", "#6a6aa3"))
    room(c, wall, "#c2946a", ((120, 140, 420, 440),))
    _phone(c, 1110, 110, 330, 620)
    desk = "#e2c296"
    c.shade(720, 960, 560, 22)
    c.rect(160, 780, 800, 30, desk, bend=6)
    for x in (200, 900):
        c.rect(x, 810, 20, 150, dark(desk, 0.4))
    people.seated(c, 560, 820, 400, people.look(c.rng, "adult"), 1)
    c.poly([(690, 780), (860, 780), (900, 650), (740, 650)], "#4a5568")
    c.poly([(752, 660), (888, 660), (854, 770), (706, 770)], seen("#dff3f6"))
    c.rect(600, 772, 180, 10, "#8a93a0", bend=4)
    c.glow(780, 710, 260, "#2a4a5a")
    things.plant_pot(c, 890, 780, 170)
    c.rect(300, 730, 40, 50, "#e9573f", bend=6)
    for i in range(3):
        c.line(arc(880, 470, 60 + i * 46, 60 + i * 46, 0.64, 0.86), "#f6ecd8", 14, 235)
    c.oval(880, 470, 16, 16, "#f6ecd8")
    who = people.look(c.rng, "elder")
    people.person(c, 1060, 970, 380, who=who, pose="hold", facing=1)


def _phone(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A telephone as tall as a person, with the town in it."""
    c.rect(x + 14, y + 16, w, h, seen("#1d2440"), 70, bend=42)
    c.rect(x, y, w, h, "#23283a", bend=42)
    c.rect(x + 16, y + 26, w - 32, h - 52, seen("#f7f1e3"), bend=26)
    c.rect(x + 16, y + 26, w - 32, 150, seen("#7fc0cf"), bend=26)
    c.poly(
        [
            (x + 16, y + 150),
            (x + w * 0.4, y + 112),
            (x + w - 16, y + 146),
            (x + w - 16, y + 190),
            (x + 16, y + 190),
        ],
        seen("#8fb85a"),
    )
    c.rect(x + w * 0.62, y + 74, 26, 60, seen("#f3e7cf"))
    c.poly(
        [(x + w * 0.6, y + 76), (x + w * 0.62 + 13, y + 30), (x + w * 0.64 + 28, y + 76)],
        seen("#c4553b"),
    )
    for i in range(6):
        tx, ty, tint = (
            x + 42 + (i % 2) * 130,
            y + 212 + (i // 2) * 118,
            ("#e9ab3c", "#4f8a6b", "#d9543f", "#2f6f8f", "#7b5a9e", "#5fa3a0")[i],
        )
        c.rect(tx, ty, 112, 98, seen(tint), bend=18)
        if i % 3 == 0:
            c.oval(tx + 56, ty + 48, 26, 26, seen("#fff6e0"))
        elif i % 3 == 1:
            c.poly([(tx + 56, ty + 20), (tx + 86, ty + 76), (tx + 26, ty + 76)], seen("#fff6e0"))
        else:
            c.rect(tx + 30, ty + 26, 52, 46, seen("#fff6e0"), bend=8)
    c.rect(x + w / 2 - 46, y + 12, 92, 8, "#454c63", bend=4)


SCENES = {"library": library, "council": council, "digital": digital}
