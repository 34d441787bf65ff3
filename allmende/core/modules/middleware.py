"""The gate: a view of a module that the town has switched off does not exist."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from allmende.core.modules import switchboard


class ModuleGate:
    """Look at the namespace of the view: it is the label of its module."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: object, args: Any, kwargs: Any) -> None:
        names = request.resolver_match.app_names if request.resolver_match else []
        if not names or switchboard.module_of(names[0]) is None:
            return
        if not switchboard.is_on(request.town, names[0]):
            raise Http404
