"""Page types of events: the calendar of a town, and one event."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Orderable

from allmende.core.cache.tags import shows
from allmende.core.kit.dates import BERLIN
from allmende.core.kit.text import plain
from allmende.core.modules.pages import ModulePage
from allmende.modules.events.choices import EventState, Fate, Lane, Price, Repeats, Source
from allmende.modules.events.forms import EVENT_TABS, INDEX_PANELS, EventForm
from allmende.modules.events.recurrence import rule_for
from allmende.shared.organisations.models import Organisation
from allmende.shared.organisations.queries import organisations_tag
from allmende.shared.places.choices import Known
from allmende.shared.places.models import Place
from allmende.shared.places.queries import places_tag
from allmende.site.articles import preview
from allmende.site.blocks import BodyBlock

#: Days one date of an event may last; a longer one is an exhibition with opening hours.
LONGEST_DAYS = 370


class EventIndex(ModulePage):
    """The shelf on which a town's events stand. Its page is the calendar."""

    parent_page_types: ClassVar[list[str]] = ["items.Home"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    max_count_per_parent = 1
    edit_handler = INDEX_PANELS

    class Meta:
        verbose_name = _("events")
        verbose_name_plural = _("events")


class EventPage(ModulePage):
    """Something that takes place, once or again and again (domain.md § 4, S3)."""

    is_shareable: ClassVar[bool] = True
    parent_page_types: ClassVar[list[str]] = ["events.EventIndex"]
    subpage_types: ClassVar[list[str]] = []

    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    is_all_day = models.BooleanField(_("all day"), default=False)
    repeats = models.CharField(
        _("takes place"), max_length=16, choices=Repeats, blank=True, default=Repeats.NEVER
    )
    repeats_until = models.DateField(_("for the last time on"), null=True, blank=True)
    resting_months = models.JSONField(_("rests in"), default=list, blank=True)
    #: Rule of a calendar of somebody else (RFC 5545); it goes before ``repeats``.
    foreign_rule = models.CharField(max_length=200, blank=True, editable=False)
    lane = models.CharField(_("kind of entry"), max_length=8, choices=Lane, default=Lane.EVENT)
    state = models.CharField(
        _("state"), max_length=10, choices=EventState, default=EventState.CONFIRMED
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("place"),
    )
    place_text = models.CharField(_("place in words"), max_length=160, blank=True)
    room = models.CharField(_("room"), max_length=80, blank=True)
    organiser = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("organiser"),
    )
    organiser_text = models.CharField(_("organiser in words"), max_length=120, blank=True)
    price = models.CharField(_("price"), max_length=8, choices=Price, blank=True, default="")
    price_text = models.CharField(_("how much"), max_length=120, blank=True)
    registration_url = models.URLField(_("registration"), blank=True)
    ages = models.CharField(_("for whom"), max_length=80, blank=True)
    depends_on_weather = models.BooleanField(_("only in good weather"), default=False)
    contact_name = models.CharField(_("contact (function)"), max_length=80, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    source = models.CharField(max_length=4, choices=Source, default=Source.FORM, editable=False)

    edit_handler = EVENT_TABS
    base_form_class = EventForm

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        if self.ends_at and self.starts_at and self.ends_at < self.starts_at:
            message = _("The end is before the beginning. Please look at day and time once more.")
            raise ValidationError({"ends_at": message})
        if self.ends_at and self.starts_at and (self.ends_at - self.starts_at).days > LONGEST_DAYS:
            raise ValidationError({"ends_at": _("More than a year: please check the day.")})

    @property
    def year(self) -> int:
        """Year in its address: that of its (first) date, counted in Europe/Berlin."""
        return self.starts_at.astimezone(BERLIN).year

    @property
    def rule(self) -> str:
        """RRULE of RFC 5545; empty for something that happens once."""
        return self.foreign_rule or rule_for(
            self.repeats, self.starts_at, until=self.repeats_until, without=self.resting_months
        )

    @property
    def place_name(self) -> str:
        return self.place.name if self.place else self.place_text

    @property
    def organiser_name(self) -> str:
        return self.organiser.name if self.organiser else self.organiser_text

    def set_url_path(self, parent: Any) -> str:
        """Put the year of its first date into the address."""
        if not parent:
            return str(super().set_url_path(None))
        self.url_path = f"{parent.url_path}{self.year}/{self.slug}/"
        return self.url_path

    def words(self) -> str:
        said = [plain(str(self.body)), self.place_name, self.room, self.organiser_name]
        return " ".join([*said, self.ages, super().words()])

    def details(self) -> dict[str, Any]:
        """What stands beside the text: whom to ask, how to get in, where it matters."""
        shows(self.tag)
        if self.place:
            shows(places_tag(self.place.town_id))
        if self.organiser:
            shows(organisations_tag(self.organiser.town_id))
        contact = {
            "name": self.contact_name,
            "phone": self.contact_phone,
            "email": self.contact_email,
        }
        return {
            "event": self,
            "contact": contact if any(contact.values()) else None,
            "access": _access_of(self.place),
            "villages": [village.name for village in self.villages.all()],
        }

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        return preview(request, self, "events/event.html", **self.details())


def _access_of(place: Place | None) -> list[tuple[str, str]]:
    """What is known of a place for people with a wheelchair or a hearing aid: label and answer."""
    if place is None:
        return []
    facts = [
        (_("step-free"), place.step_free),
        (_("accessible toilet"), place.wc),
        (_("induction loop"), place.induction_loop),
        (_("accessible parking"), place.parking),
    ]
    return [
        (str(label), str(Known(value).label)) for label, value in facts if value != Known.UNKNOWN
    ]


class SingleDate(Orderable):
    """A date of a series that is not like the others."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="single_dates")
    day = models.DateField(_("on this day"))
    fate = models.CharField(_("what becomes of it"), max_length=10, choices=Fate)
    starts_at = models.DateTimeField(_("now begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("now ends"), null=True, blank=True)
    note = models.CharField(_("sentence for readers"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("single date")
        verbose_name_plural = _("single dates")

    def clean(self) -> None:
        super().clean()
        if self.fate == Fate.MOVED and self.starts_at is None:
            raise ValidationError({"starts_at": _("Please say when it begins now.")})
