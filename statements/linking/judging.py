"""The verdict on two wordings: their words compared, and the occasions they were said on."""

from dataclasses import replace
from functools import lru_cache

from statements.language.normalise import is_content
from statements.linking.countdowns import without_countdown
from statements.linking.occasions import same_occasion
from statements.linking.paraphrase import compare_report
from statements.linking.readings import read
from statements.linking.similarity import PROBABLE, SURE, compare_texts
from statements.linking.values import Comparison, Verdict, Wording

# Shorter fragments are said every day by everybody ("a better future"): only the article or the
# stated day tells which statement they come from.
MIN_WORDS, MIN_CONTENT = 5, 2


def compare(a: Wording, b: Wording) -> Comparison:
    """Compare two wordings as texts alone; the order of the two makes no difference.

    Where one is a writer's report of what was said, the words that both have count in any order, and what is only
    possibly the same line is a paraphrase of it.
    """
    found = compare_texts(a.text, b.text)
    if found.band in ("sure", "probable") or is_report(a) == is_report(b):
        return found
    report, direct = (a, b) if is_report(a) else (b, a)
    reported = compare_report(report.text, direct.text)
    if reported.relation or found.band == "none":
        return reported if reported.relation else found
    return replace(found, relation="paraphrased", band="probable", score=PROBABLE)


def features(a: Wording, b: Wording) -> dict[str, str | float]:
    """What a verdict on two wordings rests on, by name, for whoever studies the verdicts later: how their texts
    compare (shares and scores 0..1, content words in common) and what their days and places say."""
    occasion = same_occasion(a, b)
    texts = _compare_on_their_days(a, b, occasion.verdict)
    return {
        "relation": texts.relation,
        "likeness": texts.score,
        "contained": texts.contained,
        "content words": texts.content,
        "conflict": texts.conflict,
        "occasion": occasion.verdict,
        "occasion score": occasion.score,
        "occasion basis": occasion.basis,
    }


def is_report(wording: Wording) -> bool:
    """Whether a wording is a writer's, not the speaker's: indirect speech."""
    return wording.kind == "indirect"


def judge(a: Wording, b: Wording) -> Verdict:
    """What the machine holds of two wordings, the same for (a, b) and (b, a).

    "same" and "other_occasion" hold for the same line; "changed" is the same sentence with another number,
    name or negation; "unsure" is shown to editors; "different" is everything else. The score is 0..1.
    """
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return Verdict("different", 0.0, "different speakers")
    if not (a.speaker and b.speaker) and not _is_one_article(a, b):
        return Verdict("different", 0.0, "not attributed, and not in one article")
    occasion = same_occasion(a, b)
    texts = _compare_on_their_days(a, b, occasion.verdict)
    if is_fragment(a.text) or is_fragment(b.text):
        is_tied = occasion.verdict == "same" and (_is_one_article(a, b) or _state_one_day(a, b))
        verdict = "same" if is_tied and texts.contained == 1 and texts.content else "different"
        score = occasion.score if verdict == "same" else 0.0
    else:
        verdict = _verdict(texts, occasion.verdict)
        likeness = max(texts.score, PROBABLE) if texts.is_cut else texts.score
        score = round(likeness * occasion.score, 3) if verdict == "same" else texts.score
    return Verdict(verdict, score, f"{_in_words(texts)}; {occasion.basis}", _band(verdict, score, texts))


def _compare_on_their_days(a: Wording, b: Wording, occasion: str) -> Comparison:
    """Compare two wordings, numbers of days counted from that of speaking left out of account where they agree. What
    was said on one occasion was counted from one day: another number is a changed one.
    """
    texts = compare(a, b)
    may_count = texts.conflict == "number" and occasion != "same"
    bare = without_countdown(a, b) if may_count else None
    return compare(*bare) if bare else texts


def _verdict(texts: Comparison, occasion: str) -> str:
    if texts.is_cut and occasion == "same" and not texts.conflict:
        return "same"
    if texts.band in ("none", "possible"):
        is_near = texts.band == "possible" and occasion == "same" and not texts.conflict
        return "unsure" if is_near else "different"
    if texts.conflict:
        return "changed"
    if occasion == "other_occasion":
        return "other_occasion"
    return "same" if occasion == "same" else "unsure"


def _band(verdict: str, score: float, texts: Comparison) -> str:
    if verdict == "same":
        return "auto" if score >= SURE else "probable"
    if verdict == "changed":
        return "queue"
    if verdict == "different":
        return "none"
    return "queue" if texts.band == "possible" else "line"


def _in_words(texts: Comparison) -> str:
    if texts.conflict:
        return f"another {texts.conflict} in otherwise equal words"
    percent = round(100 * texts.contained)
    return f"{texts.relation or 'little in common'}, {percent} % of the shorter wording stands in the longer"


def _is_one_article(a: Wording, b: Wording) -> bool:
    return bool(a.article) and a.article == b.article


@lru_cache(maxsize=4096)
def is_fragment(text: str) -> bool:
    """Whether words are so few that only their article or day tells which statement they are of."""
    forms = read(text).forms
    return len(forms) < MIN_WORDS or sum(map(is_content, forms)) < MIN_CONTENT


def _state_one_day(a: Wording, b: Wording) -> bool:
    return a.is_stated and b.is_stated and a.said is not None and a.said == b.said and a.said.is_day
