"""All printings of a quote beside each other, compared with its reference wording or with one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statements.language.spans import Span
from statements.language.wording import join_pieces
from statements.models import Carriage, Quote, Sentence
from statements.search.appearances import (
    Printed,
    PrintedBriefly,
    has_reference,
    pieces_of,
    published_when,
    read_briefly,
    read_in_full,
)
from statements.search.passages import Baseline
from statements.search.plain import is_paraphrase

# More than these, of quotations as of paraphrases, would make a page that nobody reads to its end.
MOST_IN_FULL = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a reader wants the printings compared: `against` is the public id of an appearance, empty for the reference
    wording; `is_exact`: capitals, marks and contractions are differences too.
    """

    against: str = ""
    is_exact: bool = False


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
class Printings:
    """Those that quote it and those that retell it, with their words in context; those without their words; and what
    the words are compared with.
    """

    quoted: tuple[Printed, ...]
    retold: tuple[Printed, ...]
    briefly: tuple[PrintedBriefly, ...]
    comparison: Comparison


def printings_of(
    quote: Quote,
    carriages: Sequence[Carriage],
    sentences: Sequence[Sentence],
    allowed: Mapping[int, Sequence[Span]],
    wanted: Wanted,
) -> Printings:
    """The carriages of a quote in the order given, those of one article together: the first MOST_IN_FULL quotations
    and paraphrases with their words in context, and the others.

    `allowed` has, for each reading, the spans everybody may read. Words are compared unless they are the ones compared
    with, the only ones, or a paraphrase.
    """
    groups = _by_article(carriages)
    quoted = [group for group in groups if not is_paraphrase(group[0])]
    retold = [group for group in groups if is_paraphrase(group[0])]
    shown, rest = quoted[:MOST_IN_FULL], quoted[MOST_IN_FULL:] + retold[MOST_IN_FULL:]
    chosen = next((group for group in shown if wanted.against and _id_of(group) == wanted.against), None)
    baseline = Baseline(
        join_pieces([words for _, words in pieces_of(chosen)]) if chosen else quote.wording, wanted.is_exact
    )
    alone = chosen or next((group for group in shown if has_reference(quote, group)), None)
    compared = [None if group is alone or len(groups) == 1 else baseline for group in shown]
    return Printings(
        tuple(read_in_full(quote, *pair, sentences, allowed) for pair in zip(shown, compared, strict=True)),
        tuple(read_in_full(quote, group, None, sentences, allowed) for group in retold[:MOST_IN_FULL]),
        tuple(read_briefly(quote, group, sentences) for group in rest),
        _comparison(quote, shown, alone, wanted),
    )


def _comparison(
    quote: Quote, shown: Sequence[list[Carriage]], alone: list[Carriage] | None, wanted: Wanted
) -> Comparison:
    choices = [Choice(_id_of(group), _label(group)) for group in shown if not has_reference(quote, group)]
    chosen = wanted.against if any(choice.id == wanted.against for choice in choices) else ""
    is_reference = alone is not None and _id_of(alone) == wanted.against
    return Comparison(
        chosen=chosen,
        label=_label(alone) if alone else str(quote.reference.reading.article.outlet),
        is_exact=wanted.is_exact,
        choices=tuple(choice for choice in choices if choice.id),
        is_unknown=bool(wanted.against) and not chosen and not is_reference,
    )


def _id_of(group: Sequence[Carriage]) -> str:
    return group[0].appearance.public_id or ""


def _label(group: Sequence[Carriage]) -> str:
    article = group[0].appearance.reading.article
    return f"{article.outlet}, {published_when(article).text}"


def _by_article(carriages: Sequence[Carriage]) -> list[list[Carriage]]:
    """The carriages of one article that carry different words of the quote, each group in the order of the text."""
    groups: list[list[Carriage]] = []
    for carriage in carriages:
        group = next((group for group in groups if all(_goes_with(carriage, other) for other in group)), None)
        if group is None:
            groups.append([carriage])
        else:
            group.append(carriage)
    return [sorted(group, key=lambda carriage: carriage.appearance.spans) for group in groups]


def _goes_with(carriage: Carriage, other: Carriage) -> bool:
    is_beside = carriage.appearance.reading_id == other.appearance.reading_id
    is_quoted = not is_paraphrase(carriage) and not is_paraphrase(other)
    spans = [Span(*span) for span in other.carried]
    return (
        is_beside
        and is_quoted
        and not any(Span(*own).overlaps(span) for own in carriage.carried for span in spans)
    )
