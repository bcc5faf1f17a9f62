"""The printings of a quote beside each other, page by page, compared with its reference wording or with one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statements.language.spans import Span
from statements.language.wording import join_pieces
from statements.models import Carriage, Quote, Sentence
from statements.search.appearances import Printed, has_reference, pieces_of, published_when, read_in_full
from statements.search.cards import published_beside
from statements.search.carried import Carried, by_article
from statements.search.passages import Baseline, open_spans
from statements.search.results import Pages, make_pages

# More than these would make a page that nobody reads to its end.
PAGE_SIZE = 20
Printing = list[Carriage]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a reader wants the printings: `against` is the public id of an appearance to compare with, empty for the
    reference wording; `is_exact`: capitals, marks and contractions are differences too; `page` is the number of the
    page, unless an appearance is named that it has to hold, `at`.
    """

    against: str = ""
    is_exact: bool = False
    page: int = 1
    at: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A printing that others may be compared with, by the public id of its first appearance."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the printings are compared with (`chosen` is empty for the reference wording), and what else they may be;
    `is_unknown`: one was asked for that is none of the choices.
    """

    chosen: str
    label: str
    is_exact: bool
    choices: tuple[Choice, ...]
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class OpenPage:
    """One page of printings, quotations before what only retells: the rows of each article. `against` is what the
    others are compared with, no page need hold it; `reference` may be on another page as well. `allowed` has, for each
    reading, the spans that everybody may read.
    """

    quoted: tuple[Printing, ...]
    retold: tuple[Printing, ...]
    against: Printing | None
    reference: Carriage | None
    allowed: Mapping[int, Sequence[Span]]
    pages: Pages


@dataclass(frozen=True, slots=True)
class Printings:
    """Those that quote it and those that retell it, with their words in context, and what the words are compared
    with; they are one of the pages.
    """

    quoted: tuple[Printed, ...]
    retold: tuple[Printed, ...]
    comparison: Comparison
    pages: Pages


def open_page(quote: Quote, carried: Sequence[Carried], wanted: Wanted) -> OpenPage:
    """The page of printings that is wanted, in two queries."""
    groups = sorted(by_article(carried), key=lambda group: group[0].is_retold)
    ids = [[one.public_id for one in group] for group in groups]
    number = next(
        (i // PAGE_SIZE + 1 for i, held in enumerate(ids) if wanted.at and wanted.at in held), wanted.page
    )
    pages = make_pages(number, len(groups), PAGE_SIZE)
    shown = groups[pages.first - 1 : pages.last]
    against = next((g for g in groups if wanted.against and g[0].public_id == wanted.against), [])
    keys = {one.key for group in (*shown, against) for one in group}
    keys |= {one.key for one in carried if one.appearance == quote.reference_id}
    rows = {row.pk: row for row in quote.carriages.with_articles().filter(pk__in=keys)}
    beside = published_beside(row.appearance.reading_id for row in rows.values())
    return OpenPage(
        quoted=tuple([rows[one.key] for one in group] for group in shown if not group[0].is_retold),
        retold=tuple([rows[one.key] for one in group] for group in shown if group[0].is_retold),
        against=[rows[one.key] for one in against if not one.is_retold] or None,
        reference=next((row for row in rows.values() if row.appearance_id == quote.reference_id), None),
        allowed={key: open_spans(held[0].reading, held) for key, held in beside.items()},
        pages=pages,
    )


def printings_of(quote: Quote, page: OpenPage, sentences: Sequence[Sentence], wanted: Wanted) -> Printings:
    """The printings of a page, as it shows them. Words are compared unless they are the ones compared with, the only
    ones, or a paraphrase.
    """
    pieces = [words for _, words in pieces_of(page.against)] if page.against else []
    baseline = Baseline(join_pieces(pieces) if pieces else quote.wording, wanted.is_exact)
    is_alone = page.pages.total == 1
    compared = [
        None
        if is_alone or group == page.against or (not page.against and has_reference(quote, group))
        else baseline
        for group in page.quoted
    ]
    return Printings(
        tuple(
            read_in_full(quote, *pair, sentences, page.allowed)
            for pair in zip(page.quoted, compared, strict=True)
        ),
        tuple(read_in_full(quote, group, None, sentences, page.allowed) for group in page.retold),
        _comparison(quote, page, wanted),
        page.pages,
    )


def _comparison(quote: Quote, page: OpenPage, wanted: Wanted) -> Comparison:
    groups = list(page.quoted)
    if page.against and page.against not in groups:
        groups.append(page.against)
    choices = tuple(
        Choice(_id_of(group), _label(group)) for group in groups if not has_reference(quote, group)
    )
    is_reference = page.against is not None and has_reference(quote, page.against)
    alone = page.against or ([page.reference] if page.reference else None)
    return Comparison(
        chosen=wanted.against if page.against and not is_reference else "",
        label=_label(alone) if alone else str(quote.reference.reading.article.outlet),
        is_exact=wanted.is_exact,
        choices=tuple(choice for choice in choices if choice.id),
        is_unknown=bool(wanted.against) and page.against is None,
    )


def _id_of(group: Sequence[Carriage]) -> str:
    return group[0].appearance.public_id or ""


def _label(group: Sequence[Carriage]) -> str:
    article = group[0].appearance.reading.article
    return f"{article.outlet}, {published_when(article).text}"
