"""What every response carries, and what a reader is told when the database refuses or is away."""

import logging
from collections.abc import Callable

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import bad_request

logger = logging.getLogger(__name__)

View = Callable[[HttpRequest], HttpResponse]

# Only what comes from this site runs, loads or is sent anywhere, and nobody may frame it.
FROM_THIS_SITE = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")
CONTENT_SECURITY_POLICY = "; ".join(
    ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]
    + [f"{directive} 'self'" for directive in FROM_THIS_SITE]
)
# No script may turn text into markup. Not in the admin: its jQuery does so and stops working.
TRUSTED_TYPES = "; require-trusted-types-for 'script'; trusted-types 'none'"
UNUSED_FEATURES = ("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "payment")
HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # For browsers that do not know frame-ancestors. Django's middleware does not see static files or bad requests.
    "X-Frame-Options": "DENY",
}
RETRY_AFTER_SECONDS = 5


def security_headers(get_response: View) -> View:
    """Middleware that gives each response the headers above, unless its view has set them otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        policy = CONTENT_SECURITY_POLICY
        if not request.path_info.startswith("/admin/"):
            policy += TRUSTED_TYPES
        for name, value in {**HEADERS, "Content-Security-Policy": policy}.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


class DatabaseTrouble:
    """Middleware: 503 when the database is away or takes too long, 400 when it cannot hold what was sent."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The response to an exception of the database; None leaves any other one to Django."""
        # Forms refuse a NUL character or a number out of range; cookies and the like come past them.
        if isinstance(exception, DataError):
            return bad_request(request, exception)
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        logger.error("%s %s: %s", request.method, request.path, str(exception).strip())
        headers = {"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
