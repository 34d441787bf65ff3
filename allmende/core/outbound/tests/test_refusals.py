"""What is refused before a byte leaves the house, or in the middle of redirects."""

from typing import Any

import pytest

from allmende.core.outbound import errors, fetch
from allmende.core.outbound.targets import Target
from allmende.core.outbound.tests.conftest import OtherHost

pytestmark = pytest.mark.usefixtures("strict")
Names = dict[str, list[list[str]]]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "portal",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "gopher://example.org",
        "javascript:alert(1)",
        "https://anna:secret@example.org/",
        "https://",
        "https:///path",
        "http://[fe80::1%25eth0]/",
        "https://example.org:99999/",
        "https://.",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(errors.BadAddressError):
        fetch(url, purpose="test")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_our_own_network_is_refused_however_it_is_written(url: str, host: OtherHost) -> None:
    with pytest.raises(errors.PrivateAddressError, match="OUTBOUND_ALLOW_PRIVATE_HOSTS"):
        fetch(url, purpose="test")
    assert host.seen == []


def test_a_name_with_one_private_address_among_public_ones_is_refused(names: Names) -> None:
    names["mixed.example"] = [["8.8.8.8", "10.0.0.1"]]
    with pytest.raises(errors.PrivateAddressError):
        fetch("https://mixed.example/", purpose="test")


def test_a_name_that_nobody_has(names: Names) -> None:
    names["nobody.example"] = [[]]
    with pytest.raises(errors.NameNotFoundError, match=r"nobody\.example"):
        fetch("https://nobody.example/secret?key=1", purpose="test")


def test_other_ports_are_refused_unless_listed(names: Names) -> None:
    names["feeds.example"] = [["10.0.0.1"]]
    url = "https://feeds.example:8443/"
    for allow_hosts in (None, ["feeds.example"], ["feeds.example:8444"]):
        with pytest.raises(errors.HostNotAllowedError, match="8443"):
            fetch(url, purpose="test", allow_hosts=allow_hosts)
    with pytest.raises(errors.PrivateAddressError):  # the port is right, the address is not
        fetch(url, purpose="test", allow_hosts=["feeds.example:8443"])


def test_only_listed_hosts(names: Names) -> None:
    for url in ("https://evil.example/", "https://feeds.example.evil.example/"):
        with pytest.raises(errors.HostNotAllowedError):
            fetch(url, purpose="test", allow_hosts=["feeds.example"])
    assert names["asked"] == []  # not even the name was looked up


def test_a_redirect_into_our_own_network_is_refused(
    host: OtherHost, names: Names, allowed: Any
) -> None:
    names["inside.example"] = [["127.0.0.1"]]
    host.answer("/secret", b"secret")
    url = host.redirect("/", f"http://inside.example:{host.port}/secret")
    with pytest.raises(errors.HostNotAllowedError):
        fetch(url, purpose="test")
    url = host.redirect("/", "http://inside.example/secret")
    with pytest.raises(errors.PrivateAddressError):
        fetch(url, purpose="test")
    assert [seen["path"] for seen in host.seen] == ["/", "/"]


def test_a_redirect_to_a_host_that_is_not_listed_is_refused(host: OtherHost, allowed: Any) -> None:
    url = host.redirect("/", "https://evil.example/")
    with pytest.raises(errors.HostNotAllowedError):
        fetch(url, purpose="test", allow_hosts=["127.0.0.1"])


def test_a_redirect_to_another_scheme_is_refused(host: OtherHost, allowed: Any) -> None:
    with pytest.raises(errors.BadAddressError):
        fetch(host.redirect("/", "file:///etc/passwd"), purpose="test")


def test_the_name_is_looked_up_once_and_the_checked_address_is_asked(
    host: OtherHost, names: Names, strict: Any
) -> None:
    strict.OUTBOUND_ALLOW_PRIVATE_HOSTS = ("rebind.example",)
    names["rebind.example"] = [["127.0.0.1"], ["127.0.0.2"]]
    host.answer("/", b"ours")
    assert fetch(f"http://rebind.example:{host.port}/", purpose="test").body == b"ours"
    assert names["asked"] == [["rebind.example"], ["127.0.0.1"]]
    assert host.seen[0]["host"] == f"rebind.example:{host.port}"


def test_an_operator_may_allow_one_port_of_an_internal_host(host: OtherHost, strict: Any) -> None:
    url = host.answer("/", b"ours")
    strict.OUTBOUND_ALLOW_PRIVATE_HOSTS = ("127.0.0.1:1",)
    with pytest.raises(errors.HostNotAllowedError):
        fetch(url, purpose="test")
    strict.OUTBOUND_ALLOW_PRIVATE_HOSTS = (f"127.0.0.1:{host.port}",)
    assert fetch(url, purpose="test").body == b"ours"


def test_addresses_are_read_once_and_the_same_way_everywhere() -> None:
    target = Target.parse("HTTPS://Müller.Example.:443/a b?q=ä#part")
    assert target.url == "https://xn--mller-kva.example/a%20b?q=%C3%A4"
    assert Target.parse("http://[2A00::1]:8080").host_header == "[2a00::1]:8080"
    assert Target.parse("https://good.example\\@evil.example/").host in {
        "good.example",
        "evil.example",
    }
