"""How well the machine reads and links, as measured: the results that the programs in bench/ have written."""

import json
from functools import cache
from typing import Any

from django.conf import settings


@cache
def measured(name: str, part: str = "") -> dict[str, Any]:
    """The results in bench/NAME.json, or in one part of it, with "_" for what is no letter in their names; empty where
    that file is not.
    """
    path = settings.BASE_DIR / "bench" / f"{name}.json"
    try:
        results = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    results = results.get(part, {}) if part else results
    return {"".join(c if c.isalnum() else "_" for c in key): value for key, value in results.items()}
