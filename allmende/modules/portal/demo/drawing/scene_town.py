"""Scenes in town: squares, streets, church, market."""

from dataclasses import replace

from allmende.modules.portal.demo.drawing import buildings as b
from allmende.modules.portal.demo.drawing import land, people, plants, sky, things
from allmende.modules.portal.demo.drawing.canvas import Canvas, W
from allmende.modules.portal.demo.drawing.palette import dark, seen


def square(c: Canvas, y: float = 640, wall: float = 230, *, spire: bool = True) -> None:
    """A market square: hills, spire, a row of houses, setts."""
    land.backdrop(c, 400, village=False, rows=False)
    if spire:
        b.church(c, c.rng.choice((c.rng.uniform(120, 420), c.rng.uniform(1100, 1350))), y - 40, 560)
    for x in (60, 560, 1040, 1500):
        plants.tree(c, x + c.rng.uniform(-80, 80), y - 60, 240)
    b.street(c, -50, W + 40, y, wall)
    land.paving(c, y)
    c.fade(0, y, W, 40, seen("#2a2348"), 60, 0)


def market(c: Canvas) -> None:
    """Stalls, pennants and people before a row of old houses."""
    square(c, 600)
    things.bunting(c, -20, 250, W + 20, 230, 90)
    for i in range(4):
        things.stall(
            c,
            40 + i * 400 + c.rng.uniform(-20, 20),
            690,
            270,
            things.AWNINGS[(i + c.rng.randrange(5)) % 5],
        )
    people.crowd(c, 60, 1560, 730, 820, 7, 190)
    things.stall(c, c.rng.choice((-60, 1240)), 950, 420)
    people.crowd(c, 420, 1220, 870, 960, 4, 270)


def townhall(c: Canvas) -> None:
    """A town hall with stepped gable, banners and a fountain."""
    land.backdrop(c, 400, village=False, rows=False)
    middle = c.rng.uniform(680, 920)
    b.street(c, -60, middle - 420, 660, 220)
    b.street(c, middle + 420, W + 60, 660, 220)
    land.paving(c, 650)
    b.town_hall(c, middle, 720, 760)
    c.shade(middle, 724, 430, 14)
    for i, x in enumerate((middle - 440, middle + 410)):
        things.flag(c, x, 730, 380, (("#ffffff", "#d4383c"), ("#2f6f8f", "#f0c33c"))[i])
    people.crowd(c, 100, 1500, 765, 800, 5, 165)
    things.fountain(c, middle + c.rng.choice((-420, 420)), 900, 330)
    people.crowd(c, middle - 250, middle + 260, 850, 960, 3, 250)


def church(c: Canvas) -> None:
    """A village gathered round its church."""
    near = land.backdrop(c, 470, rows=True)
    x = c.rng.uniform(520, 860)
    land.meadow(c, 610, 14)
    for i in range(9):
        tx = x - 420 + i * 125
        plants.tree(c, tx + c.rng.uniform(-30, 30), 660, c.rng.uniform(140, 220))
    c.shade(x + 150, 692, 380, 26)
    b.church(c, x, 690, 600)
    for hx in (x - 470, x - 300, x + 520, x + 690):
        b.house(c, hx, 760 + c.rng.uniform(-20, 20), c.rng.uniform(140, 175), 110)
    land.path(c, [(x - 10, 692, 14), (x + 50, 780, 34), (x - 80, 890, 70), (x + 40, 1010, 130)])
    people.crowd(c, x - 160, x + 200, 770, 900, 4, 150)
    sky.birds(c, x + 240, near[10][1] - 300)
    plants.foreground(c)


def evening(c: Canvas) -> None:
    """Lit windows, lanterns, two people walking home."""
    near = land.backdrop(c, 500, rows=True)
    for row, (y, h) in enumerate(((640, 110), (760, 150))):
        x = -40.0 - row * 70
        while x < W:
            wide = c.rng.uniform(110, 170) * (1 + row * 0.35)
            if c.rng.random() < 0.78:
                b.house(c, x, y + c.rng.uniform(-24, 24), wide, h * c.rng.uniform(0.8, 1.2))
            else:
                plants.tree(c, x + wide / 2, y + 10, 200)
            x += wide + 6
        if row == 0:
            b.church(c, c.rng.uniform(400, 1200), y + 40, 400)
    sky.birds(c, 600, near[4][1] - 260, 7)
    c.grad(
        [(0, 790), (W, 760), (W, 1000), (0, 1000)],
        dark(seen(c.pal.grass), 0.1),
        dark(seen(c.pal.grass), 0.45),
    )
    land.path(c, [(820, 780, 22), (900, 850, 50), (760, 1010, 150)])
    for lx, ly, h in ((640, 870, 230), (1110, 880, 240), (430, 960, 330), (1350, 980, 340)):
        things.lamp(c, lx, ly, h)
    people.person(c, 850, 915, 190, pose="walk")
    people.person(c, 925, 920, 190, pose="walk")
    plants.foreground(c)


def housing(c: Canvas) -> None:
    """A street of homes, one in scaffolding."""
    land.backdrop(c, 420)
    land.meadow(c, 640)
    x = -30.0
    built = c.rng.randrange(1, 4)
    for i in range(5):
        w = c.rng.uniform(235, 290)
        b.house(c, x, 740, w, c.rng.uniform(150, 200), gable=i % 2 == 0, timber=i == 0)
        if i == built:
            _scaffold(c, x - 8, 740, w + 16, 300)
        x += w + 62
        plants.broadleaf(c, x - 30, 745, 150)
    for fx in range(0, W, 34):
        c.rect(fx, 752, 12, 46, "#f3ead8", bend=4)
    c.rect(0, 764, W, 6, "#f3ead8")
    land.road(c, 850, 90)
    people.crowd(c, 200, 1400, 838, 846, 5, 185)
    things.bicycle(c, c.rng.uniform(300, 1300), 930, 120, "#2f6f8f")


def _scaffold(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    for i in range(5):
        c.rect(x + w * i / 4 - 3, y - h, 6, h, "#9aa3ad")
    for row in range(1, 4):
        c.rect(x - 12, y - h * row / 3.2, w + 24, 9, "#c99a5c")
        c.rect(x - 6, y - h * row / 3.2 - 34, w + 12, 4, "#9aa3ad")
    c.line([(x, y), (x + w / 4, y - h * 0.3)], "#9aa3ad", 4)
    people.person(
        c,
        x + w * 0.6,
        y - h / 3.2,
        110,
        pose="hold",
        who=replace(people.look(c.rng, "adult"), hat="helmet", shirt="#f08a2e"),
    )


SCENES = {
    "market": market,
    "townhall": townhall,
    "church": church,
    "evening": evening,
    "housing": housing,
}
