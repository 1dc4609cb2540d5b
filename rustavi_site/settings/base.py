"""What holds everywhere. Each setting that an operator may change is read from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy

from bilingual.labels import with_language
from georgian import capitals

from . import environment as env

# Before any model is imported: Django's capfirst would write every Georgian label with a Mtavruli capital.
capitals.install()

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))

DEBUG = False
PUBLIC_URL = env.text("PUBLIC_URL", f"http://127.0.0.1:{env.number('PORT', 8000)}").rstrip("/")
ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname, *env.words("ALLOWED_HOSTS")]
ROOT_URLCONF = "rustavi_site.urls"
WSGI_APPLICATION = "rustavi_site.wsgi.application"

INSTALLED_APPS = [
    "modeltranslation",
    "rustavi_site",
    "home",
    "search",
    "announcements",
    "projects",
    "signoff",
    "brochures",
    "bilingual",
    "images",
    "accounts",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.table_block",
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
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of everything that writes into a text or says for whom it is; inside of what keeps finished answers.
    "rustavi_site.compression.CompressedForReaders",
    "csp.middleware.CSPMiddleware",
    "rustavi_site.middleware.NoIndexOnOtherHosts",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bilingual.middleware.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.language.LanguageOfStaff",
    "django.contrib.messages.middleware.MessageMiddleware",
    "bilingual.refusals.TellsRefusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "rustavi_site.middleware.Redirects",
]

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
                "home.frame.frame",
            ],
        },
    }
]

# --- data ----------------------------------------------------------------------------------------------------------

try:
    _database = dj_database_url.parse(
        env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}"), conn_max_age=600, conn_health_checks=True
    )
except ValueError:
    # Not repeated: it holds a password.
    raise ImproperlyConfigured("DATABASE_URL: write postgres://user:password@host:5432/database") from None
DATABASES = {"default": _database}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers read while a clerk saves; IMMEDIATE avoids "database is locked" at the second statement.
    DATABASES["default"] |= {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
else:
    INSTALLED_APPS.append("django.contrib.postgres")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Two languages double every form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Originals of pictures and all PDF files are private; only renditions are public. Wagtail writes these options into
# JSON when a file is to be deleted, so they are plain strings.
STORAGES = {
    "default": {
        "BACKEND": "rustavi_site.storage.PrivateFiles",
        "OPTIONS": {"location": str(DATA_DIR / "media" / "private")},
    },
    "public": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "media" / "public"), "base_url": "/media/"},
    },
    "staticfiles": {"BACKEND": "rustavi_site.static_files.StaticFiles"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
# The prefix under which the web server in front delivers private files itself; empty: the application sends them.
PDF_ACCEL_REDIRECT = env.text("PDF_ACCEL_REDIRECT")

# --- language ------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "ka"
LANGUAGES = [("ka", "ქართული"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail"]
FORMAT_MODULE_PATH = ["georgian.formats"]
TIME_ZONE = "Asia/Tbilisi"
USE_I18N = True
USE_TZ = True

MODELTRANSLATION_DEFAULT_LANGUAGE = "ka"
MODELTRANSLATION_LANGUAGES = ("ka", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("ka",), "ka": ("en",)}
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField", "RichTextField")
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = with_language

# --- Wagtail -------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = gettext_lazy("Rustavi City Hall")
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# One tree holds both languages; with this on, every English address would become Georgian.
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "bilingual.widgets.TextEditor"}}
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

WAGTAILIMAGES_IMAGE_MODEL = "images.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "images.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_RENDITION_STORAGE = "public"

WAGTAILDOCS_DOCUMENT_MODEL = "brochures.PdfDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "brochures.forms.PdfDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Whose name and contact stand in the brochures that are made from pages.
BROCHURE_PUBLISHER = "home.publisher.publisher"

# --- accounts ------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.Accounts"]
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.forms.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "accounts.forms.PasswordResetForm"  # noqa: S105 - a class
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- mail ----------------------------------------------------------------------------------------------------------

EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL")
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    # Otherwise it would be found by the first mail that is not sent.
    raise ImproperlyConfigured("EMAIL_USE_TLS and EMAIL_USE_SSL: only one of them may be yes.")
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "noreply@localhost")
# Before the subject of mails to ADMINS.
EMAIL_SUBJECT_PREFIX = f"[{urlsplit(PUBLIC_URL).hostname}] "
ADMINS = [("", address) for address in env.words("ADMINS")]

# --- security ------------------------------------------------------------------------------------------------------

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rustavi_site.errors.csrf_failure"

# Readers' pages. The admin's own, wider policy is set where its addresses are: rustavi_site/urls.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        # Nothing of ours asks anything; but Lighthouse fetches robots.txt as if the page did.
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
