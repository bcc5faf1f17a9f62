"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def address_of_client(request: HttpRequest) -> str:
    """The address a request came from: behind TLS, what the proxy saw."""
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() if settings.HAS_TLS else ""
    return seen or str(request.META.get("REMOTE_ADDR", ""))
