"""The verdict on two wordings: their words compared, and the occasions they were said on."""

from statements.language.normalise import is_content, words
from statements.linking.occasions import same_occasion
from statements.linking.similarity import compare_texts
from statements.linking.values import Comparison, Verdict, Wording

# Shorter fragments are said every day by everybody ("make it safer"): in 651 labelled pairs only the article or
# the stated day told which statement they came from.
MIN_WORDS, MIN_CONTENT = 5, 2


def compare(a: Wording, b: Wording) -> Comparison:
    """Compare two wordings as texts alone; the order of the two makes no difference."""
    return compare_texts(a.text, b.text)


def judge(a: Wording, b: Wording) -> Verdict:
    """What the machine holds of two wordings, the same for (a, b) and (b, a).

    "same" and "other_occasion" hold for the same line; "changed" is the same sentence with another number, name
    or negation; "unsure" is shown to editors; "different" is everything else. The score is 0..1.
    """
    is_one_article = bool(a.article) and a.article == b.article
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return Verdict("different", 0.0, "different speakers")
    if not (a.speaker and b.speaker) and not is_one_article:
        return Verdict("different", 0.0, "not attributed, and not in one article")
    texts, occasion = compare(a, b), same_occasion(a, b)
    share = f"{_in_words(texts)}; {occasion.basis}"
    if _is_fragment(a.text) or _is_fragment(b.text):
        is_tied = occasion.verdict == "same" and (is_one_article or _state_one_day(a, b))
        is_same = is_tied and texts.contained == 1 and texts.content > 0
        return Verdict("same" if is_same else "different", occasion.score if is_same else 0.0, f"a fragment: {share}")
    if texts.band == "none" or (texts.band == "possible" and (texts.conflict or occasion.verdict != "same")):
        return Verdict("different", texts.score, share)
    if occasion.verdict == "other_occasion":
        return Verdict("other_occasion", texts.score, share)
    if texts.conflict:
        return Verdict("changed", texts.score, f"another {texts.conflict} in otherwise equal words; {occasion.basis}")
    if occasion.verdict == "unsure" or texts.band == "possible":
        return Verdict("unsure", texts.score, share)
    return Verdict("same", round(texts.score * occasion.score, 3), share)


def _in_words(texts: Comparison) -> str:
    percent = f"{texts.contained:.0%}".replace("%", " %")
    return f"{texts.relation or 'little in common'}, {percent} of the shorter wording stands in the longer"


def _is_fragment(text: str) -> bool:
    forms = [word.form for word in words(text)]
    return len(forms) < MIN_WORDS or sum(map(is_content, forms)) < MIN_CONTENT


def _state_one_day(a: Wording, b: Wording) -> bool:
    return a.is_stated and b.is_stated and a.said is not None and a.said == b.said and a.said.is_day
