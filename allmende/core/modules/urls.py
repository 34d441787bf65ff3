"""Mount every module that has a ``urls.py`` under its first part of the address."""

from django.urls import URLPattern, URLResolver, include, path

from allmende.core.modules.switchboard import all_modules

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{module.mount}/", include((answer.urlpatterns, module.label)))
    for module in all_modules()
    if (answer := module.answer("urls"))
]
