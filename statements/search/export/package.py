"""The description of a folder of tables that Data Package tools read (specification 2.0, datapackage.org)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from statements.search.export.fields import Field
from statements.search.export.folders import digest_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {"text": "string", "list": "string", "integer": "integer", "number": "number", "date": "date"}
TYPES |= {"boolean": "boolean"}
FILLED = "never empty"


def describe(folder: Path, tables: Mapping[str, tuple[Field, ...]], created: str) -> dict[str, Any]:
    """The descriptor of the tables in a folder, of each its CSV file and columns. `created` is empty or ISO 8601."""
    return {
        "$schema": PROFILE,
        "name": "statement-archive",
        "title": "Statement Archive",
        "homepage": settings.SITE_URL,
        **({"created": created} if created else {}),
        "resources": [_resource(folder / f"{name}.csv", fields) for name, fields in tables.items()],
    }


def _resource(path: Path, fields: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "name": path.stem,
        "type": "table",
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest_of(path)}",
        "schema": {"fields": [_field(field) for field in fields], "missingValues": [""]},
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": TYPES[field.kind], "description": field.about}
    return described | ({"constraints": {"required": True}} if field.missing == FILLED else {})
