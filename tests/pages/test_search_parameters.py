"""No address of the search, however odd, is a fault of the server."""

import os
import random

import pytest

from statements.search.criteria import FACETS, RANGES, SORTS
from tests.factories import make_outlet, make_quote, make_topic

pytestmark = pytest.mark.django_db

# A longer run sets more.
NUMBER = int(os.environ.get("RANDOM_ADDRESSES", "300"))
PIECES = [
    "herring", "the", '"', "“", "-", "(", ")", " OR ", " AND ", "NOT ", "NEAR/3 ", "NEAR/0 ", "*", ":", "'", "\\", "%",
    "speaker:", "said:", "carried:>", "in:headline", "lang:en", "kind:", "..", "2026", "2026-02-30", "9" * 25, "\u202e",
    "é", "Ж", "\0", "<->", "&", "|", "!", "🐟", " ", "  ", "a" * 290,
]  # fmt: skip
VALUES = [
    "",
    "none",
    "2026",
    "direct",
    "en",
    "NO",
    "0" * 8,
    "x",
    "'; --",
    "\0",
    "é" * 301,
    "9" * 20,
    "-1",
    "1.5",
    "pending",
    "2026-02-30." + "0" * 8,
    "2026-02-03." + "0" * 8,
    "undated." + "0" * 8,
    "99." + "0" * 8,
]


def address(pick, known):
    """Random parameters, some of which are in the archive."""
    given = [("q", "".join(pick.choices(PIECES, k=pick.randint(0, 6))))] if pick.random() < 0.7 else []
    for name in pick.sample(
        [*FACETS, "page", "sort", "all", "find", "after", "status", "utm"], pick.randint(0, 4)
    ):
        given += [(name, pick.choice([*VALUES, *known, *SORTS])) for _ in range(pick.randint(1, 3))]
    for name in pick.sample(list(RANGES), pick.randint(0, 2)):
        given.append((name, "".join(pick.choices(["2026", "..", ">", "<=", "-02", "x", "5", "\0"], k=3))))
    return given


def test_random_addresses_give_a_page_or_say_what_is_wrong(client):
    outlets, topic = [make_outlet(kind="agency", country="NO"), make_outlet()], make_topic()
    quotes = [
        make_quote(wording=f"Herring {n} for all", carried_by=outlets, topics=[topic]) for n in range(3)
    ]
    known = [
        topic.public_id,
        outlets[0].public_id,
        *(quote.credits.get().speaker.public_id for quote in quotes),
    ]
    client.raise_request_exception = False
    pick, faults = random.Random(NUMBER), []
    for _ in range(NUMBER):
        given = address(pick, known)
        parameters: dict[str, list[str]] = {}
        for name, value in given:
            parameters.setdefault(name, []).append(value)
        status = client.get("/search", parameters, follow=True).status_code
        if status not in (200, 400):
            faults.append((status, parameters))
    assert faults == []
