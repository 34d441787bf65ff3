"""The demo's pictures: every motif, the right size, the same twice, never two alike."""

from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from allmende.modules.portal.demo.drawing import MOTIFS, draw
from allmende.modules.portal.demo.drawing.palette import PALETTES, palette_for

WANTED = [
    "market",
    "townhall",
    "pool",
    "school",
    "kindergarten",
    "library",
    "museum",
    "church",
    "festival",
    "music",
    "sports",
    "fire_brigade",
    "road_works",
    "cycling",
    "river",
    "forest",
    "field",
    "park",
    "playground",
    "winter",
    "christmas",
    "carnival",
    "theatre",
    "council",
    "digital",
    "energy",
    "solar",
    "water",
    "bus",
    "housing",
    "business",
    "seniors",
    "health",
    "volunteers",
    "horses",
    "garden",
    "evening",
    "bridge",
    "railway",
    "waste",
    "storks",
    "castle",
    "spring",
]


def test_every_motif_of_the_demo_is_drawn() -> None:
    assert sorted(WANTED) == list(MOTIFS)


@pytest.mark.parametrize("motif", WANTED)
def test_a_picture_is_a_small_jpeg_of_the_size_asked_for(motif: str) -> None:
    data = draw(motif, seed=7)
    picture = Image.open(BytesIO(data))
    assert (picture.format, picture.size) == ("JPEG", (1600, 1000))
    assert len(data) < 260_000


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert draw("market", seed=3) == draw("market", seed=3)


def test_no_two_seeds_look_alike() -> None:
    seeds = range(6)
    assert len(
        {sha256(draw("river", seed=seed, size=(400, 250))).digest() for seed in seeds}
    ) == len(seeds)


def test_other_sizes_are_cut_not_squeezed() -> None:
    assert Image.open(BytesIO(draw("church", seed=1, size=(600, 600)))).size == (600, 600)


def test_an_unknown_motif_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("volcano", seed=1)


class _EveryLight:
    def __init__(self) -> None:
        self.offered: set[str] = set()

    def choice(self, names: tuple[str, ...]) -> str:
        self.offered |= set(names)
        return names[0]


def test_nobody_bathes_in_snow() -> None:
    dice = _EveryLight()
    palette_for("pool", dice)
    assert {PALETTES[name].season for name in dice.offered} == {"summer"}
