"""Settings of the house: read from the environment, decide nothing else.

Every variable is listed in ``docs/reference/settings.md`` with its default.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from allmende.core.modules.discovery import module_names
from allmende.project import env

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.text("ALLMENDE_DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("ALLMENDE_DEBUG", default=False)
SECRET_KEY = env.secret("ALLMENDE_SECRET_KEY", DATA_DIR / "secret_key")
# Hosts are data (a town owns its domain): TownMiddleware answers unknown ones with 404.
ALLOWED_HOSTS = ["*"]
PORT = env.number("ALLMENDE_PORT", 8000)
#: Threads that answer requests in one process; the work is Python, so two per core are plenty.
THREADS = env.number("ALLMENDE_THREADS", 4)
#: Processes that answer requests; with SQLite, too, more than one is fine.
PROCESSES = env.number("ALLMENDE_PROCESSES", 1)
#: Requests that may wait for a thread; more are answered 503 at once.
MAX_WAITING = env.number("ALLMENDE_MAX_WAITING", 100)
#: Memory of one process for copies of public pages.
EDGE_BYTES = env.number("ALLMENDE_EDGE_MB", 64) * 1024 * 1024
#: Whether answers name their tags, for a store in front (Varnish) that purges by them.
SHOW_SURROGATE_HEADERS = env.flag("ALLMENDE_SURROGATE_HEADERS", default=False)
SCHEME = env.text("ALLMENDE_SCHEME", "http")
#: Port that stands in links; behind a proxy it is the proxy's.
PUBLIC_PORT = env.number("ALLMENDE_PUBLIC_PORT", 443 if SCHEME == "https" else PORT)
IS_DEMO = env.flag("ALLMENDE_DEMO", default=False)

INSTALLED_APPS = [
    "allmende.site",
    *module_names(),
    "allmende.shared.places",
    "allmende.shared.organisations",
    "allmende.shared.documents",
    "allmende.core.search",
    "allmende.core.notify",
    "allmende.core.consent",
    "allmende.core.exchange",
    "allmende.core.upkeep",
    "allmende.core.modules",
    "allmende.core.items",
    "allmende.core.media",
    "allmende.core.audit",
    "allmende.core.people",
    "allmende.core.towns",
    "allmende.core.tasks",
    "allmende.core.outbound",
    "wagtail.contrib.table_block",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "modelcluster",
    "taggit",
    "treebeard",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_linear_migrations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]
if not env.has_package("django_linear_migrations"):  # a tool of development only
    INSTALLED_APPS.remove("django_linear_migrations")

MIDDLEWARE = [
    "allmende.core.cache.middleware.PageTags",
    "allmende.site.middleware.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "allmende.core.towns.middleware.TownMiddleware",
    "allmende.site.middleware.PublicHeaders",
    "allmende.site.middleware.StaffOnlySessions",
    "allmende.site.middleware.PathLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allmende.core.people.middleware.CurrentRoles",
    "allmende.site.desk.sign_in.gate.DeskGate",
    "allmende.site.rescue.SessionRescue",
    "allmende.site.desk.fence.TownFence",
    "allmende.core.modules.middleware.ModuleGate",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "allmende.project.urls"
WSGI_APPLICATION = "allmende.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "allmende.site.context.chrome",
            ],
        },
    },
]

DATABASES = {"default": env.database("ALLMENDE_DATABASE_URL", DATA_DIR / "allmende.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
#: How several machines tell each other what changed.
RELAY = env.relay("ALLMENDE_RELAY", "ALLMENDE_CACHE_URL")
CACHES = {"default": env.cache("ALLMENDE_CACHE_URL")}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Password guessing: ten wrong tries for one account from one address lock it for a quarter of an hour.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "site/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
# Second factors (allauth.mfa). Who must have one; a town may be stricter: safety.py of people.
SECOND_FACTOR = env.choice(
    "ALLMENDE_SECOND_FACTOR", "releasers", among=("nobody", "releasers", "everybody")
)
#: A domain above all hosts: a passkey made on one of them then works on every other.
PASSKEY_DOMAIN = env.text("ALLMENDE_PASSKEY_DOMAIN", "")
ACCOUNT_ADAPTER = "allmende.site.desk.sign_in.adapters.DeskAccounts"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "allmende.site.desk.sign_in.adapters.DeskFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are proved by the invitation
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SCHEME == "http"
#: Proxies in front that can be trusted to name the address they were called from.
PROXY_COUNT = env.number("ALLMENDE_PROXY_COUNT", 0)

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "allmende" / "core" / "locale"]
WAGTAIL_CONTENT_LANGUAGES = [("de", _("German"))]
FORMAT_MODULE_PATH = "allmende.project.formats"
# The calendar of the desk must read what people type; otherwise it puts today in its place.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "allmende" / "site" / "build"]
STATICFILES_DIRS[0].mkdir(parents=True, exist_ok=True)
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": env.media_storage("ALLMENDE_MEDIA_URL", MEDIA_ROOT),
    "staticfiles": {
        "BACKEND": env.text(
            "ALLMENDE_STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage"
        ),
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Bounds of what comes in (bytes): a request body without files, and what is held in memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "allmende.core.media.uploads.BoundedUpload",
]

TASKS = {
    "default": {
        "BACKEND": env.text("ALLMENDE_TASKS_BACKEND", "django_tasks_db.DatabaseBackend"),
        "QUEUES": [],
    },
}

globals().update(env.mail("ALLMENDE_EMAIL_URL"))
if IS_DEMO:  # nothing leaves the machine; the desk shows what would have gone out
    EMAIL_BACKEND = "allmende.core.notify.catcher.CatcherBackend"
DEFAULT_FROM_EMAIL = env.text("ALLMENDE_FROM_EMAIL", "portal@example.org")
MAILS_PER_HOUR = env.number("ALLMENDE_MAILS_PER_HOUR", 600)
MAILS_PER_HOUR_AND_ADDRESS = 20

# Where the weather comes from (module weather): a place that answers like Bright Sky, or OpenWeather.
WEATHER_PROVIDER = env.choice(
    "ALLMENDE_WEATHER_PROVIDER", "brightsky", among=("brightsky", "openweather", "none")
)
WEATHER_URL = env.text("ALLMENDE_WEATHER_URL", "")
WEATHER_KEY = env.text("ALLMENDE_WEATHER_KEY", "")
#: A page of somebody else that readers may load after consent; {lat}, {lon} and {name} are filled in.
WEATHER_EMBED_URL = env.text("ALLMENDE_WEATHER_EMBED_URL", "")
WEATHER_EMBED_NAME = env.text("ALLMENDE_WEATHER_EMBED_NAME", "")

# --- Wagtail ---------------------------------------------------------------------------------
# One record, many placements: what every page type shares lives on one table of our own.
# Why: docs/explanation/house.md, "The base page is ours".
WAGTAIL_PAGE_MODEL = "items.Item"
WAGTAIL_SITE_NAME = "Allmende"
WAGTAILADMIN_BASE_URL = env.text("ALLMENDE_BASE_URL", f"{SCHEME}://becken.localhost:{PUBLIC_PORT}")
WAGTAIL_I18N_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third-party request, editors included
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "allmende.site.desk.passwords.ForgottenForm"  # noqa: S105  a path
WAGTAIL_USER_TIME_ZONES = ["Europe/Berlin"]
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "allmende.core.media.forms.PictureForm"
# Bounds of pictures and documents stand in allmende.core.media (photos.py, uploads.py).
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "media.TownDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "docx", "xlsx", "csv", "txt", "ics", "zip"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "allmende.core.media.forms.DocumentForm"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # embeds would call third parties
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
WAGTAIL_MODERATION_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILREDIRECTS_AUTO_CREATE = False  # the portal knows its addresses better
TAGGIT_CASE_INSENSITIVE = True

# Hosts in private networks that outbound requests may reach (intranets); none by default.
OUTBOUND_ALLOW_PRIVATE_HOSTS = tuple(env.words("ALLMENDE_PRIVATE_HOSTS"))

# --- Safety -----------------------------------------------------------------------------------
# Strict on public pages; Wagtail's own screens need inline code (see core.towns.middleware).
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/verwaltung/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_SSL_REDIRECT = False  # the proxy in front does that
if SCHEME == "https":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SCHEME == "https"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "allmende.site.views.errors.csrf_failure"
LOGIN_URL = "/verwaltung/login/"
LOGOUT_REDIRECT_URL = "/"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"outage": {"()": "allmende.project.outage.OneNotice"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["outage"]},
    },
    "root": {"handlers": ["console"], "level": env.text("ALLMENDE_LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
