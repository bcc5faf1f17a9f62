"""Answers "not modified" to who has the page already, and makes it once for all others: a page changes with the history
of the archive, or with us.
"""

import time
from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition

from statements.search.lines import last_line, one_page

APP = Path(__file__).resolve().parent.parent
# So many pages are kept, in bytes of so many at most, and for so long: what stands in no history, as an
# index that was made anew, shows after that time.
MOST, LARGE, SECONDS = 500, 100_000, 300


class Kept(NamedTuple):
    """A page that was made, and the moment up to which it serves, by the clock that only goes forward."""

    until: float
    body: bytes
    headers: dict[str, str]


# By what etag and address they have.
PAGES: dict[tuple[str, str], Kept] = {}


@cache
def look() -> str:
    """A digest of all that makes a page of the archive's rows; it is another one with every release."""
    folders = [Path(folder) for folder in settings.TEMPLATES[0]["DIRS"]]
    files = [path for folder in folders for path in folder.rglob("*.html")]
    files += [*APP.rglob("*.py"), *(settings.BASE_DIR / "static").rglob("*.*")]
    return sha256(b"".join(path.read_bytes() for path in sorted(files) if path.is_file())).hexdigest()[:12]


def etag() -> str:
    """The same for every address as long as nothing in the archive changed, for a day: citations tell it."""
    line = last_line()
    return f'"{line.number}-{line.day:%j}-{look()}"'


def unless_unchanged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, asked only where something changed since a reader saw its page, or since it was made for another.

    Editors may see more, so theirs is made anew; and another `form` than "html" has an etag of its own.
    """

    @wraps(view)
    def decorated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with one_page():
            if settings.SESSION_COOKIE_NAME in request.COOKIES or kwargs.get("form", "html") != "html":
                return view(request, *args, **kwargs)
            tag = etag()

            def make(request: HttpRequest) -> HttpResponse:
                return _kept((tag, request.build_absolute_uri()), lambda: view(request, *args, **kwargs))

            response: HttpResponse = condition(etag_func=lambda _: tag)(make)(request)
            return response

    return decorated


def _kept(key: tuple[str, str], make: Callable[[], HttpResponse]) -> HttpResponse:
    """A page from among those that were made a moment ago, else a new one."""
    if (kept := PAGES.get(key)) and kept.until > time.monotonic():
        return HttpResponse(kept.body, headers=kept.headers)
    response = make()
    if response.status_code == HttpResponse.status_code and len(response.content) <= LARGE:
        if len(PAGES) >= MOST:
            PAGES.clear()
        PAGES[key] = Kept(time.monotonic() + SECONDS, response.content, dict(response.headers))
    return response
