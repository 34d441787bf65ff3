"""What the log of deeds calls each deed. ``tests/test_translations.py`` finds a verb without a word."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from allmende.core.modules.switchboard import given_by_all

WORDS: Final[dict[str, Promise]] = {
    "submit": pgettext_lazy("deed", "submitted to the town"),
    "send_back": pgettext_lazy("deed", "sent back to the writer"),
    "publish": pgettext_lazy("deed", "published"),
    "unpublish": pgettext_lazy("deed", "taken off the website"),
    "take_back": pgettext_lazy("deed", "publication taken back"),
    "restore": pgettext_lazy("deed", "restored"),
    "correct": pgettext_lazy("deed", "corrected"),
    "cancel": pgettext_lazy("deed", "called off"),
    "withdraw": pgettext_lazy("deed", "withdrawn"),
    "merge": pgettext_lazy("deed", "merged with the same item elsewhere"),
    "offer": pgettext_lazy("deed", "offered to other towns"),
    "accept": pgettext_lazy("deed", "accepted"),
    "accept_by_rule": pgettext_lazy("deed", "accepted by rule"),
    "decline": pgettext_lazy("deed", "declined"),
    "reconsider": pgettext_lazy("deed", "answer taken back"),
    "note_changes": pgettext_lazy("deed", "changes marked as seen"),
    "adapt": pgettext_lazy("deed", "own teaser written"),
    "placement_withdrawn": pgettext_lazy("deed", "withdrawn by its origin"),
    "offer_withdrawn": pgettext_lazy("deed", "offer taken back by its origin"),
    "offer_expired": pgettext_lazy("deed", "offer expired"),
    "add_rule": pgettext_lazy("deed", "rule added"),
    "change_rule": pgettext_lazy("deed", "rule changed"),
    "remove_rule": pgettext_lazy("deed", "rule removed"),
    "change_sharing": pgettext_lazy("deed", "settings for sharing changed"),
    "add_quiet_period": pgettext_lazy("deed", "quiet period added"),
    "remove_quiet_period": pgettext_lazy("deed", "quiet period removed"),
    "add_synonyms": pgettext_lazy("deed", "search words added"),
    "change_synonyms": pgettext_lazy("deed", "search words changed"),
    "remove_synonyms": pgettext_lazy("deed", "search words removed"),
    "switch_on": pgettext_lazy("deed", "module switched on"),
    "switch_off": pgettext_lazy("deed", "module switched off"),
    "appoint": pgettext_lazy("deed", "role given"),
    "end_role": pgettext_lazy("deed", "role ended"),
    "prolong_role": pgettext_lazy("deed", "role prolonged"),
    "name_deputy": pgettext_lazy("deed", "deputy named"),
    "drop_second_factor": pgettext_lazy("deed", "second factor removed by those who run the house"),
    "change_staff_rules": pgettext_lazy("deed", "rules for safety and release changed"),
    "change_profile": pgettext_lazy("deed", "name, contact or colours changed"),
    "change_legal": pgettext_lazy("deed", "legal notices changed"),
    "set_office_hours": pgettext_lazy("deed", "office hours changed"),
    "set_quick_links": pgettext_lazy("deed", "quick links changed"),
    "add_village": pgettext_lazy("deed", "village added"),
    "end_village": pgettext_lazy("deed", "village left the town"),
    "found_town": pgettext_lazy("deed", "town taken in"),
    "join_alliance": pgettext_lazy("deed", "joined the alliance"),
    "withdraw_consent": pgettext_lazy("deed", "consent to a picture withdrawn"),
    "mail_returned": pgettext_lazy("deed", "mail marked as come back"),
    "mail_address_works": pgettext_lazy("deed", "mail address marked as working"),
    "mail_sent_again": pgettext_lazy("deed", "mail sent once more"),
    "keep_as_it_is": pgettext_lazy("deed", "looked at, stays as it is"),
    "set_stale_after": pgettext_lazy("deed", "time until pages are looked at again changed"),
    "add_place": pgettext_lazy("deed", "place added"),
    "change_place": pgettext_lazy("deed", "place changed"),
    "remove_place": pgettext_lazy("deed", "place removed"),
    "set_opening_hours": pgettext_lazy("deed", "opening hours changed"),
    "add_special_hours": pgettext_lazy("deed", "exception to opening hours added"),
    "remove_special_hours": pgettext_lazy("deed", "exception to opening hours removed"),
    "add_organisation": pgettext_lazy("deed", "organisation added"),
    "change_organisation": pgettext_lazy("deed", "organisation changed"),
    "remove_organisation": pgettext_lazy("deed", "organisation removed"),
    "trust_organisation": pgettext_lazy("deed", "organisation publishes directly from now on"),
    "withdraw_trust": pgettext_lazy("deed", "entries of the organisation are confirmed again"),
    "barrier_done": pgettext_lazy("deed", "report of a barrier ticked off"),
}


def word_for(verb: str) -> str:
    """The word for a verb of the log; an unknown one (of a module since removed) stays as it is."""
    return str(all_words().get(verb, verb))


def all_words() -> dict[str, object]:
    """Words of the house and those its modules give for their own deeds."""
    return {**WORDS, **{word.verb: word.label for word in given_by_all("deed_words")}}
