"""The directory of the demo world: offices by their verbs, the many others in one go."""

from allmende.core.towns.models import Town
from allmende.modules.directory.demo import crowd
from allmende.modules.directory.demo.authorities import build_offices
from allmende.modules.directory.models import Entry


def build() -> None:
    """Build what is missing; what people have written since stays."""
    if Entry.objects.exists():
        return
    towns = {town.slug: town for town in Town.objects.select_related("authority")}
    if {"allianz", "soemmerda", "straussfurt"} <= set(towns):
        build_offices(towns)
        crowd.build(towns)
