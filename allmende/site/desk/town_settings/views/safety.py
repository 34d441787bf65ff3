"""Second factor and four eyes, as the town wants them."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from allmende.core.people.choices import SecondFactor
from allmende.core.people.domain import set_staff_rules
from allmende.core.people.queries import able_to_publish
from allmende.core.towns.models import Town
from allmende.site.desk.town_settings.forms.safety import SafetyForm
from allmende.site.desk.town_settings.frame import (
    back,
    person,
    posted,
    say,
    say_same,
    settles,
    show,
)
from allmende.site.desk.town_settings.rights import What


@settles(What.SAFETY)
def safety(request: HttpRequest, town: Town) -> HttpResponse:
    form = SafetyForm(posted(request), town=town)
    if request.method == "POST" and form.is_valid():
        if not form.has_changed():
            say_same(request)
            return back(town, What.SAFETY)
        values = form.cleaned_data
        set_staff_rules(
            town=town,
            second_factor=SecondFactor(values["second_factor"]),
            four_eyes=values["four_eyes"],
            by=person(request),
        )
        say(request, _("Saved. It holds from now on."))
        return back(town, What.SAFETY)
    able = len(able_to_publish(town))
    return show(request, town, What.SAFETY, "safety", {"form": form, "able": able})
