"""Why each quotation of an article is one, whose, and how sure: every decision in words, for those who check them."""

from dataclasses import dataclass

from statements.extraction.confidence import PUBLISH_SCORE, WEIGHTS
from statements.extraction.page import ArticleText
from statements.extraction.quotations import Decision, decide


@dataclass(frozen=True, slots=True)
class Explained:
    """One decision. words: what stands in the marks, or what is reported. why: why it is no quotation, "" where it is
    one; the rest is then empty. found: what was found of it, as (label, words) in reading order. sum: the signs that
    the score adds up from, with their weights in natural logarithms of the odds. is_published: the name passes the
    threshold.
    """

    words: str
    kind: str
    speaker: str
    score: float
    why: str
    found: tuple[tuple[str, str], ...]
    sum: tuple[tuple[str, float], ...]
    is_published: bool


def explain(page: ArticleText) -> tuple[Explained, ...]:
    """Every decision on an article's words in marks and reporting clauses, in order."""
    return tuple(_explained(page.text, decision) for decision in decide(page))


def _explained(text: str, decision: Decision) -> Explained:
    quotation = decision.quotation
    if quotation is None:
        return Explained(decision.words.of(text), "", "", 0.0, decision.why, (), (), False)
    found = {
        "clause": " … ".join(span.of(text) for span in quotation.carrier),
        "verb": f"{quotation.cue.of(text)} ({quotation.cue_verb})" if quotation.cue else "",
        "speaker there": quotation.source.of(text) if quotation.source else "",
        "way to the name": " → ".join(quotation.chain),
        "said with": ", ".join(name for name, _ in quotation.jointly),
        "role": quotation.role,
        "also possible": ", ".join(f"{name} {score:.2f}" for name, score in quotation.runners_up),
        "heard by": quotation.via,
        "evidence": quotation.evidence,
        "question put": quotation.prompt.of(text) if quotation.prompt else "",
        "day": quotation.day_phrase.of(text) if quotation.day_phrase else "",
        "place": quotation.place,
        "said in": quotation.said_language,
        "translated": "yes" if quotation.is_translated else "",
        "part": quotation.part,
    }
    signs = ("always", *quotation.signs) if quotation.signs else ()
    is_somebody = len(quotation.speaker.split()) > 1 or bool(quotation.speaker and quotation.role)
    is_named = is_somebody and quotation.kind != "indirect" and quotation.evidence != "second-hand"
    return Explained(
        words=" … ".join(span.of(text) for span in quotation.segments),
        kind=quotation.kind,
        speaker=quotation.speaker,
        score=quotation.score,
        why="",
        found=tuple((label, words) for label, words in found.items() if words),
        sum=tuple((sign, WEIGHTS.get(sign, 0.0)) for sign in signs),
        is_published=is_named and quotation.score >= PUBLISH_SCORE,
    )
