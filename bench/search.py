"""How long a page of search takes, by class of page, engine and peer, on a synthetic archive.

usage: python bench/search.py --quotes 1000000 [--seed 1] [--rounds 10] [--only NAME …]

Wants the archive that bench/synthetic.py made with the same --quotes and --seed; makes its search documents and
fingerprints where they are missing, and reads what lists read into memory, as far as there is room (warm.py). Each
class is asked --rounds times with other words, and each of these pages twice, the next page of the same search in
between, for the engine in memory, PostgreSQL alone, the query that plain Django would make, and the peers of
search_peers.py; then two clients ask for all of them in any order. A page is 20 cards, the total and all facets with
their names, before templates where nothing else is said. The next page finds the sets of quotes and the facets of its
search ready, one that is asked for again all that is kept until the archive changes. --only names the engines and peers
to ask, with "help" for what helps a reader. Writes search.json beside this file: milliseconds, half of the pages are
faster than the first number and 95 % than the second.
"""

import argparse
import gc
import json
import math
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from tqdm import tqdm  # noqa: E402

from archive.database import connection_settings, with_session_settings  # noqa: E402
from bench.search_peers import Sqlite, Tantivy, plain_django, rows, size_of  # noqa: E402
from bench.synthetic import open_empty  # noqa: E402
from bench.warm import read_into_memory  # noqa: E402
from statements.models import Outlet, Quote, SearchDocument, Speaker, Spelling  # noqa: E402
from statements.pipeline.fingerprints import fill_fingerprints  # noqa: E402
from statements.search import results  # noqa: E402
from statements.search.check import MAX_LENGTH, check  # noqa: E402
from statements.search.criteria import Criteria  # noqa: E402
from statements.search.documents import renew_documents  # noqa: E402
from statements.search.fresh import FreshEngine  # noqa: E402
from statements.search.postgres import PostgresEngine  # noqa: E402
from statements.search.results import LAST_PAGE  # noqa: E402
from statements.search.suggest import renew_spellings, spelt_nearly, suggest  # noqa: E402

RESULTS = HERE / "search.json"
# The share of documents that hold a word of each class.
WORDS = {"rare word": (0.00001, 0.0005), "1 % word": (0.005, 0.02), "5 % word": (0.04, 0.07)}
SAMPLE = "SELECT word, ndoc FROM ts_stat('SELECT literal FROM statements_searchdocument TABLESAMPLE SYSTEM ({share})')"
# Peers that take seconds are asked less often.
SLOW, FEW = 1.0, 2
CLIENTS, SECONDS = 2, 15

PEERS = (Tantivy, Sqlite)
ASKED = ("memory", "memory, as a rendered page", "PostgreSQL", "plain Django", "Tantivy", "Sqlite")

Ask = Callable[[Criteria], Any]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotes", type=int, required=True, metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=1, metavar="NUMBER")
    parser.add_argument("--rounds", type=int, default=10, metavar="NUMBER")
    parser.add_argument("--only", nargs="+", default=[*ASKED, "help"], metavar="NAME")
    given = parser.parse_args()
    url = open_empty(f"synthetic_{given.quotes}_{given.seed}")
    connection.settings_dict.update(
        with_session_settings(connection_settings(url), **{"archive.actor": "bench/search.py"})
    )
    call_command("collectstatic", interactive=False, verbosity=0)
    figures: dict[str, Any] = {"documents": make_documents()}
    pages = pages_of(random.Random(given.seed), given.rounds)
    with tempfile.TemporaryDirectory() as folder:
        for name, make in asked_in(Path(folder), given.only, figures).items():
            figures[name] = {
                title: timed(make(), criteria)
                for title, criteria in tqdm(pages.items(), desc=name, disable=None)
            }
            figures[name]["pages a second, two clients, all classes mixed"] = pages_a_second(make, pages)
    if "help" in given.only:
        figures["help"] = help_figures(random.Random(given.seed), given.rounds)
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept[str(given.quotes)] = figures
    RESULTS.write_text(json.dumps(dict(sorted(kept.items(), key=lambda item: int(item[0]))), indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def asked_in(folder: Path, only: Sequence[str], figures: dict[str, Any]) -> dict[str, Callable[[], Ask]]:
    """Engines and peers by name, with their files in a folder; what it took to make those is added to the figures."""
    memory = FreshEngine(folder / "columns")
    asked: dict[str, Callable[[], Ask]] = {
        "memory": lambda: with_engine(memory),
        "memory, as a rendered page": lambda: rendered(with_engine(memory)),
        "PostgreSQL": lambda: with_engine(PostgresEngine()),
        "plain Django": lambda: plain_django,
    }
    if any(name.startswith("memory") for name in only):
        began = time.monotonic()
        memory.read()
        figures["columns"] = {
            "seconds to read": round(time.monotonic() - began, 1),
            "MB of files": round(sum(path.stat().st_size for path in folder.rglob("*.npy")) / 1e6),
        }
    for peer in PEERS:
        if peer.__name__ in only:
            own = folder / peer.__name__
            own.mkdir()
            began = time.monotonic()
            peer(own).fill(rows())
            spent = round(time.monotonic() - began)
            figures[f"files of {peer.__name__}"] = {"seconds to fill": spent, "MB": size_of(own)}
            asked[peer.__name__] = partial(asking, peer, own)
    gc.freeze()  # as wsgi.py does
    return {name: make for name, make in asked.items() if name in only}


def rendered(ask: Ask) -> Ask:
    """What gets the whole page as HTML; one that nothing changed is kept for some minutes."""
    client = Client(SERVER_NAME="localhost")
    ask(Criteria())  # from now on this engine answers
    return lambda criteria: client.get(criteria.url)


def asking(peer: type[Tantivy | Sqlite], folder: Path) -> Ask:
    """What asks a peer whose files are in a folder."""
    return peer(folder).ask


def pages_a_second(make: Callable[[], Ask], pages: Mapping[str, Sequence[Criteria]]) -> float:
    """How many pages of all classes, in any order, two processes get in a second."""
    connection.close()  # each process has one of its own
    mixed = [criteria for of_class in pages.values() for criteria in of_class]
    counts = get_context("fork").SimpleQueue()
    clients = [
        get_context("fork").Process(target=ask_on, args=(make, mixed, seed, counts))
        for seed in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return round(sum(counts.get() for _ in clients), 1)


def ask_on(make: Callable[[], Ask], pages: Sequence[Criteria], seed: int, counts: Any) -> None:
    """Ask for pages for SECONDS, and tell how many came in each."""
    ask, pick, done = make(), random.Random(seed), 0
    began = time.monotonic()
    while (spent := time.monotonic() - began) < SECONDS:
        ask(pick.choice(pages))
        done += 1
    counts.put(done / spent)
    connection.close()


def make_documents() -> dict[str, Any]:
    """Makes what is missing; how many documents there are, how fast they were made, and how large they are."""
    began, made = time.monotonic(), 0
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for _, number in tqdm(renew_documents(), unit="batch", desc="documents", disable=None):
            made += number
        spent = time.monotonic() - began
        cursor.execute("VACUUM (ANALYZE) statements_searchdocument")
        read_into_memory(cursor)
        cursor.execute(
            "SELECT pg_table_size('statements_searchdocument'), pg_relation_size('document_public'), "
            "pg_relation_size('document_pending')"
        )
        table, *indexes = (round(size / 1e6) for size in cursor.fetchone())
    made_in = {"made": made, "a second": round(made / spent)} if made else {}
    return {"published": SearchDocument.objects.filter(is_published=True).count(), **made_in,
            "MB of table": table, "MB of its indexes for words and facets": indexes}  # fmt: skip


def pages_of(pick: random.Random, rounds: int) -> dict[str, list[Criteria]]:
    """The searches of each class."""
    by_class = words_of(pick, rounds)
    speakers = sample(pick, Speaker, rounds)
    outlets = sample(pick, Outlet, rounds)
    common = by_class["5 % word"]
    wordings = Quote.objects.published().order_by("?").values_list("wording", flat=True)[:rounds]
    phrases = [" ".join(wording.split()[2:4]).strip(".,;:!?“”\"'") for wording in wordings]
    return {
        "landing": [Criteria()] * rounds,
        **{title: [Criteria(text=word) for word in words] for title, words in by_class.items()},
        "OR of three": [Criteria(text=" OR ".join(pick.sample(common, 3))) for _ in range(rounds)],
        "phrase": [Criteria(text=f'"{phrase}"') for phrase in phrases],
        "word and two filters": [
            Criteria(text=word, facets={"outlet": (outlet,), "year": ("2024",)})
            for word, outlet in zip(common, outlets, strict=False)
        ],
        "speaker": [Criteria(facets={"speaker": (speaker,)}) for speaker in speakers],
        "outlet": [Criteria(facets={"outlet": (outlet,)}) for outlet in outlets],
        "page 500": [Criteria(text=word, page=500) for word in common],
        "best match": [Criteria(text=word, sort="best") for word in common],
    }


def help_figures(pick: random.Random, rounds: int) -> dict[str, dict[str, list[float]]]:
    """What helps a reader: a sentence looked up, names as they are typed, and names and words that are misspelt."""
    renew_spellings()
    fill_fingerprints()
    wordings = list(Quote.objects.published().order_by("?").values_list("wording", flat=True)[:rounds])
    names = pick.choices(list(Speaker.objects.public().values_list("name", flat=True)), k=rounds)
    words = pick.choices(list(Spelling.objects.values_list("word", flat=True)), k=rounds)
    return {
        "a sentence looked up": timed(check, [wording[:MAX_LENGTH] for wording in wordings]),
        "the beginning of a name": timed(partial(suggest, "speaker"), [name[:4] for name in names]),
        "a name misspelt": timed(partial(suggest, "speaker"), [misspelt(pick, name) for name in names]),
        "a word misspelt": timed(spelt_nearly, [misspelt(pick, word) for word in words]),
    }


def misspelt(pick: random.Random, word: str) -> str:
    """The word with two neighbouring letters swapped."""
    place = pick.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def words_of(pick: random.Random, rounds: int) -> dict[str, list[str]]:
    """Words of each class, by a sample of the documents."""
    total = SearchDocument.objects.count()
    share = min(100.0, 100 * 30_000 / total)
    with connection.cursor() as cursor:
        cursor.execute(SAMPLE.format(share=share))
        found = [
            (word, number / (total * share / 100)) for word, number in cursor.fetchall() if word.isalpha()
        ]
    held = {
        title: sorted(word for word, part in found if low <= part <= high)
        for title, (low, high) in WORDS.items()
    }
    return {title: pick.choices(words, k=rounds) for title, words in held.items()}


def sample(pick: random.Random, model: Any, rounds: int) -> list[str]:
    """The public ids of some entries that have one."""
    ids = sorted(model._default_manager.filter(public_id__isnull=False).values_list("public_id", flat=True))
    return pick.choices(ids, k=rounds)


def with_engine(engine: Any) -> Callable[[Criteria], Any]:
    """What asks an engine for a page."""

    def ask(criteria: Criteria) -> Any:
        results.engine = lambda: engine
        return results.find_quotes(criteria)

    return ask


def timed(ask: Callable[[Any], Any], pages: Sequence[Any]) -> dict[str, list[float]]:
    """How long the pages take when they are asked for the first time, and again, the next page in between."""
    spent: dict[str, list[float]] = {"first time": [], "next page": [], "again": []}
    for number, page in enumerate(pages):
        if number >= FEW and min(spent["again"]) > SLOW:
            break
        for times, asked in zip(spent.values(), (page, next_of(page), page), strict=True):
            began = time.perf_counter()
            ask(asked)
            times.append(time.perf_counter() - began)
    return {name: in_words(times) for name, times in spent.items()}


def next_of(page: Any) -> Any:
    """The page beside one of a search; what is no page has none."""
    beside = 1 if getattr(page, "page", 0) < LAST_PAGE else -1
    return replace(page, page=page.page + beside) if isinstance(page, Criteria) else page


def in_words(spent: list[float]) -> list[float]:
    """Half of them are less than the first number of milliseconds, 95 % less than the second."""
    last = sorted(spent)[math.ceil(0.95 * len(spent)) - 1]
    return [round(1000 * value, 1) for value in (statistics.median(spent), last)]


if __name__ == "__main__":
    main()
