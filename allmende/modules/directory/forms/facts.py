"""The facts of an entry at the desk: one form for the entry, its place and its organisation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from allmende.core.towns.models import Town, Village
from allmende.modules.directory.choices import OF_ORGANISATIONS, EntryKind, Level
from allmende.modules.directory.models import Entry
from allmende.shared.places.choices import Known, PlaceKind

OF_ENTRY = ("name", "kind", "summary", "level", "is_public", "is_shared", "source", "licence")
OF_PLACE = (
    "street", "postcode", "city", "village", "lat", "lon", "is_outside", "step_free", "wc",
    "parking", "induction_loop", "note",
)  # fmt: skip
CONTACT = ("phone", "email", "website")
OF_ORGANISATION = ("legal_form", "contact_role", "email_on_file")
#: Headings of the form, with what stands below each.
GROUPS = (
    (_("What it is"), ("kind", "name", "summary", "level", "villages_served")),
    (_("Where it is"), ("street", "postcode", "city", "village", "lat", "lon", "is_outside")),
    (_("How to reach it"), (*CONTACT, "contact_role", "legal_form", "email_on_file")),
    (_("Access without barriers"), ("step_free", "wc", "parking", "induction_loop", "note")),
    (_("Who sees it"), ("is_public", "is_shared", "source", "licence")),
)


class FactsForm(forms.Form):
    """Filled with what is known. Fields that do not fit the kind are simply not used."""

    kind = forms.ChoiceField(label=_("Kind"), choices=EntryKind.choices)
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As readers would look for it.")
    )
    summary = forms.CharField(
        label=_("In one or two sentences"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        help_text=_("What readers find there, or what the association does."),
    )  # fmt: skip
    level = forms.ChoiceField(
        label=_("The office works"), choices=Level.choices, required=False,
        help_text=_("Only for offices. It decides for which villages it is named as responsible."),
    )  # fmt: skip
    villages_served = forms.ModelMultipleChoiceField(
        label=_("Only for these villages"),
        queryset=Village.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for branch offices. None ticked: the office works for all villages."),
    )
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=5, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    village = forms.ModelChoiceField(
        label=_("Village"), queryset=Village.objects.none(), required=False,
        empty_label=_("– the town itself –"),
    )  # fmt: skip
    lat = forms.FloatField(
        label=_("Latitude"), required=False, min_value=-90, max_value=90, localize=True,
        help_text=_("Such as 51,1614. With both numbers it stands on the map."),
    )  # fmt: skip
    lon = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180, localize=True,
        help_text=_("Such as 11,1176."),
    )  # fmt: skip
    is_outside = forms.BooleanField(
        label=_("It lies outside the towns of the alliance"), required=False
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    contact_role = forms.CharField(
        label=_("Whom to ask"), max_length=80, required=False,
        help_text=_("Only for associations, businesses and hosts. A function such as "
                    "“the chair”, no private names."),
    )  # fmt: skip
    legal_form = forms.CharField(
        label=_("Legal form"), max_length=60, required=False, help_text=_("Such as: e. V.")
    )
    email_on_file = forms.EmailField(
        label=_("E-mail on file"), required=False,
        help_text=_("Nobody but you sees it. To it goes the yearly question whether all is true."),
    )  # fmt: skip
    step_free = forms.ChoiceField(label=_("Step-free"), choices=Known.choices)
    wc = forms.ChoiceField(label=_("Accessible toilet"), choices=Known.choices)
    parking = forms.ChoiceField(label=_("Accessible parking"), choices=Known.choices)
    induction_loop = forms.ChoiceField(label=_("Induction loop"), choices=Known.choices)
    note = forms.CharField(
        label=_("Note on the way in"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as: ramp in the yard, please ring."),
    )  # fmt: skip
    is_public = forms.BooleanField(label=_("Readers see it"), required=False)
    is_shared = forms.BooleanField(
        label=_("The other towns of the alliance show it as well"), required=False
    )
    source = forms.CharField(
        label=_("Source"), max_length=160, required=False,
        help_text=_("Where the facts come from, if not from you."),
    )  # fmt: skip
    licence = forms.CharField(
        label=_("Licence"), max_length=80, required=False,
        help_text=_("Under which others may use the facts, such as CC0 1.0 or dl-de/zero-2-0."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, town: Town, villages: QuerySet[Village], entry: Entry | None
    ) -> None:
        super().__init__(data, initial=_initial(entry, town))
        self.town, self.entry = town, entry
        for name in ("village", "villages_served"):
            self.fields[name].queryset = villages  # type: ignore[attr-defined]
        if not town.authority_id:
            levels = [choice for choice in Level.choices if choice[0] != Level.AUTHORITY]
            self.fields["level"].choices = levels  # type: ignore[attr-defined]
        if not town.is_alliance:
            levels = list(self.fields["level"].choices)  # type: ignore[attr-defined]
            self.fields["level"].choices = [  # type: ignore[attr-defined]
                choice for choice in levels if choice[0] != Level.DISTRICT
            ]

    def groups(self) -> list[tuple[Any, list[Any]]]:
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (cleaned.get("lat") is None) != (cleaned.get("lon") is None):
            self.add_error("lat", now_("Latitude and longitude belong together."))
        if self.entry and "kind" in cleaned and self._changes_side(cleaned["kind"]):
            text = now_("An association cannot become an office. Please make a new entry.")
            self.add_error("kind", text)
        return cleaned

    def _changes_side(self, kind: str) -> bool:
        known = self.entry.kind if self.entry else kind
        return (known in OF_ORGANISATIONS) != (kind in OF_ORGANISATIONS)

    def parts(self) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any] | None]:
        """What is said of the entry, of its place and of its organisation."""
        values = self.cleaned_data
        of_third_party = values["kind"] in OF_ORGANISATIONS
        entry = {name: values[name] for name in OF_ENTRY}
        entry["level"] = entry["level"] or Level.TOWN
        entry["authority"] = self.town.authority if entry["level"] == Level.AUTHORITY else None
        place = {name: values[name] for name in OF_PLACE} | {"name": values["name"]}
        if self.entry is None or self.entry.place is None:
            place["kind"] = _place_kind(values["kind"])
            place = place if _says_where(values) else {}
        contact = {name: values[name] for name in CONTACT}
        if values["kind"] == EntryKind.OFFICE and (place or values["villages_served"]):
            place["villages_served"] = list(values["villages_served"])
            place.setdefault("name", values["name"])
        if not of_third_party:
            return entry | contact, place, None
        return entry, place, contact | {name: values[name] for name in OF_ORGANISATION}

    def take(self, error: ValidationError) -> None:
        """Show what the verbs refused beside the field, or above the form."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, messages in error.error_dict.items():
            self.add_error(name if name in self.fields else None, messages)


def _initial(entry: Entry | None, town: Town) -> dict[str, Any]:
    if entry is None:
        return {"is_public": True, "is_shared": True, "kind": EntryKind.ASSOCIATION,
                "postcode": town.postcode, "city": town.city, "step_free": Known.UNKNOWN,
                "wc": Known.UNKNOWN, "parking": Known.UNKNOWN,
                "induction_loop": Known.UNKNOWN}  # fmt: skip
    known = {name: getattr(entry, name) for name in OF_ENTRY}
    facts = ("step_free", "wc", "parking", "induction_loop")
    known["villages_served"] = list(entry.place.villages_served.all()) if entry.place else []
    known |= {name: getattr(entry.place, name, "") for name in OF_PLACE}
    known |= {name: known[name] or Known.UNKNOWN for name in facts}
    contact = entry.organisation or entry
    known |= {name: getattr(contact, name) for name in CONTACT}
    return known | {name: getattr(entry.organisation, name, "") for name in OF_ORGANISATION}


def _says_where(values: dict[str, Any]) -> bool:
    """Whether something was said of the place beyond what stands there at the beginning."""
    names = ("street", "village", "lat", "note")
    facts = (values[name] != Known.UNKNOWN for name in ("step_free", "wc", "parking"))
    return any(values[name] not in {None, ""} for name in names) or any(facts)


def _place_kind(kind: str) -> str:
    kinds = {"office": PlaceKind.OFFICE, "business": PlaceKind.SHOP, "host": PlaceKind.LODGING,
             "sight": PlaceKind.SIGHT}  # fmt: skip
    return kinds.get(kind, PlaceKind.OTHER)
