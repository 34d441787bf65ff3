"""Two processes serve, a third one publishes: nobody reads what is out of date."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.house_process import (
    ROOT,
    allmende,
    ask,
    free_port,
    started,
    surroundings,
    wait_until_it_answers,
)
from tests.test_commands import SMALL_WORLD

pytestmark = [pytest.mark.slow, pytest.mark.own_house]

#: Publishes a new version for each line it is given, and says so when it is committed.
DESK = (
    SMALL_WORLD
    + """
import sys
from allmende.modules.portal.domain import publish_news
page = publish_news(town=town, title="Fassung 0")
print("bereit", flush=True)
for line in sys.stdin:
    page.title = f"Fassung {int(line)}"
    page.save_revision().publish()
    print("veröffentlicht", flush=True)
"""
)
READS = 8


@pytest.fixture
def desk(tmp_path):
    made = allmende(tmp_path, "setup")
    assert made.returncode == 0, made.stderr
    code = "import django; django.setup()\n" + DESK
    env = surroundings(tmp_path, DJANGO_SETTINGS_MODULE="allmende.project.settings")
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=env, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout.readline() == "bereit\n"
    yield process
    process.stdin.close()
    process.wait(10)


@pytest.fixture
def house(desk, tmp_path):
    port = free_port()
    process = started(tmp_path, "serve", "--port", port, "--no-worker", ALLMENDE_PROCESSES="2")
    wait_until_it_answers(process, port)
    yield process, port
    process.terminate()
    process.wait(15)


def read(port):
    status, _, body = ask(port, "/aktuelles/", host="soemmerda.localhost")
    assert status == 200
    return int(body.decode().partition(">Fassung ")[2].partition("<")[0])


def children(process):
    text = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(pid) for pid in text.split()]


def test_nobody_reads_an_old_version_and_the_death_of_a_process_is_not_noticed(house, desk):
    process, port = house
    with ThreadPoolExecutor(READS) as readers:
        for version in range(1, 11):
            desk.stdin.write(f"{version}\n")
            desk.stdin.flush()
            assert desk.stdout.readline() == "veröffentlicht\n"
            assert set(readers.map(read, [port] * READS)) == {version}
    first, second = children(process)
    os.kill(first, signal.SIGKILL)
    assert {read(port) for _ in range(READS)} == {10}
    end = time.monotonic() + 15
    while len(children(process)) < 2 or first in children(process):
        assert time.monotonic() < end, "nobody took its place"
        time.sleep(0.05)
    assert second in children(process)
    process.terminate()
    assert process.wait(15) == 0
