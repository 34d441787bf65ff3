"""The clock of tags is one for all processes of a machine."""

import subprocess
import sys
from pathlib import Path

import pytest

from allmende.core.cache.clock import SLOTS, TagClock

OTHER = """
import sys
from pathlib import Path
from allmende.core.cache.clock import TagClock
clock = TagClock(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    clock.bump("item:1")
print(clock.read("item:1"), clock.epoch)
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "clock"


def start_other(file, times):
    command = [sys.executable, "-c", OTHER, str(file), str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_new_clock_stands_at_nought_and_its_file_is_private(file):
    clock = TagClock(file)

    assert (clock.epoch, clock.read("item:1")) == (0, 0)
    assert Path(file).stat().st_mode & 0o777 == 0o600


def test_a_change_moves_its_tags_alone_and_the_epoch_before_and_after(file):
    clock = TagClock(file)

    clock.bump("item:1", "list:1")

    assert [clock.read(tag) for tag in ("item:1", "list:1", "item:2")] == [1, 1, 0]
    assert clock.epoch == 2


def test_another_process_sees_the_change_and_is_seen(file):
    here = TagClock(file)
    here.bump("item:1")

    seen, epoch = start_other(file, 1).communicate(timeout=60)[0].split()

    assert (seen, epoch) == ("2", "4")
    assert (here.read("item:1"), here.epoch) == (2, 4)


def test_no_change_is_lost_when_two_processes_write_at_once(file):
    here, times = TagClock(file), 3000
    other = start_other(file, times)
    for _ in range(times):
        here.bump("item:1")
    other.communicate(timeout=60)

    assert (here.read("item:1"), here.epoch) == (2 * times, 4 * times)


def test_forgetting_everything_moves_every_counter(file):
    clock = TagClock(file)
    clock.bump("item:1")
    before = [clock.epoch, clock.read("item:1"), clock.read("nie gehört")]

    clock.bump_everything()

    after = [clock.epoch, clock.read("item:1"), clock.read("nie gehört")]
    assert all(new > old for new, old in zip(after, before, strict=True))
    assert SLOTS == 65_536
