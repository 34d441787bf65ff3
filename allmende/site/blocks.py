"""Building blocks of texts, the same for every module, with a template each."""

from typing import Any

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from allmende.core.cache.tags import shows
from allmende.core.kit.text import plain
from allmende.shared.documents import tree as paper
from allmende.site.templatetags.site_ui import size_text

FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("Heading"),
        max_length=120,
        help_text=_("A few words, for example: How to get there."),
    )
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Heading")), ("3", _("Subheading"))],
        default="2",
        help_text=_("A subheading stands below a heading."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "site/blocks/heading.html"

    def on_paper(self, value: Any, context: dict[str, Any]) -> list[paper.Block]:
        return [paper.Heading(value["text"], int(value["level"]))]


class ImageBlock(blocks.StructBlock):
    """A picture in a text: with a description, or marked as decorative (NEWS-a)."""

    image = ImageChooserBlock(
        label=_("Picture"), help_text=_("Choose one that is there, or bring a new one.")
    )
    alt = blocks.CharBlock(
        label=_("What can be seen"),
        required=False,
        max_length=250,
        help_text=_("One sentence for people who cannot see the picture."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative"),
        required=False,
        help_text=_("The picture says nothing that the text does not say."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=250,
        help_text=_("It stands below the picture. Who made it is added by itself."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "site/blocks/image.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["alt"] and not cleaned["decorative"]:
            cleaned["alt"] = cleaned["image"].default_alt  # its owner has said what can be seen
        if not cleaned["alt"] and not cleaned["decorative"]:
            message = _("Please describe the picture, or mark it as decorative.")
            raise StructBlockValidationError({"alt": ValidationError(message)})
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        from allmende.site.pictures import block_picture

        context = super().get_context(value, parent_context)
        picture = block_picture(value, parent_context or {})
        context["value"] = {"picture": picture, "caption": value.get("caption", "")}
        return context

    def on_paper(self, value: Any, context: dict[str, Any]) -> list[paper.Block]:
        from allmende.site.papers import paper_picture

        picture, item = value["image"], context["item"]
        raster = paper_picture(picture, of=item.town_id, on=context["town"])
        if raster is None:
            return []
        words = {"caption": value.get("caption", ""), "credit": picture.credit}
        is_decorative = value["decorative"] or not value["alt"]
        return [paper.Image(raster, value["alt"], decorative=is_decorative, **words)]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("Quotation"), max_length=600, help_text=_("The words as they were said.")
    )
    source = blocks.CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=120,
        help_text=_("For example: The mayor at the opening."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "site/blocks/quote.html"

    def on_paper(self, value: Any, context: dict[str, Any]) -> list[paper.Block]:
        return [paper.Quote(value["text"], value.get("source", ""))]


class HintBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=80,
        help_text=_("For example: Please register."),
    )
    text = blocks.TextBlock(
        label=_("Text"),
        max_length=600,
        help_text=_("It stands in a box. Two sentences are enough."),
    )
    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[("info", _("Good to know")), ("warning", _("Mind this"))],
        default="info",
        help_text=_("“Mind this” is for what may cost time or money."),
    )

    class Meta:
        icon = "info-circle"
        label = _("Hint")
        template = "site/blocks/hint.html"

    def on_paper(self, value: Any, context: dict[str, Any]) -> list[paper.Block]:
        tone: paper.Tone = "warning" if value["tone"] == "warning" else "info"
        usual = gettext("Please note") if tone == "warning" else gettext("Good to know")
        return [paper.Hint(value["text"], value.get("title") or usual, tone)]


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(
        label=_("Document"), help_text=_("A PDF that can be read aloud is best.")
    )
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=120,
        help_text=_("What readers click. Empty: the name of the document."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document to download")
        template = "site/blocks/download.html"

    def on_paper(self, value: Any, context: dict[str, Any]) -> list[paper.Block]:
        file = _file(value)
        return (
            [paper.Download(file["title"], f"{context['base']}{file['url']}", file["note"])]
            if file
            else []
        )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context)
        context["value"] = _file(value)
        return context


def _file(value: Any) -> dict[str, Any]:
    """A document as templates show it; nothing when it has been deleted."""
    document = value["document"]
    if document is None:
        return {}
    shows(document.tag)
    return {
        "title": value.get("title") or document.title,
        "url": document.url,
        "kind": document.file_extension,
        "size": document.get_file_size(),
        "note": file_note(document),
        "is_shut": document.is_accessible is False,
    }


class DataTableBlock(TableBlock):
    """A table with a header row and a caption, as readers and screen readers need it."""

    class Meta:
        icon = "table"
        label = _("Table")
        template = "site/blocks/table.html"

    def render(self, value: Any, context: dict[str, Any] | None = None) -> str:
        """Wagtail's own way does not ask ``get_context``."""
        shown = _table(value)
        if not shown["rows"]:
            return ""
        return mark_safe(render_to_string(self.meta.template, {**(context or {}), "value": shown}))

    def on_paper(self, value: Any, context: dict[str, Any]) -> list[paper.Block]:
        shown = _table(value)
        has_header, caption = shown["header_row"], shown["caption"]
        return [paper.Table(shown["rows"], caption, header=has_header)] if shown["rows"] else []


def _table(value: Any) -> dict[str, Any]:
    value = value or {}
    return {
        "caption": value.get("table_caption") or "",
        "rows": [
            ["" if cell is None else str(cell) for cell in row] for row in value.get("data", [])
        ],
        "header_row": bool(value.get("first_row_is_table_header")),
    }


def file_note(document: Any) -> str:
    """``PDF, 240 kB``."""
    return f"{document.file_extension.upper()}, {size_text(document.get_file_size())}"


class BodyBlock(blocks.StreamBlock):
    """The text of an item: at most 200 blocks."""

    paragraph = blocks.RichTextBlock(
        label=_("Text"), features=FEATURES, icon="pilcrow", template="site/blocks/paragraph.html"
    )
    heading = HeadingBlock()
    image = ImageBlock()
    quote = QuoteBlock()
    table = DataTableBlock(
        table_options={"minSpareRows": 0, "startRows": 3, "startCols": 2, "autoColumnSize": False}
    )
    hint = HintBlock()
    download = DownloadBlock()

    class Meta:
        max_num = 200
        required = False

    def get_form_state(self, value: Any) -> Any:
        """Let an empty text open with a paragraph, so that one may write at once."""
        return super().get_form_state(value or self.normalize([("paragraph", "")]))

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """Leave out paragraphs in which nobody wrote."""
        value = super().value_from_datadict(data, files, prefix)
        for number in reversed(range(len(value))):
            if value[number].block_type == "paragraph" and not plain(str(value[number].value)):
                del value[number]
        return value
