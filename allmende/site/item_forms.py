"""What forms of all kinds of items share: hints, the picture, the offer, and who may name what."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from allmende.core.items.choices import OfferTo, SourceKind
from allmende.core.items.readiness import DESCRIBE
from allmende.core.people.choices import Role
from allmende.core.people.queries import bounds_of, grants_now
from allmende.core.towns.models import Town
from allmende.core.towns.queries import partners_of, villages_of
from allmende.site.desk.ownership import refuse_what_is_not_ours


def speakers(user: Any, town: Town) -> list[SourceKind]:
    """As whom a person may write for a town; associations only in their own name (§ 2)."""
    own = SourceKind.ALLIANCE if town.is_alliance else SourceKind.ADMINISTRATION
    if user is None or user.is_superuser:
        return [own, SourceKind.ASSOCIATION]
    roles = set(grants_now().filter(user=user, town=town).values_list("role", flat=True))
    if roles and roles <= {Role.ORG_EDITOR}:
        return [SourceKind.ASSOCIATION]
    return [own, SourceKind.ASSOCIATION]


HINTS = {
    "body": _("Write, or paste from Word; it is cleaned. The plus adds pictures and tables."),
    "lead_picture": _("It stands above the text and in lists, for example a photo of the place."),
    "source_kind": _("Readers see it. What an association writes is always marked as such."),
    "category": _("Readers can choose by it, for example “Roads and building”."),
    "offer_to": _("The others decide themselves whether they show it."),
    "offer_towns": _("Only for “a selection of towns”."),
    "villages": _("Tick those it is about. None means: the whole town."),
    "contact_name": _("Whom readers may ask. For example: Building office."),
    "contact_phone": _("For example: 03634 000-120."),
    "contact_email": _("The address of an office, not of a person."),
    "english_title": _("Empty: the item has no English page."),
    "english_text": _("A summary is enough. An empty line begins a paragraph."),
}


def field(name: str, **options: Any) -> FieldPanel:
    """A field with its hint; the others bring one of their own."""
    return FieldPanel(name, help_text=HINTS.get(name, ""), **options)


TITLE_HINT = _("What happened, in a short sentence of at most 90 letters.")
SLUG_HINT = _("Leave this empty: the address is made from the title. Old addresses keep working.")


class ItemForm(WagtailAdminPageForm):
    """What every item's form shares: the address may stay empty, a picture needs words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        picture = cleaned.get("lead_picture")
        _propose_words(cleaned)
        described = cleaned.get("lead_picture_alt") or cleaned.get("lead_picture_is_decorative")
        if picture and not described and not self.is_deferred_validation:
            self.add_error("lead_picture_alt", DESCRIBE)
        if town := self.instance.town or getattr(self.parent_page, "town", None):
            refuse_what_is_not_ours(self, town)
        return cleaned


def _propose_words(cleaned: dict[str, Any]) -> None:
    """Take what the picture's owner has said can be seen, where the editor says nothing."""
    picture = cleaned.get("lead_picture")
    is_open = not cleaned.get("lead_picture_alt") and not cleaned.get("lead_picture_is_decorative")
    if picture and is_open and picture.default_alt:
        cleaned["lead_picture_alt"] = picture.default_alt


class SharedForm(ItemForm):
    """Form of an item that towns offer to each other: only what its town may name."""

    #: Field that says in whose name an association writes.
    speaks_as: ClassVar[str] = "author_unit"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        town = self.instance.town or getattr(self.parent_page, "town", None)
        if town is not None:
            self._limit_to(town)
            self._limit_speaker(town)
            self._limit_to_bounds(town)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("offer_to") == "selection" and not cleaned.get("offer_towns"):
            self.add_error("offer_towns", _("Please choose at least one town."))
        return cleaned

    def _limit_to(self, town: Town) -> None:
        """Offer only villages of this town and towns of its alliance."""
        partners = partners_of(town)
        if "villages" in self.fields:
            self.fields["villages"].queryset = villages_of(town)
        if "offer_towns" in self.fields:
            ids = [partner.pk for partner in partners]
            self.fields["offer_towns"].queryset = Town.objects.filter(pk__in=ids)
        if "offer_to" in self.fields and not partners:
            self.fields["offer_to"].choices = [(OfferTo.NOBODY.value, OfferTo.NOBODY.label)]

    def _limit_to_bounds(self, town: Town) -> None:
        """A village editor writes about their village, an association in its own name (§ 2)."""
        bounds = bounds_of(self.for_user, town)
        if bounds.villages and "villages" in self.fields:
            field = self.fields["villages"]
            field.queryset = field.queryset.filter(pk__in=bounds.villages)
            field.required = True
            self.initial["villages"] = self.initial.get("villages") or list(bounds.villages)
        if bounds.organisations and self.speaks_as in self.fields:
            names = bounds.organisations
            self.fields[self.speaks_as] = forms.ChoiceField(
                choices=[(name, name) for name in names], label=self.fields[self.speaks_as].label
            )
            self.initial[self.speaks_as] = names[0]

    def _limit_speaker(self, town: Town) -> None:
        """Who may speak here: the administration not for an association, nor the other way."""
        if "source_kind" not in self.fields:
            return
        allowed = speakers(self.for_user, town)
        field = self.fields["source_kind"]
        field.choices = [(kind.value, kind.label) for kind in allowed]
        if self.instance.source_kind not in allowed:
            self.initial["source_kind"] = allowed[0].value


PICTURE = MultiFieldPanel(
    [
        field("lead_picture"),
        FieldPanel("lead_picture_alt"),
        FieldPanel("lead_picture_is_decorative"),
    ],
    heading=_("Picture"),
)

OFFER = MultiFieldPanel(
    [
        field("offer_to", widget=forms.RadioSelect),
        field("offer_towns", widget=forms.CheckboxSelectMultiple),
    ],
    heading=_("Offer to other towns"),
    help_text=_(
        "The item stays yours. Other towns show it by their own rules; corrections and "
        "cancellations reach them at once."
    ),
)
