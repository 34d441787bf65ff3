"""The shortest way out: hits inside uvicorn's parser, and what happens when uvicorn changes."""

import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from allmende.project import trial, wire
from allmende.project.edge import store


def test_the_quick_protocol_is_taken_when_it_passes_its_trial(caplog):
    before = len(store), store.counts.hits
    assert wire.protocol_class() is wire.EdgeProtocol
    assert (len(store), store.counts.hits) == before
    assert caplog.text == ""


@pytest.mark.parametrize("name", ["on_response_complete", "timeout_keep_alive_handler"])
def test_a_method_uvicorn_no_longer_has_sends_readers_the_plain_way(monkeypatch, caplog, name):
    monkeypatch.delattr(HttpToolsProtocol, name)
    assert wire.protocol_class() == "httptools"
    assert "uvicorn has changed" in caplog.text


def _without(attribute):
    class Changed(wire.EdgeProtocol):
        def connection_made(self, transport):
            super().connection_made(transport)
            delattr(self, attribute)

    return Changed


@pytest.mark.parametrize("attribute", ["cycle", "pipeline", "flow", "server_state", "loop"])
def test_an_attribute_uvicorn_no_longer_has_fails_the_trial(attribute):
    assert trial.is_passed(wire.EdgeProtocol)
    assert not trial.is_passed(_without(attribute))


def test_a_protocol_that_asks_the_house_fails_the_trial():
    assert not trial.is_passed(HttpToolsProtocol)
