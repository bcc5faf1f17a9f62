"""A line said on several occasions: who carried it each time, in which words, and when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from statements.language.diff import compare_words
from statements.language.spans import Span
from statements.models import Appearance, Carriage, Quote, Refrain, Repetition
from statements.search.passages import Stretch
from statements.search.plain import (
    WHOLE,
    Link,
    When,
    choice_words,
    is_paraphrase,
    link_to,
    mark_words,
    said_when,
    when,
)
from statements.search.results import Pages, make_pages
from statements.search.timeline import Timeline, make_timeline

# Fewer words in a row are in any two sentences: they carry nothing of a line. As in the search for refrains.
LEAST_WORDS = 3
# Of a refrain's occasions, as many as a page shows at once, and as many as fit on the page of a quote.
OCCASIONS_PER_PAGE, OCCASIONS_BESIDE = 20, 12


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A refrain as the page of one of its quotes shows it: the occasions around the quote's own, in time order."""

    refrain: Link
    others: int
    is_whole: bool
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class LineCarrier:
    """An outlet that carried the line on one occasion, and the words it printed of it."""

    outlet: Link
    article: Link
    mark: str
    word: str
    words: str
    is_paraphrase: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occasion of a refrain: its quote with the line picked out ("slot"), and who carried the line."""

    quote: Link
    said: When
    occasion: Link | None
    wording: tuple[Stretch, ...]
    is_reported: bool
    is_reviewed: bool
    language: str
    evidence: str
    carriers: tuple[LineCarrier, ...]


@dataclass(frozen=True, slots=True)
class RefrainPage:
    """One page of a refrain's occasions in time order, undated ones last; `first` and `outlets` are of all of them."""

    refrain: Refrain
    speaker: Link
    pages: Pages
    occurrences: tuple[Occurrence, ...]
    first: When
    outlets: tuple[Link, ...]
    timeline: Timeline


def shown_refrains() -> QuerySet[Refrain]:
    """Refrains with an id of which at least two quotes are published; the line of one alone is no refrain."""
    published = Repetition.objects.filter(
        is_active=True, quote__status=Quote.Status.PUBLISHED, refrain=OuterRef("pk")
    )
    first, second = published.values("pk")[:1], published.values("pk")[1:2]
    rows = Refrain.objects.filter(public_id__isnull=False).select_related("speaker")
    return rows.annotate(one=first, two=second).filter(two__isnull=False)


def heir_of(refrain: Refrain) -> Refrain | None:
    """The refrain that shares most quotes with one of which none is left to show, present or former ones."""
    quotes = refrain.repetitions.values("quote")
    heirs = shown_refrains().exclude(pk=refrain.pk).filter(repetitions__quote__in=quotes)
    return heirs.annotate(shared=Count("repetitions__quote", distinct=True)).order_by("-shared", "pk").first()


def quotes_left(refrain: Refrain) -> QuerySet[Quote]:
    """The published quotes that a former refrain stood in."""
    return Quote.objects.published().filter(repetitions__refrain=refrain).distinct()


def read_refrain(refrain: Refrain, number: int) -> RefrainPage:
    """This page of one refrain in two queries more; without occasions if there is no such page."""
    repetitions = sorted(_published(refrain.repetitions.all()), key=_in_time)
    carriages: dict[int, list[Carriage]] = defaultdict(list)
    for carriage in Carriage.objects.with_articles().filter(quote__in=[row.quote_id for row in repetitions]):
        carriages[carriage.quote_id].append(carriage)
    occurrences = tuple(_occurrence(row, carriages[row.quote_id]) for row in repetitions)
    outlets = {carrier.outlet: None for occurrence in occurrences for carrier in occurrence.carriers}
    pages = make_pages(number, len(occurrences), OCCASIONS_PER_PAGE)
    shown = slice(pages.first - 1, pages.last)
    rows = [
        (row.quote.said, occurrence.said, occurrence.occasion, _marks(occurrence.carriers))
        for row, occurrence in zip(repetitions[shown], occurrences[shown], strict=True)
    ]
    return RefrainPage(
        refrain=refrain,
        speaker=link_to(refrain.speaker),
        pages=pages,
        occurrences=occurrences[shown],
        first=occurrences[0].said if occurrences else when(None, ""),
        outlets=tuple(outlets),
        timeline=make_timeline(rows),
    )


def is_repeated() -> Exists:
    """Whether a quote belongs to a refrain, as an annotation: most do not, and are spared a query."""
    return Exists(Repetition.objects.filter(quote=OuterRef("pk"), is_active=True))


def recurrences_of(quote: Any) -> tuple[Recurrence, ...]:
    """The refrains that a quote belongs to, each with its published occasions, in one query. The quote is loaded with
    `is_repeated`.
    """
    if not quote.is_repeated:
        return ()
    own = Repetition.objects.filter(quote=quote, is_active=True, refrain__public_id__isnull=False)
    carried = (
        Carriage.objects.with_articles()
        .select_related(None)
        .filter(quote=OuterRef("quote"))
        .values(
            json=JSONObject(
                outlet="appearance__reading__article__outlet__name",
                words="appearance__words",
                kind="appearance__kind",
                relation="relation",
            )
        )
    )
    rows = _published(Repetition.objects.filter(refrain__in=own.values("refrain"))).select_related("refrain")
    by_refrain: dict[Refrain, list[Repetition]] = defaultdict(list)
    for row in rows.annotate(carried=ArraySubquery(carried)):
        by_refrain[row.refrain].append(row)
    return tuple(
        Recurrence(
            link_to(refrain, refrain.wording),
            len(rows) - 1,
            len(rows) <= OCCASIONS_BESIDE,
            _short_timeline(_around(sorted(rows, key=_in_time), quote), quote),
        )
        for refrain, rows in by_refrain.items()
        if len(rows) > 1
    )


def _published(rows: QuerySet[Repetition]) -> QuerySet[Repetition]:
    shown = rows.filter(is_active=True, quote__status=Quote.Status.PUBLISHED)
    return shown.select_related("quote__occasion", "quote__reference")


def _in_time(row: Repetition) -> tuple[date, int]:
    said = row.quote.said
    return (said.first or said.last or date.max if said else date.max), row.quote_id


def _around(rows: Sequence[Repetition], here: Quote) -> Sequence[Repetition]:
    """As many occasions as fit beside a quote, its own in the middle or as near to it as the ends allow."""
    here_at = next(i for i, row in enumerate(rows) if row.quote_id == here.pk)
    start = max(min(here_at - OCCASIONS_BESIDE // 2, len(rows) - OCCASIONS_BESIDE), 0)
    return rows[start : start + OCCASIONS_BESIDE]


def _short_timeline(rows: Sequence[Repetition], here: Quote) -> Timeline:
    lines = []
    for row in rows:
        occasion = link_to(row.quote.occasion) if row.quote.occasion else None
        marks = [
            (mark, entry["outlet"]) for entry in row.carried if (mark := _mark_of_entry(row.wording, entry))
        ]
        lines.append((row.quote.said, said_when(row.quote), occasion, marks))
    here_at = next((i for i, row in enumerate(rows) if row.quote_id == here.pk), None)
    urls = [row.quote.get_absolute_url() for row in rows]
    return make_timeline(lines, urls, here_at)


def _mark_of_entry(line: str, entry: dict[str, Any]) -> str:
    """The mark of an outlet for a line; empty if it carried other words of the quote only."""
    carriage = Carriage(relation=entry["relation"], appearance=Appearance(kind=entry["kind"]))
    if is_paraphrase(carriage):
        return "para"
    share, _ = printed_line(line, " ".join(entry["words"]))
    return ("full" if share >= WHOLE else "part") if share else ""


def _occurrence(row: Repetition, carriages: Iterable[Carriage]) -> Occurrence:
    quote = row.quote
    carriers = (carrier for carriage in carriages if (carrier := _carrier(row.wording, carriage)))
    return Occurrence(
        quote=link_to(quote),
        said=said_when(quote),
        occasion=link_to(quote.occasion) if quote.occasion else None,
        wording=_picked_out(quote.wording, [Span(start, end) for start, end in row.spans]),
        is_reported=quote.is_reported,
        is_reviewed=quote.is_reviewed,
        language=quote.language,
        evidence=choice_words(quote.reference, "evidence"),
        carriers=tuple(carriers),
    )


def _carrier(line: str, carriage: Carriage) -> LineCarrier | None:
    """An outlet with its words of the line; None if it carried other words of the quote only."""
    appearance = carriage.appearance
    article = appearance.reading.article
    if is_paraphrase(carriage):
        mark, words = "para", appearance.text
    else:
        share, words = printed_line(line, appearance.text)
        if not share:
            return None
        mark = "full" if share >= WHOLE else "part"
    outlet, page = link_to(article.outlet), link_to(article)
    return LineCarrier(outlet, page, mark, mark_words(mark), words, mark == "para")


def printed_line(line: str, text: str) -> tuple[float, str]:
    """Which share of a line a text prints, and its words from the first to the last that belong to the line; 0 and
    no words where it has not even LEAST_WORDS of it in a row."""
    pieces = compare_words(line, text)
    same = [i for i, piece in enumerate(pieces) if piece.kind == "same"]
    if max((pieces[i].words for i in same), default=0) < min(LEAST_WORDS, len(line.split())):
        return 0.0, ""
    kept = sum(pieces[i].words for i in same)
    lost = sum(piece.words for piece in pieces if piece.kind == "left_out")
    inside = pieces[same[0] : same[-1] + 1]
    return kept / (kept + lost), "".join(piece.text for piece in inside if piece.kind != "left_out").strip(
        " ,;:"
    )


def _picked_out(wording: str, spans: Iterable[Span]) -> tuple[Stretch, ...]:
    stretches, at = [], 0
    for span in sorted(spans):
        stretches += [Stretch("said", wording[at : span.start]), Stretch("slot", span.of(wording))]
        at = max(at, span.end)
    return tuple(stretch for stretch in [*stretches, Stretch("said", wording[at:])] if stretch.text)


def _marks(carriers: Iterable[LineCarrier]) -> list[tuple[str, str]]:
    return [(carrier.mark, carrier.outlet.label) for carrier in carriers]
