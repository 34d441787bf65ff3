"""``manage.py drop_second_factor <user name>``: for those who run the house."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from allmende.core.people.models import User
from allmende.site.desk.sign_in.lost import drop_second_factor


class Command(BaseCommand):
    help = "Remove the second factor of somebody who lost phone and emergency codes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"Nobody has the user name {options['username']!r}.")
        count = drop_second_factor(user=user)
        self.stdout.write(f"{count} factors removed; the password alone opens the account now.")
