"""The editors' form of a news item, filled in as a browser sends it."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def news_form(*, paragraph: str = "<p>Text</p>", blocks: Any = (), **fields: Any) -> dict[str, Any]:
    """Give all fields of the form; ``blocks`` come after one paragraph of HTML."""
    body = streamfield([("paragraph", rich_text(paragraph)), *blocks])
    attachments = inline_formset(fields.pop("attachments", []))
    comments = inline_formset([])
    data = {
        "title": "Straßenfest am Markt",
        "slug": "strassenfest",
        "summary": "Am Sonnabend feiern wir.",
        "body": body,
        "attachments": attachments,
        "comments": comments,
        "source_kind": "administration",
        "offer_to": "nobody",
        "topics": "",
        "lead_picture": "",
        "lead_picture_alt": "",
        "easy_text": "",
        "correction_note": "",
    }
    # Several values under one name stay a list; the helper would number them.
    many = {name: fields.pop(name) for name in list(fields) if isinstance(fields[name], list)}
    return nested_form_data(data | fields) | many
