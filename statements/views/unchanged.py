"""Answers "not modified" to who has the page already: a page changes with the history of the archive, or with us."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.views.decorators.http import condition

from statements.models import Revision

APP = Path(__file__).resolve().parent.parent


@cache
def look() -> str:
    """A digest of all that makes a page of the archive's rows; it is another one with every release."""
    folders = [Path(folder) for folder in settings.TEMPLATES[0]["DIRS"]]
    files = [path for folder in folders for path in folder.rglob("*.html")]
    files += [*APP.rglob("*.py"), *(settings.BASE_DIR / "static").rglob("*.*")]
    return sha256(b"".join(path.read_bytes() for path in sorted(files) if path.is_file())).hexdigest()[:12]


def etag(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    """The same for an address as long as nothing in the archive changed."""
    line = Revision.objects.aggregate(line=Max("pk"))["line"] or 0
    return f'"{line}-{look()}"'


def unless_unchanged(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view, asked only where something changed since a reader saw its page."""
    decorated: Callable[..., Any] = condition(etag_func=etag)(view)
    return decorated
