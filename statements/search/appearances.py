"""The appearances of a quote, each as its outlet printed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from statements.language.spans import Span
from statements.models import Appearance, Article, Carriage, Quote, Sentence
from statements.search.passages import Paragraph, in_context
from statements.search.plain import Link, When, choice_words, is_paraphrase, link_to, mark_of, when
from statements.search.sentence_map import lead_figure

# Browsers find a passage by its first and last words; five of each are enough to be the only ones on a page.
FRAGMENT_WORDS = 5
NO_DATE = "the page gives no date"


@dataclass(frozen=True, slots=True)
class Printed:
    """One appearance of a quote: who printed it, when, in which words, and how its speaker is known."""

    anchor: str
    outlet: Link
    article: Link
    byline: str
    published: When
    said: When | None
    relation: str
    kind: str
    part: str
    via: str
    is_probable: bool
    basis: str
    mark: str
    figure: str
    is_reference: bool
    is_paraphrase: bool
    language: str
    paragraphs: tuple[Paragraph, ...]
    permalink: str
    original_url: str
    attribution: str
    score: float
    chain: str
    runners_up: str


def printed_by(
    quote: Quote,
    carriages: Sequence[Carriage],
    sentences: Sequence[Sentence],
    allowed: Mapping[int, Sequence[Span]],
) -> tuple[Printed, ...]:
    """The carriages of a quote in the order given, each with its words in their context.

    `allowed` has, for each reading, the spans everybody may read. Words are compared with the quote's unless the
    appearance is the reference itself, the only one, or a paraphrase.
    """
    return tuple(_printed(quote, carriage, sentences, allowed, len(carriages) > 1) for carriage in carriages)


def _printed(
    quote: Quote,
    carriage: Carriage,
    sentences: Sequence[Sentence],
    allowed: Mapping[int, Sequence[Span]],
    is_compared: bool,
) -> Printed:
    appearance, article = carriage.appearance, carriage.appearance.reading.article
    is_reference = appearance.pk == quote.reference_id
    is_compared = is_compared and not is_reference and not is_paraphrase(carriage)
    spans = allowed.get(appearance.reading_id, ())
    return Printed(
        anchor=anchor_of(appearance),
        outlet=link_to(article.outlet),
        article=link_to(article),
        byline=article.byline,
        published=published_when(article),
        said=when(appearance.said, appearance.said_basis) if appearance.is_day_stated else None,
        relation=choice_words(carriage, "relation"),
        kind=choice_words(appearance, "kind"),
        part=choice_words(appearance, "part") if appearance.part != Appearance.Part.BODY else "",
        via=appearance.via,
        is_probable=carriage.band == Carriage.Band.PROBABLE,
        basis=carriage.basis,
        mark=mark_of(carriage),
        figure="" if is_paraphrase(carriage) else lead_figure(carriage, quote.wording, sentences),
        is_reference=is_reference,
        is_paraphrase=is_paraphrase(carriage),
        language=article.language,
        paragraphs=in_context(appearance, spans, quote.wording if is_compared else ""),
        permalink=appearance.get_absolute_url() if appearance.public_id else "",
        original_url=original_url(article, appearance.words),
        attribution=attribution_of(appearance),
        score=appearance.attribution_score,
        chain=" → ".join(appearance.chain),
        runners_up=", ".join(f"{name} ({score:.2f})" for name, score in appearance.runners_up),
    )


def anchor_of(appearance: Appearance) -> str:
    """The name of an appearance's place on the pages of its quote and its article."""
    return f"w-{appearance.public_id}" if appearance.public_id else ""


def attribution_of(appearance: Appearance) -> str:
    """How the article says who speaks: "Nerys Quill", by name beside "said"."""
    if appearance.attributed_by == Appearance.AttributedBy.NONE:
        return "not attributed in the text"
    cue = f", cue “{appearance.cue}”" if appearance.cue else ""
    return f"{appearance.speaker_name}, by {choice_words(appearance, 'attributed_by')}{cue}"


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
