"""schema.org for machines, as JSON-LD."""

import json
from typing import Any

from allmende.core.items.models import Item
from allmende.core.towns.models import Town
from allmende.site.addresses import canonical

# A closing tag inside the JSON would end the script element.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_script(data: dict[str, Any]) -> str:
    """JSON that is safe inside a script element."""
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)


def organisation(town: Town) -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization",
        "name": town.official_name,
        "url": f"{town.base_url}/",
        "logo": f"{town.base_url}{town.coat_url}",
    }


def article_data(item: Item, origin: Town, image: str) -> str:
    """NewsArticle of an item, published by its origin."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.title,
        "description": item.summary,
        "inLanguage": "de",
        "mainEntityOfPage": canonical(item),
        "datePublished": item.published.isoformat(),
        "dateModified": (item.corrected_at or item.last_published_at or item.published).isoformat(),
        "publisher": organisation(origin),
        "author": organisation(origin),
    }
    if image:
        data["image"] = [image]
    return as_script(data)


def town_data(town: Town) -> str:
    """The town itself with its search, for the start page."""
    target = f"{town.base_url}/suche/?q={{search_term_string}}"
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": target},
        "query-input": "required name=search_term_string",
    }
    site = {
        "@type": "WebSite",
        "name": town.name,
        "url": f"{town.base_url}/",
        "potentialAction": action,
    }
    contact = organisation(town) | {"telephone": town.phone, "email": town.email}
    return as_script({"@context": "https://schema.org", "@graph": [site, contact]})
