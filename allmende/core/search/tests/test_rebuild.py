"""Reading all items anew: while the site runs, and on after a break."""

import argparse

import pytest

from allmende.core.search import domain
from allmende.core.search.domain import begin_rebuild, missing, rebuild
from allmende.core.search.models import Document, Word
from allmende.core.search.tests.world import print_paper, titles
from allmende.project.commands.doctor import _search
from allmende.project.commands.reindex import reindex
from allmende.project.commands.setup import _read_for_search


def state():
    words = Word.objects.order_by("folded").values_list("folded", "written", "stem", "count")
    documents = Document.objects.order_by("pk").values_list(
        "pk", "title_words", "text_words", "shape"
    )
    return list(words), list(documents)


def test_a_rebuild_gives_what_was_there(cast, capsys):
    print_paper(cast.soemmerda, statute=True, bridge=True, pool=True)
    before = state()
    Word.objects.filter(folded="satzung").update(count=9)

    assert reindex(argparse.Namespace()) == 0
    assert state() == before
    assert "3 Beiträge" in capsys.readouterr().out


def test_a_rebuild_that_was_broken_off_goes_on(cast, monkeypatch):
    print_paper(cast.soemmerda, mayor=True, pool=True, bridge=True)
    before = state()
    monkeypatch.setattr(domain, "CHUNK", 1)

    def stop(done):
        if done == 2:
            raise KeyboardInterrupt

    assert begin_rebuild() == 3
    with pytest.raises(KeyboardInterrupt):
        rebuild(stop)
    assert titles("lossa", cast.soemmerda) == ["Neue Brücke über die Lossa"]  # by its old words

    assert begin_rebuild() == 1
    assert rebuild() == 1
    assert state() == before


def test_an_empty_index_is_noticed_and_made_by_the_set_up(cast):
    print_paper(cast.soemmerda, mayor=True, pool=True)
    assert _search() is None

    Document.objects.all().delete()
    assert _search() == "2 Beiträge sind nicht zu finden: allmende reindex"
    _read_for_search()
    assert not missing().exists()
    assert titles("freibad", cast.soemmerda) == ["Schwimmbad öffnet im Mai"]
