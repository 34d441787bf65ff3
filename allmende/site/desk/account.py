"""Words of Wagtail's account screen that editors understand."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.account import ThemePreferencesForm
from wagtail.admin.views.account import LocaleSettingsPanel, ThemeSettingsPanel


class LookForm(ThemePreferencesForm):
    """How the desk looks, without the name of the machinery behind it."""

    class Meta(ThemePreferencesForm.Meta):
        labels: ClassVar = {"theme": pgettext_lazy("desk", "Light or dark")}
        help_texts: ClassVar = {"keyboard_shortcuts": _("Work at the desk with shortcuts of keys.")}


def speak_plainly() -> None:
    """Name two panels and their fields in our words."""
    LocaleSettingsPanel.title = _("Language of the desk")
    ThemeSettingsPanel.title = _("Look of the desk")
    ThemeSettingsPanel.form_class = LookForm
