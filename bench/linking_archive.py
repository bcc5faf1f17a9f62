"""How long linking takes at the size of a large archive, and how much of the planted truth it finds.

usage: python bench/linking_archive.py --quotes 1000000 [--seed 1] [--processes 2]

Wants the archive that bench/synthetic.py made with the same --quotes and --seed. Groups all printings of each speaker
anew and compares the groups with the truth; fills the fingerprints of the archive's quotes; then looks up what single
printings would change, without the ones of their own articles: lookup, reading and grouping, no writing. Writes the
figures into linking_archive.json beside this file.
"""

import argparse
import gc
import json
import os
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path
from typing import Any

import psycopg

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402

from archive.database import connection_settings  # noqa: E402
from archive.settings import VAR_DIR  # noqa: E402
from bench.synthesis.truth import read_truth, truth_path  # noqa: E402
from bench.synthesis.world import World  # noqa: E402
from bench.synthetic import open_empty  # noqa: E402
from statements.language.wording import join_pieces  # noqa: E402
from statements.linking import Wording, fingerprints, group  # noqa: E402
from statements.linking.values import Carriage  # noqa: E402
from statements.models import Appearance, Credit, Speaker  # noqa: E402
from statements.models.dated import from_column  # noqa: E402
from statements.pipeline.neighbours import neighbours  # noqa: E402
from statements.pipeline.wordings import EVIDENCE, wording_of  # noqa: E402

RESULTS = HERE / "linking_archive.json"
SAMPLE = 500
# So many parts for each process, the largest speakers first: no process waits long for the last.
PARTS = 16
PRINTINGS = """
SELECT credit.speaker_id, carriage.quote_id, printed.id, printed.words, printed.said_on, printed.is_day_stated,
    printed.place, printed.kind, printed.evidence, article.id, article.published_on
FROM statements_credit AS credit
JOIN statements_carriage AS carriage ON carriage.quote_id = credit.quote_id AND carriage.is_active
JOIN statements_appearance AS printed ON printed.id = carriage.appearance_id
JOIN statements_reading AS reading ON reading.id = printed.reading_id
JOIN statements_article AS article ON article.id = reading.article_id
WHERE credit.speaker_id = ANY(%s) ORDER BY credit.speaker_id
"""
DRAWN = "SELECT id FROM statements_appearance TABLESAMPLE SYSTEM (1) REPEATABLE (%s)"
SIZES = "SELECT speaker_id, count(*) FROM statements_credit GROUP BY speaker_id"

Grouped = dict[int, int]  # the group of each printing


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotes", type=int, required=True, metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=1, metavar="NUMBER")
    parser.add_argument("--processes", type=int, default=2, metavar="NUMBER")
    given = parser.parse_args()
    truth = truth_path(VAR_DIR / "synthetic", World(given.quotes, given.seed))
    if not truth.exists():
        sys.exit(
            f"Make the archive first: python bench/synthetic.py --quotes {given.quotes} --seed {given.seed}"
        )
    url = open_empty(f"synthetic_{given.quotes}_{given.seed}")
    grouped, results = bulk(url, given.processes)
    results |= agreement(truth, grouped) | latency(url, given.seed)
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept[str(given.quotes)] = results
    RESULTS.write_text(json.dumps(dict(sorted(kept.items(), key=lambda item: int(item[0]))), indent=2) + "\n")
    print(json.dumps(results, indent=2))


def bulk(url: str, processes: int) -> tuple[Grouped, dict[str, Any]]:
    """Groups everything, and fills the fingerprints; seconds include reading and writing."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("TRUNCATE statements_fingerprint")
        connection.execute("DROP INDEX IF EXISTS fingerprint_keys")
        sizes = connection.execute(SIZES).fetchall()
        began = time.monotonic()
        grouped: Grouped = {}
        memory = 0
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            parts = shares(sizes, PARTS * processes)
            for part, peak in pool.map(group_speakers, [url] * len(parts), parts):
                grouped |= part
                memory = max(memory, peak)
        spent = time.monotonic() - began
        connection.execute("CREATE INDEX fingerprint_keys ON statements_fingerprint USING gin (keys)")
        connection.execute("ANALYZE statements_fingerprint")
        whole = time.monotonic() - began
        sql = "SELECT pg_relation_size('fingerprint_keys'), pg_table_size('statements_fingerprint')"
        index, table = connection.execute(sql).fetchone() or (0, 0)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return grouped, {
        "printings": len(grouped),
        "seconds in bulk, with the index": round(whole),
        "printings a second": round(len(grouped) / spent),
        "memory of all processes, MB": round((memory * processes + own) / 1024),
        "fingerprints, MB of index and of table": [round(index / 1e6), round(table / 1e6)],
    }


def shares(sizes: list[tuple[int, int]], processes: int) -> list[list[int]]:
    """The speakers in as many parts, about as large as each other."""
    parts: list[list[int]] = [[] for _ in range(processes)]
    weights = [0] * processes
    for speaker, size in sorted(sizes, key=itemgetter(1), reverse=True):
        least = weights.index(min(weights))
        parts[least].append(speaker)
        weights[least] += size
    return parts


def group_speakers(url: str, speakers: list[int]) -> tuple[Grouped, int]:
    """The groups of all printings of some speakers, whose quotes get fingerprints; and the peak of memory, in kB."""
    gc.disable()  # nothing here refers to itself, and looking for what does takes a fifth of the time
    grouped: Grouped = {}
    with (
        psycopg.connect(url) as reading,
        psycopg.connect(url) as writing,
        reading.cursor("printings") as cursor,
    ):
        cursor.itersize = 10_000
        cursor.execute(PRINTINGS, [speakers])
        with (
            writing.cursor() as out,
            out.copy("COPY statements_fingerprint (quote_id, keys, is_due) FROM STDIN") as copy,
        ):
            copy.set_types(["int8", "int4[]", "bool"])
            for speaker, rows in groupby(cursor, itemgetter(0)):
                held: dict[int, set[int]] = defaultdict(set)
                wordings = []
                for row in rows:
                    wordings.append(wording_of_row(row))
                    for salt in (str(speaker), ""):
                        held[row[1]].update(fingerprints(wordings[-1].text, salt))
                grouped |= {carriage.wording: carriage.group for carriage in carriages(wordings)}
                for quote, keys in held.items():
                    copy.write_row((quote, sorted(keys), False))
    return grouped, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def carriages(wordings: list[Wording]) -> tuple[Carriage, ...]:
    return group({wording.key: wording for wording in wordings}.values(), {}).carriages


def wording_of_row(row: tuple[Any, ...]) -> Wording:
    speaker, _, key, words, said, is_stated, place, kind, evidence, article, published = row
    return Wording(
        key=key,
        text=join_pieces(words),
        speaker=str(speaker),
        said=from_column(said),
        is_stated=is_stated,
        published=from_column(published),
        place=place,
        article=article,
        kind=kind,
        weight=EVIDENCE.index(evidence),
    )


def agreement(truth: Path, grouped: Grouped) -> dict[str, Any]:
    """B-cubed precision and recall of the groups, in percent, over the printings that the archive names a speaker of;
    and how many pairs with another number or negation stand in one group.
    """
    quote_of: Grouped = {}
    twins = []
    for line in read_truth(truth):
        if "appearances" in line:
            quote_of |= {key: line["quote"] for key in line["appearances"] if key in grouped}
        elif "twins" in line:
            twins.append(line["twins"])
    both = Counter((grouped[key], quote) for key, quote in quote_of.items())
    groups, quotes = Counter(grouped[key] for key in quote_of), Counter(quote_of.values())
    precision = sum(n * n / groups[found] for (found, _), n in both.items()) / len(quote_of)
    recall = sum(n * n / quotes[quote] for (_, quote), n in both.items()) / len(quote_of)
    groups_of: dict[int, set[int]] = defaultdict(set)
    for found, quote in both:
        groups_of[quote].add(found)
    joined = sum(bool(groups_of[one] & groups_of[other]) for one, other in twins)
    return {
        "B-cubed, precision": round(100 * precision, 2),
        "B-cubed, recall": round(100 * recall, 2),
        "pairs with another number or negation, joined": f"{joined} of {len(twins)}",
    }


def latency(url: str, seed: int) -> dict[str, Any]:
    """Milliseconds to find what one new printing changes, and to group it; the first time, with what the database has
    to read from the disk, and once more."""
    connection.settings_dict.update(connection_settings(url))
    speakers = {speaker.pk: speaker for speaker in Speaker.objects.all()}
    known = list(sampled(random.Random(seed)))
    figures = {}
    for title in ("the first time", "again"):
        times = sorted(1000 * looked_up(speakers[credit], new) for credit, new in known)
        figures |= {
            f"one new printing, ms, {title}, at {share} %": round(times[len(times) * share // 100], 1)
            for share in (50, 95, 99)
        }
    return figures


def sampled(chance: random.Random) -> Iterator[tuple[int, Appearance]]:
    """Some printings with a known speaker, and that speaker's key."""
    with connection.cursor() as cursor:
        cursor.execute(DRAWN, [chance.randrange(1000)])
        drawn = sorted(key for (key,) in cursor)
    for key in chance.sample(drawn, min(SAMPLE, len(drawn))):
        credit = Credit.objects.filter(
            quote__carriages__appearance=key, quote__carriages__is_active=True
        ).first()
        if credit:
            yield credit.speaker_id, Appearance.objects.with_days().get(pk=key)


def looked_up(speaker: Speaker, new: Appearance) -> float:
    """The seconds it takes to find what a printing changes and to group it, without writing."""
    began = time.perf_counter()
    rows = Appearance.objects.current().with_days().filter(pk__in=neighbours(speaker, [new]))
    group([wording_of(row, str(speaker.pk)) for row in rows], {})
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
