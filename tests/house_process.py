"""Start the command ``allmende`` as people do: a process of its own, with its own folder."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 60


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def surroundings(folder, **more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ALLMENDE_", "DJANGO_"))}
    return kept | {
        "ALLMENDE_DATA_DIR": str(folder),
        "ALLMENDE_STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "PYTHONWARNINGS": "ignore",
        **more,
    }


def command(*words):
    return [sys.executable, "-m", "allmende.project.cli", *map(str, words)]


def allmende(folder, *words, **more):
    """Run a command to its end."""
    return subprocess.run(
        command(*words),
        cwd=ROOT,
        env=surroundings(folder, **more),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def started(folder, *words, to=subprocess.PIPE, **more):
    """Start a command and let it run; what it says goes into a pipe, or a file."""
    return subprocess.Popen(
        command(*words),
        cwd=ROOT,
        env=surroundings(folder, **more),
        stdout=to,
        stderr=to,
        text=True,
    )


def ask(port, path, *, host="127.0.0.1", method="GET", data=None, headers=None):
    """Ask once: status, headers and body."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=data,
        method=method,
        headers={"Host": host, **(headers or {})},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def wait_until_it_answers(process, port):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read()
        try:
            return ask(port, "/healthz")
        except OSError:
            time.sleep(0.1)
    raise AssertionError("it never answered")


def wait_until_it_listens_to_signals(process):
    """Python has started and asked for SIGTERM (bit 14 of the signals it catches)."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read()
        status = Path(f"/proc/{process.pid}/status").read_text()
        caught = int(status.partition("SigCgt:")[2].split()[0], 16)
        if caught & 1 << 14:
            return
        time.sleep(0.1)
    raise AssertionError("it never began")
