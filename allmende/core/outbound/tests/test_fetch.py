"""What comes back, and what is too much."""

import gzip
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from allmende.core.outbound import Fetched, OutboundError, errors, fetch
from allmende.core.outbound.tests.conftest import OtherHost

pytestmark = pytest.mark.usefixtures("allowed")
Names = dict[str, list[list[str]]]


def test_an_answer_with_its_marks(host: OtherHost, allowed: Any) -> None:
    allowed.OUTBOUND_CONTACT = "https://portal.example.org/impressum"
    headers = {"ETag": '"a1"', "Last-Modified": "Mon, 01 Mar 2027 10:00:00 GMT", "X-More": "yes"}
    url = host.answer("/feed", b"<feed/>", headers=headers)
    got = fetch(f"{url}?town=1#top", purpose="test")
    assert (got.status, got.body, got.etag) == (200, b"<feed/>", '"a1"')
    assert got.last_modified == "Mon, 01 Mar 2027 10:00:00 GMT"
    assert (got.headers["x-more"], got.final_url) == ("yes", f"{url}?town=1")
    [seen] = host.seen
    assert seen["path"] == "/feed?town=1"
    assert seen["user-agent"].startswith("Allmende/")
    assert seen["user-agent"].endswith(" (+https://portal.example.org/impressum)")
    assert seen["host"] == f"127.0.0.1:{host.port}"
    assert "if-none-match" not in seen


def test_a_second_request_asks_for_news_only(host: OtherHost) -> None:
    url = host.answer("/feed", status=304, headers={"ETag": '"a1"'})
    got = fetch(url, purpose="test", etag='"a1"', last_modified="Mon, 01 Mar 2027 10:00:00 GMT")
    assert (got.is_unchanged, got.body) == (True, b"")
    assert host.seen[0]["if-none-match"] == '"a1"'
    assert host.seen[0]["if-modified-since"] == "Mon, 01 Mar 2027 10:00:00 GMT"


def test_no_news_though_we_have_nothing_yet_is_an_error(host: OtherHost) -> None:
    with pytest.raises(errors.StatusError, match="304"):
        fetch(host.answer("/feed", status=304), purpose="test")


def test_three_redirects_are_followed_and_a_fourth_is_not(host: OtherHost) -> None:
    host.answer("/4", b"here")
    for number, status in ((1, 301), (2, 307), (3, 308)):
        host.redirect(f"/{number}", f"/{number + 1}", status=status)
    got = fetch(f"{host.url}/1", purpose="test")
    assert (got.body, got.final_url) == (b"here", f"{host.url}/4")
    host.redirect("/0", "/1")
    with pytest.raises(errors.TooManyRedirectsError):
        fetch(f"{host.url}/0", purpose="test")


def test_the_size_is_bounded_to_the_byte(host: OtherHost) -> None:
    url = host.answer("/", b"x" * 1000)
    assert len(fetch(url, purpose="test", max_bytes=1000).body) == 1000
    with pytest.raises(errors.TooLargeError, match="999"):
        fetch(url, purpose="test", max_bytes=999)


def test_the_size_is_that_of_the_unpacked_body(host: OtherHost) -> None:
    packed = gzip.compress(b"0" * 50_000_000)
    assert len(packed) < 100_000
    url = host.answer("/bomb", packed, headers={"Content-Encoding": "gzip"})
    with pytest.raises(errors.TooLargeError):
        fetch(url, purpose="test", max_bytes=200_000)
    url = host.answer("/", gzip.compress(b"hello"), headers={"Content-Encoding": "gzip"})
    assert fetch(url, purpose="test").body == b"hello"


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "unheard-of"])
def test_a_packing_we_cannot_bound_is_refused(host: OtherHost, encoding: str) -> None:
    url = host.answer("/", b"x", headers={"Content-Encoding": encoding})
    with pytest.raises(errors.UnreachableError):
        fetch(url, purpose="test")


def test_a_body_without_length_may_be_endless(host: OtherHost) -> None:
    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)

    host.plays["/"] = flood
    with pytest.raises(errors.TooLargeError):
        fetch(host.url + "/", purpose="test")


def _drip(handler: BaseHTTPRequestHandler) -> None:
    while True:
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def _drip_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    _drip(handler)


def _drip_known_length(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    _drip(handler)


def _drip_header(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(handler)


def _silence(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


@pytest.mark.parametrize("slow", [_drip_body, _drip_known_length, _drip_header, _silence])
def test_the_whole_request_has_one_time_limit(host: OtherHost, slow: Any) -> None:
    host.plays["/"] = slow
    began = time.monotonic()
    with pytest.raises(errors.TimedOutError) as caught:
        fetch(host.url + "/", purpose="test", timeout=0.5)
    assert 0.4 < time.monotonic() - began < 2
    assert caught.value.is_passing


def test_errors_of_the_host_are_errors(host: OtherHost) -> None:
    url = host.answer("/", b"gone, anna", status=410)
    with pytest.raises(errors.StatusError, match="410") as caught:
        fetch(url, purpose="test")
    assert (caught.value.status, caught.value.is_passing) == (410, False)
    with pytest.raises(errors.StatusError) as caught:
        fetch(host.answer("/", status=503), purpose="test")
    assert caught.value.is_passing


def test_nobody_listens(host: OtherHost) -> None:
    host.shutdown()
    host.server_close()
    with pytest.raises(errors.UnreachableError):
        fetch(host.url + "/", purpose="test")


def test_what_speaks_no_http_is_unreachable(host: OtherHost) -> None:
    host.plays["/"] = lambda handler: handler.wfile.write(b"220 mail.example.org ESMTP\r\n")
    with pytest.raises(errors.UnreachableError):
        fetch(host.url + "/", purpose="test")


def test_another_kind_of_content_is_an_error(host: OtherHost) -> None:
    url = host.answer("/", b"{}", headers={"Content-Type": "application/json; charset=utf-8"})
    assert fetch(url, purpose="test", accept=("application/json",)).body == b"{}"
    assert host.seen[0]["accept"] == "application/json"
    with pytest.raises(
        errors.WrongTypeError, match="application/json geschickt, erwartet war text/calendar"
    ):
        fetch(url, purpose="test", accept=("text/calendar",))


def _secure(secure_host: OtherHost, settings: Any, names: Names, name: str) -> str:
    names[name] = [["127.0.0.1"]]
    settings.OUTBOUND_ALLOW_PRIVATE_HOSTS = (name,)
    return f"https://{name}:{secure_host.port}/"


def test_tls_checks_the_name_though_a_number_is_asked(
    secure_host: OtherHost, certificate: Path, allowed: Any, names: Names
) -> None:
    allowed.OUTBOUND_CA_FILE = str(certificate / "cert.pem")
    secure_host.answer("/", b"safe")
    url = _secure(secure_host, allowed, names, "feeds.example")
    assert fetch(url, purpose="test").body == b"safe"
    assert secure_host.names == ["feeds.example"]
    assert secure_host.seen[0]["host"] == f"feeds.example:{secure_host.port}"

    with pytest.raises(errors.CertificateError):
        fetch(_secure(secure_host, allowed, names, "other.example"), purpose="test")


def test_a_certificate_that_nobody_vouches_for(
    secure_host: OtherHost, allowed: Any, names: Names
) -> None:
    with pytest.raises(errors.CertificateError, match="erneuern"):
        fetch(_secure(secure_host, allowed, names, "feeds.example"), purpose="test")


def test_from_https_to_http_is_not_followed(
    secure_host: OtherHost, certificate: Path, allowed: Any, names: Names
) -> None:
    allowed.OUTBOUND_CA_FILE = str(certificate / "cert.pem")
    secure_host.redirect("/", "http://feeds.example/")
    with pytest.raises(errors.InsecureRedirectError):
        fetch(_secure(secure_host, allowed, names, "feeds.example"), purpose="test")


def test_every_error_has_a_sentence_with_a_next_step_and_no_address() -> None:
    facts = {"host": "h.example", "port": 1, "limit": 2, "found": "a/b", "wanted": "c/d"}
    for kind in OutboundError.__subclasses__():
        error = kind(host="h.example", status=500) if kind is errors.StatusError else kind(**facts)
        assert len(str(error).split(". ")) >= 2, kind
        assert "%(" not in str(error)
    with translation.override("en"):
        assert "renew" in str(errors.CertificateError(host="h.example"))


def test_the_log_names_the_host_and_the_purpose_but_not_the_address(
    host: OtherHost, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="allmende.core.outbound")
    fetch(host.answer("/private") + "?key=secret", purpose="weather")
    [line] = [record.getMessage() for record in caplog.records if "weather" in record.getMessage()]
    assert line.startswith("weather: 200 of 127.0.0.1, ")
    assert "secret" not in caplog.text


def test_an_answer_cannot_be_changed(host: OtherHost) -> None:
    got = fetch(host.answer("/", b"x"), purpose="test")
    assert isinstance(got, Fetched)
    with pytest.raises(TypeError):
        got.headers["etag"] = "forged"  # type: ignore[index]
