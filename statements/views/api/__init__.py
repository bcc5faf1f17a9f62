"""The door for machines: the archive as JSON, read-only, version 1."""

from django.urls import URLPattern, path, re_path

from statements.search.export.entries import ENTRIES
from statements.views.api.answer import nothing_here
from statements.views.api.documentation import documentation, openapi
from statements.views.api.entries import entries, entry
from statements.views.api.lookups import check, coverage
from statements.views.api.quotes import appearance, appearances, quote, quotes

ROOT = "api/v1/"


def patterns() -> list[URLPattern]:
    """The addresses of the API and of its documentation."""
    return [
        path("api", documentation, name="api"),
        path(f"{ROOT}openapi.json", openapi, name="openapi"),
        path(f"{ROOT}quotes", quotes, name="api-quotes"),
        path(f"{ROOT}quotes/<id:public_id>", quote, name="api-quote"),
        path(f"{ROOT}appearances", appearances, name="api-appearances"),
        path(f"{ROOT}appearances/<id:public_id>", appearance, name="api-appearance"),
        *(path(f"{ROOT}{noun}", entries, {"noun": noun}, name=f"api-{noun}") for noun in ENTRIES),
        *(
            path(f"{ROOT}{noun}/<id:public_id>", entry, {"noun": noun}, name=f"api-one-of-{noun}")
            for noun in ENTRIES
        ),
        path(f"{ROOT}check", check, name="api-check"),
        path(f"{ROOT}coverage", coverage, name="api-coverage"),
        re_path(r"^api/", nothing_here),
    ]
