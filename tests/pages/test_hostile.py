"""No query string, however hostile, is a fault of the server, at any address."""

import os
import random

import pytest

from statements.urls import urlpatterns
from tests.factories import make_occasion, make_quote, make_refrain, make_topic

pytestmark = pytest.mark.django_db

# A longer run sets more: 5000 take some minutes.
NUMBER = int(os.environ.get("HOSTILE_ADDRESSES", "300"))
# As they stand in an address: NUL, half of a character, what is no UTF-8, numbers out of every range, formulas, tags.
HOSTILE = [
    "%00", "%ED%A0%80", "%FF%FE", "%C3", "%", "%zz", "1" + "0" * 25, "-" + "9" * 25, "1e400", "NaN", "%F0%9F%90%9F",
    "..%2F..%2Fetc%2Fpasswd", "%3Cscript%3E", "%27%3B--", "%7B%7B7*7%7D%7D", "=1%2B1", "%E2%80%AE",
    "%0D%0ASet-Cookie:x=1",
    "a" * 5000, "%22", "%28" * 60, "true", "0", "2026-02-30", "[]", "&&&", ";", "%20", "none",
]  # fmt: skip
NAMES = """%00 %ED%A0%80 a[] __proto__ q page sort all find after status year said said_from published carried speaker
    outlet topic kind lang group size rows form n seed strata code limit cursor count facets text a b c diff against
    printings at articles facet p""".split()


def ask(pick):
    """One query string."""
    if pick.random() < 0.03:
        return "&".join(f"x{number}={pick.choice(HOSTILE)[:9]}" for number in range(1500))
    return "&".join(f"{pick.choice(NAMES)}={pick.choice(HOSTILE)}" for _ in range(pick.randint(1, 5)))


def addresses(entries):
    """Every address without its query: those of the pages, and those of some entries in all their forms."""
    plain = [f"/{pattern.pattern}" for pattern in urlpatterns if "<" not in str(pattern.pattern)]
    plain = [address for address in plain if not any(sign in address for sign in "^$(")]
    known = [entry.get_absolute_url() for entry in entries]
    forms = [
        f"{address}{end}" for address in known[:2] for end in (".json", ".bib", ".jsonld", "/v1", "/history")
    ]
    return [
        *plain,
        *known,
        *forms,
        f"/api/v1{known[0].replace('/q/', '/quotes/')}",
        "/q/%00",
        "/api/v1/%ED%A0%80",
    ]


def test_no_query_string_is_a_fault_of_the_server(client, monkeypatch):
    monkeypatch.setattr("statements.views.api.answer.MOST", 10**9)
    quotes = [make_quote(topics=[make_topic()], occasion=make_occasion()) for _ in range(2)]
    first, refrain = quotes[0], make_refrain(quotes=quotes)
    article, speaker = first.reference.reading.article, first.credits.get().speaker
    entries = [
        first,
        article,
        speaker,
        article.outlet,
        first.topics.first(),
        first.occasion,
        refrain,
    ]
    asked = addresses(entries)
    client.raise_request_exception = False
    pick, faults = random.Random(NUMBER), []
    for number in range(NUMBER):
        address, query = asked[number % len(asked)], ask(pick)
        response = client.get(address, QUERY_STRING=query)
        if response.streaming:
            list(response.streaming_content)
        if response.status_code >= 500:
            faults.append((response.status_code, f"{address}?{query[:200]}"))
    assert faults == []
