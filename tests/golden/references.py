"""The cases of references.json as references."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from statements.citations.styles.reference import (
    Issued,
    Name,
    Reference,
    byline_names,
    issued_of,
    person,
    title_of_words,
)
from statements.citations.styles.titles import curled
from statements.language.days import DayRange

HERE = Path(__file__).resolve().parent
SEEN = date(2026, 11, 28)


def references() -> dict[str, Reference]:
    """Every case by its kind and key."""
    cases = json.loads((HERE / "references.json").read_text())
    return {f"{case['kind']}: {case['key']}": _reference(case) for case in cases}


def _reference(case: dict[str, Any]) -> Reference:
    ends = [date.fromisoformat(end) if end else None for end in case["said"] or ()]
    issued = issued_of(DayRange(*ends) if ends else None)
    if case["kind"] == "article":
        return Reference(
            key="x",
            authors=byline_names(case["byline"]),
            title=curled(case["title"]),
            container=case["outlet"],
            issued=issued,
            accessed=SEEN,
            url=case["url"],
            language=case["language"],
        )
    if case["kind"] == "set":
        return _set(case["title"], issued)
    authors = (
        person(one["person"]) if "person" in one else Name(literal=one["body"]) for one in case["authors"]
    )
    return Reference(
        key="x",
        authors=tuple(authors),
        title=curled(title_of_words(case["title"])),
        container="Statement Archive",
        issued=issued,
        accessed=SEEN,
        url=f"https://archive.example/q/tb56mq09/v{case['version']}",
        is_quotation=True,
        genre=case["genre"],
        version=case["version"],
        language=case["language"],
    )


def _set(title: str, issued: Issued | None) -> Reference:
    return Reference(
        key="x",
        authors=(Name(literal="Statement Archive", is_body=True),),
        title=curled(title),
        container="",
        issued=issued,
        accessed=SEEN,
        url="https://archive.example/sets/tb56mq09",
        genre="data set",
        is_data=True,
    )
