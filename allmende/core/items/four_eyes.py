"""Two people for one publication, where a town asks for it (domain.md § 2, rule a).

It holds however something is published: by the editor, in bulk, by the clock, through a verb.
A town with one person who can publish is never blocked by it.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import PagePermissionTester

from allmende.core.items.queries import standing_publications
from allmende.core.people.models import User
from allmende.core.people.queries import able_to_publish, four_eyes_in


class OtherEyesNeeded(PermissionDenied):
    """Somebody wants to publish what they wrote themselves."""

    def __init__(self) -> None:
        super().__init__(_("You wrote this yourself. A colleague must release it."))


class TownPermissions(PagePermissionTester):  # type: ignore[misc]
    """What a person may do with a page: by their role, and by the rules of the town."""

    def may_release(self) -> bool:
        """Whether the role may let things out: it also answers drafts, calls off, withdraws."""
        return bool(super().can_publish())

    def can_publish(self) -> bool:
        """Whether the person may publish at once what they write here."""
        return self.may_release() and not needs_colleague(self.page, self.user)

    def can_publish_subpage(self) -> bool:
        kinds = {kind._meta.label_lower for kind in self._kinds_below()}
        is_strict = bool(kinds & four_eyes_in(self.page.town_id))
        may = super().can_publish_subpage()
        return bool(may) and not (is_strict and has_colleague(self.page, self.user))

    def _kinds_below(self) -> list[Any]:
        kind = self.page.specific_class
        return list(kind.creatable_subpage_models()) if kind else []


def needs_colleague(page: Any, user: User) -> bool:
    """Whether the town asks for a second person for this kind, and there is one."""
    strict = four_eyes_in(page.town_id)
    if not strict or page.specific_class is None:
        return False
    return page.specific_class._meta.label_lower in strict and has_colleague(page, user)


def has_colleague(page: Any, user: User) -> bool:
    return any(able.pk != user.pk for able in able_to_publish(page.town))


def wrote(page: Any, user: User, revision: Any = None) -> bool:
    """Whether a person wrote on what would go out: on any version since the last publication.

    A publication that was undone (taken back, withdrawn, unpublished) no longer vouches for
    anything: whoever wrote what it showed does not bring it back alone.
    """
    before = standing_publications(page).values_list("after__revision", flat=True).first() or 0
    versions = page.revisions.filter(pk__gt=before, user=user)
    if revision is not None:
        versions = versions.filter(pk__lte=revision.pk)
    is_new_and_own = before == 0 and page.owner_id == user.pk
    return is_new_and_own or bool(versions.exists())


def refuse_own(page: Any, revision: Any, user: User) -> None:
    """Raise OtherEyesNeeded when somebody would let out what they wrote, and need not be alone."""
    if needs_colleague(page, user) and wrote(page, user, revision):
        raise OtherEyesNeeded


def is_released_alone(page: Any, user: User) -> bool:
    """Whether a town that asks for two people had only this one."""
    strict = four_eyes_in(page.town_id)
    is_asked = page.specific_class is not None and page.specific_class._meta.label_lower in strict
    return is_asked and not has_colleague(page, user) and wrote(page, user)
