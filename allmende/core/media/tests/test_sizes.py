"""Sizes are drawn in the background; a page shows what is ready and makes nothing."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from allmende.core.media.domain import make_sizes, withdraw_consent
from allmende.core.media.models import Picture, TownCollection
from allmende.core.media.queries import ready_sizes
from allmende.core.media.sizes import CARD, FIRST, FOR_TOP, specs
from allmende.core.media.tasks import make_good
from allmende.modules.portal.domain import open_newsroom, publish_news
from allmende.site.pictures import lead_picture, shown
from conftest import settle


def file(mode="RGB", size=(900, 600)):
    out = BytesIO()
    Image.new(mode, size, (0, 90, 0, 0)[: len(mode)]).save(out, "PNG")
    return ImageFile(BytesIO(out.getvalue()), name="wiese.png")


@pytest.fixture
def meadow(cast):
    folder = TownCollection.objects.get(town=cast.soemmerda).collection
    return Picture.objects.create(title="Wiese", file=file(), collection=folder)


def forms_of(one):
    return [source.media_type for source in one.sources]


def test_a_new_picture_can_be_shown_at_once_as_jpeg(meadow):
    one = shown(meadow, "Wiese", CARD, "100vw")

    assert [row.filter_spec for row in meadow.renditions.all()] == [FIRST]
    assert one.src.endswith(".max-1280x1280.jpg")
    assert (one.width, one.height, forms_of(one)) == (900, 600, [])


def test_showing_makes_nothing_and_asks_the_database_once(meadow):
    settle()
    shown(meadow, "Wiese", CARD, "100vw")

    with CaptureQueriesContext(connection) as queries:
        shown(meadow, "Wiese", CARD, "100vw")

    assert len(queries) == 0
    assert meadow.renditions.count() == 1


def test_publishing_orders_the_sizes_and_pages_offer_the_best_first(cast, meadow):
    open_newsroom(town=cast.soemmerda)
    page = publish_news(
        town=cast.soemmerda, title="Wiese", lead_picture=meadow, lead_picture_alt="Gras"
    )
    settle()

    one = lead_picture(page, cast.soemmerda, CARD)
    assert forms_of(one) == ["image/avif", "image/webp"]
    assert (one.width, one.height) == (400, 250)
    assert one.src.endswith(".jpg")
    assert [part.split()[1] for part in one.sources[0].srcset.split(", ")] == ["400w", "800w"]
    with meadow.renditions.get(filter_spec="fill-400x250|format-avif").file.open() as made:
        assert (Image.open(made).format, Image.open(made).size) == ("AVIF", (400, 250))


def test_a_moved_focal_point_cuts_anew_and_the_old_sizes_go(meadow):
    make_sizes(meadow, CARD)
    settle()
    before = set(meadow.renditions.values_list("file", flat=True))
    storage = meadow.file.storage

    meadow.focal_point_x, meadow.focal_point_y = 800, 500
    meadow.focal_point_width = meadow.focal_point_height = 50
    meadow.save()
    settle()

    after = set(meadow.renditions.values_list("file", flat=True))
    assert set(ready_sizes(meadow, specs(CARD))) == set(specs(CARD))
    assert len(before & after) == 1  # the uncut JPEG
    assert [name for name in before - after if storage.exists(name)] == []


def test_white_stands_behind_what_is_transparent_in_the_jpeg_only(cast, meadow):
    folder = meadow.collection
    picture = Picture.objects.create(title="Wappen", file=file("RGBA"), collection=folder)
    make_sizes(picture, CARD)

    corners = {}
    for row in picture.renditions.filter(filter_spec__in=[FIRST, "fill-400x250|format-webp"]):
        with row.file.open() as made:
            corners[row.filter_spec] = Image.open(made).convert("RGBA").getpixel((5, 5))
    assert corners[FIRST][:3] == (255, 255, 255)
    assert corners["fill-400x250|format-webp"][3] == 0


def test_no_size_is_drawn_of_a_picture_without_consent(cast, meadow):
    withdraw_consent(picture=meadow, town=cast.soemmerda)
    settle()

    assert make_sizes(Picture.objects.get(pk=meadow.pk), FOR_TOP) == 0
    assert meadow.renditions.count() == 0


def test_pictures_from_before_are_made_good_in_the_night(meadow):
    meadow.renditions.all().delete()
    settle()
    assert shown(meadow, "Wiese", CARD, "100vw") is None

    make_good.call()
    settle()

    assert shown(meadow, "Wiese", CARD, "100vw").src.endswith(".jpg")


def test_a_file_that_is_gone_breaks_nothing(meadow):
    meadow.file.storage.delete(meadow.file.name)

    assert make_sizes(meadow, CARD) == 0
