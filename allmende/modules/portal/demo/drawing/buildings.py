"""Half-timbered houses, churches, town halls: cream walls, dark beams, red roofs."""

from allmende.modules.portal.demo.drawing.canvas import Canvas, arc
from allmende.modules.portal.demo.drawing.palette import Colour, dark, light, mix, seen

ROOFS = ("#c4553b", "#b5482f", "#cf6a45", "#a8503c")
WALLS = ("#f5ead2", "#f2dfbd", "#f7f1e3", "#eecfa6", "#e3c9a8", "#dfe3d4", "#f1d0b4")
BEAMS = ("#6b4630", "#5b3b2b", "#7a4b35")
SLATE = "#5f6b7c"
STONE = "#d8c7ab"
LIT = "#ffd98a"


def window(c: Canvas, x: float, y: float, w: float, h: float, frame: Colour = "#fbf7ee") -> None:
    """A window with its cross; lit, and spilling light, when the lamps are on."""
    on = c.pal.lamps and c.rng.random() < 0.72
    glass = seen(LIT) if on else mix("#6f93a8", "#c8dfe6", c.rng.uniform(0, 0.35))
    c.rect(x - w * 0.1, y - w * 0.1, w * 1.2, h + w * 0.2, frame)
    c.rect(x, y, w, h, glass)
    if not on:
        c.poly([(x, y), (x + w * 0.6, y), (x, y + h * 0.7)], "#ffffff", 60)
    c.rect(x + w * 0.46, y, w * 0.08, h, frame)
    c.rect(x, y + h * 0.38, w, w * 0.08, frame)
    if on and w > 9:
        c.glow(x + w / 2, y + h / 2, w * 3, "#4a3010")


def door(c: Canvas, x: float, y: float, w: float, h: float, colour: Colour | None = None) -> None:
    """A panelled door standing on y, centred on x."""
    tint = colour or c.rng.choice(("#4f6f60", "#7a4a3a", "#3f5f7f", "#8a5a34"))
    c.rect(x - w * 0.62, y - h * 1.06, w * 1.24, h * 1.06, light(STONE, 0.3))
    c.rect(x - w / 2, y - h, w, h, tint)
    c.rect(x - w * 0.36, y - h * 0.88, w * 0.72, h * 0.32, mix(tint, "#ffe9b0", 0.5))
    c.rect(x - w * 0.36, y - h * 0.46, w * 0.72, h * 0.36, dark(tint, 0.2))


def roof_rows(c: Canvas, x0: float, x1: float, y0: float, y1: float, colour: Colour) -> None:
    """A roof seen from its long side, with tile rows and an eaves' shadow."""
    inset = min((x1 - x0) * 0.06, 24)
    c.grad(
        [(x0 + inset, y0), (x1 - inset, y0), (x1 + 8, y1), (x0 - 8, y1)],
        light(colour, 0.1),
        dark(colour, 0.08),
    )
    rows = max(3, int((y1 - y0) / 11))
    for i in range(1, rows):
        y = y0 + (y1 - y0) * i / rows
        c.line(
            [(x0 + inset * (1 - i / rows), y), (x1 - inset * (1 - i / rows), y)],
            dark(colour, 0.3),
            1.4,
            110,
        )
    for _ in range(int((x1 - x0) * (y1 - y0) / 900)):
        tx, ty = (
            c.rng.uniform(x0 + inset, x1 - inset - 12),
            y0 + (y1 - y0) * (c.rng.randrange(rows) + 0.1) / rows,
        )
        c.rect(
            tx,
            ty,
            10,
            (y1 - y0) / rows * 0.8,
            light(colour, 0.35) if c.rng.random() < 0.5 else dark(colour, 0.3),
            70,
        )
    if c.pal.season == "winter":
        c.poly(
            [
                (x0 + inset, y0 - 3),
                (x1 - inset, y0 - 3),
                (x1 + 2, y1 - (y1 - y0) * 0.25),
                (x0 - 2, y1 - (y1 - y0) * 0.18),
            ],
            snow(c),
        )


def snow(c: Canvas) -> tuple[int, int, int]:
    """Snow in this light."""
    return mix(seen(c.pal.fields[0]), "#ffffff", 0.35)


def house(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    *,
    timber: bool | None = None,
    gable: bool | None = None,
) -> None:
    """A town house standing on y, x its left edge; h is the wall, the roof comes on top."""
    timbered = c.rng.random() < 0.6 if timber is None else timber
    front = c.rng.random() < 0.45 if gable is None else gable
    wall, roof = c.rng.choice(WALLS), c.rng.choice(ROOFS)
    rise = w * 0.62 if front else min(h * 0.55, 130)
    c.poly([(x + w, y), (x + w, y - h), (x + w + 26, y)], seen("#1a2242"), 34)
    if front:
        _gable(c, x, y - h, w, rise, wall, roof, timbered=timbered)
    else:
        roof_rows(c, x, x + w, y - h - rise, y - h, roof)
        _dormers(c, x, y - h - rise * 0.3, w, rise, wall)
        _chimney(c, x + w * c.rng.uniform(0.2, 0.75), y - h - rise, w * 0.08)
    c.rect(x, y - h, w, h, wall)
    c.fade(x, y - h, w, min(h * 0.22, 34), seen("#2a2348"), 80, 0)
    storeys = max(1, round(h / 92))
    for i in range(storeys):
        _storey(
            c,
            x,
            y - h + i * h / storeys,
            w,
            h / storeys,
            timbered=timbered and i < max(1, storeys - 1),
            ground=i == storeys - 1,
        )
    c.fade(x + w * 0.86, y - h, w * 0.14, h, seen("#2a2348"), 34, 34)


def _gable(
    c: Canvas,
    x: float,
    base: float,
    w: float,
    rise: float,
    wall: Colour,
    roof: Colour,
    *,
    timbered: bool,
) -> None:
    peak = (x + w / 2, base - rise)
    c.poly([(x - 12, base + 10), peak, (x + w + 12, base + 10)], wall)
    if timbered:
        beam = BEAMS[0]
        c.line(
            [(x + w * 0.25, base - rise * 0.48), (x + w * 0.75, base - rise * 0.48)], beam, w * 0.03
        )
        for share in (0.28, 0.5, 0.72):
            top = base - rise * (1 - abs(share - 0.5) * 2) * 0.98
            c.line([(x + w * share, base), (x + w * share, max(top, base - rise))], beam, w * 0.028)
        c.line([(x + w * 0.12, base), (x + w * 0.28, base - rise * 0.5)], beam, w * 0.024)
        c.line([(x + w * 0.88, base), (x + w * 0.72, base - rise * 0.5)], beam, w * 0.024)
    window(c, x + w * 0.42, base - rise * 0.4, w * 0.16, rise * 0.28)
    for side in (-1, 1):
        foot = x + w / 2 + side * (w / 2 + 16)
        c.line([peak, (foot, base + 12)], roof if side < 0 else dark(roof, 0.2), w * 0.075)
        if c.pal.season == "winter":
            c.line(
                [(peak[0], peak[1] - w * 0.035), (foot, base + 12 - w * 0.035)], snow(c), w * 0.035
            )
    c.oval(peak[0], peak[1], w * 0.037, w * 0.037, roof)


def _dormers(c: Canvas, x: float, y: float, w: float, rise: float, wall: Colour) -> None:
    if rise < 50 or c.rng.random() < 0.4:
        return
    size = rise * 0.34
    for share in (0.5,) if w < 170 else (0.28, 0.72):
        dormer(c, x + w * share, y, size, wall)


def dormer(c: Canvas, x: float, y: float, size: float, wall: Colour = WALLS[0]) -> None:
    """A little house on the roof."""
    c.rect(x - size / 2, y - size, size, size, wall)
    window(c, x - size * 0.22, y - size * 0.78, size * 0.44, size * 0.6)
    c.poly(
        [
            (x - size * 0.75, y - size * 0.9),
            (x, y - size * 1.55),
            (x + size * 0.75, y - size * 0.9),
        ],
        dark(ROOFS[1], 0.12),
    )


def _chimney(c: Canvas, x: float, y: float, w: float) -> None:
    c.rect(x, y - w * 1.3, w, w * 1.7, "#a4583f")
    c.rect(x - w * 0.12, y - w * 1.45, w * 1.24, w * 0.25, "#7d4636")


def _storey(
    c: Canvas, x: float, y: float, w: float, h: float, *, timbered: bool, ground: bool
) -> None:
    bays = max(2, round(w / 62))
    bay = w / bays
    beam = BEAMS[0]
    entrance = c.rng.randrange(bays) if ground else -1
    for i in range(bays):
        bx = x + i * bay
        if timbered and (i % 3 == 0 or c.rng.random() < 0.2):
            c.line([(bx, y + h), (bx + bay * 0.3, y + h * 0.08)], beam, h * 0.05)
        if i == entrance:
            door(c, bx + bay / 2, y + h, bay * 0.46, h * 0.74)
            continue
        window(c, bx + bay * 0.3, y + h * 0.26, bay * 0.4, h * 0.46)
        if not timbered and not ground:
            for sx in (bx + bay * 0.14, bx + bay * 0.74):
                c.rect(sx, y + h * 0.24, bay * 0.12, h * 0.5, "#6d8a78")
        if c.pal.season in {"spring", "summer"} and c.rng.random() < 0.3:
            _box(c, bx + bay * 0.26, y + h * 0.76, bay * 0.48)
    if timbered:
        for i in range(bays + 1):
            c.rect(x + min(max(i * bay - h * 0.03, 0), w - h * 0.06), y, h * 0.06, h, beam)
        c.rect(x, y, w, h * 0.07, beam)
        c.rect(x, y + h * 0.94, w, h * 0.07, beam)


def _box(c: Canvas, x: float, y: float, w: float) -> None:
    for i in range(5):
        c.oval(
            x + w * (i + 0.5) / 5, y, w * 0.13, w * 0.13, ("#4f8f4d", "#e0523f", "#e7688f")[i % 3]
        )
    c.rect(x, y + w * 0.05, w, w * 0.16, "#8a5a3a")


def cottage(c: Canvas, x: float, y: float, w: float) -> None:
    """A house as one sees it from afar: wall, roof, two windows."""
    wall, roof = c.rng.choice(WALLS), c.rng.choice(ROOFS)
    h = w * 0.5
    c.rect(x - w / 2, y - h, w, h, wall)
    c.poly(
        [
            (x - w * 0.6, y - h),
            (x - w * 0.42, y - h * 2),
            (x + w * 0.42, y - h * 2),
            (x + w * 0.6, y - h),
        ],
        roof,
    )
    if c.pal.season == "winter":
        c.poly(
            [
                (x - w * 0.52, y - h * 1.3),
                (x - w * 0.42, y - h * 2),
                (x + w * 0.42, y - h * 2),
                (x + w * 0.52, y - h * 1.3),
            ],
            snow(c),
        )
    lit = c.pal.lamps
    for share in (-0.28, 0.08):
        c.rect(x + w * share, y - h * 0.7, w * 0.18, h * 0.4, seen(LIT) if lit else "#6a7f8d")
    if lit:
        c.glow(x, y - h * 0.5, w * 1.4, "#3a280e")


def street(c: Canvas, x0: float, x1: float, y: float, h: float = 220) -> None:
    """A closed row of town houses."""
    x = x0
    while x < x1 - 40:
        w = min(c.rng.uniform(120, 230), max(x1 - x, 90))
        house(c, x, y, w, h * c.rng.uniform(0.8, 1.15))
        x += w + 2


def church(c: Canvas, x: float, y: float, h: float) -> None:
    """A village church, h from ground to weathercock, tower at x, nave to the right."""
    wall, roof = STONE, ROOFS[3]
    w = h * 0.2
    c.rect(x, y - h * 0.3, h * 0.62, h * 0.3, light(wall, 0.15))
    c.poly(
        [
            (x, y - h * 0.29),
            (x, y - h * 0.5),
            (x + h * 0.56, y - h * 0.5),
            (x + h * 0.66, y - h * 0.29),
        ],
        roof,
    )
    for i in range(4):
        _lancet(c, x + w * 0.72 + i * h * 0.115, y - h * 0.22, h * 0.045, h * 0.13)
    c.rect(x - w / 2, y - h * 0.6, w, h * 0.6, wall)
    c.fade(x + w * 0.16, y - h * 0.6, w * 0.34, h * 0.6, seen("#2a2348"), 46, 46)
    c.poly(
        [
            (x - w * 0.6, y - h * 0.59),
            (x - w * 0.34, y - h * 0.68),
            (x, y - h * 0.97),
            (x + w * 0.34, y - h * 0.68),
            (x + w * 0.6, y - h * 0.59),
        ],
        SLATE,
    )
    c.poly(
        [
            (x, y - h * 0.97),
            (x + w * 0.34, y - h * 0.68),
            (x + w * 0.6, y - h * 0.59),
            (x + w * 0.1, y - h * 0.59),
        ],
        dark(SLATE, 0.3),
    )
    c.line([(x, y - h * 0.97), (x, y - h * 1.03)], "#d9b04a", h * 0.008)
    c.oval(x, y - h * 0.98, h * 0.012, h * 0.012, "#d9b04a")
    _lancet(c, x - w * 0.2, y - h * 0.38, w * 0.2, h * 0.09)
    clock(c, x, y - h * 0.52, w * 0.22)
    _lancet(c, x - w * 0.24, y, w * 0.48, h * 0.13, "#7a4a34")


def _lancet(
    c: Canvas, x: float, base: float, w: float, h: float, glass: Colour | None = None
) -> None:
    tint = glass or (seen(LIT) if c.pal.lamps else "#5d7688")
    c.poly(
        [(x, base), *arc(x + w / 2, base - h * 0.6, w / 2, h * 0.4, 0.5, 1), (x + w, base)], tint
    )
    if c.pal.lamps and not glass and w > 9:
        c.glow(x + w / 2, base - h / 2, w * 6, "#4a3012")


def clock(c: Canvas, x: float, y: float, size: float) -> None:
    """A tower clock."""
    c.oval(x, y, size, size, "#2f4560")
    c.oval(x, y, size * 0.84, size * 0.84, seen("#fff2cf") if c.pal.lamps else "#fbf6e6")
    c.line(
        [(x, y - size * 0.55), (x, y), (x + size * 0.4, y + size * 0.12)],
        "#2f3a52",
        max(1.2, size * 0.13),
    )


def town_hall(c: Canvas, x: float, y: float, w: float) -> None:
    """A Renaissance town hall: stepped gable, arcade, ridge turret with clock; x its middle."""
    wall, h = c.rng.choice(("#f2dcae", "#eebf8a", "#f4ead6", "#e9c7a8")), w * 0.42
    left = x - w / 2
    roof_rows(c, left, left + w, y - h - w * 0.24, y - h, ROOFS[c.rng.randrange(3)])
    _turret(c, x, y - h - w * 0.22, w * 0.075)
    c.rect(left, y - h, w, h, wall)
    c.fade(left, y - h, w, 34, seen("#2a2348"), 70, 0)
    for floor in (0.86, 0.55):
        for i in range(9):
            if i in {3, 4, 5}:
                continue
            window(c, left + w * (0.045 + i * 0.1045), y - h * floor, w * 0.05, h * 0.2)
    c.rect(left, y - h * 0.31, w, h * 0.03, light(STONE, 0.3))
    for i in range(9):
        ax = left + w * (0.03 + i * 0.1045)
        c.poly(
            [
                (ax, y),
                *arc(ax + w * 0.04, y - h * 0.16, w * 0.04, h * 0.09, 0.5, 1),
                (ax + w * 0.08, y),
            ],
            dark(wall, 0.5),
        )
    _stepped(c, x, y, w * 0.3, h, wall)


def _turret(c: Canvas, x: float, y: float, w: float) -> None:
    c.rect(x - w / 2, y - w * 1.7, w, w * 1.8, "#f4ead6")
    clock(c, x, y - w * 1.0, w * 0.36)
    c.poly([*arc(x, y - w * 1.68, w * 0.66, w * 0.9, 0.5, 1)], "#4f7f78")
    c.rect(x - w * 0.17, y - w * 3, w * 0.34, w * 0.6, "#f4ead6")
    c.poly(
        [(x - w * 0.26, y - w * 2.95), (x, y - w * 4.1), (x + w * 0.26, y - w * 2.95)], "#4f7f78"
    )
    c.oval(x, y - w * 4.1, w * 0.07, w * 0.07, "#e3b64a")


def _stepped(c: Canvas, x: float, y: float, w: float, h: float, wall: Colour) -> None:
    front = light(wall, 0.25)
    c.rect(x - w / 2, y - h, w, h, front)
    for i in range(4):
        share = 1 - i * 0.24
        c.rect(x - w * share / 2, y - h - w * 0.2 * (i + 1), w * share, w * 0.21, front)
        c.rect(x - w * share / 2 - 3, y - h - w * 0.2 * (i + 1) - 4, w * share + 6, 6, ROOFS[1])
    for row, count in ((1.22, 2), (0.86, 3), (0.55, 3)):
        for i in range(count):
            window(
                c, x + (i - (count - 1) / 2) * w * 0.28 - w * 0.075, y - h * row, w * 0.15, h * 0.2
            )
    c.poly(
        [(x - w * 0.2, y), *arc(x, y - h * 0.2, w * 0.2, h * 0.12, 0.5, 1), (x + w * 0.2, y)], STONE
    )
    c.poly(
        [(x - w * 0.15, y), *arc(x, y - h * 0.19, w * 0.15, h * 0.09, 0.5, 1), (x + w * 0.15, y)],
        "#6a4431",
    )
