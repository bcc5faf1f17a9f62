"""10,000 random acts by eight editors at once over the demonstration archive, then every address ever given out.

usage: python bench/permanence.py [ACTS]

Writes permanence.json beside this file: what was done, refused and shown as a conflict, and every promise that does
not hold (there should be none). Takes about half an hour on two cores.
"""

import json
import sys
import time
from pathlib import Path

from scratch import scratch_database

# isort: split
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from tqdm import tqdm

from bench.afterwards import violations
from bench.demonstration import DEMONSTRATION, load
from bench.storm import storm
from statements.models import Act, Article, Quote, Revision, Version

HERE = Path(__file__).resolve().parent
ACTS, THREADS = 10_000, 8


def main(acts: int) -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    with scratch_database("bench_permanence"):
        load(DEMONSTRATION)
        editor = User.objects.create_superuser("storm", password=None)
        before = {"articles": Article.objects.count(), "quotes": Quote.objects.count()}
        began = time.monotonic()
        with tqdm(total=acts, desc="Acting", unit="act", disable=None) as progress:
            outcome = storm(editor, acts=acts, threads=THREADS, tell=progress.update)
        acted = time.monotonic()
        with tqdm(desc="Fetching", unit="page", disable=None) as progress:
            found = list(violations(outcome, Client(SERVER_NAME="localhost"), tell=progress.update))
        results = before | {
            "editors at once": THREADS,
            "acts done": Act.objects.count(),
            "by kind": dict(outcome.kinds.most_common()),
            "attempts refused by a check": outcome.counts["refused"],
            "conflicts shown": outcome.counts["conflict shown"],
            "errors, deadlocks among them": outcome.counts["error"],
            "versions": Version.objects.count(),
            "lines of history": Revision.objects.count(),
            "seconds": round(acted - began),
            "promises broken": found[:20],
            "promises broken, count": len(found),
        }
    text = json.dumps(results, indent=2, ensure_ascii=False)
    (HERE / "permanence.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ACTS)
