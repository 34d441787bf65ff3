"""Forms of the editors' side: few fields first, everything with a hint beside it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from allmende.core.towns.models import Town
from allmende.site.item_forms import (
    OFFER,
    PICTURE,
    SLUG_HINT,
    TITLE_HINT,
    ItemForm,
    SharedForm,
    field,
)

HINTS = {
    "topics": _("With commas between them, for example: Unstrut, cycle path."),
    "related": _("They stand below the text. Hold Ctrl to choose several."),
    "show_in_menus": _("The page then stands in the main menu of your site."),
}


def own_field(name: str) -> FieldPanel:
    """A field that only the portal has, with its hint."""
    return FieldPanel(name, help_text=HINTS[name])


DOCUMENT_HINT = _("A PDF that can be read aloud is best. Readers find it below the text.")
DOCUMENT_TITLE_HINT = _("What readers click. For example: Building plan, sheet 2.")


class NewsForm(SharedForm):
    """Form of a news item."""

    def _limit_to(self, town: Town) -> None:
        super()._limit_to(town)
        if "related" in self.fields:
            own = type(self.instance).objects.filter(town=town).exclude(pk=self.instance.pk)
            self.fields["related"].queryset = own.order_by("-first_published_at")


class StandardForm(ItemForm):
    """Form of a standard page."""


NEWS_TABS = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title", help_text=TITLE_HINT),
                FieldPanel("summary"),
                field("body"),
                PICTURE,
                MultiFieldPanel(
                    [field("source_kind"), field("category"), FieldPanel("kicker")],
                    heading=_("Who speaks, about what"),
                ),
                OFFER,
            ],
            heading=_("Text"),
        ),
        ObjectList(
            [
                field("villages", widget=forms.CheckboxSelectMultiple),
                own_field("topics"),
                FieldPanel("author_unit"),
                MultiFieldPanel(
                    [
                        field("contact_name"),
                        field("contact_phone"),
                        field("contact_email"),
                    ],
                    heading=_("Contact"),
                ),
                InlinePanel("attachments", [
                                FieldPanel("document", help_text=DOCUMENT_HINT),
                                FieldPanel("title", help_text=DOCUMENT_TITLE_HINT),
                            ],
                            heading=_("Documents"), label=_("Document")),
                own_field("related"),
            ],
            heading=_("Details"),
        ),
        ObjectList(
            [
                FieldPanel("easy_text"),
                MultiFieldPanel(
                    [field("english_title"), field("english_text")],
                    heading=_("English"),
                ),
            ],
            heading=_("Easy language and English"),
        ),
        ObjectList(
            [
                PublishingPanel(),
                FieldPanel("embargo_until"),
                FieldPanel("urgent_until"),
                FieldPanel("is_promotion"),
                FieldPanel("correction_note"),
                FieldPanel("slug", help_text=SLUG_HINT),
            ],
            heading=_("Dates and address"),
        ),
    ]
)  # fmt: skip

INDEX_PANELS = ObjectList(
    [
        FieldPanel("title", help_text=_("Heading of the list, for example “News”.")),
        FieldPanel("slug", help_text=SLUG_HINT),
    ]
)

STANDARD_TABS = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title", help_text=TITLE_HINT),
                FieldPanel("summary"),
                field("body"),
                PICTURE,
            ],
            heading=_("Text"),
        ),
        ObjectList([FieldPanel("easy_text")], heading=_("Easy language")),
        ObjectList(
            [
                own_field("show_in_menus"),
                FieldPanel("slug", help_text=SLUG_HINT),
                PublishingPanel(),
            ],
            heading=_("Menu, dates and address"),
        ),
    ]
)
