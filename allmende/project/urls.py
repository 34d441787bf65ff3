"""Put the addresses of the rooms together; decide nothing."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from allmende.core.modules import urls as module_urls
from allmende.site import urls as site_urls
from allmende.site.desk.sign_in import urls as sign_in
from allmende.site.views.pages import page

urlpatterns = [
    path("verwaltung/", include(sign_in.outside)),
    path("verwaltung/", include(wagtailadmin_urls)),
    path("verwaltung", RedirectView.as_view(url="/verwaltung/")),
    path("dokumente/", include(wagtaildocs_urls)),
    *site_urls.urlpatterns,
    *i18n_patterns(
        *site_urls.translated,
        path("", include(module_urls)),
        re_path(r"^(?P<path>[\w\-/]+?)/?$", page, name="page"),
        prefix_default_language=False,
    ),
]

handler400 = "allmende.site.views.errors.bad_request"
handler403 = "allmende.site.views.errors.forbidden"
handler404 = "allmende.site.views.errors.not_found"
handler500 = "allmende.site.views.errors.server_error"
