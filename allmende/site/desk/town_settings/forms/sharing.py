"""Rules about the offers of others, bounds, and quiet times before elections."""

from typing import Any

from django import forms
from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.core.exchange.choices import Channel, Mode
from allmende.core.exchange.domain_rules import SameRule, set_rule
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.models import Item
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.core.towns.queries import partners_of

FARTHEST_KM = 200


def shareable_types() -> list[tuple[str, str]]:
    """Kinds of items that towns offer to each other, as rules name them."""
    found = [model for model in apps.get_models() if issubclass(model, Item) and model.is_shareable]
    pairs = [(m._meta.label_lower, capfirst(str(m._meta.verbose_name))) for m in found]
    return sorted(pairs, key=lambda pair: pair[1])


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """One rule, filled in like a sentence."""

    item_type = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Where it may appear"),
        choices=Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = AcceptRule
        fields = ("origin", "item_type", "category", "max_km", "mode")
        labels = {
            "origin": gettext_lazy("From"),
            "category": gettext_lazy("Topic"),
            "max_km": gettext_lazy("Up to how many kilometres away"),
            "mode": gettext_lazy("What happens"),
        }
        help_texts = {
            "max_km": gettext_lazy("Empty means: any distance."),
            "mode": gettext_lazy("“Accept at once” shows such items without asking you."),
        }
        error_messages = {"mode": {"required": gettext_lazy("Choose what happens then.")}}

    def __init__(self, data: Any = None, *, instance: AcceptRule) -> None:
        on = [c.value for c in Channel if getattr(instance, c.value)]
        super().__init__(data, instance=instance, initial={"channels": on})
        partners = Town.objects.filter(pk__in=[town.pk for town in partners_of(instance.town)])
        origin: Any = self.fields["origin"]
        origin.queryset, origin.empty_label = partners, _("all towns")
        topic: Any = self.fields["category"]
        topic.empty_label = _("all topics")
        self.fields["item_type"].choices = [("", _("everything")), *shareable_types()]  # type: ignore[attr-defined]
        modes = [("", _("Please choose")), *((m.value, MODE_WORDS[m]) for m in Mode)]
        self.fields["mode"].choices = modes  # type: ignore[attr-defined]
        bounds = [MinValueValidator(1), MaxValueValidator(FARTHEST_KM)]
        self.fields["max_km"].validators += bounds

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("mode") != Mode.NEVER and "channels" in cleaned and not cleaned["channels"]:
            text = _("Choose at least one place where it may appear, or choose “never show”.")
            self.add_error("channels", text)
        chosen = set(cleaned.get("channels") or ())
        for channel in Channel:
            setattr(self.instance, channel.value, channel.value in chosen)
        return cleaned

    def keep(self, *, by: User) -> bool:
        """Save the rule; False, and a sentence for the editor, when there is one like it."""
        try:
            set_rule(rule=self.instance, by=by)
        except SameRule:
            text = _("There is a rule with exactly these conditions already. Change that one.")
            self.add_error(None, text)
            return False
        return True


MODE_WORDS = {
    Mode.AUTO: gettext_lazy("show at once"),
    Mode.APPROVE: gettext_lazy("ask us first"),
    Mode.NEVER: gettext_lazy("never show"),
}


class BoundsForm(forms.Form):
    """How much of others, and who counts as a neighbour."""

    max_foreign_in_ten = forms.IntegerField(
        label=gettext_lazy("At most this many items of others among the first ten"),
        min_value=0,
        max_value=10,
        help_text=gettext_lazy("On your start page. 0 means: only items of your own."),
    )
    neighbour_km = forms.FloatField(
        label=gettext_lazy("Neighbours are towns within (km)"),
        min_value=1,
        max_value=FARTHEST_KM,
        help_text=gettext_lazy("Counts when your editors offer something “to neighbours”."),
    )


class QuietForm(forms.Form):
    """First and last day before an election."""

    occasion = forms.CharField(
        label=gettext_lazy("Election"),
        max_length=120,
        help_text=gettext_lazy("For example “Landtag election”."),
    )
    begins = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    ends = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("The last day is before the first. Please swap them."))
        return cleaned
