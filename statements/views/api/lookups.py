"""A sentence looked up, and what the archive holds."""

import json
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from statements.search.check import MAX_LENGTH, Checked
from statements.search.check import check as look_up
from statements.search.sample import read_sample
from statements.views.api.answer import Problem, endpoint

MOST_TEXTS = 50
# Of any script: in an address a character takes up to twelve bytes, and gunicorn reads 8,190 of one.
MAX_IN_ADDRESS = 600
# A character that is no space and no control character.
SEEN = re.compile(r"[^\x00-\x20\x7f-\xa0\s]")


@endpoint("text", methods=("GET", "HEAD", "POST"))
def check(request: HttpRequest) -> HttpResponse:
    """Who carried a sentence, in which words; of several in one request with POST and {"texts": [...]}."""
    if request.method == "POST":
        return JsonResponse({"data": [_answer(text) for text in _texts(request)]})
    return JsonResponse(_answer(_checked(request.GET.get("text", ""), MAX_IN_ADDRESS)))


def _texts(request: HttpRequest) -> list[str]:
    try:
        texts = json.loads(request.body)["texts"]
    except (ValueError, TypeError, KeyError) as error:
        raise Problem(
            400, 'The body has to be JSON like {"texts": ["We keep the harbour open."]}.'
        ) from error
    if not isinstance(texts, list) or not 0 < len(texts) <= MOST_TEXTS:
        raise Problem(400, f"texts: give 1 to {MOST_TEXTS} of them.", parameter="texts")
    return [_checked(text, MAX_LENGTH) for text in texts]


def _checked(text: Any, most: int) -> str:
    if not isinstance(text, str) or not SEEN.search(text) or len(text) > most or "\0" in text:
        way = f"; with POST, of {MAX_LENGTH}" if most < MAX_LENGTH else ""
        raise Problem(400, f"text: give a sentence of at most {most} characters{way}.", parameter="text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Problem(400, "text: half of a character stands in it alone.", parameter="text") from error
    return text


def _answer(text: str) -> dict[str, Any]:
    found: Checked = look_up(text)
    return {
        "text": found.text,
        "verdict": found.verdict,
        "not_carried": [part.text.strip() for part in found.line if part.kind == "added"],
        "matches": [
            {
                "quote": match.url.rpartition("/")[2],
                "verdict": match.verdict,
                "conflict": match.conflict or None,
                "wording": match.wording,
                "speakers": [link.label for link in match.speakers],
                "said": match.said.text,
                "outlets": [mark.outlet.label for mark in match.outlets],
                "score": round(match.score, 4),
            }
            for match in found.matches
        ],
    }


@endpoint()
def coverage(request: HttpRequest) -> HttpResponse:
    """How many articles the archive holds of each outlet and year: what it does not hold, nobody counted."""
    sample = read_sample()
    rows = [
        {
            "outlet": row.link.id,
            "name": row.link.label,
            "articles": dict(zip(sample.columns, row.numbers, strict=True)),
        }
        for row in sample.rows
    ]
    others = dict(zip(sample.columns, sample.of_others, strict=True))
    totals = dict(zip(sample.columns, sample.totals, strict=True))
    return JsonResponse(
        {"data": rows, "others": {"outlets": sample.others, "articles": others}, "all": totals}
    )
