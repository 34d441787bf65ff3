"""A page of somebody else that readers may load here, if the house has one set."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from allmende.core.modules.contract import ConsentText
from allmende.core.towns.models import Town

PURPOSE = "weather.embed"
#: Part of the version of the text; whoever changes its meaning changes this.
EDITION = "2026-11"


@dataclass(frozen=True, slots=True)
class Embed:
    url: str
    #: Host that is asked by the reader's browser.
    host: str
    name: str


def embed_of(town: Town) -> Embed | None:
    """What is embedded for a town: only over TLS, only with coordinates where they are wanted."""
    pattern = settings.WEATHER_EMBED_URL
    if town.place is None or urlsplit(pattern).scheme != "https":
        return None
    values = {"{lat}": f"{town.place.lat:.4f}", "{lon}": f"{town.place.lon:.4f}"}
    for mark, value in (values | {"{name}": quote(town.name)}).items():
        pattern = pattern.replace(mark, value)
    host = urlsplit(pattern).netloc
    return Embed(pattern, host, settings.WEATHER_EMBED_NAME or host)


def consent_text(town: Town) -> ConsentText | None:
    """What the reader agrees to. Another host is another version."""
    found = embed_of(town)
    if found is None:
        return None
    text = _(
        "The weather map of %(name)s does not come from us. When it is loaded, your browser asks "
        "%(host)s for it: your network address, the kind of your browser and the place %(town)s "
        "go there. %(name)s may keep cookies on your device and may process the data outside the "
        "European Union. We cannot see or delete what is kept there. All that is official about "
        "the weather you see on our own page as well, without it."
    ) % {"name": found.name, "host": found.host, "town": town.name}
    return ConsentText(f"{EDITION} {found.host}", f"{found.name} ({found.host})", text)
