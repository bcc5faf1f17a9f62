"""The appearances of a quote, each as its outlet printed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext, gettext_noop

from statements.language.spans import Span
from statements.models import Appearance, Article, Carriage, Quote, Sentence
from statements.search.passages import Baseline, Paragraph, in_context
from statements.search.plain import (
    Link,
    When,
    choice_words,
    fragment_words,
    is_paraphrase,
    link_to,
    outlet_of,
    when,
)
from statements.search.sentence_map import lead_figure

# Browsers find a passage by its first and last words; five of each are enough to be the only ones on a page.
FRAGMENT_WORDS = 5
NO_DATE = gettext_noop("the page gives no date")


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
    language: str
    paragraphs: tuple[Paragraph, ...]
    permalink: str
    original_url: str
    web_archive_url: str
    attributions: tuple[Attribution, ...]


def read_in_full(
    quote: Quote,
    carriages: Sequence[Carriage],
    baseline: Baseline | None,
    sentences: Sequence[Sentence],
    allowed: Mapping[int, Sequence[Span]],
) -> Printed:
    """What one article prints in these carriages, its words compared with the baseline if there is one.

    `allowed` has, for each reading, the spans everybody may read.
    """
    first = carriages[0].appearance
    rows = [carriage.appearance for carriage in carriages]
    reading, article = first.reading, first.reading.article
    is_retold = is_paraphrase(carriages[0])
    pieces = pieces_of(carriages)
    return Printed(
        anchors=tuple(filter(None, map(anchor_of, rows))),
        outlet=outlet_of(carriages[0]),
        article=link_to(article),
        published=published_when(article),
        relation=choice_words(carriages[0], "relation"),
        kind=choice_words(first, "kind"),
        part=choice_words(first, "part") if first.part != Appearance.Part.BODY else "",
        via=first.via,
        is_probable=any(carriage.band == Carriage.Band.PROBABLE for carriage in carriages),
        figure="" if is_retold else lead_figure(carriages, quote.wording, sentences),
        is_reference=has_reference(quote, carriages),
        language=article.language,
        paragraphs=in_context(reading, pieces, allowed.get(reading.pk, ()), baseline),
        permalink=first.get_absolute_url() if first.public_id else "",
        original_url=original_url(article, [words for _, words in pieces]),
        web_archive_url=web_archive_url(article),
        attributions=tuple(map(attribution_of, carriages)),
    )


def has_reference(quote: Quote, carriages: Sequence[Carriage]) -> bool:
    """Whether the quote's reference wording is one of these."""
    return quote.reference_id in {carriage.appearance_id for carriage in carriages}


def pieces_of(carriages: Sequence[Carriage]) -> list[tuple[Span, str]]:
    """The places and words of these in the order of their article."""
    rows = (carriage.appearance for carriage in carriages)
    return sorted(piece for row in rows for piece in zip(row.places, row.words, strict=True))


def anchor_of(appearance: Appearance) -> str:
    """The name of an appearance's place on the pages of its quote and its article."""
    return f"w-{appearance.public_id}" if appearance.public_id else ""


def attribution_of(carriage: Carriage) -> Attribution:
    """How an article says who speaks ("Nerys Quill, by name, cue “say”"), and why the words belong to the quote."""
    row = carriage.appearance
    text = gettext("not attributed in the text")
    if row.attributed_by != Appearance.AttributedBy.NONE:
        text = (
            gettext("%(name)s, by %(manner)s, cue “%(cue)s”")
            if row.cue
            else gettext("%(name)s, by %(manner)s")
        )
        text %= {"name": row.speaker_name, "manner": choice_words(row, "attributed_by"), "cue": row.cue}
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
    return when(published, choice_words(article, "published_basis") if published else gettext(NO_DATE))


def original_url(article: Article, words: Sequence[str] = ()) -> str:
    """The address of the original, at these words where the browser can find them; empty for what is no web address,
    and for outlets that are not linked to."""
    if not article.outlet.is_linked:
        return ""
    try:
        scheme = urlsplit(article.url).scheme
    except ValueError:
        return ""
    if scheme not in ("http", "https"):
        return ""
    fragments = "&".join(f"text={_fragment(piece)}" for piece in words if piece.strip())
    return f"{article.url.partition('#')[0]}#:~:{fragments}" if fragments else article.url


def web_archive_url(article: Article) -> str:
    """Where the Wayback Machine has, or would have, the original nearest to its day; empty as for `original_url`."""
    url, published = original_url(article), article.published
    day = published.first or published.last if published else None
    return f"https://web.archive.org/web/{f'{day:%Y%m%d}/' if day else ''}{url}" if url else ""


def _fragment(piece: str) -> str:
    """Words as a text fragment (WICG Scroll to Text Fragment): "first words,last words" where they are many."""
    words = piece.split()
    ends = [piece.strip()]
    if len(words) > 2 * FRAGMENT_WORDS:
        ends = [" ".join(words[:FRAGMENT_WORDS]), " ".join(words[-FRAGMENT_WORDS:])]
    return ",".join(map(fragment_words, ends))
