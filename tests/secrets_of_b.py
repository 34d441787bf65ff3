"""A town full of secrets: one of everything a town can own, each with the marker word.

Addresses (slugs, paths) stay free of the marker, so that an answer which only repeats what
was asked is no leak; file names carry it, because nobody outside can know them.
"""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, PageLogEntry, Revision, Site

from allmende.core.audit.domain import record
from allmende.core.exchange.choices import Mode, PlacementStatus
from allmende.core.exchange.models import AcceptRule, Placement, QuietPeriod
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import withdraw
from allmende.core.items.sites import home_of
from allmende.core.media.models import Picture, TownDocument
from allmende.core.people.models import RoleGroup
from allmende.modules.directory.domain import Whole, add_entry
from allmende.modules.directory.models import Claim, Entry, ImportRun
from allmende.modules.portal.domain import draft_news, publish_news
from allmende.modules.portal.models import ImportedItem
from allmende.modules.portal.pages import StandardPage
from allmende.site.models import BarrierReport
from conftest import settle

#: Stands in everything secret. No part of the house uses the word.
MARKER = "xqgeheim"
#: Stands beside it, so that searching needs not name the marker.
BAIT = "dachdeckerei"


def picture_file(name: str = "bild.png", size: tuple[int, int] = (1400, 900)) -> Any:
    out = BytesIO()
    Image.new("RGB", size, "#7a9a4c").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def secret(kind: str) -> str:
    return f"{BAIT} {MARKER}{kind}"


def texts(kind: str) -> dict[str, Any]:
    words = secret(kind)
    return {
        "title": words,
        "slug": f"stueck-{kind}",
        "summary": words,
        "kicker": words,
        "easy_text": words,
        "english_title": words,
        "english_text": words,
        "contact_name": words,
        "body": [
            ("paragraph", f"<p>{words}</p>"),
            ("hint", {"title": words, "text": words, "tone": "info"}),
        ],
        "topics": [f"{BAIT}{MARKER}"],
        "lead_picture_alt": words,
    }


def directory(town: Any, by: Any) -> tuple[Any, Any, Any]:
    """An entry nobody sees, a public one with an address on file, a claim, a table to read in."""
    words = secret("eintrag")
    facts = {"name": words, "kind": "association", "summary": words, "is_public": False}
    place = {"street": words, "note": words}
    contact = {"email_on_file": f"{MARKER}@example.org", "phone": words[:40]}
    entry = add_entry(town=town, whole=Whole(facts, place, contact), by=by)
    Entry.objects.filter(pk=entry.pk).update(slug="interner-eintrag")
    public = {"name": "Chor", "kind": "association", "is_shared": True}
    whole = Whole(public, organisation={"email_on_file": f"{MARKER}@example.org"})
    add_entry(town=town, whole=whole, by=by)
    claim = Claim.objects.create(
        entry=entry, key_hash="0", sent_at=timezone.now(), used_at=timezone.now(),
        state="waiting", wishes={"summary": words},
    )  # fmt: skip
    run = ImportRun.objects.create(
        town=town, by=by, file_name=words, header=["Name"], rows=[[words]], mapping={"0": "name"}
    )
    return entry, claim, run


def fill(cast: Any) -> SimpleNamespace:
    """Let Buttstädt write, plan, withdraw and file things; returns what there is."""
    town, by, now = cast.buttstaedt, cast.antje, timezone.now()
    folder = town.media_folder.collection
    sub = folder.add_child(name=f"Mappe {secret('mappe')}")
    picture = Picture.objects.create(
        title=secret("bild"), file=picture_file(f"{MARKER}bild.png"), collection=sub,
        default_alt=secret("alt"), credit=secret("foto"), uploaded_by_user=by,
    )  # fmt: skip
    rendition = picture.get_rendition("fill-400x250|format-webp")
    document = TownDocument.objects.create(
        title=secret("datei"),
        file=SimpleUploadedFile(f"{MARKER}plan.txt", secret("inhalt").encode()),
        collection=folder, description=secret("datei"), uploaded_by_user=by,
    )  # fmt: skip

    draft = draft_news(town=town, by=by, lead_picture=picture, **texts("entwurf"))
    draft.attachments.create(document=document, title=secret("anlage"))
    draft.locked, draft.locked_by, draft.locked_at = True, by, now
    draft.save()
    draft.save_revision(user=by, clean=False)
    embargoed = publish_news(
        town=town, by=by, embargo_until=now + timedelta(days=3), lead_picture=picture,
        offer_to=OfferTo.ALL, **texts("sperrfrist"),
    )  # fmt: skip
    unpublished = publish_news(town=town, by=by, **texts("zurueck"))
    unpublished.unpublish(user=by)
    expired = publish_news(town=town, by=by, expire_at=now - timedelta(hours=1), **texts("alt"))
    planned = draft_news(town=town, by=by, go_live_at=now + timedelta(days=2), **texts("geplant"))
    planned.save_revision(user=by, clean=False, approved_go_live_at=now + timedelta(days=2))
    withdrawn = publish_news(town=town, by=by, **(texts("zurueckgezogen") | {"title": "Rückruf"}))
    withdraw(item=withdrawn, reason="Doppelt erschienen.", by=by)
    page = StandardPage(
        title=secret("seite"), slug="interne-seite", summary=secret("seite"), live=False,
        body=[("paragraph", f"<p>{secret('seite')}</p>")], owner=by,
    )  # fmt: skip
    home_of(town).add_child(instance=page)
    page.save_revision(user=by)

    pages = [draft, embargoed, unpublished, expired, planned, withdrawn, page]
    PageLogEntry.objects.log_action(
        draft, "wagtail.edit", user=by, data={"comment": {"text": secret("log")}}
    )
    Comment.objects.create(
        page=draft.page_ptr if hasattr(draft, "page_ptr") else draft.item_ptr, user=by, text=secret("kommentar"),
        contentpath="title", position="",
    )  # fmt: skip
    site = Site.objects.get(hostname=town.host)
    redirect = Redirect.objects.create(
        site=site, old_path="/alte-adresse", redirect_link=f"https://example.org/{MARKER}"
    )
    AcceptRule.objects.create(
        town=town, origin=cast.soemmerda, item_type=secret("regel"), mode=Mode.NEVER
    )
    quiet = QuietPeriod.objects.create(
        town=town, begins=now.date(), ends=now.date() + timedelta(9), occasion=secret("wahl")
    )
    report = BarrierReport.objects.create(
        town=town, message=secret("barriere"), page=secret("barriere")
    )
    imported = ImportedItem.objects.create(
        town=town,
        source=secret("quelle"),
        external_id=secret("nummer"),
        checksum="1",
        item=draft.item_ptr,
    )
    record(verb="change", town=town, target=draft, by=by, after={"title": secret("protokoll")})
    entry, claim, run = directory(town, by)
    theirs = publish_news(
        town=cast.soemmerda,
        by=cast.marlene,
        title="Stadtfest",
        slug="stadtfest",
        offer_to=OfferTo.ALL,
    )
    answer = Placement.objects.get(item=theirs, town=town)
    Placement.objects.filter(pk=answer.pk).update(
        status=PlacementStatus.DECLINED, teaser_override=secret("absage"), decided_by=by
    )
    by.first_name, by.last_name, by.email = "Antje", secret("name")[:150], f"{MARKER}@example.org"
    by.save()
    settle()
    return SimpleNamespace(
        town=town, editor=by, folder=folder, sub=sub, picture=picture, rendition=rendition,
        document=document, content=secret("inhalt"), pages=pages, draft=draft, embargoed=embargoed, withdrawn=withdrawn, home=home_of(town),
        shelf=draft.get_parent(), site=site, redirect=redirect, quiet=quiet, report=report,
        imported=imported, answer=answer, theirs=theirs, entry=entry, claim=claim, run=run,
        placements=list(Placement.objects.filter(town=town).values_list("pk", flat=True))
        # What the attackers' towns say to an offer of B is theirs to say.
        + list(Placement.objects.filter(town=cast.kindelbrueck).values_list("pk", flat=True)),
        revisions=list(Revision.objects.filter(object_id__in=[str(p.pk) for p in pages]).values_list("pk", flat=True)),
        groups=list(RoleGroup.objects.filter(town=town).values_list("group", flat=True)),
        tags=list(Tag.objects.filter(name__contains=MARKER)),
        all_groups=Group.objects.count(),
    )  # fmt: skip
