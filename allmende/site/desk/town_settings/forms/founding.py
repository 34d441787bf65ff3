"""A new town in this house: what must be known on the first day."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.core.items.models import Item
from allmende.core.kit.dates import today
from allmende.core.modules.switchboard import all_modules
from allmende.core.towns.choices import TownKind
from allmende.core.towns.models import Host, Municipality, Town
from allmende.site.desk.town_settings.forms.profile import GroupedForm

#: Words that stand in addresses where a short name could.
RESERVED = {"neu"}


class FoundingForm(GroupedForm):
    """Everything else can be filled in later, sheet by sheet."""

    ags = forms.CharField(
        label=gettext_lazy("AGS"),
        required=False,
        validators=[RegexValidator(r"^\d{8}$", gettext_lazy("The AGS has exactly eight digits."))],
        help_text=gettext_lazy("Eight digits, for example 16068051."),
    )
    ars = forms.CharField(
        label=gettext_lazy("ARS"),
        required=False,
        validators=[
            RegexValidator(r"^\d{12}$", gettext_lazy("The ARS has exactly twelve digits."))
        ],
        help_text=gettext_lazy("Twelve digits, for example 160680051051."),
    )
    alliance = forms.ModelChoiceField(
        label=gettext_lazy("Member of"),
        queryset=Town.objects.filter(kind=TownKind.ALLIANCE),
        required=False,
        empty_label=gettext_lazy("no alliance (for the time being)"),
    )
    member_from = forms.DateField(
        label=gettext_lazy("Member from"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=gettext_lazy("From this day on the town takes part in sharing."),
    )
    modules = forms.MultipleChoiceField(
        label=gettext_lazy("Switched on from the start"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The town can change this itself at any time."),
    )

    groups = (
        (
            gettext_lazy("Who"),
            "",
            ("kind", "name", "official_name", "authority"),
        ),
        (
            gettext_lazy("Where"),
            gettext_lazy("The host must lead to this server before readers can reach it."),
            ("slug", "host", "ags", "ars", "lat", "lon"),
        ),
        (gettext_lazy("Colours"), "", ("colour_primary", "colour_accent")),
        (
            gettext_lazy("Together with others"),
            "",
            ("alliance", "member_from"),
        ),
        (gettext_lazy("Modules"), "", ("modules",)),
    )

    class Meta:
        model = Town
        fields = (
            "kind", "name", "official_name", "authority", "slug", "host", "lat", "lon",
            "colour_primary", "colour_accent",
        )  # fmt: skip
        help_texts = {
            "slug": gettext_lazy("Small letters without umlauts, for addresses: weissensee."),
            "host": gettext_lazy("The domain without https://, for example www.weissensee.de."),
            "lat": gettext_lazy(
                "Of the town hall, for example 51.1992. Rules by distance need it."
            ),
            "lon": gettext_lazy("For example 11.0694."),
            "official_name": gettext_lazy("As in the statute."),
        }
        widgets = {
            "colour_primary": forms.TextInput(attrs={"data-colour": "", "spellcheck": "false"}),
            "colour_accent": forms.TextInput(attrs={"data-colour": "", "spellcheck": "false"}),
        }

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"kind": TownKind.MUNICIPALITY, "member_from": today()})
        modules = [(m.label, f"{m.verbose_name}: {m.summary}") for m in all_modules()]
        self.fields["modules"].choices = modules  # type: ignore[attr-defined]
        self.fields["modules"].initial = [label for label, _text in modules]
        authority: Any = self.fields["authority"]
        authority.empty_label = _("its own town hall")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if Town.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is a town of this name already."))
        return name

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in RESERVED or Item.objects.filter(depth=2, slug=slug).exists():
            raise forms.ValidationError(_("This short name is taken. Choose another one."))
        return slug

    def clean_host(self) -> str:
        host: str = self.cleaned_data["host"]
        if Host.objects.filter(name=host).exists():
            raise forms.ValidationError(_("This host leads to another town already."))
        return host

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == TownKind.MUNICIPALITY:
            self._check_keys(cleaned)
        if cleaned.get("alliance") and not cleaned.get("member_from"):
            self.add_error("member_from", _("Say from which day the town is a member."))
        return cleaned

    def _check_keys(self, cleaned: dict[str, Any]) -> None:
        """AGS and ARS share the district (first five digits) and the last three (Destatis)."""
        ags, ars = cleaned.get("ags"), cleaned.get("ars")
        for name in ("ags", "ars"):
            if name in cleaned and not cleaned[name]:
                self.add_error(
                    name, _("A municipality has this key. You find it at the statistics office.")
                )
        if ags and ars and (ags[:5], ags[-3:]) != (ars[:5], ars[-3:]):
            self.add_error(
                "ars", _("AGS and ARS do not belong together. Please compare the digits.")
            )
        for name, value in (("ags", ags), ("ars", ars)):
            if value and Municipality.objects.filter(**{name: value}).exists():
                self.add_error(name, _("Another town has this key already."))
