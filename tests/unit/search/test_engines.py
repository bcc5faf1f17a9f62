"""The engines find what a reader of the rows finds, and the same totals, facets and pages as each other."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from statements.models import Quote, SearchDocument
from statements.models.document import Facet, facet_code, value_of
from statements.search import memory as memory_engine
from statements.search import postgres, samples
from statements.search.columns import read_columns
from statements.search.conditions import EVERYTHING
from statements.search.engine import ORDERS, Query, Wanted
from statements.search.fresh import FreshEngine
from statements.search.grammar import parse
from statements.search.memory import MemoryEngine
from statements.search.postgres import PostgresEngine
from statements.search.resolve import resolve
from statements.search.tree import Days, Numbers
from tests.factories import make_outlet, make_quote, make_speaker, make_topic

pytestmark = pytest.mark.django_db

WORDINGS = [
    "We do not want a new arms race.",
    "They wanted new arms, and no race at all.",
    "The pilots’ harbour is shut; do we want a new one?",
    "Wir wollen kein neues Wettrüsten.",
]


@pytest.fixture
def quotes():
    speakers = [make_speaker(name="Ann Roe"), make_speaker(name="Carl Holm")]
    outlets = [make_outlet(), make_outlet()]
    return [
        make_quote(
            wording=wording,
            speaker=speakers[number % 2],
            carried_by=outlets[: 1 + number % 2],
            said=date(2020 + number, 3, 1) if number < 3 else None,
            language="de" if number == 3 else "en",
        )
        for number, wording in enumerate(WORDINGS)
    ]


def found(text, quotes):
    """The numbers of the quotes that a query finds, in order."""
    query = Query(tree=resolve(parse(text)).tree)
    result = PostgresEngine().search(query, Wanted("oldest"), {Facet.SPEAKER: 8})
    assert MemoryEngine(read_columns()).search(query, Wanted("oldest"), {Facet.SPEAKER: 8}) == result
    keys = [quote.pk for quote in quotes]
    assert result.total == len(result.keys)
    assert PostgresEngine().count([query]) == [result.total]
    return sorted(keys.index(key) for key in result.keys)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [0, 1, 2, 3]),
        ("arms", [0, 1]),
        ("arm race", [0, 1]),
        ('"arms race"', [0]),
        ('"we do not want a new"', [0]),
        ('"want a new"', [0, 2]),
        ('"wanted new arms"', [1]),
        ('"want new arms"', []),
        ("we", [0, 2]),
        ("we arms", [0, 1]),
        ("arms -race", []),
        ("want -arms", [2]),
        ("arms OR harbour", [0, 1, 2]),
        ('"arms race" OR harbour', [0, 2]),
        ("harb*", [2]),
        ("arms NEAR/1 race", [0]),
        ("race NEAR/4 arms", [0, 1]),
        ("pilot's", [2]),
        ("pilots’", [2]),
        ("wollen", [3]),
        ("wettrusten", [3]),
        ("arms-race", []),
        ("kein Wettrüsten", [3]),
        ("speaker:roe", [0, 2]),
        ("speaker:holm arms", [1]),
        ("-speaker:roe new", [1]),
        ("speaker:nobody", []),
        ("said:2020", [0]),
        ("said:..2021", [0, 1]),
        ("said:>2020", [1, 2]),
        ("carried:>1", [1, 3]),
        ("lang:de", [3]),
        ("kind:direct arms", [0, 1]),
        ("reviewed:yes", []),
        ("(speaker:roe OR carried:2) new", [0, 1, 2]),
        (r"a'b\ & | ! <-> cc*", []),
    ],
)
def test_query_finds(quotes, text, expected):
    assert found(text, quotes) == expected


WORDS = ("harbour", "dues", "we", "pilots", "not", "rise", "fish", "a", "new", "race")
ALL = {facet: 5 for facet in Facet}


@pytest.fixture
def archive():
    """Fifty quotes of random words, speakers, outlets, topics and days; some are unattributed, some pending."""
    pick = random.Random(3)
    speakers, outlets, topics = (
        [make() for _ in range(7)] for make in (make_speaker, make_outlet, make_topic)
    )
    quotes = [
        make_quote(
            wording=" ".join(pick.choices(WORDS, k=6)),
            speaker=pick.choice(speakers),
            carried_by=pick.sample(outlets, pick.randint(1, 4)),
            topics=pick.sample(topics, pick.randint(0, 2)),
            said=date(2020, 1, 1) + timedelta(days=pick.randint(0, 900)) if pick.random() < 0.8 else None,
            status="published" if number % 9 else "pending",
        )
        for number in range(50)
    ]
    for quote in quotes[:3]:
        quote.credits.all().delete()
    return quotes


def random_query(pick):
    """A query of random words, choices and ranges."""
    text = " ".join(
        pick.choice(["{0}", "-{0} {1}", "{0} OR {1}", '"{0} {1}"', "{0} NEAR/2 {1}", "fi* {0}"]).format(
            *pick.choices(WORDS, k=2)
        )
        for _ in range(pick.randint(0, 2))
    )
    held = [value_of(code) for row in SearchDocument.objects.all() for code in row.facets]
    chosen: dict[Facet, set[int]] = {}
    for facet, value in pick.sample(held, pick.randint(0, 3)):
        chosen.setdefault(Facet(facet), set()).add(facet_code(facet, value))
    return Query(
        tree=resolve(parse(text)).tree,
        chosen={facet: frozenset(codes) for facet, codes in chosen.items()},
        said=Days(date(2020, 6, 1), None) if pick.random() < 0.2 else Days(None, None),
        published=Days(None, date(2026, 2, 11)) if pick.random() < 0.2 else Days(None, None),
        carried=Numbers(2, 3) if pick.random() < 0.2 else Numbers(None, None),
        wordings=Numbers(None, 1) if pick.random() < 0.2 else Numbers(None, None),
    )


def naive(query):
    """Total and facets by reading every row that PostgreSQL says matches the words alone."""
    rows = {row.quote_id: row for row in SearchDocument.objects.filter(is_published=True)}
    by_words = set(PostgresEngine().search(Query(tree=query.tree), Wanted(size=1000), {}).keys)

    def meets(row, but=None):
        days = [(query.said, row.day, row.day), (query.published, row.earliest, row.latest)]
        in_days = all(
            (span.first is None or (last is not None and last >= span.first))
            and (span.last is None or (first is not None and first <= span.last))
            for span, first, last in days
        )
        numbers = [(query.carried, row.outlets), (query.wordings, row.wordings)]
        in_numbers = all(
            (span.least is None or number >= span.least) and (span.most is None or number <= span.most)
            for span, number in numbers
        )
        chosen = (codes for facet, codes in query.chosen.items() if facet != but)
        return (
            row.quote_id in by_words
            and in_days
            and in_numbers
            and all(codes & {*row.facets} for codes in chosen)
        )

    counts = {}
    for facet in Facet:
        but = facet if query.chosen.get(facet) else None
        codes = (code for row in rows.values() if meets(row, but) for code in row.facets)
        counts[facet] = Counter(value for number, value in map(value_of, codes) if number == facet)
    return sum(map(meets, rows.values())), counts


@pytest.mark.parametrize("seed", range(4))
def test_engines_agree_with_each_other_and_with_the_rows(archive, seed, tmp_path, monkeypatch):
    pick = random.Random(seed)
    monkeypatch.setattr(memory_engine, "FEW", seed % 2)  # 0: however many there are, they are few
    memory, fresh = MemoryEngine(read_columns()), FreshEngine(tmp_path / "columns")
    fresh.read()
    for number in range(16):
        query = random_query(pick)
        wanted = Wanted(pick.choice(ORDERS), pick.choice([0, 0, 3, 20]), pick.choice([3, 20]))
        by_rows, by_postgres = naive(query), PostgresEngine().search(query, wanted, ALL)
        assert by_postgres.total == by_rows[0]
        for facet, counts in by_postgres.facets.items():
            shown = dict(counts.values)
            assert shown == {value: by_rows[1][facet][value] for value in shown}
            assert counts.total == len(by_rows[1][facet])
        if number == 6:  # from here on the columns are out of date
            change(archive, pick)
        found = memory.search(query, wanted, ALL) if number < 6 else fresh.search(query, wanted, ALL)
        assert found == PostgresEngine().search(query, wanted, ALL)


def change(archive, pick):
    """Some quotes are new, some changed, and some gone."""
    make_quote(wording="A new harbour for a new race", said=date(2022, 8, 1))
    for quote in pick.sample(archive, 6):
        quote.wording = f"fish {quote.wording}"
        quote.save(update_fields=["wording"])
    for quote in pick.sample([quote for quote in archive if quote.public_id], 3):
        Quote.objects.filter(pk=quote.pk).update(status="withdrawn")


def test_fresh_engine_answers_before_its_columns_are_read(archive, tmp_path, monkeypatch):
    engine = FreshEngine(tmp_path / "columns")
    monkeypatch.setattr(engine, "read_in_background", lambda: None)
    assert engine.search(Query(), Wanted(), ALL) == PostgresEngine().search(Query(), Wanted(), ALL)


@pytest.mark.parametrize("in_memory", [False, True])
def test_engines_count_anew_what_was_changed_while_a_reader_turned_pages(
    archive, tmp_path, monkeypatch, in_memory
):
    monkeypatch.setattr(postgres, "BLOCK", 6)
    engine, pick = FreshEngine(tmp_path / "columns"), random.Random(1)
    if in_memory:
        engine.read()
    else:
        engine = PostgresEngine()
    for _ in range(3):
        for start in (0, 3, 6, 9, 5):
            wanted = Wanted(start=start, size=3)
            assert engine.search(Query(), wanted, ALL) == PostgresEngine().search(Query(), wanted, ALL)
        change(archive, pick)


def test_fresh_engine_reads_anew_what_another_version_wrote_or_a_stop_left(archive, tmp_path):
    FreshEngine(tmp_path / "columns").read()
    (folder,) = (tmp_path / "columns").iterdir()
    (folder / "about.json").write_text((folder / "about.json").read_text().replace("format", "form"))
    for path in (None, folder / "bits.npy"):
        if path:
            path.unlink()
        engine = FreshEngine(tmp_path / "columns")
        engine.read()
        assert engine.search(Query(), Wanted(), ALL) == PostgresEngine().search(Query(), Wanted(), ALL)


def test_fresh_engine_survives_a_fault_in_memory(archive, tmp_path, monkeypatch):
    engine = FreshEngine(tmp_path / "columns")
    engine.read()
    monkeypatch.setattr(MemoryEngine, "search", lambda *args: [][1])
    assert engine.search(Query(), Wanted(), ALL) == PostgresEngine().search(Query(), Wanted(), ALL)


@pytest.mark.parametrize(
    ("near", "ample"), [(1000, 0), (0, 1), (0, 10_000)], ids=["walked", "last years", "all sorted"]
)
def test_pages_stay_exact_where_numbers_are_estimates(archive, near, ample, monkeypatch):
    pick = random.Random(near + ample)
    queries = [random_query(pick) for _ in range(12)]
    wanted = [Wanted(pick.choice(ORDERS), pick.choice([0, 3, 20]), pick.choice([3, 20])) for _ in queries]
    exact = [PostgresEngine().search(*each, ALL) for each in zip(queries, wanted, strict=True)]
    for name, value in {"EXACT": 0, "ENOUGH": 1000, "NEAR": near, "NEAR_EACH": 0, "AMPLE": ample}.items():
        monkeypatch.setattr(samples, name, value)
    monkeypatch.setattr(postgres, "BLOCK", 10)
    used = PostgresEngine()
    for query, part, known in zip(queries, wanted, exact, strict=True):
        used.search(query, Wanted(), ALL)  # what it counted serves the other page
        for engine in (PostgresEngine(), used):
            found = engine.search(query, part, ALL)
            assert found.keys == known.keys
            assert found.total % 16 == 0
            assert found.margin > 0
            assert all(counts.is_about for counts in found.facets.values())


def test_a_sample_stands_for_as_many_quotes_as_are_left_out_of_it(archive, monkeypatch):
    for name, value in {"EXACT": 0, "ENOUGH": 1000}.items():
        monkeypatch.setattr(samples, name, value)
    sampled = SearchDocument.objects.filter(is_published=True, sample__lt=64)
    assert PostgresEngine().search(Query(), Wanted(), ALL).total == 16 * sampled.count()
    for facet, counts in PostgresEngine().search(Query(), Wanted(), ALL).facets.items():
        for value, number in counts.values:
            assert number == 16 * sampled.filter(facets__contains=[facet_code(facet, value)]).count()


def test_estimates_name_as_many_years_as_were_asked_for_and_the_chosen_ones(archive, monkeypatch):
    for name, value in {"EXACT": 0, "ENOUGH": 1000, "LARGE": samples.Sample(EVERYTHING, 16)}.items():
        monkeypatch.setattr(samples, name, value)
    every = PostgresEngine().search(Query(), Wanted(), {Facet.YEAR: 9}).facets[Facet.YEAR].values
    assert len(every) > 2
    assert PostgresEngine().search(Query(), Wanted(), {Facet.YEAR: 1}).facets[Facet.YEAR].values == every[:1]
    last = Query(chosen={Facet.YEAR: frozenset({facet_code(Facet.YEAR, every[-1][0])})})
    shown = PostgresEngine().search(last, Wanted(), {Facet.YEAR: 1}).facets[Facet.YEAR].values
    assert shown == (every[0], every[-1])
