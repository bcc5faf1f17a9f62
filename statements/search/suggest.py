"""What a reader may mean: names that begin as typed or look like it, and words of the archive spelt nearly so."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Case, F, Model, Q, QuerySet, Value, When

from statements.language.normalise import fold
from statements.models import Outlet, Speaker, Spelling, Topic
from statements.search.plain import Link, link_to

# As many as are read at a glance; with fewer that begin as typed, those that look like it are named too.
MOST, ENOUGH = 8, 3
# What shares so much of the letters in threes is looked at letter by letter.
ALIKE, LOOKED_AT = 0.2, 40
NAMES: Mapping[str, tuple[type[Model], str]] = {
    "speaker": (Speaker, "names__folded"), "outlet": (Outlet, "name"), "topic": (Topic, "name")
}  # fmt: skip
# A word is spelt nearly as another where so much of both is the same: two letters swapped in a word of six.
NEAR = 0.75
# Of larger archives a sixteenth is read: some seconds' work.
READ_WHOLE = 100_000
SPELLINGS = """
INSERT INTO statements_spelling (word, number)
SELECT word, ndoc FROM ts_stat('SELECT literal FROM statements_searchdocument WHERE is_published{sample}')
WHERE ndoc > 1 AND length(word) BETWEEN 4 AND 40 AND word ~ '^[[:alpha:]]+$'
"""


def suggest(noun: str, typed: str, most: int = MOST) -> tuple[Link, ...]:
    """Entries of a noun of NAMES that a reader may mean, the likeliest first: those with a word that begins as each
    word typed; where they are few, those whose name looks like it. Raises KeyError for another noun.
    """
    model, column = NAMES[noun]
    words = fold(typed).split()
    if not words:
        return ()
    entries = model._default_manager.filter(public_id__isnull=False, merged_into=None)
    found = _with_name(entries, having(entries, column, words), words[0])[:most]
    rows = list(found)
    if len(rows) < ENOUGH:
        rows += [row for row in _alike(entries, column, " ".join(words), most) if row not in rows]
    return tuple(map(link_to, rows[:most]))


def having(rows: QuerySet, column: str, words: Iterable[str]) -> QuerySet:
    """The rows whose name has words that begin as these do, in any order."""
    for word in words:
        rows = rows.filter(Q(**{f"{column}__istartswith": word}) | Q(**{f"{column}__icontains": f" {word}"}))
    return rows


def _with_name(entries: QuerySet, found: QuerySet, start: str) -> QuerySet:
    begins = Case(When(name__istartswith=start, then=Value(0)), default=Value(1))
    return entries.filter(pk__in=found.values("pk")).order_by(begins, "name", "pk")


def _alike(entries: QuerySet, column: str, typed: str, most: int) -> list[Model]:
    likeness = TrigramWordSimilarity(typed, column)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE)])
        found = entries.filter(**{f"{column}__trigram_word_similar": typed}).annotate(name_like_it=F(column))
        rows = list(found.order_by(likeness.desc(), "name")[:LOOKED_AT])
    near = {row: _as_near(typed, row.name_like_it) for row in reversed(rows)}  # a speaker has several names
    ranked = sorted((row for row in near if near[row] >= NEAR), key=lambda row: (-near[row], row.name))
    return ranked[:most]


def _as_near(typed: str, name: str) -> float:
    """How alike a name, or as many of its words beside each other as were typed, is by its letters, 0 to 1."""
    words, size = fold(name).split(), len(typed.split())
    parts = (" ".join(words[start : start + size]) for start in range(max(1, len(words) - size + 1)))
    return max(_alike_by_letters(typed, part) for part in parts)


def spelt_nearly(word: str) -> str:
    """The word of the archive that is spelt most nearly as this one, "" where none is; "" too for one that it holds."""
    typed = word.lower()
    if not typed.isalpha() or Spelling.objects.filter(word=typed).exists():
        return ""
    likeness = TrigramSimilarity("word", typed)
    near = Spelling.objects.filter(word__trigram_similar=typed).annotate(likeness=likeness)
    ranked = [
        (_alike_by_letters(typed, row.word), row.number, row.word)
        for row in near.order_by("-likeness", "-number")[: 4 * MOST]
    ]
    best = max(ranked, default=(0.0, 0, ""))
    return best[2] if best[0] >= NEAR else ""


def _alike_by_letters(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def renew_spellings() -> None:
    """Read anew which words the published quotes hold."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'statements_searchdocument'::regclass")
        (about,) = cursor.fetchone()
        Spelling.objects.all().delete()
        cursor.execute(SPELLINGS.format(sample=" AND sample < 64" if about > READ_WHOLE else ""))
