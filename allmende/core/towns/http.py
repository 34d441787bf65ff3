"""The request as views of the house see it."""

from django.http import HttpRequest

from allmende.core.towns.models import Town


class TownRequest(HttpRequest):
    """A request after ``TownMiddleware``: it always knows its town."""

    town: Town
