"""What the API is, for readers and for programs: both are written from the tables that its answers are made of."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from statements.filters import MOST_VALUES
from statements.search.check import MAX_LENGTH
from statements.search.criteria import FACETS, SPANS
from statements.search.export.entries import ENTRIES
from statements.search.export.fields import APPEARANCES, QUOTES, Field
from statements.search.grammar import MAX_LENGTH as LONGEST_QUERY
from statements.views.api.answer import MOST, WINDOW_SECONDS, endpoint
from statements.views.api.lookups import MAX_IN_ADDRESS, MOST_TEXTS
from statements.views.api.parameters import CURSOR, ID, ORDERS, SEARCHED, USUAL
from statements.views.api.parameters import MOST as LONGEST

# Every one is asked for by a test.
EXAMPLES = (
    ("quotes?q=harbour&limit=2", gettext_noop("Two statements with a word.")),
    ("quotes?year=2026&sort=carried&count=true&facets=speaker&facets=topic",
     gettext_noop("Those of a year, most carried first, counted, with two facets.")),
    ("appearances?q=harbour&limit=2", gettext_noop("How each outlet printed them.")),
    ("speakers?limit=5&count=true", gettext_noop("Speakers, five to a page.")),
    ("refrains", gettext_noop("Lines that were said again.")),
    ("check?text=We+keep+the+harbour+open.", gettext_noop("Was this said?")),
    ("coverage", gettext_noop("What the archive holds of whom.")),
)  # fmt: skip
TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "list": {"type": ["array", "null"], "items": {"type": "string"}},
    "integer": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "boolean": {"type": "boolean"},
}
SCHEMAS = {"quotes": QUOTES, "appearances": APPEARANCES} | {
    noun: table.fields for noun, table in ENTRIES.items()
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
# What the search takes, as far as a pattern can tell it: a span that ends before it begins is refused as well.
YEAR, CONTROL = "([1-9][0-9]{3}|none)?", r"[^\u0000-\u001f\u007f-\u009f]{0,300}"
MONTHS = "0[1-9]|1[0-2]|(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31"
LEAP = "([1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)-02-29"
DAY = f"([1-9][0-9]{{3}}(-({MONTHS}))?|{LEAP})"
# At least one character that is no space.
SENTENCE = "^[^\\u0000]*[^\\u0000-\\u0020\\u007f-\\u00a0\\s][^\\u0000]*$"
NUMBER = "[0-9]{1,6}"
REF_TO_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """How to ask, with examples."""
    context = {
        "root": f"{settings.SITE_URL}/api/v1/",
        "examples": EXAMPLES,
        "schemas": SCHEMAS,
        "searched": SEARCHED,
        "orders": ORDERS,
        "usual": USUAL,
        "longest": LONGEST,
        "most": MOST,
        "seconds": WINDOW_SECONDS,
    }
    return render(request, "statements/api.html", context)


@endpoint()
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API (OpenAPI 3.1)."""
    return JsonResponse(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Statement Archive",
                "version": "1",
                "description": "Official statements and every outlet that carried them. Read-only, open to all.",
            },
            "servers": [{"url": f"{settings.SITE_URL}/api/v1"}],
            "paths": _paths(),
            "components": {
                "schemas": {"problem": PROBLEM} | {n: _schema(fields) for n, fields in SCHEMAS.items()}
            },
        }
    )


def _paths() -> dict[str, Any]:
    length = {"type": "integer", "minimum": 1, "maximum": LONGEST, "default": USUAL}
    paged = [
        _in_query("limit", length, "Rows."),
        _in_query(
            "cursor",
            {"type": "string", "pattern": f"^{CURSOR}$"},
            "Where a page begins, as `next` of the one before.",
        ),
        _in_query("count", {"type": "string", "enum": ["true", "false"]}, "Whether all are counted."),
    ]
    searched = [_in_query(name, _searched(name), "As in the search of the website.") for name in SEARCHED]
    names = {"type": "array", "items": {"type": "string", "enum": list(FACETS)}}
    facets = _in_query("facets", names, "Facets to count.")
    return {
        "/quotes": _list("quotes", "Statements of a search.", [*searched, *paged, facets]),
        "/appearances": _list("appearances", "How each outlet printed them.", [*searched, *paged]),
        "/check": _check(),
        "/coverage": {
            "get": _operation("coverage", "Articles held, by outlet and year.", {"type": "object"}, [])
        },
        **{f"/{noun}": _list(noun, f"All {noun}.", paged) for noun in ENTRIES},
        **{f"/{noun}/{{id}}": _one(noun) for noun in SCHEMAS},
    }


def _searched(name: str) -> dict[str, Any]:
    """The values of a parameter of the search."""
    if name == "sort":
        return {"type": "string", "enum": ORDERS}
    if name in FACETS:
        values = YEAR if name == "year" else ID.pattern if FACETS[name].is_entry else CONTROL
        items = {"type": "string", "pattern": f"^{values}$"}
        return {"type": "array", "items": items, "maxItems": MOST_VALUES}
    if name == "q":
        return {"type": "string", "pattern": "^[^\\u0000]*$", "maxLength": LONGEST_QUERY}
    if name.endswith(("_from", "_to")):
        return {"type": "string", "pattern": f"^({DAY})?$"}
    one = DAY if name in SPANS else NUMBER
    return {"type": "string", "pattern": rf"^([<>]=?{one}|{one}|{one}\.\.({one})?|\.\.{one})?$"}


def _schema(fields: Sequence[Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {field.name: TYPES[field.kind] | {"description": field.about} for field in fields},
    }


def _in_query(name: str, schema: dict[str, Any], about: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": about}


def _operation(
    name: str, about: str, schema: dict[str, Any], parameters: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    errors = {
        "304": {"description": "Nothing changed since."},
        "400": {"description": "A parameter is faulty, unknown or given twice.", "content": REF_TO_PROBLEM},
        "414": {"description": "The address is longer than the server reads."},
        "429": {"description": "Too many requests.", "content": REF_TO_PROBLEM},
    }
    answer = {"description": about, "content": {"application/json": {"schema": schema}}}
    return {
        "operationId": name,
        "summary": about,
        "parameters": list(parameters),
        "responses": {"200": answer, **errors},
    }


def _list(noun: str, about: str, parameters: Sequence[dict[str, Any]]) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{noun}"}}
    schema = {
        "type": "object",
        "required": ["data", "next"],
        "properties": {"data": rows, "next": {"type": ["string", "null"], "format": "uri"}},
    }
    operation = _operation(f"list_{noun}", about, schema, parameters)
    operation["responses"]["404"] = {"description": "The cursor leads nowhere.", "content": REF_TO_PROBLEM}
    return {"get": operation}


def _one(noun: str) -> dict[str, Any]:
    own = {
        "name": "id", "in": "path", "required": True, "description": "The permanent id.",
        "schema": {"type": "string", "pattern": "^[0-9A-Za-z]{1,32}$"},
    }  # fmt: skip
    operation = _operation(
        f"get_{noun}", f"One of the {noun}.", {"$ref": f"#/components/schemas/{noun}"}, [own]
    )
    operation["responses"] |= {
        "301": {"description": "The same id in its one form."},
        "302": {"description": "It was merged into another."},
        "404": {"description": "There is none with this id.", "content": REF_TO_PROBLEM},
        "410": {"description": "It was withdrawn or erased.", "content": REF_TO_PROBLEM},
    }
    return {"get": operation}


def _check() -> dict[str, Any]:
    text = {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH, "pattern": SENTENCE}
    short = text | {"maxLength": MAX_IN_ADDRESS}
    parameter = _in_query("text", short, "A sentence, with or without who said it.") | {"required": True}
    texts = {"type": "array", "items": text, "minItems": 1, "maxItems": MOST_TEXTS}
    body = {"type": "object", "required": ["texts"], "properties": {"texts": texts}}
    several = _operation("check_several", "Several sentences looked up.", {"type": "object"}, [])
    several["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return {
        "get": _operation("check", "A sentence looked up.", {"type": "object"}, [parameter]),
        "post": several,
    }
