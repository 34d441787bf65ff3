"""Mails the house itself writes. Modules give theirs in ``contributes.mail_templates``."""

from django.utils.translation import gettext_lazy as _

from allmende.core.modules.contract import MailTemplate

INVITATION = MailTemplate(
    key="invitation",
    label=_("Invitation of somebody new"),
    subject=_("Your access to the desk of %(town)s"),
    template="notify/invitation.txt",
)
BARRIER = MailTemplate(
    key="barrier",
    label=_("Somebody reports a barrier"),
    subject=_("Somebody reports a barrier on the site of %(town)s"),
    template="notify/barrier.txt",
)
ROLE_ENDS = MailTemplate(
    key="role_ends",
    label=_("A role ends soon"),
    subject=_("%(who)s: the role “%(role)s” ends on %(ends)s"),
    template="notify/role_ends.txt",
)
PASSWORD = MailTemplate(
    key="password",
    label=_("Forgotten password"),
    subject=_("Set a new password for the desk"),
    template="notify/password.txt",
)
ALONE = MailTemplate(
    key="alone",
    label=_("Published without a second person"),
    subject=_("%(who)s has published without a second person: %(title)s"),
    template="notify/alone.txt",
)

HOUSE = (INVITATION, BARRIER, ROLE_ENDS, PASSWORD, ALONE)
