"""A pasted sentence looked up: who carried it, in which words, and which of its words nobody carried."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from statements.language.diff import spans_carried
from statements.language.normalise import fold
from statements.language.reporting import find_cues
from statements.language.spans import Span
from statements.language.tables import language
from statements.linking.similarity import POSSIBLE, compare_texts
from statements.linking.values import Comparison
from statements.models import Quote
from statements.search.alike import ANYBODY, quotes_sharing
from statements.search.cards import OutletMark, outlet_marks
from statements.search.passages import Baseline, Paragraph, Stretch, compared
from statements.search.plain import Link, When, link_to, mark_of, outlet_of, said_when

# The longest text that is looked up, in characters: a paragraph.
MAX_LENGTH = 1000
# So many quotes are compared, and so many are shown.
NEAREST, SHOWN = 30, 5
# Fewer words in marks are a part of a sentence, whose other words are looked up with them.
LEAST_QUOTED = 4
_MARKED = re.compile(r"[“”„«»\"]([^“”„«»\"]+)[“”„«»\"]")
_BEFORE, _AFTER = re.compile(r"([^:]{1,60}):\s+(.+)"), re.compile(r"(.+),\s+([^,]{1,60})")
_MARKS = re.compile(r"[^\w\s]*\s*")
# The verdicts, the best first.
VERDICTS = ("verbatim", "part", "more", "reworded", "changed", "similar", gettext_noop("not found"))


@dataclass(frozen=True, slots=True)
class Match:
    """A quote like the text: the verdict on it, the fact that differs if one does, and its nearest wording compared
    with the text."""

    url: str
    verdict: str
    conflict: str
    wording: str
    line: Paragraph
    language: str
    speakers: tuple[Link, ...]
    said: When
    outlets: tuple[OutletMark, ...]
    score: float
    is_other_speaker: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A text looked up. `text` is what was looked for: the words in marks, where it has some. `line` has "said" for its
    words that somebody carried and "added" for the others."""

    text: str
    verdict: str
    line: Paragraph
    matches: tuple[Match, ...]


def check(typed: str) -> Checked:
    """Looks up a sentence, with or without its attribution, in at most six queries."""
    text, around = words_said(typed)
    found = [key for key, _ in quotes_sharing(text, ANYBODY, None, NEAREST)] if fold(text) else []
    quotes = Quote.objects.published().filter(pk__in=found).with_speakers().with_carriages()
    matches = sorted(
        (match for quote in quotes if (match := _match(text, around, quote))),
        key=lambda match: (VERDICTS.index(match.verdict), -match.score, match.url),
    )
    shown = tuple(matches[:SHOWN])
    carriers = [match for match in shown if match.verdict not in ("changed", "similar")]
    line = _carried(text, [match.wording for match in carriers])
    return Checked(text, shown[0].verdict if shown else VERDICTS[-1], line, shown)


def words_said(typed: str) -> tuple[str, str]:
    """What was said, and what stands around it: the words in marks of "“…,” Roe said", all before a last ", Roe said"
    or behind a first "Roe said:", else all.
    """
    marked = [match[1] for match in _MARKED.finditer(typed)]
    said = " ".join(" ".join(marked).split())
    if len(said.split()) >= LEAST_QUOTED:
        return said, " ".join(_MARKED.sub(" ", typed).split())
    text = " ".join(typed.split())
    for match, words, clause in ((_BEFORE.fullmatch(text), 2, 1), (_AFTER.fullmatch(text), 1, 2)):
        if match and find_cues(language("en"), match[clause]) and len(match[words].split()) >= LEAST_QUOTED:
            return match[words], match[clause]
    return text, ""


def _match(text: str, around: str, quote: Quote) -> Match | None:
    """How a quote is like a text, by the wording of it that has most in common with it; None where it is not."""
    carriages = list(quote.carriages.all())
    wordings = dict.fromkeys([quote.wording, *(carriage.appearance.text for carriage in carriages)])
    texts, wording = max(
        ((compare_texts(text, wording), wording) for wording in wordings),
        key=lambda pair: (pair[0].content, pair[0].score, not pair[0].conflict),
    )
    if texts.score < POSSIBLE:
        return None
    speakers = [credit.speaker for credit in quote.credits.all()]
    names = {word for speaker in speakers for word in fold(speaker.name).split()}
    is_other = bool(re.search(r"\b[A-ZÀ-Þ]\w+", around)) and names.isdisjoint(fold(around).split())
    return Match(
        url=quote.get_absolute_url(),
        verdict=_verdict(text, wording, texts),
        conflict=texts.conflict,
        wording=wording,
        line=compared(Baseline(text), [wording])[0],
        language=quote.language,
        speakers=tuple(map(link_to, speakers)),
        said=said_when(quote),
        outlets=outlet_marks((outlet_of(c), mark_of(c)) for c in carriages),
        score=texts.score,
        is_other_speaker=is_other,
    )


def _verdict(text: str, wording: str, texts: Comparison) -> str:
    if texts.conflict:
        return "changed"
    if fold(text) == fold(wording):
        return "verbatim"
    is_part = len(fold(text)) <= len(fold(wording))
    if texts.contained == 1 and (is_part or texts.relation != "split"):
        return "part" if is_part else "more"
    return "reworded" if texts.band in ("sure", "probable") else "similar"


def _carried(text: str, printed: Iterable[str]) -> Paragraph:
    """The text with the words that nobody carried apart; a mark goes with the word before it."""
    spans = sorted({span for words in printed for span in spans_carried(text, words)})
    line: list[Stretch] = []
    at = 0
    for start, end in (*_joined(spans), (len(text), len(text))):
        if re.search(r"\w", text[at:start]):
            line.append(Stretch("added", text[at:start]))
        at = _MARKS.match(text, end).end()  # type: ignore[union-attr]
        line += [Stretch("said", text[start:at])] if at > start else []
    return tuple(line)


def _joined(spans: Sequence[Span]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
