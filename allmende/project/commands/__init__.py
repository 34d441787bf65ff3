"""What the commands do; each is a function that gets the options and gives an exit code."""

import argparse
from collections.abc import Callable

from allmende.project.commands import demo, doctor, import_feed, reindex, serve, setup

COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "serve": serve.serve,
    "worker": serve.work,
    "demo": demo.demo,
    "setup": setup.setup,
    "doctor": doctor.doctor,
    "reindex": reindex.reindex,
    "import-feed": import_feed.import_feed,
}


def run(options: argparse.Namespace) -> int:
    return COMMANDS[options.command](options)
