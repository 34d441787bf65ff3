"""Texts of the legal pages, put together from what a town says about itself."""

from typing import Any

from django.utils.translation import gettext as _

from allmende.core.consent.queries import asked_of
from allmende.core.towns.models import Town

Section = dict[str, Any]


def _section(heading: str, *paragraphs: str, rows: list[tuple[str, str]] | None = None) -> Section:
    filled = [(label, value) for label, value in rows or [] if value]
    return {"heading": heading, "paragraphs": [text for text in paragraphs if text], "rows": filled}


def _address(town: Town) -> str:
    return f"{town.street}, {town.postcode} {town.city}".strip(", ")


def imprint(town: Town) -> list[Section]:
    """§ 5 DDG and § 18 (2) MStV."""
    who = _section(
        town.official_name,
        rows=[
            (_("Address"), _address(town)),
            (_("Represented by"), town.represented_by),
            (_("Phone"), town.phone),
            (_("E-mail"), town.email),
            (_("VAT number"), town.vat_id),
            (_("Supervisory authority"), town.supervisory_authority),
        ],
    )
    sections = [who, _section(_("Responsible for the content"), town.editor_in_charge)]
    if town.authority:
        sections.insert(1, _authority(town))
    sections.append(
        _section(
            _("Contributions of others"),
            _("Items of associations are marked. The association alone is responsible for them."),
            _(
                "Items of other towns name their origin; the town of origin is responsible for them."
            ),
        )
    )
    return sections


def _authority(town: Town) -> Section:
    authority = town.authority
    if authority is None:
        return _section("")
    place = f"{authority.street}, {authority.postcode} {authority.city}".strip(", ")
    rows = [
        (_("Name"), authority.name),
        (_("Address"), place),
        (_("Phone"), authority.phone),
        (_("E-mail"), authority.email),
    ]
    return _section(_("Administration"), _("The administration is run by:"), rows=rows)


def privacy(town: Town) -> list[Section]:
    """Art. 13 DSGVO: the controller is the one of this host."""
    controller = town.controller or f"{town.official_name}, {_address(town)}"
    return [
        _section(_("Controller"), controller),
        _section(_("Data protection officer"), town.data_protection_officer),
        _section(
            _("When you read these pages"),
            _(
                "Without your consent we set no cookies and load nothing from other providers. We "
                "count no visitors. Your browser sends its address with every request; we do not "
                "keep it."
            )
            if asked_of(town)
            else _(
                "We set no cookies, load nothing from other providers and count no visitors. "
                "Your browser sends its address with every request; we do not keep it."
            ),
        ),
        *_consents(town),
        _section(
            _("When you search"),
            _(
                "If a word finds nothing, we count the word by week for twelve months, without "
                "anything about you, so that we can add what is missing."
            ),
        ),
        _section(
            _("When you report a barrier"),
            _(
                "We keep your message, and your e-mail address if you give it, to remove the "
                "barrier and to answer you, for at most 180 days (Art. 6 (1) (e) GDPR)."
            ),
        ),
        _section(
            _("Joint portal"),
            _(
                "Items that towns share stay with their origin. For joint accounts the towns and "
                "the alliance are jointly responsible (Art. 26 GDPR); ask any of them."
            )
            if not town.is_alliance
            else _("For joint accounts the alliance is the point of contact (Art. 26 GDPR)."),
        ),
        _section(
            _("Your rights"),
            _(
                "You may ask for access, correction, deletion, restriction and transfer of your "
                "data, and object. You may complain to the data protection authority of "
                "Thuringia (TLfDI)."
            ),
        ),
    ]


def _consents(town: Town) -> list[Section]:
    """§ 25 TDDDG and Art. 7 DSGVO: only where something asks for consent."""
    asks = asked_of(town)
    if not asks:
        return []
    about = _(
        "Some things we load from others only after you have agreed to exactly that. We then set "
        "one cookie with a random number for at most 180 days, and keep when which text was "
        "agreed to, without your name or address, for three years after the consent has ended "
        "(Art. 7 (1) GDPR). You withdraw at the foot of every page under Consents."
    )
    rows = [(str(one.purpose.label), f"{one.text.recipient}. {one.text.text}") for one in asks]
    return [_section(_("When you agree to something"), about, rows=rows)]


def accessibility(town: Town) -> list[Section]:
    """ThürBarrWebG, ThürBITVO, EN 301 549: scope, status, gaps, feedback, enforcement."""
    return [
        _section(
            _("Scope"),
            _("This statement holds for the website of %(name)s.") % {"name": town.official_name},
        ),
        _section(
            _("How far we are"),
            _(
                "The pages are built to WCAG 2.2 AA and EN 301 549. Every page type is checked by "
                "machine with each change; a check by people is still to come. We therefore call "
                "the site partly compliant."
            ),
        ),
        _section(
            _("Known barriers"),
            town.accessibility_note
            or _("Older documents may not be accessible. Tell us which one you need."),
        ),
        _section(
            _("Report a barrier"),
            _('Use the form "Report a barrier" at the foot of every page, or call us.'),
            rows=[(_("Phone"), town.phone), (_("E-mail"), town.email)],
        ),
        _section(
            _("If we do not answer"),
            _(
                "You may turn to the enforcement body of Thuringia at the state commissioner for "
                "people with disabilities. It costs nothing and needs no lawyer."
            ),
        ),
    ]
