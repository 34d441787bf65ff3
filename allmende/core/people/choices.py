"""Roles and what they may do (domain.md § 2)."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(TextChoices):
    """A function held for a town, from a day to a day."""

    TOWN_EDITOR = "town_editor", _("Editor of the town")
    TOWN_RELEASE = "town_release", _("Releaser of the town")
    VG_EDITOR = "vg_editor", _("Editor of the administrative community")
    VG_RELEASE = "vg_release", _("Releaser of the administrative community")
    VILLAGE_EDITOR = "village_editor", _("Village editor")
    ORG_EDITOR = "org_editor", _("Editor of an association")
    MAYOR = "mayor", _("Mayor")
    ALLIANCE_OFFICE = "alliance_office", _("Alliance office")
    ALLIANCE_CHAIR = "alliance_chair", _("Chair of the alliance")
    ASSEMBLY = "assembly", _("Member of the assembly")
    MODERATOR = "moderator", _("Moderator")
    ENERGY_OFFICER = "energy_officer", _("Energy officer")
    VACANCY_OFFICER = "vacancy_officer", _("Officer for vacant buildings")
    DPO = "dpo", pgettext_lazy("role", "Data protection officer")
    PLATFORM_ADMIN = "platform_admin", _("Platform administrator")


class SecondFactor(TextChoices):
    """Who must sign in with a second factor; everybody may."""

    NOBODY = "nobody", pgettext_lazy("second factor", "nobody")
    RELEASERS = "releasers", pgettext_lazy("second factor", "whoever releases or runs the house")
    EVERYBODY = "everybody", pgettext_lazy("second factor", "everybody who works at the desk")


@dataclass(frozen=True, slots=True)
class Rights:
    """What a role may do with the pages and media of its town."""

    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    receives_offers: bool = False


_EDITS = ("add", "change", "publish")
_FULL = Rights(pages=(*_EDITS, "lock", "unlock"), media=("add", "change"), receives_offers=True)
#: May write and show to the town, which publishes.
_SUBMITS = Rights(pages=("add",), media=("add",))

RIGHTS: dict[str, Rights] = {
    Role.TOWN_EDITOR: _FULL,
    Role.TOWN_RELEASE: _FULL,
    Role.VG_EDITOR: _FULL,
    Role.VG_RELEASE: _FULL,
    Role.ALLIANCE_OFFICE: _FULL,
    Role.VILLAGE_EDITOR: _SUBMITS,
    Role.ORG_EDITOR: _SUBMITS,
    Role.DPO: Rights(),  # reads the log
    Role.PLATFORM_ADMIN: Rights(),  # opens the desk and settles towns, writes nothing
}

#: Roles that open the editors' side at all.
DESK_ROLES = tuple(RIGHTS)

_RELEASERS = frozenset({Role.TOWN_RELEASE, Role.VG_RELEASE})
_EDITORS = frozenset({Role.TOWN_EDITOR, Role.VG_EDITOR})
#: Roles without whose holder something stands still, with the roles that can do their work.
#: With one holder and nobody who stands in, the town is told (domain.md § 2, rule b).
STAND_INS: dict[str, frozenset[Role]] = {
    **dict.fromkeys(_EDITORS, _EDITORS | _RELEASERS),
    **dict.fromkeys(_RELEASERS, _RELEASERS),
    **{
        role: frozenset({role})
        for role in (
            Role.ALLIANCE_OFFICE,
            Role.MODERATOR,
            Role.ENERGY_OFFICER,
            Role.VACANCY_OFFICER,
            Role.DPO,
        )
    },
}
