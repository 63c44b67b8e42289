"""What every environment shares. The environment names nothing here that a test must not see."""

from pathlib import Path

import environ

from hub.languages import LANGUAGES as HUB_LANGUAGES

from .accounts import *
from .cluster import cluster
from .meeting import *

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

INSTALLED_APPS = [
    "hub",
    "casestudies",
    "events",
    "search",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "ninja",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "hub.stack.roomy_stack",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "hub.page_cache.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hub.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hub.nul.NulMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hub.accounts.middleware.SignedInMiddleware",
    "hub.limits.LimitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "hub.middleware.IncompleteMiddleware",
    "hub.middleware.ProtectedMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.views.demonstration",
            ],
        },
    },
]


def database(url: str) -> dict[str, object]:
    """Settings of one database; SQLite with a write-ahead log and IMMEDIATE transactions.

    Without IMMEDIATE, a transaction that reads before it writes fails at once with "database is
    locked" when another writer is at work, whatever the timeout.
    """
    config = dict(environ.Env.db_url_config(url))
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;",
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


def cache(url: str) -> dict[str, object]:
    config = dict(environ.Env.cache_url_config(url))
    if url.startswith("redis"):
        config["BACKEND"] = "hub.cache.TolerantRedisCache"
        config["OPTIONS"] = {"socket_connect_timeout": 0.2, "socket_timeout": 0.5}
    return config


DATABASES = {"default": database(env.str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'hub.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": cache(env.str("CACHE_URL", "locmemcache://")),
    # Apart, so that pages never push out what counts sign-ins.
    "pages": cache(env.str("CACHE_URL", "locmemcache://pages")) | {"KEY_PREFIX": "pages"},
}
HUB_PAGE_SECONDS = 60  # that a page is kept for anonymous readers when nothing changes; 0: never

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = [(language.code, language.endonym) for language in HUB_LANGUAGES.values()]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("ru", "Русский")]
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a new translation is a draft: ADR 0020
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "packages"]
FORMAT_MODULE_PATH = ["hub.formats"]
TIME_ZONE = "UTC"
HUB_TIME_ZONE = env.str("HUB_TIME_ZONE", "Asia/Almaty")  # of the Secretariat: days on desks
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = env.str("MEDIA_URL", "/media/")
MEDIA_ROOT = env.str("MEDIA_ROOT", str(VAR_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {  # never served: what people upload when they register
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("PRIVATE_ROOT", str(VAR_DIR / "private"))},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = env.str("HUB_NAME", "Hub")
HUB_NAMES = {code: env.str(f"HUB_NAME_{code.upper()}", "") for code in HUB_LANGUAGES}
HUB_MARK = env.str("HUB_MARK", "hub/img/favicon.svg")  # of static files, or media:path
HUB_THEME_COLOURS = {
    "light": env.str("HUB_THEME_COLOUR", "#faf7f0"),
    "dark": env.str("HUB_THEME_COLOUR_DARK", "#181613"),
}
WAGTAILADMIN_BASE_URL = HUB_BASE_URL = env.str("HUB_BASE_URL", "http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "hub.HubImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "hub.image_forms.HubImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False

HUB_SEARCH_EMBEDDED = "search.engines.database.DatabaseEngine"
ELASTICSEARCH = cluster(env)
HUB_SEARCH_REMOTE = "search.engines.elastic.ElasticEngine" if ELASTICSEARCH["hosts"] else ""
HUB_REGISTRATION_HOLD_HOURS = 48  # how long a place waits for its address to be confirmed
HUB_LIMITS = {  # times, seconds; of one network, or as the name says
    "search": (300, 60),
    "api": (600, 60),
    "files": (60, 60),
    "writing": (600, 60),  # an entrance with ten phones is one network
    "certificates": (30, 60),  # checks of a number
    "registering": (60, 3600),
    "registering_event": (20, 3600),  # one network for one event
    "registering_address": (6, 3600),
}
HUB_SEARCH_BUDGET = 0.3  # seconds that a visitor's search may wait for the remote engine

EMAIL_TIMEOUT = 20  # seconds for each step of the conversation with the server
EMAIL_CONFIG = env.email_url("EMAIL_URL", "consolemail://")
HUB_MAIL_BACKEND = EMAIL_CONFIG.pop("EMAIL_BACKEND")  # of the worker that empties the outbox
EMAIL_BACKEND = "hub.mail.backend.OutboxBackend"  # of whatever sends mail in a request
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", "hub@localhost")
HUB_MAIL_KEPT_DAYS = 90  # what was sent; its key stays, so that it is not sent again

NINJA_PAGINATION_MAX_LIMIT = 100

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],  # Wagtail's own pages need inline scripts: ADR 0006
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "worker-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own previews itself

LANGUAGE_COOKIE_NAME = "language"
