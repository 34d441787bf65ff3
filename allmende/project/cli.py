"""The command ``allmende``: everything a person who runs a house needs, and nothing else.

Django's own commands stay at ``manage.py`` for developers.
"""

import argparse
import os
import sys
from collections.abc import Sequence

SERVE_HELP = "answer requests and do background work, in one process"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says whether it went well (0)."""
    options = _parser().parse_args(argv)
    _prepare(options)
    from allmende.project import commands

    return commands.run(options)


def _prepare(options: argparse.Namespace) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allmende.project.settings")
    if getattr(options, "port", None):
        os.environ["ALLMENDE_PORT"] = str(options.port)
    if options.command == "demo":
        os.environ.setdefault("ALLMENDE_DEMO", "1")
    import django

    django.setup()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="allmende", description="The digital village common.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help=SERVE_HELP)
    _add_address(serve)
    serve.add_argument("--no-worker", action="store_true", help="leave background work to others")
    demo = commands.add_parser("demo", help="build the demo world (once) and serve it")
    _add_address(demo)
    demo.add_argument("--build-only", action="store_true", help="build it, do not serve it")
    commands.add_parser("setup", help="create or update tables and static files")
    commands.add_parser("doctor", help="look at everything and say what to do")
    commands.add_parser("reindex", help="read every item anew for search, while the site runs")
    worker = commands.add_parser("worker", help="do background work in a process of its own")
    worker.add_argument("--threads", type=int, default=1)
    feed = commands.add_parser("import-feed", help="take over news from RSS, Atom or WordPress")
    feed.add_argument("source", metavar="FILE-OR-URL")
    feed.add_argument("--town", required=True, help="short name, such as soemmerda")
    feed.add_argument("--dry-run", action="store_true", help="only report what would happen")
    feed.add_argument("--category", default="", help="short name of the category")
    return parser


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=None, help="port (8000)")


if __name__ == "__main__":
    sys.exit(main())
