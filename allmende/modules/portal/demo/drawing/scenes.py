"""Which motif is drawn by which scene."""

from collections.abc import Callable

from allmende.modules.portal.demo.drawing import (
    scene_children,
    scene_culture,
    scene_feasts,
    scene_land,
    scene_life,
    scene_river,
    scene_rooms,
    scene_town,
    scene_views,
    scene_work,
)
from allmende.modules.portal.demo.drawing.canvas import Canvas

Scene = Callable[[Canvas], None]
SCENES: dict[str, Scene] = {
    **scene_children.SCENES,
    **scene_culture.SCENES,
    **scene_feasts.SCENES,
    **scene_land.SCENES,
    **scene_life.SCENES,
    **scene_river.SCENES,
    **scene_rooms.SCENES,
    **scene_town.SCENES,
    **scene_views.SCENES,
    **scene_work.SCENES,
}
