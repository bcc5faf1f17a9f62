"""What the history costs, and how long it takes to verify.

usage: python bench/history.py [LINES]

Writes rows with the triggers of the history and without them, in a database of its own, and verifies a history of
LINES lines (a million, unless told otherwise) and one of 15,000. Writes history.json beside this file; times per row
are those of the round that was least disturbed, since the machine may be shared.
"""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scratch import scratch_database

# isort: split
import psycopg

from archive.database import OWNER_URL
from statements.curation.verify import count_lines, verify
from statements.models.seal import make_seal

HERE = Path(__file__).resolve().parent
DATABASE = "bench_history"
ROUNDS, ROWS, SINGLE = 9, 10_000, 300
INSERT = (
    "INSERT INTO statements_outlet (name, slug, country, language, kind) "
    "SELECT 'Harbour Post ' || n, 'harbour-post-' || n, 'NO', 'en', 'newspaper' FROM generate_series({}, {}) AS n"
)
TRIGGERS = ("outlet_history_insert", "outlet_history_update", "outlet_history_delete")


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def one_round(owner: "psycopg.Connection", switch: str) -> dict[str, float]:
    """Microseconds per row of each deed, with the triggers enabled or disabled; nothing is kept."""
    for trigger in TRIGGERS:
        owner.execute(f"ALTER TABLE statements_outlet {switch} TRIGGER {trigger}")
    took = {}
    for deed, statement in {
        "insert": INSERT.format(1, ROWS),
        "update": "UPDATE statements_outlet SET kind = 'agency'",
        "delete": "DELETE FROM statements_outlet",
    }.items():
        took[f"{deed} of {ROWS:,} rows"] = seconds(lambda s=statement: owner.execute(s)) / ROWS
    inserts = [seconds(lambda k=k: owner.execute(INSERT.format(k, k))) for k in range(SINGLE)]
    change = "UPDATE statements_outlet SET kind = 'agency' WHERE name = %s"
    updates = [seconds(lambda k=k: owner.execute(change, [f"Harbour Post {k}"])) for k in range(SINGLE)]
    owner.rollback()
    took |= {"insert of one row": statistics.median(inserts), "update of one row": statistics.median(updates)}
    return {deed: took * 1e6 for deed, took in took.items()}


def cost(owner: "psycopg.Connection") -> dict[str, dict[str, float]]:
    rounds = [(one_round(owner, "DISABLE"), one_round(owner, "ENABLE")) for _ in range(ROUNDS)]
    results = {}
    for deed in rounds[0][0]:
        without, told = (min(pair[i][deed] for pair in rounds) for i in (0, 1))
        results[deed] = {"without": round(without), "with": round(told), "ratio": round(told / without, 1)}
    return results


def verification(owner: "psycopg.Connection", lines: int) -> dict[str, float]:
    """Seconds to seal and to verify a history of about this many lines; half of them are of updates."""
    while (missing := lines - count_lines()) > 0:
        first = count_lines() + 1
        owner.execute(INSERT.format(first, first + min(missing // 2, 50_000)))
        owner.execute("UPDATE statements_outlet SET slug = name WHERE slug <> name")
        owner.commit()
    sealed = seconds(make_seal)
    findings = []
    verified = seconds(lambda: findings.extend(verify([])))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "lines": count_lines(),
        "seconds to seal": round(sealed, 2),
        "seconds to verify": round(verified, 2),
        "findings": len(findings),
        "peak memory of the program, MB": peak,
    }


def main(lines: int) -> None:
    with scratch_database(DATABASE):
        url = os.environ.get(OWNER_URL) or os.environ["DATABASE_URL"]
        with psycopg.connect(url, dbname=DATABASE) as owner:
            results = {
                "microseconds per row": cost(owner),
                "verification": [verification(owner, size) for size in (15_000, lines)],
                "load of the machine": round(os.getloadavg()[1], 1),
            }
    text = json.dumps(results, indent=2)
    (HERE / "history.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
