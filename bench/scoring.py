"""Predicted quotations against annotated ones: what was found, in which words, and whose it is.

Articles and predictions are in one format: an article has `text` and `quotes` with `spans`, `kind`, `speaker_entity`
(None: nobody is named), `speaker_text` and `speaker_type`; a prediction has `quotes` with `spans`, `resolved` and
`published`. Spans count characters of the text.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from statements.extraction.marks import find_marked
from statements.language.names import names
from statements.language.spans import Span
from statements.language.tables import language

Quote = dict[str, Any]
KINDS = ("direct", "mixed", "indirect")
# What is no difference at the ends of a span.
_ENDS = " \t\r\n\u00a0\"“”„«»‘’'`.,;:!?—–-…()[]"
# Two spans are the same words from this share of what either covers (PoLNeAR's measure of partial agreement).
_OVERLAP = 0.8
# A segment in marks is a statement if half of its letters are annotated, and found if most are predicted.
_ANNOTATED, _FOUND = 0.5, 0.8
_NAME = re.compile(r"[^\W_][\w.’'-]*")
_SUFFIXES = ("jr", "sr", "ii", "iii")
# A marked segment is long from so many words on.
LONG = 5


def count(article: dict[str, Any], predicted: list[Quote]) -> Counter[str]:
    """The counts of one article, to be added up and handed to `f1`."""
    text, counts = article["text"], Counter[str]()
    gold_spans = [(span, quote) for quote in article["quotes"] for span in _trimmed(text, quote["spans"])]
    spans = list(dict.fromkeys(span for quote in predicted for span in _trimmed(text, quote["spans"])))
    inside = _letters(text, [marked.inner for marked in marks_of(text)])
    kinds = {span: _kind(text, span, inside) for span in spans}
    pairs = _pair([span for span, _ in gold_spans], spans)
    for number, (_, quote) in enumerate(gold_spans):
        counts[f"{quote['kind']} gold"] += 1
        counts[f"{quote['kind']} met"] += number in pairs
    for span in spans:
        counts[f"{kinds[span]} predicted"] += 1
        counts[f"{kinds[span]} hit"] += span in pairs.values()
    for marked in marks_of(text):
        counts += _count_segment(article, predicted, marked.inner)
    counts += _count_published(article, predicted)
    return counts


def f1(counts: Counter[str], kind: str) -> float:
    """Percent: of spans of a kind, or of segments ("segments", "long segments", "right", "long right")."""
    if kind in KINDS:
        precision = _share(counts[f"{kind} hit"], counts[f"{kind} predicted"])
        recall = _share(counts[f"{kind} met"], counts[f"{kind} gold"])
    else:
        unit = "long segments" if kind.startswith("long") else "segments"
        precision = _share(counts[f"{kind} found"], counts[f"{unit} predicted"])
        recall = _share(counts[f"{kind} found"], counts[f"{unit} gold"])
    return 100 * 2 * precision * recall / (precision + recall or 1)


def marks_of(text: str) -> list[Any]:
    """All words in quotation marks, line by line."""
    lines = [Span(*match.span()) for match in re.finditer(r"\S[^\r\n]*", text)]
    return [marked for line in lines for marked in find_marked(text, *line)]


def _count_segment(article: dict[str, Any], predicted: list[Quote], segment: Span) -> Counter[str]:
    text, counts = article["text"], Counter[str]()
    letters = _letters(text, [segment])
    gold = _holder(article["quotes"], letters, _ANNOTATED)
    found = _holder(predicted, letters, _FOUND)
    units = ["segments", "long segments"] if len(segment.of(text).split()) >= LONG else ["segments"]
    is_right = bool(gold and found and is_speaker(found, gold))
    for unit in units:
        long = "long " if unit.startswith("long") else ""
        counts[f"{unit} gold"] += gold is not None
        counts[f"{unit} predicted"] += found is not None
        counts[f"{unit} found"] += gold is not None and found is not None
        counts[f"{long}right found"] += is_right
    if gold and found:
        counts[f"{gold.get('speaker_type') or 'none'} segments"] += 1
        counts[f"{gold.get('speaker_type') or 'none'} right"] += is_right
    return counts


def _count_published(article: dict[str, Any], predicted: list[Quote]) -> Counter[str]:
    """Names that would be shown to everybody unseen, and all right names, published or not; a name is given to the
    words in marks, whatever clause is taken to carry them.
    """
    counts = Counter[str]()
    inner = [marked.inner for marked in marks_of(article["text"])]
    for quote in predicted:
        spans = [Span(*span) for span in quote["spans"]]
        marked = [span for span in inner if any(span.overlaps(other) for other in spans)]
        letters = _letters(article["text"], marked or spans)
        gold = _holder(article["quotes"], letters, _ANNOTATED)
        is_right = gold is not None and bool(gold["speaker_entity"]) and is_speaker(quote, gold)
        is_marked = quote.get("kind") != "indirect"
        counts["names right"] += is_right and is_marked
        counts["published"] += quote["published"]
        counts["published right"] += quote["published"] and is_right
    return counts


def is_speaker(quote: Quote, gold: Quote) -> bool:
    """Whether two name the same one; where the annotated one names nobody, whether the last words for the speaker are
    alike.
    """
    found = quote["resolved"] or ""
    if gold["speaker_entity"]:
        return same_person(found, gold["speaker_entity"])
    ours, theirs = _words(found), _words(gold.get("speaker_text") or "")
    return ours[-1:] == theirs[-1:]


def same_person(found: str, gold: str) -> bool:
    """Whether two names end alike, and begin alike where both are of several words; titles count for nothing."""
    ours, theirs = _words(found), _words(gold)
    if not ours or not theirs:
        return False
    if ours[-1] != theirs[-1]:
        return ours[-1] in theirs or theirs[-1] in ours
    is_longer = ours[0] in theirs or theirs[0] in ours
    return min(len(ours), len(theirs)) < 2 or ours[0][0] == theirs[0][0] or is_longer


def _words(name: str) -> list[str]:
    bare = (name.strip() and names(language("en")).split_title(name.strip())[1]) or name
    return [word for word in _NAME.findall(bare.lower()) if word.strip(".") not in _SUFFIXES]


def _holder(quotes: Iterable[Quote], letters: set[int], least: float) -> Quote | None:
    """The quotation that holds most of some letters, if it holds at least that share."""
    best, most = None, 0
    for quote in quotes:
        held = sum(any(start <= place < end for start, end in quote["spans"]) for place in letters)
        if held > most:
            best, most = quote, held
    return best if letters and most >= least * len(letters) else None


def _letters(text: str, spans: list[Span]) -> set[int]:
    return {place for start, end in spans for place in range(start, end) if text[place].isalnum()}


def _kind(text: str, span: Span, inside: set[int]) -> str:
    letters = _letters(text, [span])
    share = len(letters & inside) / max(1, len(letters))
    return "direct" if share >= 0.9 else "mixed" if share else "indirect"


def _trimmed(text: str, spans: list[list[int]]) -> list[Span]:
    """Spans without marks and spaces at their ends, cut at line breaks; those of two characters on."""
    pieces = []
    for start, end in spans:
        for match in re.finditer(r"[^\r\n]+", text[start:end]):
            words = match.group()
            left = start + match.start() + len(words) - len(words.lstrip(_ENDS))
            right = start + match.start() + len(words.rstrip(_ENDS))
            if right - left >= 2:
                pieces.append(Span(left, right))
    return pieces


def _pair(gold: list[Span], spans: list[Span]) -> dict[int, Span]:
    """Which predicted span is which annotated one, the best pairs first."""

    def share(a: Span, b: Span) -> float:
        return max(0, min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))

    near = [(share(a, b), number, b) for number, a in enumerate(gold) for b in spans if a.overlaps(b)]
    pairs: dict[int, Span] = {}
    for value, number, span in sorted(near, key=lambda item: -item[0]):
        if value >= _OVERLAP and number not in pairs and span not in pairs.values():
            pairs[number] = span
    return pairs


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
