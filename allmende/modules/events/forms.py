"""Forms of events: what, when, where first; the rest when it is needed."""

from typing import Any, ClassVar

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

from allmende.core.towns.models import Town
from allmende.shared.organisations.queries import organisations_of, organisations_of_user
from allmende.shared.places.queries import places_of
from allmende.site.item_forms import OFFER, PICTURE, SLUG_HINT, SharedForm, field

HINTS = {
    "title": _("What is on, in a few words. For example: Bake house festival."),
    "starts_at": _("Day and time. For example: 05.12.2026 15:00."),
    "ends_at": _("Leave it empty when nobody knows."),
    "place": _("Choose one of the places your town keeps, or write it below."),
    "place_text": _("For example: Meeting point at the village pond, Vehra."),
    "organiser": _("Choose one that your town knows, or write the name below."),
    "repeats_until": _("Leave it empty when it goes on as long as anybody can see."),
    "resting_months": _("Months in which it does not take place, such as August."),
    "lane": _("Markets, office hours and collections stand apart from festivals and concerts."),
    "state": _("Moved and fully booked stand beside the title, in calendars too."),
    "price_text": _("For example: 8 Euro, children 4 Euro."),
    "registration_url": _("Address of a page on which people register. Starts with https://."),
    "is_all_day": _("Then no time is shown, only the day."),
    "repeats": _("For what comes again and again. Single dates can still be changed below."),
    "room": _("For example: Small hall, first floor."),
    "organiser_text": _("For example: Choir of Henschleben."),
    "price": _("Readers can look for what is free of charge."),
    "ages": _("For example: families, from six years on."),
    "depends_on_weather": _("Readers are told to look again before they set out."),
    "day": _("The day on which the series would take place."),
    "fate": _("Cancelled dates stay in calendars and say so; left out ones were never there."),
    "single_starts_at": _("Only when it is moved: the new day and time."),
    "single_ends_at": _("Empty: it lasts as long as always."),
    "note": _("For example: In the church this time."),
    "single_dates": _("For a date of a series that is cancelled, moved or left out."),
}


def own(name: str, **options: Any) -> FieldPanel:
    """A field that only events have, with its hint."""
    return FieldPanel(name, help_text=HINTS.get(name, ""), **options)


def moved(name: str) -> FieldPanel:
    """A time of a single date: empty unless it is moved."""
    return FieldPanel(name, help_text=HINTS[f"single_{name}"])


class EventForm(SharedForm):
    """Form of an event."""

    speaks_as: ClassVar[str] = "organiser_text"

    resting_months = forms.TypedMultipleChoiceField(
        choices=list(MONTHS.items()),
        coerce=int,
        required=False,
        label=_("rests in"),
        widget=forms.CheckboxSelectMultiple,
        help_text=HINTS["resting_months"],
    )

    def _limit_to(self, town: Town) -> None:
        super()._limit_to(town)
        if "place" in self.fields:
            self.fields["place"].queryset = places_of(town)
        if "organiser" in self.fields:
            self.fields["organiser"].queryset = organisations_of(town)

    def _limit_to_bounds(self, town: Town) -> None:
        """An association enters what it does itself, and nobody else's events."""
        super()._limit_to_bounds(town)
        if "organiser" in self.fields and self.speaks_as in self.fields:
            mine = organisations_of_user(self.for_user, town) if self.for_user else []
            if isinstance(self.fields[self.speaks_as], forms.ChoiceField):
                ids = [one.pk for one in mine]
                self.fields["organiser"].queryset = organisations_of(town).filter(pk__in=ids)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, until = cleaned.get("starts_at"), cleaned.get("repeats_until")
        if until and starts and until < starts.date():
            self.add_error("repeats_until", _("This is before the first date. Please correct it."))
        if until and not cleaned.get("repeats"):
            text = _("Please say how often it takes place, or leave this empty.")
            self.add_error("repeats_until", text)
        if len(cleaned.get("resting_months") or ()) == len(MONTHS):
            self.add_error("resting_months", _("It would never take place. Leave one month free."))
        return cleaned


WHEN = MultiFieldPanel(
    [
        FieldRowPanel([own("starts_at"), own("ends_at")]),
        own("is_all_day"),
        FieldRowPanel([own("repeats"), own("repeats_until")]),
        FieldPanel("resting_months"),
    ],
    heading=_("When"),
)
WHERE = MultiFieldPanel(
    [own("place"), own("place_text"), own("room")],
    heading=_("Where"),
)
WHO = MultiFieldPanel(
    [own("organiser"), own("organiser_text"), field("source_kind"), field("category")],
    heading=_("Who, and about what"),
)
PRICE = MultiFieldPanel(
    [FieldRowPanel([own("price"), own("price_text")]), own("registration_url")],
    heading=_("Price and registration"),
)
CONTACT = MultiFieldPanel(
    [field("contact_name"), field("contact_phone"), field("contact_email")],
    heading=_("Contact"),
)

EVENT_TABS = TabbedInterface(
    [
        ObjectList(
            [own("title"), WHEN, WHERE, FieldPanel("summary"), field("body"), PICTURE, WHO, OFFER],
            heading=_("What and when"),
        ),
        ObjectList(
            [
                PRICE,
                own("ages"),
                own("depends_on_weather"),
                field("villages", widget=forms.CheckboxSelectMultiple),
                own("state"),
                own("lane"),
                CONTACT,
                MultiFieldPanel(
                    [field("english_title"), field("english_text")], heading=_("English")
                ),
                FieldPanel("easy_text"),
            ],
            heading=_("Details"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "single_dates",
                    [
                        FieldRowPanel([own("day"), own("fate")]),
                        FieldRowPanel([moved("starts_at"), moved("ends_at")]),
                        own("note"),
                    ],
                    heading=_("Single dates"),
                    label=_("Single date"),
                    help_text=HINTS["single_dates"],
                    max_num=100,
                )
            ],
            heading=_("Single dates"),
        ),
        ObjectList(
            [
                PublishingPanel(),
                FieldPanel("embargo_until"),
                FieldPanel("urgent_until"),
                FieldPanel("correction_note"),
                FieldPanel("slug", help_text=SLUG_HINT),
            ],
            heading=_("Dates and address"),
        ),
    ]
)

INDEX_PANELS = ObjectList(
    [
        FieldPanel("title", help_text=_("Heading of the calendar, for example “Events”.")),
        FieldPanel("slug", help_text=SLUG_HINT),
    ]
)
