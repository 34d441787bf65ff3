"""Friendly figures: all ages, many skin tones, some on wheels."""

from dataclasses import dataclass, replace
from random import Random

from allmende.modules.portal.demo.drawing.canvas import Canvas
from allmende.modules.portal.demo.drawing.palette import Colour, dark, light, mix

_SKINS = ("#f5d2b6", "#f0c4a0", "#e9b58d", "#d39a6a", "#a9714a", "#7a4d33")
_HAIRS = ("#3a2a22", "#5b3c28", "#8a5a34", "#c99a52", "#b4562f", "#22222b")
_CLOTHES = (
    "#d9543f",
    "#2f6f8f",
    "#e9ab3c",
    "#4f8a6b",
    "#7b5a9e",
    "#e58a74",
    "#27466b",
    "#f0e3cb",
    "#b8455f",
    "#5fa3a0",
)
_TROUSERS = ("#2f3f5c", "#4a4f63", "#6b5a4d", "#3c5a57", "#7a6a58", "#23304a")


@dataclass(frozen=True)
class Look:
    """What somebody looks like; `age` is child, adult or elder."""

    age: str
    skin: str
    hair: str
    style: str
    shirt: str
    trousers: str
    skirt: bool = False
    hat: str = ""
    tall: float = 1.0


def look(rng: Random, age: str = "") -> Look:
    """Somebody one might meet here."""
    age = age or rng.choice(("adult", "adult", "adult", "child", "elder"))
    hair = rng.choice(("#d9d6d2", "#bdbcc0", "#efece6")) if age == "elder" else rng.choice(_HAIRS)
    style = rng.choice(
        ("short", "short", "long", "bun", "bob")
        if age != "elder"
        else ("short", "bun", "bald", "bob")
    )
    size = {"child": rng.uniform(0.58, 0.74), "elder": rng.uniform(0.9, 0.97)}.get(
        age, rng.uniform(0.95, 1.06)
    )
    return Look(
        age,
        rng.choices(_SKINS, (5, 5, 4, 3, 2, 2))[0],
        hair,
        style,
        rng.choice(_CLOTHES),
        rng.choice(_TROUSERS),
        skirt=style in {"long", "bun", "bob"} and rng.random() < 0.45,
        tall=size,
    )


def person(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    *,
    pose: str = "",
    who: Look | None = None,
    facing: int = 0,
) -> None:
    """Somebody standing on y; h is an adult's height. Poses: stand walk wave run hold cheer."""
    who = who or look(c.rng)
    if c.pal.season == "winter" and not who.hat and c.rng.random() < 0.6:
        who = replace(who, hat="beanie", skirt=False)
    pose = pose or c.rng.choice(("stand", "stand", "walk", "walk", "wave"))
    side = facing or c.rng.choice((-1, 1))
    s = h * who.tall
    c.shade(x + s * 0.05, y, s * 0.2, s * 0.035)
    _legs(c, x, y, s, who, pose, side)
    _arm(c, x, y, s, who, pose, -side, back=True)
    _body(c, x, y, s, who, side)
    _arm(c, x, y, s, who, pose, side, back=False)
    head(
        c,
        x + side * s * 0.01,
        y - s * (0.86 if who.age != "child" else 0.83),
        s * (0.085 if who.age != "child" else 0.115),
        who,
        side,
    )


def _legs(c: Canvas, x: float, y: float, s: float, who: Look, pose: str, side: int) -> None:
    stride = {"walk": 0.1, "run": 0.2}.get(pose, 0.035)
    colour = who.skin if who.skirt else who.trousers
    for leg, tint in ((-1, dark(colour, 0.22)), (1, mix(colour, colour, 0))):
        foot = (
            x + leg * side * s * stride,
            y - s * 0.02 - (s * 0.1 if pose == "run" and leg < 0 else 0),
        )
        knee = (
            x + leg * side * s * stride * 0.6 + side * s * (0.03 if pose in {"walk", "run"} else 0),
            y - s * 0.22,
        )
        c.cord([(x + leg * s * 0.03, y - s * 0.44), knee, foot], tint, s * 0.078)
        c.rect(
            foot[0] - s * (0.04 if side > 0 else 0.08),
            foot[1] - s * 0.02,
            s * 0.12,
            s * 0.045,
            "#33303a",
            bend=s * 0.02,
        )


def _body(c: Canvas, x: float, y: float, s: float, who: Look, side: int) -> None:
    shirt = who.shirt
    c.blob(
        [
            (x - s * 0.1, y - s * 0.735),
            (x, y - s * 0.765),
            (x + s * 0.1, y - s * 0.735),
            (x + s * 0.115, y - s * 0.6),
            (x + s * 0.1, y - s * 0.4),
            (x, y - s * 0.385),
            (x - s * 0.1, y - s * 0.4),
            (x - s * 0.115, y - s * 0.6),
        ],
        shirt,
    )
    c.blob(
        [
            (x + s * 0.03, y - s * 0.72),
            (x + s * 0.1, y - s * 0.72),
            (x + s * 0.108, y - s * 0.5),
            (x + s * 0.08, y - s * 0.4),
            (x + s * 0.03, y - s * 0.42),
        ],
        dark(shirt, 0.3),
        90,
    )
    if who.skirt:
        c.poly(
            [
                (x - s * 0.095, y - s * 0.48),
                (x + s * 0.095, y - s * 0.48),
                (x + s * 0.16, y - s * 0.24),
                (x - s * 0.16, y - s * 0.24),
            ],
            shirt,
        )
        c.poly(
            [
                (x + s * 0.03, y - s * 0.48),
                (x + s * 0.095, y - s * 0.48),
                (x + s * 0.16, y - s * 0.24),
                (x + s * 0.06, y - s * 0.24),
            ],
            dark(shirt, 0.16),
        )
    c.cord([(x, y - s * 0.73), (x + side * s * 0.008, y - s * 0.8)], dark(who.skin, 0.12), s * 0.06)


def _arm(
    c: Canvas, x: float, y: float, s: float, who: Look, pose: str, side: int, *, back: bool
) -> None:
    shoulder = (x + side * s * 0.1, y - s * 0.7)
    elbow, hand = {
        "wave": ((0.2, -0.62), (0.24, -0.9)) if not back else ((0.15, -0.55), (0.13, -0.42)),
        "cheer": ((0.19, -0.82), (0.2, -1.02)),
        "run": ((0.2, -0.56), (0.26, -0.66)),
        "hold": ((0.14, -0.55), (0.24, -0.57)),
        "walk": ((0.15, -0.55), (0.2, -0.44)),
    }.get(pose, ((0.14, -0.56), (0.125, -0.42)))
    bend, end = (
        (x + side * s * elbow[0], y + s * elbow[1]),
        (x + side * s * hand[0], y + s * hand[1]),
    )
    sleeve = dark(who.shirt, 0.24) if back else light(who.shirt, 0.06)
    c.cord([shoulder, bend, end], sleeve, s * 0.062)
    c.oval(end[0], end[1], s * 0.034, s * 0.034, who.skin)


def head(c: Canvas, x: float, y: float, r: float, who: Look, side: int = 1) -> None:
    """A head with hair, a calm face turned to one side."""
    if who.style in {"long", "bob"}:
        drop = 2.1 if who.style == "long" else 1.1
        c.blob(
            [
                (x - r * 1.05, y - r * 0.5),
                (x, y - r * 1.2),
                (x + r * 1.05, y - r * 0.5),
                (x + r * 1.1, y + r * drop * 0.7),
                (x, y + r * drop * 0.9),
                (x - r * 1.1, y + r * drop * 0.7),
            ],
            who.hair,
        )
        c.cord([(x, y + r * 0.6), (x, y + r * 1.3)], dark(who.skin, 0.12), r * 0.62)
    if who.style == "bald":
        c.oval(x - side * r * 0.62, y + r * 0.1, r * 0.46, r * 0.5, who.hair)
    if who.style == "bun":
        c.oval(x - side * r * 0.5, y - r * 1.15, r * 0.5, r * 0.5, who.hair)
    c.oval(x, y, r * 0.94, r * 1.08, who.skin)
    if who.style != "bald":
        c.blob(
            [
                (x - side * r * 1.02, y + r * 0.25),
                (x - side * r * 1.04, y - r * 0.6),
                (x - side * r * 0.2, y - r * 1.24),
                (x + side * r * 0.75, y - r * 0.95),
                (x + side * r * 0.92, y - r * 0.35),
                (x + side * r * 0.1, y - r * 0.55),
                (x - side * r * 0.55, y - r * 0.3),
            ],
            who.hair,
        )
    if r > 7:
        _face(c, x, y, r, who, side)
    if who.hat:
        _hat(c, x, y, r, who, side)


def _face(c: Canvas, x: float, y: float, r: float, who: Look, side: int) -> None:
    for dx in (0.02, 0.55):
        c.oval(x + side * r * dx, y - r * 0.02, r * 0.09, r * 0.12, "#2c2630")
    c.oval(x + side * r * 0.7, y + r * 0.34, r * 0.16, r * 0.12, "#e2785f", 90)
    c.line(
        [
            (x + side * r * 0.08, y + r * 0.45),
            (x + side * r * 0.3, y + r * 0.56),
            (x + side * r * 0.52, y + r * 0.45),
        ],
        dark(who.skin, 0.55),
        max(1.2, r * 0.1),
    )


def _hat(c: Canvas, x: float, y: float, r: float, who: Look, side: int) -> None:
    tint = {
        "beanie": who.shirt,
        "helmet": "#f0c33c",
        "cap": who.trousers,
        "straw": "#e3c178",
        "bike": "#e9573f",
        "party": "#d9447a",
        "fire": "#f3ead2",
    }.get(who.hat, who.shirt)
    if who.hat == "party":
        c.poly(
            [(x - r * 0.8, y - r * 0.7), (x + r * 0.1, y - r * 2.6), (x + r * 0.9, y - r * 0.7)],
            tint,
        )
        c.oval(x + r * 0.1, y - r * 2.6, r * 0.3, r * 0.3, "#f6d04d")
        return
    top = [
        (x - r * 1.06, y - r * 0.35),
        (x - r * 0.9, y - r * 1.05),
        (x, y - r * 1.42),
        (x + r * 0.9, y - r * 1.05),
        (x + r * 1.06, y - r * 0.35),
    ]
    c.poly([*top], tint)
    if who.hat in {"straw", "helmet", "fire"}:
        wide = 1.8 if who.hat == "straw" else 1.3
        c.oval(x, y - r * 0.4, r * wide, r * 0.26, dark(tint, 0.12))
    elif who.hat == "cap":
        c.oval(x + side * r * 0.9, y - r * 0.42, r * 0.7, r * 0.18, dark(tint, 0.15))
    elif who.hat == "beanie":
        c.rect(x - r * 1.08, y - r * 0.62, r * 2.16, r * 0.34, light(tint, 0.3), bend=r * 0.1)
        c.oval(x, y - r * 1.5, r * 0.3, r * 0.3, light(tint, 0.4))


def seated(
    c: Canvas, x: float, y: float, h: float, who: Look | None = None, facing: int = 0
) -> None:
    """Somebody sitting; y is the seat, x the back; legs reach down to y + 0.3 h."""
    who = who or look(c.rng, "adult")
    side = facing or c.rng.choice((-1, 1))
    s = h * min(1.0, who.tall + 0.08)
    for shift, tint in (
        (0.03, dark(who.trousers, 0.25)),
        (0.0, mix(who.trousers, who.trousers, 0)),
    ):
        knee = (x + side * s * (0.27 + shift), y - s * 0.02)
        c.cord(
            [(x, y - s * 0.02), knee, (knee[0] + side * s * 0.02, y + s * 0.26)], tint, s * 0.085
        )
        c.rect(
            knee[0] - s * 0.03 + (0 if side > 0 else -s * 0.05),
            y + s * 0.26,
            s * 0.13,
            s * 0.045,
            "#33303a",
            bend=s * 0.02,
        )
    _body(c, x, y + s * 0.4, s, replace(who, skirt=False), side)
    c.cord(
        [
            (x + side * s * 0.06, y - s * 0.3),
            (x + side * s * 0.13, y - s * 0.13),
            (x + side * s * 0.27, y - s * 0.12),
        ],
        light(who.shirt, 0.08),
        s * 0.062,
    )
    c.oval(x + side * s * 0.27, y - s * 0.12, s * 0.034, s * 0.034, who.skin)
    head(c, x + side * s * 0.02, y - s * 0.47, s * 0.09, who, side)


def wheelchair(
    c: Canvas, x: float, y: float, h: float, who: Look | None = None, facing: int = 0
) -> None:
    """Somebody in a wheelchair, wheels on y."""
    side = facing or c.rng.choice((-1, 1))
    c.shade(x, y, h * 0.3, h * 0.04)
    c.line(
        [
            (x - side * h * 0.12, y - h * 0.58),
            (x - side * h * 0.1, y - h * 0.26),
            (x + side * h * 0.2, y - h * 0.26),
        ],
        "#3a4256",
        h * 0.03,
    )
    seated(c, x, y - h * 0.32, h * 0.95, who or look(c.rng), side)
    c.ring(x - side * h * 0.02, y - h * 0.2, h * 0.2, h * 0.2, "#2f3648", h * 0.03)
    c.ring(x - side * h * 0.02, y - h * 0.2, h * 0.13, h * 0.13, "#c9ced6", h * 0.01)
    c.ring(x + side * h * 0.27, y - h * 0.06, h * 0.06, h * 0.06, "#2f3648", h * 0.02)


def crowd(
    c: Canvas, x0: float, x1: float, y0: float, y1: float, count: int, h: float = 150
) -> None:
    """People on a square, spaced out, nearer ones bigger, now and then one in a wheelchair."""
    width = (x1 - x0) / count
    spots = [
        (x0 + (i + c.rng.uniform(0.2, 0.8)) * width, c.rng.uniform(y0, y1)) for i in range(count)
    ]
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        size = h * (0.72 + 0.45 * (y - y0) / max(1.0, y1 - y0))
        if c.rng.random() < 0.09:
            wheelchair(c, x, y, size)
        else:
            person(c, x, y, size)


def child(
    c: Canvas, x: float, y: float, h: float, pose: str = "", shirt: Colour | None = None
) -> None:
    """A child; h is still a grown-up's height."""
    who = look(c.rng, "child")
    person(
        c,
        x,
        y,
        h,
        pose=pose or c.rng.choice(("run", "wave", "cheer", "stand")),
        who=replace(who, shirt=str(shirt)) if shirt else who,
    )
