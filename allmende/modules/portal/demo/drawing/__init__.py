"""Illustrations for the demo, drawn by code: no photographs, no licences, no two alike."""

from random import Random

from allmende.modules.portal.demo.drawing.canvas import Canvas
from allmende.modules.portal.demo.drawing.palette import palette_for
from allmende.modules.portal.demo.drawing.scenes import SCENES

MOTIFS = tuple(sorted(SCENES))


def draw(motif: str, *, seed: int, size: tuple[int, int] = (1600, 1000)) -> bytes:
    """A JPEG (under 260 kB) of the motif, `size` in pixels; same motif and seed, same bytes.

    Raises KeyError for a motif that is not in MOTIFS.
    """
    scene = SCENES[motif]
    rng = Random(f"{motif}/{seed}")
    canvas = Canvas(palette_for(motif, rng), rng, size)
    scene(canvas)
    return canvas.jpeg()
