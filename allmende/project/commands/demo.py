"""Build the demo world and serve it."""

import argparse
import sys

from django.conf import settings

from allmende.core.people.demo import PASSWORD, PEOPLE
from allmende.core.towns.queries import all_towns
from allmende.project import demo as world
from allmende.project.commands.serve import NoPlace, bound, serve_at
from allmende.project.commands.setup import setup


def demo(options: argparse.Namespace) -> int:
    """Make what is missing, say where it is, and serve it."""
    if options.build_only:
        return _build(options)
    try:
        # The place first: who built for a minute should not learn then that it is taken.
        with bound(options.host, settings.PORT) as door:
            return _build(options) or serve_at(door, with_worker=True)
    except NoPlace as error:
        print(error, file=sys.stderr)
        return 1


def _build(options: argparse.Namespace) -> int:
    _say("Tabellen …")
    setup(options)
    world.build(_say)
    _say_where()
    return 0


def _say(text: str) -> None:
    print(text, flush=True)


def _say_where() -> None:
    towns = all_towns()
    print("\nAllmende läuft gleich hier (Strg+C beendet):\n")
    for town in towns:
        print(f"  {town.name:<22} {town.base_url}/")
    alliance = towns[0]
    print(f"\nRedaktion:  {alliance.base_url}/verwaltung/  (auch unter jeder anderen Adresse)")
    print(f"Passwort für alle Konten der Demonstration:  {PASSWORD}\n")
    for person in PEOPLE:
        role = str(person.role.label) if person.role else "alles (Betrieb)"
        print(f"  {person.username:<14} {role}: {', '.join(person.towns) or 'überall'}")
    _say(
        "\nLöst Ihr Browser *.localhost nicht auf (ältere Systeme), tragen Sie die Namen in die\n"
        "Datei hosts ein (/etc/hosts oder C:\\Windows\\System32\\drivers\\etc\\hosts):\n"
        f"  127.0.0.1 {' '.join(town.host for town in towns)}\n"
    )
