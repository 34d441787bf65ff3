"""Entries of the menu that only those see who may open what is behind them."""

from typing import Any

from wagtail.admin.menu import MenuItem

from allmende.site.desk.queries import decides_anywhere
from allmende.site.desk.town_settings.rights import towns_to_settle


class OffersItem(MenuItem):
    """Offers, for those who decide about them somewhere."""

    def is_shown(self, request: Any) -> bool:
        return decides_anywhere(request.user)


class TownItem(MenuItem):
    """Sheets of a town, for those who settle one."""

    def is_shown(self, request: Any) -> bool:
        return bool(towns_to_settle(request.user))
