"""What the inspection of the house needs of a module: one thing that readers see."""

from typing import Any

from allmende.core.towns.models import Town
from allmende.modules.portal.domain import publish_news


def publish(*, town: Town, title: str) -> Any:
    """Publish a news item; its attributes fill the arguments of the module's addresses."""
    words = {"easy_text": title, "english_text": title, "summary": title}
    return publish_news(town=town, title=title, body=[("paragraph", f"<p>{title}</p>")], **words)
