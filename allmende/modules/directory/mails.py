"""Mails of the directory: links for those whose entry it is, lists for the town."""

from django.utils.translation import gettext_lazy as _

from allmende.core.modules.contract import MailTemplate

CLAIM = MailTemplate(
    key="directory.claim",
    label=_("Link to look after an entry of the directory"),
    subject=_("Your entry “%(name)s” in the directory of %(town)s"),
    template="directory/mails/claim.txt",
)
CLAIM_WAITS = MailTemplate(
    key="directory.claim_waits",
    label=_("An organisation has changed its entry"),
    subject=_("“%(name)s” has changed its entry: please look at it"),
    template="directory/mails/claim_waits.txt",
)
CLAIM_DECIDED = MailTemplate(
    key="directory.claim_decided",
    label=_("Answer to a changed entry"),
    subject=_("Your entry “%(name)s”"),
    template="directory/mails/claim_decided.txt",
)
ASK = MailTemplate(
    key="directory.ask",
    label=_("Yearly question whether an entry is still true"),
    subject=_("Is your entry “%(name)s” still true?"),
    template="directory/mails/ask.txt",
)
HIDDEN = MailTemplate(
    key="directory.hidden",
    label=_("Entries nobody has confirmed for two years"),
    subject=_("Directory of %(town)s: entries that readers no longer see"),
    template="directory/mails/hidden.txt",
)
ALL = (CLAIM, CLAIM_WAITS, CLAIM_DECIDED, ASK, HIDDEN)
