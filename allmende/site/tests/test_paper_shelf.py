"""Files are kept while they are true, and while there is room."""

from allmende.core.cache.tags import clock
from allmende.site.paper_shelf import Shelf


def test_a_file_is_found_until_one_of_its_tags_moves():
    shelf = Shelf()
    shelf.put("a", b"eins", ["item:1", "picture:7"])
    shelf.put("b", b"zwei", ["item:2"])
    assert (shelf.take("a"), shelf.take("b"), shelf.take("c")) == (b"eins", b"zwei", None)

    clock().bump("picture:7")

    assert shelf.take("b") == b"zwei"
    assert len(shelf) == 1


def test_what_nobody_asked_for_the_longest_makes_room():
    shelf = Shelf(room=10)
    shelf.put("a", b"12345", [])
    shelf.put("b", b"12345", [])
    shelf.take("a")

    shelf.put("c", b"1", [])

    assert [shelf.take(name) for name in "abc"] == [b"12345", None, b"1"]


def test_a_file_larger_than_the_room_is_not_kept():
    shelf = Shelf(room=3)

    shelf.put("a", b"1234", [])

    assert len(shelf) == 0
