"""``run_worker``: the worker as a process of its own."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from allmende.core.tasks import worker
from allmende.core.tasks.domain.repeat import plan_periodic, start_due


class Command(BaseCommand):
    """Run background tasks until SIGTERM or Ctrl+C."""

    help = "Run background and periodic tasks until SIGTERM."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read how many hands there are and how patient they work."""
        parser.add_argument("--threads", type=int, default=1, help="tasks at the same time")
        parser.add_argument("--poll", type=float, default=1.0, help="seconds between two looks")
        parser.add_argument(
            "--grace", type=float, default=20.0, help="seconds to finish a task after SIGTERM"
        )
        parser.add_argument("--drain", action="store_true", help="run what is due, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, or only clear what is due now (for hosts that know cron but no services)."""
        if options["drain"]:
            self.stdout.write(_("Tasks run: %(count)d") % {"count": _drain()})
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        worker.run(stop, threads=options["threads"], poll=options["poll"], grace=options["grace"])


def _drain() -> int:
    plan_periodic()
    start_due()
    return worker.drain()
