"""Django's settings. DATABASE_URL and DATABASE_OWNER_URL, SITE_URL, HOST, PORT and DEBUG come from the environment."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from archive.database import OWNER_URL, connection_settings, operator, with_session_settings
from archive.kept_secret import kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything the running archive writes; outside git.
VAR_DIR = BASE_DIR / "var"


def flag(name: str) -> bool:
    """Whether the environment variable is 1 or true; absent is no."""
    value = os.environ.get(name, "").lower()
    if value not in ("", "0", "1", "false", "true"):
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be 1 or 0.")
    return value in ("1", "true")


def port() -> int:
    """The port that PORT names, 8000 by default."""
    value = os.environ.get("PORT") or "8000"
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise ImproperlyConfigured(f"PORT is {value!r}; it must be a number from 1 to 65535.")
    return int(value)


def site_url() -> str:
    """SITE_URL without a slash at its end: where readers find the archive, the start of its permalinks."""
    value = os.environ.get("SITE_URL") or f"http://localhost:{port()}"
    try:
        parts = urlsplit(value)
        is_usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable or parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        raise ImproperlyConfigured(f"SITE_URL is {value!r}; it must be like https://archive.example.org.")
    return f"{parts.scheme}://{parts.netloc.lower()}"


DEBUG = flag("DEBUG")
# Where `manage.py serve` listens; readers come to SITE_URL, which a proxy may answer for it.
BIND_HOST = os.environ.get("HOST") or "127.0.0.1"
BIND_PORT = port()
SITE_URL = site_url()
HAS_TLS = SITE_URL.startswith("https://")
SECRET_KEY = kept_secret(VAR_DIR / "secret-key")
# The local names are for health probes on the machine itself.
ALLOWED_HOSTS = [str(urlsplit(SITE_URL).hostname), "localhost", "127.0.0.1"]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_filters",
    "statements",
]
MIDDLEWARE = [
    # Outermost, so that static files, redirects and errors carry its headers too.
    "archive.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Static files are packed already. What a page packs of its forms is masked and padded against guessing by length.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "archive.middleware.name_editor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.middleware.DatabaseTrouble",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Every page has words, so every template may translate them.
            "builtins": ["django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# A command may take its time, and is named in the history of what it changes. A page may not: no reader waits longer,
# and idle transactions hold up others; whoever changes something there is named by the page.
if Path(sys.argv[0]).name == "manage.py":
    command = "".join(c for c in "".join(sys.argv[1:2]) if c.isprintable())
    SESSION = {"archive.actor": f"{command[:100]}, run by {operator()}"}
else:
    SESSION = {"statement_timeout": "3s", "idle_in_transaction_session_timeout": "10s"}
# manage.py, wsgi.py and the tests see to it that DATABASE_URL is set before anything connects. A tool that
# only reads the settings connects to nothing; if it does after all, the error names this folder.
NO_DATABASE = "postgres://archive@/archive?host=/DATABASE_URL%20is%20not%20set"
DATABASES = {
    "default": {
        **with_session_settings(
            connection_settings(os.environ.get("DATABASE_URL") or NO_DATABASE), **SESSION
        ),
        "CONN_MAX_AGE": 60,
        # A connection that a restart of the database cut is noticed before a page is lost to it.
        "CONN_HEALTH_CHECKS": True,
    }
}
# The login of the role that owns the tables, for `migrate`; None where the program's role owns them.
DATABASE_OWNER = None
if os.environ.get(OWNER_URL):
    DATABASE_OWNER = with_session_settings(connection_settings(os.environ[OWNER_URL], OWNER_URL), **SESSION)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    # Between the 8 that ASVS 5.0 demands (6.2.1) and the 15 it recommends.
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {
            "min_length": 12,
        },
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if HAS_TLS:
    # Browsers keep a cookie with the prefix __Host- to this host and to TLS.
    SESSION_COOKIE_NAME = "__Host-session"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_COOKIE_SECURE = True
    # The proxy that speaks TLS has to set this header itself, whatever the client sent.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    # Whether the hosts below this one speak TLS too, and may be listed in browsers, is for its owner to say.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LANGUAGE_CODE = "en-gb"
# A language is added by its catalogue there: `django-admin makemessages` collects the words of templates and code.
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Instead of Django's own handlers, which mail errors to ADMINS and print in DEBUG alone.
        "django": {"handlers": [], "propagate": True},
        # What strangers send in vain all day: unknown addresses, bad requests, other hosts' names.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL"},
    },
}
