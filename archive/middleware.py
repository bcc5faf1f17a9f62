"""What every response carries, whom the history names, and what a reader is told when the database fails."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, DataError, InterfaceError, OperationalError, connection
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
TROUBLE = (DataError, InterfaceError, OperationalError)
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
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


def name_editor(get_response: View) -> View:
    """Middleware that has the history name the editor who is logged in, for requests that may change something."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return get_response(request)
        try:
            is_editor = request.user.is_authenticated
            if is_editor:
                with connection.cursor() as cursor:
                    actor = f"editor {request.user.get_username()}"
                    cursor.execute("SELECT set_config('archive.actor', %s, false)", [actor])
        except TROUBLE as error:
            return answer_to(request, error)
        try:
            return get_response(request)
        finally:
            if is_editor:
                forget_editor()

    return middleware


def forget_editor() -> None:
    """The connection serves others after this request; one that cannot be told so is given up."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("RESET archive.actor")
    except (DatabaseError, InterfaceError):
        connection.close()


class DatabaseTrouble:
    """Middleware: 503 when the database is away or takes too long, 400 when it cannot hold what was sent."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The response to an exception of the database; None leaves any other one to Django."""
        return answer_to(request, exception) if isinstance(exception, TROUBLE) else None


def answer_to(request: HttpRequest, trouble: Exception) -> HttpResponse:
    """What is answered to a request that the database stopped."""
    # Forms refuse a NUL character or a number out of range; cookies and the like come past them.
    if isinstance(trouble, DataError):
        return bad_request(request, trouble)
    logger.error("%s %s: %s", request.method, request.path, str(trouble).strip())
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
