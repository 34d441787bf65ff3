from allmende.core.modules.contract import NavItem, SearchSource, Slot, Tile


def greeting(town):
    return {"greeting": f"Willkommen in {town.name}"}


tiles = [
    Tile(
        slot=Slot.TILE,
        build=greeting,
        title="Gruß",
        template="greetings/tile.html",
        url_name="greetings:index",
    )
]
nav_items = [NavItem(label="Grüße", url_name="greetings:index", order=50)]
search_sources = [SearchSource(key="greetings", label="Grüße", item_type="portal.standardpage")]
