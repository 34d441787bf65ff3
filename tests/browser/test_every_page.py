"""What must hold for every type of public page, at its very first view."""

import json
import shutil
import subprocess

import pytest

from tests.browser.house import ROOT
from tests.browser.inspection import Inspection, Witness
from tests.browser.places import PLACES, PUBLIC, visit

VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NO_JAVA = "Java fehlt: Die Prüfung des HTML (vnu-jar) braucht es."


@pytest.fixture(scope="session")
def seen() -> dict[str, Inspection]:
    """Pages that have been looked at: one visit answers all questions below."""
    return {}


@pytest.fixture
def look(browse, house, seen):
    def look_at(name: str) -> Inspection:
        if name not in seen:
            page = browse()
            witness = Witness(page)
            visit(page, house, name)
            seen[name] = witness.testify()
        return seen[name]

    return look_at


@pytest.mark.parametrize("name", PUBLIC)
def test_page_has_no_barrier_wide_and_narrow_light_and_dark(look, name):
    assert look(name).barriers == []


@pytest.mark.parametrize("name", PUBLIC)
def test_page_never_scrolls_sideways_at_320_px_and_400_percent(look, name):
    assert look(name).overflow == []


@pytest.mark.parametrize("name", PUBLIC)
def test_page_speaks_to_its_own_host_only(look, name):
    page = look(name)

    assert page.hosts == {page.host}


@pytest.mark.parametrize("name", PUBLIC)
def test_browser_has_nothing_to_complain_about(look, name):
    assert look(name).errors == []


@pytest.mark.parametrize("name", [*PLACES, "feedback with errors"])
def test_page_leaves_nothing_on_the_device(look, name):
    page = look(name)

    assert (page.cookies, page.stored) == ([], [])


def test_html_of_all_pages_is_valid(look, tmp_path):
    if shutil.which("java") is None:
        pytest.skip(NO_JAVA)
    names = [name for name in PUBLIC if name != "locked out"]  # that one stands in Wagtail's frame
    for name in names:
        (tmp_path / f"{name.replace(' ', '_')}.html").write_text(look(name).html)

    command = ["java", "-jar", str(VNU), "--stdout", "--format", "json", "--errors-only"]
    answer = subprocess.run(
        [*command, *map(str, sorted(tmp_path.iterdir()))],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    messages = json.loads(answer.stdout)["messages"]

    assert len(list(tmp_path.iterdir())) == len(names)
    assert [_short(message) for message in messages] == []


def _short(message):
    page = message["url"].rpartition("/")[2]
    return f"{page}:{message.get('lastLine')} {message['message']} | {message.get('extract', '')}"
