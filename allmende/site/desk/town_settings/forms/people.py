"""Give a role to somebody, with an end."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.core.kit.dates import today
from allmende.core.people.choices import Role
from allmende.core.people.domain import DEFAULT_TERM
from allmende.core.people.models import RoleGrant, User
from allmende.core.people.queries import colleagues_of, grants_now
from allmende.core.towns.models import Town
from allmende.core.towns.queries import villages_of

#: Longer than any term of office in our towns; an end beyond that would be none (our proposal).
LONGEST_YEARS = 6


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **kwargs
    )


class GrantChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Roles held today, by the name of who holds them."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{name_of_user(obj.user)}, {obj.title}"


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """People who hold a role in the town, by name."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of_user(obj)


def name_of_user(user: User) -> str:
    return user.get_full_name() or user.get_username()


class RoleForm(forms.Form):
    """A role from a day to a day, to what it is bound, and who stands in for whom."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    village = forms.ModelChoiceField(
        label=gettext_lazy("Village"),
        queryset=RoleGrant.objects.none(),
        required=False,
        help_text=gettext_lazy("Only for a village editor: the village they write for."),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Association"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Only for an editor of an association, such as “Heimatverein”."),
    )
    valid_from = _day(gettext_lazy("From"))
    valid_to = _day(
        gettext_lazy("Until"),
        help_text=gettext_lazy("Every role has an end, six years away at most. It can be renewed."),
    )
    deputy = PersonChoice(
        label=gettext_lazy("Is stood in for by"),
        queryset=User.objects.none(),
        required=False,
        help_text=gettext_lazy("Who does the work when the person is away."),
    )
    stands_in = GrantChoice(
        label=gettext_lazy("Stands in for"),
        queryset=RoleGrant.objects.none(),
        required=False,
        help_text=gettext_lazy("Whose work the person does when that one is away."),
    )

    def __init__(self, data: Any = None, *, town: Town, roles: list[Role]) -> None:
        days = {"valid_from": today(), "valid_to": today() + DEFAULT_TERM}
        super().__init__(data, initial=days)
        self.town = town
        choices = [("", _("Choose a role")), *((role.value, role.label) for role in roles)]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self._offer_people()
        self._offer_bounds(roles)

    def _offer_people(self) -> None:
        fields: Any = self.fields
        fields["deputy"].queryset = colleagues_of(self.town)
        fields["stands_in"].queryset = grants_now().filter(town=self.town).select_related("user")
        fields["deputy"].empty_label = fields["stands_in"].empty_label = _("Nobody yet")

    def _offer_bounds(self, roles: list[Role]) -> None:
        """Ask for a village or an association only where a role can be bound to one."""
        fields: Any = self.fields
        villages = villages_of(self.town)
        fields["village"].queryset = villages
        fields["village"].empty_label = _("Choose a village")
        if Role.VILLAGE_EDITOR not in roles or not villages:
            del fields["village"]
        if Role.ORG_EDITOR not in roles:
            del fields["organisation"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("valid_from"), cleaned.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", _("The last day is before the first. Please swap them."))
        elif ends and ends < today():
            self.add_error("valid_to", _("This day is over. Choose a day to come."))
        elif begins and ends and ends > _years_after(begins, LONGEST_YEARS):
            self.add_error(
                "valid_to", _("A role may last six years at most. Choose an earlier day.")
            )
        self._bind(cleaned)
        return cleaned

    def _bind(self, cleaned: dict[str, Any]) -> None:
        """Ask for what the role is bound to, and forget what belongs to another role."""
        role = cleaned.get("role")
        if role != Role.VILLAGE_EDITOR:
            cleaned["village"] = None
        elif "village" in self.fields and not cleaned.get("village"):
            self.add_error("village", _("Please choose the village."))
        if role != Role.ORG_EDITOR:
            cleaned["organisation"] = ""
        elif not cleaned.get("organisation"):
            self.add_error("organisation", _("Please write the name of the association."))

    def term(self) -> dict[str, Any]:
        """Give role, days, bounds and deputy as the verb wants them."""
        names = ("valid_from", "valid_to", "village", "organisation", "deputy")
        values = self.cleaned_data
        return (
            {"role": Role(values["role"])}
            | {name: values.get(name) or None for name in names}
            | {"organisation": values.get("organisation") or ""}
        )


class AppointForm(RoleForm):
    """For somebody who has an account."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        help_text=gettext_lazy("The name with which the person signs in."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("username", "role", "village", "organisation")

    def clean_username(self) -> User:
        name = self.cleaned_data["username"].strip()
        user = User.objects.filter(username__iexact=name, is_active=True).first()
        if user is None:
            text = _(
                "Nobody has the user name “%(name)s”. Check it, or invite the person by e-mail."
            )
            raise forms.ValidationError(text % {"name": name})
        return user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and cleaned["username"] == cleaned.get("deputy"):
            self.add_error("deputy", _("Nobody stands in for themselves. Choose somebody else."))
        elif not self.errors and self._is_twice(cleaned):
            text = _(
                "This person holds this role already in that time. End it first, or change the days."
            )
            raise forms.ValidationError(text)
        return cleaned

    def _is_twice(self, cleaned: dict[str, Any]) -> bool:
        return RoleGrant.objects.filter(
            user=cleaned["username"],
            town=self.town,
            role=cleaned["role"],
            village=cleaned["village"],
            organisation__iexact=cleaned["organisation"],
            valid_from__lte=cleaned["valid_to"],
            valid_to__gte=cleaned["valid_from"],
        ).exists()


class InviteForm(RoleForm):
    """For somebody new: the account is made, a mail brings the link to set a password."""

    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy(
            "The link to set a password goes there. It must be the person's own."
        ),
    )
    field_order = ("first_name", "last_name", "email", "role", "village", "organisation")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            text = _("There is an account with this e-mail already. Appoint it by its user name.")
            raise forms.ValidationError(text)
        return email


class DeputyForm(forms.Form):
    """Who stands in for the holder of a role."""

    deputy = PersonChoice(
        label=gettext_lazy("Is stood in for by"),
        queryset=User.objects.none(),
        required=False,
        help_text=gettext_lazy(
            "Somebody who holds a role in this town. Is nobody there? Appoint or invite first."
        ),
    )

    def __init__(self, data: Any = None, *, grant: RoleGrant) -> None:
        super().__init__(data, initial={"deputy": grant.deputy_id})
        fields: Any = self.fields
        fields["deputy"].queryset = colleagues_of(grant.town).exclude(pk=grant.user_id)
        fields["deputy"].empty_label = _("Nobody yet")


class EndForm(forms.Form):
    """The last day of a role; empty means at once."""

    last_day = _day(
        gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty means: at once."),
    )

    def __init__(self, data: Any = None, *, grant: RoleGrant) -> None:
        super().__init__(data)
        self.grant = grant

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if (
            day is not None
            and not max(today(), self.grant.valid_from) <= day <= self.grant.valid_to
        ):
            text = _("Choose a day between today and the present end, or leave it empty.")
            raise forms.ValidationError(text)
        return day


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)
