"""The paper: 1600 by 1000 units, drawn at double size, finished with light and grain."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from allmende.modules.portal.demo.drawing.palette import RGB, Colour, Palette, Seen, mix, rgb

W, H = 1600, 1000
Point = tuple[float, float]
Points = Sequence[Point]
_MAX_BYTES = 255_000


def smooth(points: Points, *, closed: bool = True, steps: int = 8) -> list[Point]:
    """A Catmull-Rom curve through the points: the hand that draws animals and hills."""
    count = len(points)
    around = [
        points[i % count] if closed else points[min(max(i, 0), count - 1)]
        for i in range(-1, count + 2)
    ]
    curve: list[Point] = []
    for a, b, d, e in zip(around, around[1:], around[2:], around[3:], strict=False):
        if not closed and len(curve) >= (count - 1) * steps:
            break
        for step in range(steps):
            t = step / steps
            curve.append((_spline(a[0], b[0], d[0], e[0], t), _spline(a[1], b[1], d[1], e[1], t)))
    return curve if closed else [*curve, points[-1]]


def _spline(a: float, b: float, d: float, e: float, t: float) -> float:
    return 0.5 * (
        2 * b + (d - a) * t + (2 * a - 5 * b + 4 * d - e) * t * t + (3 * b - a - 3 * d + e) * t**3
    )


def arc(
    cx: float, cy: float, rx: float, ry: float, start: float, end: float, steps: int = 18
) -> list[Point]:
    """Points on an ellipse from one angle to another, in turns (0-1, clockwise from the right)."""
    turns = (2 * pi * (start + (end - start) * i / steps) for i in range(steps + 1))
    return [(cx + rx * cos(t), cy + ry * sin(t)) for t in turns]


class Canvas:
    """Paper, palette and dice of one picture; in units, not pixels, y growing downwards."""

    def __init__(self, palette: Palette, rng: Random, size: tuple[int, int]) -> None:
        self.pal, self.rng, self.size = palette, rng, size
        self.k = 2 * max(size[0] / W, size[1] / H)
        self.image = Image.new("RGB", (round(W * self.k), round(H * self.k)), rgb(palette.sky[2]))
        self._draw = ImageDraw.Draw(self.image, "RGBA")
        self._far = 0.0
        self._glows: list[tuple[float, float, float, RGB]] = []

    @contextmanager
    def far(self, share: float) -> Iterator[None]:
        """Everything drawn within stands in haze: 0 is near, 1 is gone."""
        before, self._far = self._far, share
        yield
        self._far = before

    def tone(self, colour: Colour) -> RGB:
        """The colour under this light and through this much air."""
        r, g, b = rgb(colour)
        if not isinstance(colour, Seen):
            ar, ag, ab = self.pal.ambient
            r, g, b = round(r * ar), round(g * ag), round(b * ab)
        return mix((r, g, b), self.pal.haze, self._far) if self._far else (r, g, b)

    def poly(self, points: Points, colour: Colour, alpha: int = 255) -> None:
        """A filled polygon."""
        k = self.k
        self._draw.polygon([(x * k, y * k) for x, y in points], fill=(*self.tone(colour), alpha))

    def blob(self, points: Points, colour: Colour, alpha: int = 255) -> None:
        """A filled smooth outline through the points."""
        self.poly(smooth(points), colour, alpha)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        colour: Colour,
        alpha: int = 255,
        bend: float = 0,
    ) -> None:
        """A filled box, its corners rounded by `bend` units."""
        k = self.k
        box = (x * k, y * k, (x + w) * k, (y + h) * k)
        fill = (*self.tone(colour), alpha)
        if box[2] < box[0] or box[3] < box[1]:
            return
        if bend:
            self._draw.rounded_rectangle(box, bend * k, fill=fill)
        else:
            self._draw.rectangle(box, fill=fill)

    def oval(
        self, cx: float, cy: float, rx: float, ry: float, colour: Colour, alpha: int = 255
    ) -> None:
        """A filled ellipse around a centre."""
        k = self.k
        self._draw.ellipse(
            ((cx - rx) * k, (cy - ry) * k, (cx + rx) * k, (cy + ry) * k),
            fill=(*self.tone(colour), alpha),
        )

    def ring(
        self, cx: float, cy: float, rx: float, ry: float, colour: Colour, width: float
    ) -> None:
        """The line of an ellipse."""
        k = self.k
        self._draw.ellipse(
            ((cx - rx) * k, (cy - ry) * k, (cx + rx) * k, (cy + ry) * k),
            outline=(*self.tone(colour), 255),
            width=max(1, round(width * k)),
        )

    def line(self, points: Points, colour: Colour, width: float = 2, alpha: int = 255) -> None:
        """A line with round joints; `cord` adds round ends."""
        k = self.k
        self._draw.line(
            [(x * k, y * k) for x, y in points],
            fill=(*self.tone(colour), alpha),
            width=max(1, round(width * k)),
            joint="curve",
        )

    def cord(self, points: Points, colour: Colour, width: float) -> None:
        """A line with round ends: limbs, ropes, twigs."""
        self.line(points, colour, width)
        for x, y in (points[0], points[-1]):
            self.oval(x, y, width / 2, width / 2, colour)

    def grad(self, points: Points, top: Colour, bottom: Colour) -> None:
        """A polygon filled from one colour down to another."""
        k = self.k
        xs, ys = [x * k for x, _ in points], [y * k for _, y in points]
        left, upper = max(0, int(min(xs))), max(0, int(min(ys)))
        right, lower = (
            min(self.image.width, int(max(xs)) + 1),
            min(self.image.height, int(max(ys)) + 1),
        )
        if right <= left or lower <= upper:
            return
        mask = Image.new("L", (right - left, lower - upper))
        ImageDraw.Draw(mask).polygon(
            [(x - left, y - upper) for x, y in zip(xs, ys, strict=True)], fill=255
        )
        start, end = self.tone(top), self.tone(bottom)
        strip = Image.new("RGB", (1, 64))
        strip.putdata([mix(start, end, i / 63) for i in range(64)])
        column = strip.resize((1, mask.height), Image.Resampling.BILINEAR)
        self.image.paste(column.resize(mask.size, Image.Resampling.NEAREST), (left, upper), mask)

    def fade(
        self, x: float, y: float, w: float, h: float, colour: Colour, top: int, bottom: int
    ) -> None:
        """A veil whose alpha runs from `top` to `bottom` (0-255): haze, shade, reflections."""
        k = self.k
        strip = Image.new("L", (1, 64))
        strip.putdata([round(top + (bottom - top) * i / 63) for i in range(64)])
        column = strip.resize((1, max(1, round(h * k))), Image.Resampling.BILINEAR)
        veil = column.resize((max(1, round(w * k)), column.height), Image.Resampling.NEAREST)
        self.image.paste(self.tone(colour), (round(x * k), round(y * k)), veil)

    def shade(self, cx: float, cy: float, rx: float, ry: float = 0) -> None:
        """A soft shadow on the ground."""
        for share in (1.0, 0.8, 0.6):
            self.oval(cx, cy, rx * share, (ry or rx * 0.16) * share, Seen((24, 30, 62)), 26)

    def glow(self, cx: float, cy: float, radius: float, colour: Colour) -> None:
        """Light that spills over its surroundings; added when the picture is finished."""
        self._glows.append((cx, cy, radius, rgb(colour)))

    def shine(self) -> None:
        """Adds the glows so far at once: the sun stands behind what is drawn later."""
        w, h = self.image.width, self.image.height * 3 // 5
        bloom = (
            self._bloom()
            .crop((0, 0, W // 8, H // 8 * 3 // 5))
            .resize((w, h), Image.Resampling.BILINEAR)
        )
        self.image.paste(ImageChops.screen(self.image.crop((0, 0, w, h)), bloom))
        self._glows.clear()

    def jpeg(self) -> bytes:
        """The finished picture."""
        paper = self.image.reduce(2)
        self.image = ImageChops.screen(
            paper, self._bloom().resize(paper.size, Image.Resampling.BICUBIC)
        )
        picture = _centre(self._framed(), self.size)
        return _encode(ImageChops.soft_light(picture, _grain(picture.size, self.rng)))

    def _framed(self) -> Image.Image:
        """The camera: a step nearer, a step aside, now and then from the other side."""
        w, h = self.image.size
        zoom = self.rng.uniform(1.0, 1.1)
        left, top = self.rng.random() * (w - w / zoom), self.rng.uniform(0.5, 1) * (h - h / zoom)
        box = (left, top, left + w / zoom, top + h / zoom)
        picture = self.image.resize((w, h), Image.Resampling.BICUBIC, box=box)
        return (
            picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
            if self.rng.random() < 0.5
            else picture
        )

    def _bloom(self) -> Image.Image:
        small = Image.new("RGB", (W // 8, H // 8))
        for cx, cy, radius, colour in self._glows:
            side = max(2, round(radius / 4))
            box = (round(cx / 8 - side / 2), round(cy / 8 - side / 2))
            mask = _spot().resize((side, side), Image.Resampling.BILINEAR)
            lamp = Image.merge(
                "RGB", [mask.point([v * part // 255 for v in range(256)]) for part in colour]
            )
            # Screening, not adding, keeps many lamps from becoming one glare.
            under = small.crop((*box, box[0] + side, box[1] + side))
            small.paste(ImageChops.screen(under, lamp), box)
        return small


@cache
def _spot() -> Image.Image:
    falloff = [round(255 * max(0.0, 1 - v / 182) ** 2) for v in range(256)]
    return Image.radial_gradient("L").point(falloff)


def _grain(size: tuple[int, int], rng: Random) -> Image.Image:
    tile = Image.frombytes("L", (400, 400), rng.randbytes(160_000)).filter(ImageFilter.BoxBlur(0.6))
    tile = tile.point([round(128 + (v - 128) * 0.16) for v in range(256)])
    grain = Image.new("L", size)
    for x in range(0, size[0], 400):
        for y in range(0, size[1], 400):
            grain.paste(tile, (x, y))
    return Image.merge("RGB", (grain, grain, grain))


def _centre(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    left, top = (picture.width - size[0]) // 2, (picture.height - size[1]) // 2
    return picture.crop((left, top, left + size[0], top + size[1]))


def _encode(picture: Image.Image) -> bytes:
    """JPEG of at most 255 kB: a busy picture gives up a little quality."""
    for quality in (82, 76, 70, 62):
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=False)
        if out.tell() <= _MAX_BYTES:
            break
    return out.getvalue()
