"""Give a town its place in the page tree, its folder of media and the groups of its roles."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Site,
)

from allmende.core.items.models import Item
from allmende.core.media.models import TownCollection
from allmende.core.people.choices import DESK_ROLES, RIGHTS, Role
from allmende.core.people.models import RoleGroup
from allmende.core.towns.models import Town


@transaction.atomic
def found_site(*, town: Town, home: Item) -> Item:
    """Put ``home`` (unsaved) on top of a town's tree and wire host, media and roles to it."""
    root = Item.get_first_root_node()
    home.town = town
    root.add_child(instance=home)
    Site.objects.create(
        hostname=town.host, port=80, site_name=town.name, root_page=home, is_default_site=False
    )
    folder = Collection.get_first_root_node().add_child(name=town.name)
    TownCollection.objects.create(town=town, collection=folder)
    _make_groups(town, home, folder)
    return home


def _make_groups(town: Town, home: Item, folder: Any) -> None:
    """One group for each role at the desk, with its rights on pages and media of the town.

    What is there already stays: a role that came later gets its group and nothing else changes.
    """
    made = set(RoleGroup.objects.filter(town=town).values_list("role", flat=True))
    roles = [Role(role) for role in DESK_ROLES if role not in made]
    groups = Group.objects.bulk_create(
        [Group(name=f"{role.label} · {town.name}") for role in roles]
    )
    known = _permissions()
    RoleGroup.objects.bulk_create(
        [
            RoleGroup(role=role, town=town, group=group)
            for role, group in zip(roles, groups, strict=True)
        ]
    )
    Group.permissions.through.objects.bulk_create(
        [
            Group.permissions.through(group=group, permission=known["access_admin"])
            for group in groups
        ]
    )
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page=home, permission=known[f"{deed}_item"])
            for role, group in zip(roles, groups, strict=True)
            for deed in RIGHTS[role].pages
        ]
    )
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(
                group=group, collection=folder, permission=known[f"{deed}_{kind}"]
            )
            for role, group in zip(roles, groups, strict=True)
            for deed in ("choose", *RIGHTS[role].media)
            for kind in ("image", "document")
        ]
    )


def complete_groups() -> None:
    """Give towns the groups of roles that a new version brought along."""
    for town in Town.objects.exclude(media_folder=None):
        if town.role_groups.count() < len(DESK_ROLES):
            _make_groups(town, home_of(town), town.media_folder.collection)


def _permissions() -> dict[str, Permission]:
    """Permissions the desk is made of, by code name.

    Wagtail asks for the permissions of its own media models, whatever model stands in for them.
    """
    apps = ["wagtailadmin", "wagtailimages", "wagtaildocs", "items"]
    found = Permission.objects.filter(content_type__app_label__in=apps)
    return {permission.codename: permission for permission in found}


def home_of(town: Town) -> Item:
    """Top page of a town; raises Site.DoesNotExist when it has none yet."""
    site = Site.objects.select_related("root_page").get(hostname=town.host)
    return site.root_page  # type: ignore[no-any-return]
