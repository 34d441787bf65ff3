"""A village's line is thin: the first view of a start page must be light (without its photos)."""

import pytest

from tests.browser.weight import weigh

MOST_BYTES = 60_000
#: Also for the alliance: the coats on its map come in the file of its own coat.
MOST_REQUESTS = 8


@pytest.mark.parametrize("town", ["soemmerda", "becken"])
@pytest.mark.parametrize("width", [1280, 360])
def test_first_view_is_light(browse, house, town, width):
    weight = weigh(browse(width=width), house.url(town))

    assert weight.requests["Document"] == 1
    assert weight.bytes_without_photos <= MOST_BYTES, weight.addresses
    assert weight.requests_without_photos <= MOST_REQUESTS, weight.addresses
