"""What the history costs, and how long it takes to verify.

usage: python bench/history.py [LINES]

Writes rows into tables of its own database, test_history_bench on the server that the archive uses, with the triggers
of the history and without them, and verifies a history of LINES lines (a million, unless told otherwise). Writes
history.json beside this file. The medians of several rounds are given, since the machine may be shared.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from archive.database import OWNER_URL, connection_settings, open_database  # noqa: E402

DATABASE = "test_history_bench"
ROUNDS, ROWS, SINGLE = 7, 10_000, 500
# A row like those of the archive's widest small table.
VALUES = "'Harbour Post ' || n, 'harbour-post-' || n, 'NO', 'en', 'newspaper'"
INSERT = "INSERT INTO statements_outlet (name, slug, country, language, kind)"
DEEDS = {
    "insert": f"{INSERT} SELECT {VALUES} FROM generate_series(1, {ROWS}) AS n",
    "update": "UPDATE statements_outlet SET kind = 'agency'",
    "delete": "DELETE FROM statements_outlet",
}
TRIGGERS = [f"outlet_history_{event}" for event in DEEDS]


def prepare() -> None:
    """A fresh database, migrated; this process works as its owner."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "archive.settings"
    open_database()
    django.setup()
    settings.DATABASES["default"].update(connection_settings(os.environ.get(OWNER_URL) or os.environ["DATABASE_URL"]))
    maintain(f"DROP DATABASE IF EXISTS {DATABASE}", f"CREATE DATABASE {DATABASE}")
    connection.settings_dict["NAME"] = DATABASE
    settings.DATABASE_OWNER = None
    call_command("migrate", verbosity=0)


def maintain(*statements: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = "archive"
    for statement in statements:
        run(statement)
    connection.close()


def run(statement: str) -> float:
    """Microseconds that a statement takes."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(statement)
    return (time.perf_counter() - began) * 1e6


def one_round(switch: str) -> dict[str, float]:
    """Microseconds per row of each deed, with the triggers enabled or disabled."""
    run("; ".join(f"ALTER TABLE statements_outlet {switch} TRIGGER {name}" for name in TRIGGERS))
    took = {f"{deed} of {ROWS} rows": run(statement) / ROWS for deed, statement in DEEDS.items()}
    run(f"{INSERT} VALUES ('warm', 'warm', '', '', '')")
    singles = [run(f"{INSERT} SELECT {VALUES} FROM (VALUES ({n})) AS one (n)") for n in range(SINGLE)]
    took["insert of one row"] = statistics.median(singles)
    singles = [run(f"UPDATE statements_outlet SET kind = 'agency' WHERE slug = 'harbour-post-{n}'") for n in range(SINGLE)]
    took["update of one row"] = statistics.median(singles)
    run("DELETE FROM statements_outlet")
    return took


def cost() -> dict[str, dict[str, float]]:
    rounds = [(one_round("DISABLE"), one_round("ENABLE")) for _ in range(ROUNDS)]
    results = {}
    for deed in rounds[0][0]:
        plain, told = (statistics.median(pair[i][deed] for pair in rounds) for i in (0, 1))
        results[deed] = {"without": round(plain, 1), "with": round(told, 1), "ratio": round(told / plain, 1)}
    return results


def verification(lines: int) -> dict[str, float]:
    from statements.curation.verify import count_lines, verify
    from statements.models.seal import make_seal

    while (missing := lines - count_lines()) > 0:
        run(f"{INSERT} SELECT {VALUES} FROM generate_series(1, {min(missing, 50_000)}) AS n")
        run("UPDATE statements_outlet SET name = name || '.' || id")
    took = {"seal": run_function(make_seal), "verify": run_function(lambda: print(*verify([])))}
    return {"lines": count_lines()} | took


def run_function(function: object) -> float:
    began = time.perf_counter()
    function()
    return round(time.perf_counter() - began, 2)


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    prepare()
    try:
        results = {"microseconds per row": cost(), "seconds": [verification(size) for size in (15_000, lines)]}
    finally:
        maintain(f"DROP DATABASE {DATABASE}")
    text = json.dumps(results, indent=2)
    (HERE / "history.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
