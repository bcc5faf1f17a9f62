"""The appearances of a quote, each as its outlet printed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from statements.language.spans import Span
from statements.models import Appearance, Article, Carriage, Quote, Sentence
from statements.search.passages import Paragraph, in_context
from statements.search.plain import Link, When, choice_words, is_paraphrase, link_to, when
from statements.search.sentence_map import lead_figure

# Browsers find a passage by its first and last words; five of each are enough to be the only ones on a page.
FRAGMENT_WORDS = 5
# More than these, of quotations as of paraphrases, would make a page that nobody reads to its end.
MOST_IN_FULL = 20
NO_DATE = "the page gives no date"


@dataclass(frozen=True, slots=True)
class Attribution:
    """How the speaker of one appearance is known, and why it belongs to the quote."""

    text: str
    score: float
    chain: str
    runners_up: str
    said: When | None
    linked: str


@dataclass(frozen=True, slots=True)
class Printed:
    """What one article prints of a quote: in which words, when, and how its speaker is known.

    It may be several appearances, one for each of the `anchors` and `attributions`; the first names the whole.
    """

    anchors: tuple[str, ...]
    outlet: Link
    article: Link
    published: When
    relation: str
    kind: str
    part: str
    via: str
    is_probable: bool
    figure: str
    is_reference: bool
    is_paraphrase: bool
    language: str
    paragraphs: tuple[Paragraph, ...]
    permalink: str
    original_url: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class PrintedBriefly:
    """What one article prints of a quote, without the words."""

    anchors: tuple[str, ...]
    outlet: Link
    article: Link
    published: When
    relation: str
    figure: str


def printed_by(
    quote: Quote,
    carriages: Sequence[Carriage],
    sentences: Sequence[Sentence],
    allowed: Mapping[int, Sequence[Span]],
) -> tuple[tuple[Printed, ...], tuple[PrintedBriefly, ...]]:
    """The carriages of a quote in the order given, those of one article together: the first MOST_IN_FULL quotations
    and paraphrases with their words in context, and the others.

    `allowed` has, for each reading, the spans everybody may read. Words are compared with the quote's unless the
    appearance is the reference itself, the only one, or a paraphrase.
    """
    groups = _by_article(carriages)
    quoted = [group for group in groups if not is_paraphrase(group[0])]
    retold = [group for group in groups if is_paraphrase(group[0])]
    in_full = quoted[:MOST_IN_FULL] + retold[:MOST_IN_FULL]
    others = quoted[MOST_IN_FULL:] + retold[MOST_IN_FULL:]
    return (
        tuple(_printed(quote, group, sentences, allowed, len(groups) > 1) for group in in_full),
        tuple(_printed_briefly(quote, group, sentences) for group in others),
    )


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


def _printed(
    quote: Quote,
    carriages: Sequence[Carriage],
    sentences: Sequence[Sentence],
    allowed: Mapping[int, Sequence[Span]],
    is_compared: bool,
) -> Printed:
    first = carriages[0].appearance
    rows = [carriage.appearance for carriage in carriages]
    reading, article = first.reading, first.reading.article
    is_reference = quote.reference_id in {row.pk for row in rows}
    is_retold = is_paraphrase(carriages[0])
    pieces = sorted(piece for row in rows for piece in zip(row.places, row.words, strict=True))
    reference = quote.wording if is_compared and not is_reference and not is_retold else ""
    return Printed(
        anchors=tuple(filter(None, map(anchor_of, rows))),
        outlet=link_to(article.outlet),
        article=link_to(article),
        published=published_when(article),
        relation=choice_words(carriages[0], "relation"),
        kind=choice_words(first, "kind"),
        part=choice_words(first, "part") if first.part != Appearance.Part.BODY else "",
        via=first.via,
        is_probable=any(carriage.band == Carriage.Band.PROBABLE for carriage in carriages),
        figure="" if is_retold else lead_figure(carriages, quote.wording, sentences),
        is_reference=is_reference,
        is_paraphrase=is_retold,
        language=article.language,
        paragraphs=in_context(reading, pieces, allowed.get(reading.pk, ()), reference),
        permalink=first.get_absolute_url() if first.public_id else "",
        original_url=original_url(article, [words for _, words in pieces]),
        attributions=tuple(map(attribution_of, carriages)),
    )


def _printed_briefly(
    quote: Quote, carriages: Sequence[Carriage], sentences: Sequence[Sentence]
) -> PrintedBriefly:
    article = carriages[0].appearance.reading.article
    return PrintedBriefly(
        anchors=tuple(filter(None, (anchor_of(carriage.appearance) for carriage in carriages))),
        outlet=link_to(article.outlet),
        article=link_to(article),
        published=published_when(article),
        relation=choice_words(carriages[0], "relation"),
        figure="" if is_paraphrase(carriages[0]) else lead_figure(carriages, quote.wording, sentences),
    )


def anchor_of(appearance: Appearance) -> str:
    """The name of an appearance's place on the pages of its quote and its article."""
    return f"w-{appearance.public_id}" if appearance.public_id else ""


def attribution_of(carriage: Carriage) -> Attribution:
    """How an article says who speaks ("Nerys Quill, by name, cue “say”"), and why the words belong to the quote."""
    row = carriage.appearance
    text = "not attributed in the text"
    if row.attributed_by != Appearance.AttributedBy.NONE:
        cue = f", cue “{row.cue}”" if row.cue else ""
        text = f"{row.speaker_name}, by {choice_words(row, 'attributed_by')}{cue}"
    return Attribution(
        text=text,
        score=row.attribution_score,
        chain=" → ".join(row.chain),
        runners_up=", ".join(f"{name} ({score:.2f})" for name, score in row.runners_up),
        said=when(row.said, row.said_basis) if row.is_day_stated else None,
        linked=carriage.basis,
    )


def published_when(article: Article) -> When:
    """When an article was published, and how that is known."""
    published = article.published
    return when(published, choice_words(article, "published_basis") if published else NO_DATE)


def original_url(article: Article, words: Sequence[str] = ()) -> str:
    """The address of the original, at these words where the browser can find them; empty for what is no web address."""
    try:
        scheme = urlsplit(article.url).scheme
    except ValueError:
        return ""
    if scheme not in ("http", "https"):
        return ""
    fragments = "&".join(f"text={_fragment(piece)}" for piece in words if piece.strip())
    return f"{article.url.partition('#')[0]}#:~:{fragments}" if fragments else article.url


def _fragment(piece: str) -> str:
    """Words as a text fragment (WICG Scroll to Text Fragment): "first words,last words" where they are many."""
    words = piece.split()
    ends = [piece.strip()]
    if len(words) > 2 * FRAGMENT_WORDS:
        ends = [" ".join(words[:FRAGMENT_WORDS]), " ".join(words[-FRAGMENT_WORDS:])]
    return ",".join(percent_encode(end, safe="").replace("-", "%2D") for end in ends)
