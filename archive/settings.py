"""Django's settings, out of the environment: DATABASE_URL, SITE_URL, DEBUG. The defaults fit a try-out on one machine."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from archive.database import connection_settings
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


def site_url() -> str:
    """SITE_URL without a slash at its end: what readers type, and so the start of every permanent link."""
    value = os.environ.get("SITE_URL") or f"http://localhost:{os.environ.get('PORT') or 8000}"
    try:
        parts = urlsplit(value)
        is_usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable or parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        raise ImproperlyConfigured(f"SITE_URL is {value!r}; it must be like https://archive.example.org.")
    return f"{parts.scheme}://{parts.netloc.lower()}"


DEBUG = flag("DEBUG")
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
    "django.contrib.staticfiles",
    "django_filters",
    "statements",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
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
            ],
        },
    },
]

# manage.py, wsgi.py and the tests see to it that DATABASE_URL is set before anything connects. Tools that only read the
# settings connect to nothing, and would be told so by the name of the socket's folder.
DATABASES = {
    "default": {
        **connection_settings(os.environ.get("DATABASE_URL") or "postgres://archive@/archive?host=/DATABASE_URL+is+not+set"),
        "CONN_MAX_AGE": 60,
        # A connection that a restart of the database cut is noticed before a page is lost to it.
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
