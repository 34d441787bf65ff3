"""Search words: what means the same, and what was looked for and not found."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.core.search import missed
from allmende.core.search.domain_words import (
    MOST_GROUPS,
    TooManyGroups,
    add_group,
    change_group,
    remove_group,
)
from allmende.core.search.models import SynonymGroup
from allmende.core.search.synonyms import groups_for
from allmende.core.towns.models import Town
from allmende.site.desk.town_settings.forms.words import WordsForm
from allmende.site.desk.town_settings.frame import (
    back,
    is_save,
    person,
    posted,
    say,
    say_same,
    settles,
    show,
)
from allmende.site.desk.town_settings.rights import What


@settles(What.WORDS)
def words(request: HttpRequest, town: Town) -> HttpResponse:
    """What was not found, and the groups that hold here."""
    shared = groups_for(town).exclude(town=town).select_related("town")
    context: dict[str, Any] = {
        "missed": missed.report(town),
        "fewest": missed.FEWEST,
        "groups": SynonymGroup.objects.filter(town=town),
        "shared": shared,
    }
    return show(request, town, What.WORDS, "words", context)


@settles(What.WORDS)
def new_group(request: HttpRequest, town: Town) -> HttpResponse:
    """Write down a group; a word of the report may begin it."""
    begun = request.GET.get("wort", "")[:40]
    form = WordsForm(posted(request), initial={"words": f"{begun.capitalize()}, " if begun else ""})
    if is_save(request) and form.is_valid() and _added(request, town, form):
        return back(town, What.WORDS)
    context = {"form": form, "word": begun}
    return show(request, town, What.WORDS, "word_group", context, title=_("New search words"))


def _added(request: HttpRequest, town: Town, form: WordsForm) -> bool:
    try:
        group = add_group(town=town, text=form.cleaned_data["words"], by=person(request))
    except TooManyGroups:
        text = _("There are %(most)d groups already. Please remove one that nobody needs.")
        form.add_error(None, text % {"most": MOST_GROUPS})
        return False
    say(request, _("Saved. These words mean the same now: %(words)s.") % {"words": group.words})
    return True


@settles(What.WORDS)
def change(request: HttpRequest, town: Town, pk: int) -> HttpResponse:
    group = get_object_or_404(SynonymGroup.objects.select_related("town"), pk=pk, town=town)
    form = WordsForm(posted(request), initial={"words": group.words})
    if is_save(request) and form.is_valid():
        if change_group(group=group, text=form.cleaned_data["words"], by=person(request)):
            text = _("Saved. These words mean the same now: %(words)s.")
            say(request, text % {"words": group.words})
        else:
            say_same(request)
        return back(town, What.WORDS)
    title = _("Change the search words")
    return show(request, town, What.WORDS, "word_group", {"form": form}, title=title)


@require_POST
@settles(What.WORDS)
def drop(request: HttpRequest, town: Town, pk: int) -> HttpResponse:
    group = get_object_or_404(SynonymGroup.objects.select_related("town"), pk=pk, town=town)
    remove_group(group=group, by=person(request))
    say(request, _("Removed: %(words)s.") % {"words": group.words})
    return back(town, What.WORDS)
