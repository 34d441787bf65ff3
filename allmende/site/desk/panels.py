"""The first screen after signing in."""

from typing import Any

from django.middleware.csrf import get_token
from wagtail.admin.ui.components import Component

from allmende.site.desk.acting import towns_of
from allmende.site.desk.boards import FEWER_LINES, LINES, board

#: Whoever may act for more towns finds the others under "New" and in the menu.
MOST_BOARDS = 8


class BoardsPanel(Component):
    """What waits in each town, what can be begun there, what goes out and went out."""

    name = "boards"
    template_name = "site/desk/home_boards.html"
    order = 10

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        towns = towns_of(request)
        lines = LINES if len(towns) == 1 else FEWER_LINES
        boards = [board(town, request.user, lines=lines) for town in towns[:MOST_BOARDS]]
        return {"boards": boards, "request": request, "csrf_token": get_token(request)}
