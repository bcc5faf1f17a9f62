"""Which published quotes meet a search."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from statements.models import Carriage, Credit, Quote, Subject
from statements.models.quote import QuoteQuerySet
from statements.search.criteria import NONE, Criteria
from statements.search.grammar import normalise_query

# The dictionary of the column Quote.search.
CONFIG = "english"


def words_sought(text: str) -> SearchQuery:
    """The words of a search as PostgreSQL looks for them. Raises QueryError."""
    return SearchQuery(normalise_query(text), config=CONFIG, search_type="websearch")


def matching(criteria: Criteria, *, but: str = "") -> QuoteQuerySet:
    """The published quotes that meet the criteria: one of the values in every facet. `but` names what to leave out of
    account, a facet or "text"; the counts of a facet ignore its own values. Raises QueryError."""
    quotes = Quote.objects.published()
    if criteria.text and but != "text":
        quotes = quotes.filter(search=words_sought(criteria.text))
    for facet, condition in CONDITIONS.items():
        if criteria.chosen(facet) and but != facet:
            quotes = condition(quotes, criteria.chosen(facet))
    return quotes


def _said_by(quotes: QuoteQuerySet, ids: tuple[str, ...]) -> QuoteQuerySet:
    credits = Credit.objects.filter(quote=OuterRef("pk"))
    found = Q(Exists(credits.filter(speaker__public_id__in=ids)))
    return quotes.filter(found | ~Q(Exists(credits)) if NONE in ids else found)


def _carried_by(quotes: QuoteQuerySet, ids: tuple[str, ...]) -> QuoteQuerySet:
    carriages = Carriage.objects.active().filter(quote=OuterRef("pk"))
    return quotes.filter(Exists(carriages.filter(appearance__reading__article__outlet__public_id__in=ids)))


def _about(quotes: QuoteQuerySet, ids: tuple[str, ...]) -> QuoteQuerySet:
    return quotes.filter(Exists(filed().filter(quote=OuterRef("pk"), topic__public_id__in=ids)))


def _said_in(quotes: QuoteQuerySet, years: tuple[str, ...]) -> QuoteQuerySet:
    condition = Q(day__year__in=[int(year) for year in years if year != NONE])
    return quotes.with_day().filter(condition | Q(day=None) if NONE in years else condition)


def filed() -> QuerySet[Subject]:
    """What is filed under a topic, without what an editor kept out of it."""
    return Subject.objects.filter(is_rejected=False)


def ordered(quotes: QuoteQuerySet, sort: str) -> QuoteQuerySet:
    """The quotes in one of SORTS; undated ones come last, and the newest entry decides between equals."""
    if sort == "carried":
        return quotes.with_counts().order_by("-outlet_count", "-id")
    if sort == "added":
        return quotes.order_by("-added_at", "-id")
    day = F("day")
    said = day.asc(nulls_last=True) if sort == "oldest" else day.desc(nulls_last=True)
    return quotes.with_day().order_by(said, "-id")


CONDITIONS = {"speaker": _said_by, "outlet": _carried_by, "topic": _about, "year": _said_in}
