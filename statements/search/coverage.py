"""What the archive holds, in figures, and the first entries of its lists."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Count, Max, Min, Q, QuerySet, Value

from statements.models import Article, Outlet, Quote, Refrain, Speaker, Topic
from statements.search.plain import Link, in_words
from statements.search.refrain import shown_refrains

# As many as fit beside the statements of the home page.
INDEX_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much the archive holds, the days on which it was said, and when the last of it came in."""

    quotes: int
    articles: int
    outlets: int
    undated: int
    reviewed: int
    first: str
    last: str
    last_added: datetime | None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A name that leads to its page, and how many statements (for a refrain: occasions) it has."""

    link: Link
    count: int


def read_coverage() -> Coverage:
    """The figures, in two queries."""
    quotes = Quote.objects.published().with_day()
    said = quotes.aggregate(
        quotes=Count("pk"),
        undated=Count("pk", filter=Q(day=None)),
        reviewed=Count("pk", filter=Q(reviewed_at__isnull=False)),
        first=Min("day"),
        last=Max("day"),
        last_added=Max("added_at"),
    )
    held = Article.objects.public().aggregate(articles=Count("pk"), outlets=Count("outlet", distinct=True))
    first, last = in_words(said.pop("first")), in_words(said.pop("last"))
    return Coverage(**said, **held, first=first, last=last)


def read_indexes() -> dict[str, tuple[IndexEntry, ...]]:
    """The first speakers, outlets, topics and refrains by number of statements, in one query."""
    lists = {
        "speakers": _rows("speakers", counted_speakers(), "name", "slug"),
        "outlets": _rows("outlets", counted_outlets(), "name", "slug"),
        "topics": _rows("topics", counted_topics(), "name", "slug"),
        "refrains": _rows("refrains", counted_refrains(), "wording", "public_id"),
    }
    first, *others = lists.values()
    entries: dict[str, list[IndexEntry]] = {name: [] for name in lists}
    models = {"speakers": Speaker, "outlets": Outlet, "topics": Topic, "refrains": Refrain}
    for name, public_id, label, slug, count in first.union(*others, all=True):
        row = (
            models[name](public_id=public_id, slug=slug)
            if name != "refrains"
            else Refrain(public_id=public_id)
        )
        entries[name].append(IndexEntry(Link(label, row.get_absolute_url(), public_id), count))
    return {name: tuple(rows) for name, rows in entries.items()}


def counted_speakers() -> QuerySet[Speaker]:
    """Speakers with a page and at least one published statement, with `quote_count`."""
    return Speaker.objects.public().with_counts().filter(quote_count__gt=0)


def counted_outlets() -> QuerySet[Outlet]:
    """Outlets with a page, with `quote_count`: the published statements that each carried."""
    carried = Q(
        articles__readings__appearances__carriages__is_active=True,
        articles__readings__appearances__carriages__quote__status=Quote.Status.PUBLISHED,
    )
    quotes = Count("articles__readings__appearances__carriages__quote", filter=carried, distinct=True)
    return Outlet.objects.filter(public_id__isnull=False, merged_into=None).annotate(quote_count=quotes)


def counted_topics() -> QuerySet[Topic]:
    """Topics with a page, with `quote_count`: the published statements filed under each."""
    filed = Q(subjects__is_rejected=False, subjects__quote__status=Quote.Status.PUBLISHED)
    quotes = Count("subjects__quote", filter=filed, distinct=True)
    return Topic.objects.filter(public_id__isnull=False, merged_into=None).annotate(quote_count=quotes)


def counted_refrains() -> QuerySet[Refrain]:
    """Refrains with a page, with `quote_count`: the occasions on which the line was said."""
    said = Q(repetitions__is_active=True, repetitions__quote__status=Quote.Status.PUBLISHED)
    return shown_refrains().annotate(quote_count=Count("repetitions__quote", filter=said, distinct=True))


def _rows(name: str, rows: QuerySet, label: str, slug: str) -> QuerySet:
    named = rows.filter(quote_count__gt=0).annotate(list=Value(name, output_field=CharField()))
    largest = named.order_by("-quote_count", label)[:INDEX_LENGTH]
    return largest.values_list("list", "public_id", label, slug, "quote_count")
