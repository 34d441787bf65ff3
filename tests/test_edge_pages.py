"""What may be kept for everybody holds nothing of anybody, at every address of the house."""

import random
import re
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from allmende.core.cache.edge.keys import key_of
from allmende.core.cache.edge.storable import terms_of
from allmende.site.addresses import town_css_url
from conftest import Cast, HouseClient
from tests.house_urls import Address, addresses
from tests.secrets_of_b import fill
from tests.test_isolation import browser, values

#: What would betray that an answer was made for one reader.
PERSONAL = (b"csrfmiddlewaretoken", b"data-csrf", b"beate", b"Beate")


@pytest.fixture
def b(cast: Cast, settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    return fill(cast)


def is_kept(path: str, answer: Any) -> bool:
    """Whether the edge would keep this answer for others."""
    key = key_of(path.encode(), [(b"host", b"straussfurt.localhost")])
    raw = [(name.lower().encode(), value.encode()) for name, value in answer.items()]
    raw += [(b"set-cookie", b"") for _ in answer.cookies]
    return key is not None and terms_of(answer.status_code, raw, 1) is not None


def paths(b: Any, wanted: Any) -> list[str]:
    known, dice = values(b), random.Random(1)
    chosen = [address for address in addresses() if wanted(address)]
    return sorted({path for address in chosen for path in address.paths(known, dice, most=2)})


def _is_public(address: Address) -> bool:
    return not address.form.startswith("verwaltung")


def test_public_answers_that_are_kept_are_the_same_for_everybody(b: Any) -> None:
    reader, editor = HouseClient(), browser(b.editor)
    host = b.town.host
    kept = []
    with time_machine.travel(timezone.now(), tick=False):  # an empty feed says what time it is
        for path in paths(b, _is_public):
            answer = reader.get(path, host=host)
            if not is_kept(path, answer):
                continue
            kept.append(path)
            assert not [word for word in PERSONAL if word in answer.content], path
            assert editor.get(path, host=host).content == answer.content, path
    assert {"/", "/aktuelles/", "/impressum/", "/sitemap.xml"} <= set(kept)


def test_hosts_nobody_owns_and_second_names_are_not_kept(b: Any) -> None:
    for host in ("erfunden.example", f"www.{b.town.host}"):
        assert not is_kept("/", HouseClient().get("/", host=host)), host


def test_the_colours_of_a_town_are_kept_and_those_of_nobody_are_not(b: Any) -> None:
    reader, host = HouseClient(), b.town.host
    own = re.findall(r'href="(/stil/[^"]+)"', reader.get("/", host=host).content.decode())
    made_up = town_css_url("#123456", "#654321")
    kept = {path: is_kept(path, reader.get(path, host=host)) for path in [*own, made_up]}
    assert kept == {own[0]: True, made_up: False}
    assert reader.get(made_up, host=host).status_code == 200


def test_nothing_of_the_desk_is_ever_kept(b: Any) -> None:
    editor = browser(b.editor)
    for path in paths(b, lambda address: not _is_public(address))[::4]:
        answer = editor.get(path, host=b.town.host)
        raw = [(name.lower().encode(), value.encode()) for name, value in answer.items()]
        assert key_of(path.encode(), [(b"host", b"a.de")]) is None, path
        assert terms_of(answer.status_code, raw, 1) is None, path


def test_a_static_file_that_is_not_there_is_not_found(b: Any) -> None:
    for host, path in ((b.town.host, "/static/nichts"), ("erfunden.example", "/static/x.css")):
        assert HouseClient().get(path, host=host).status_code == 404
