"""Scenes of culture: museum and theatre."""

from dataclasses import replace

from allmende.modules.portal.demo.drawing import buildings as b
from allmende.modules.portal.demo.drawing import land, people
from allmende.modules.portal.demo.drawing.canvas import Canvas, H, W, arc
from allmende.modules.portal.demo.drawing.palette import dark, mix, seen
from allmende.modules.portal.demo.drawing.scene_rooms import room


def museum(c: Canvas) -> None:
    """Paintings and showcases."""
    room(
        c,
        c.rng.choice(("#a9b8b0", "#c9a58a", "#8f9fb5", "#d9cdb5")),
        "#a88460",
        ((1150, 150, 320, 400),),
        740,
    )
    for x, w, h in ((90, 300, 220), (450, 220, 280), (730, 330, 230)):
        _painting(c, x, 190 + c.rng.uniform(-20, 20), w, h)
    for x, kind in ((270, 0), (700, 1), (1150, 2)):
        c.shade(x, 872, 130, 16)
        c.rect(x - 100, 720, 200, 150, "#f1e8d6")
        c.rect(x + 60, 720, 40, 150, dark("#f1e8d6", 0.15))
        _exhibit(c, x, 718, kind)
        c.rect(x - 96, 500, 192, 220, "#e4f1f3", 60)
        c.poly([(x - 80, 720), (x - 30, 500), (x + 10, 500), (x - 40, 720)], "#ffffff", 50)
    people.crowd(c, 380, 1460, 900, 975, 5, 310)
    people.child(c, 480, 930, 300, "stand")


def _painting(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    c.rect(x - 8, y + 8, w + 32, h + 32, seen("#2a2348"), 50)
    c.rect(x - 16, y - 16, w + 32, h + 32, "#c99a45")
    c.rect(x - 7, y - 7, w + 14, h + 14, "#8a6426")
    c.grad([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], "#8fc0cf", "#f6dfb4")
    for i, tint in enumerate(("#8fae8c", "#c9a94c", "#6f9a55")):
        top = y + h * (0.5 + i * 0.16)
        c.poly(
            [
                (x, top + 10),
                (x + w * 0.3, top - 16 + i * 12),
                (x + w * 0.7, top + 12),
                (x + w, top - 8),
                (x + w, y + h),
                (x, y + h),
            ],
            tint,
        )
    c.rect(x + w * 0.6, y + h * 0.38, w * 0.06, h * 0.2, "#f3e7cf")
    c.poly(
        [(x + w * 0.58, y + h * 0.38), (x + w * 0.63, y + h * 0.18), (x + w * 0.68, y + h * 0.38)],
        "#b5482f",
    )


def _exhibit(c: Canvas, x: float, y: float, kind: int) -> None:
    if kind == 0:
        c.blob(
            [
                (x - 26, y),
                (x - 62, y - 80),
                (x - 40, y - 134),
                (x - 22, y - 150),
                (x - 30, y - 172),
                (x + 30, y - 172),
                (x + 22, y - 150),
                (x + 40, y - 134),
                (x + 62, y - 80),
                (x + 26, y),
            ],
            "#b5603c",
        )
        for dy in (60, 110):
            c.line([(x - 54, y - dy), (x + 54, y - dy)], "#3a2c2a", 8)
    elif kind == 1:
        c.rect(x - 10, y - 40, 20, 40, "#6b5a4d")
        c.oval(x, y - 105, 68, 68, "#d9a83c")
        c.oval(x, y - 105, 44, 44, "#f3d27a")
        for i in range(12):
            px, py = arc(x, y - 105, 56, 56, i / 12, 1, 1)[0]
            c.oval(px, py, 6, 6, "#8a6426")
    else:
        c.blob(
            [
                (x - 78, y - 4),
                (x - 70, y - 70),
                (x - 10, y - 112),
                (x + 60, y - 88),
                (x + 80, y - 40),
                (x + 72, y - 4),
            ],
            "#8f9a8c",
        )
        c.ring(x + 6, y - 54, 36, 32, "#6d776b", 9)
        c.ring(x + 6, y - 54, 14, 12, "#6d776b", 7)


def theatre(c: Canvas) -> None:
    """Players on the stage, heads in the dark."""
    land.backdrop(c, 430)
    c.rect(0, 0, W, H, "#2b1d33", 50)
    c.grad([(0, 690), (W, 690), (W, 800), (0, 800)], "#c08a55", "#8f6038")
    c.rect(0, 790, W, 210, "#2a1c2c")
    b.house(c, 430, 690, 190, 170, timber=True, gable=True)
    b.house(c, 1000, 690, 180, 150, timber=True, gable=True)
    for i, x in enumerate((640, 780, 930)):
        who = replace(
            people.look(c.rng, "adult"), shirt=("#d9a83c", "#8a3f7a", "#2f7a86")[i], skirt=i != 1
        )
        people.person(
            c,
            x,
            745 + (i % 2) * 20,
            290,
            pose=("wave", "cheer", "hold")[(i + c.rng.randrange(3)) % 3],
            who=who,
        )
    for x in (500, 800, 1100):
        c.poly([(x - 30, 60), (x + 30, 60), (x + 190, 770), (x - 190, 770)], seen("#fff0c0"), 15)
        c.glow(x, 700, 300, "#2a1e0c")
    _curtain(c)
    for row in range(2):
        for i in range(11):
            _head(c, 60 + i * 148 + row * 74 + c.rng.uniform(-10, 10), 905 + row * 90, 46 + row * 8)


def _curtain(c: Canvas) -> None:
    for side in (0, 1):
        for i in range(9):
            x0, tint = i * 38.0, ("#a8262f", "#c23a3c", "#8c1d2a")[i % 3]
            xs = (x0, x0 + 40, (x0 + 40) * 0.72, x0 * 0.72)
            points = [
                (xs[0], 60),
                (xs[1], 60),
                (xs[1] * 0.8, 420),
                (xs[2], 800),
                (xs[3], 800),
                (xs[0] * 0.8, 420),
            ]
            c.poly([(W - x, y) if side else (x, y) for x, y in points], tint)
    for i in range(9):
        c.poly(arc(i * 200, 90, 108, 110, 0, 0.5), "#b02c33" if i % 2 else "#c23a3c")
        c.line(arc(i * 200, 90, 104, 106, 0.02, 0.48), "#e3b64a", 6)
    c.rect(0, 0, W, 96, "#8c1d2a")
    c.rect(0, 88, W, 10, "#e3b64a")


def _head(c: Canvas, x: float, y: float, r: float) -> None:
    tint = mix("#3a2a44", c.rng.choice(("#5b3c50", "#2a2036", "#6a4a4a")), 0.5)
    c.blob(
        [
            (x - r * 1.7, y + r * 3),
            (x - r * 1.5, y + r * 1.3),
            (x, y + r * 0.9),
            (x + r * 1.5, y + r * 1.3),
            (x + r * 1.7, y + r * 3),
        ],
        dark(tint, 0.2),
    )
    c.oval(x, y, r * 0.8, r, tint)


SCENES = {"museum": museum, "theatre": theatre}
