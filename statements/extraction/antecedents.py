"""Whom a pronoun stands for: among those named before it, the one who stands where subjects do, spoke, or has just
come in.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from statements.language.names import Mention, names
from statements.language.spans import Span
from statements.language.tables import Language
from statements.language.tokens import FILL

# How many mentions before one are looked at; more than a page of text holds.
_WINDOW = 120
# What makes a person what a pronoun stands for; distance counts by its logarithm, in characters. From reading news
# reports: the one who spoke last goes on speaking, subjects before objects, whose sex is known before whose is not.
_SPOKE_LAST, _OPENS, _REPORTS, _SAME_SEX, _OWNS, _GOVERNED, _FAR = 1.3, 0.5, 1.0, 1.5, -0.5, -0.5, -1.0
# The last one before that stands as a subject does; more if in the same paragraph.
_SALIENT = 1.7
_SAME_PARAGRAPH = 0.5
# Whom the paragraph above brings in, with nobody named after: it is about to speak.
_NEW = 3.0
_PAGE = 1500
# A body that acts is what "it" stands for, before one that is only named.
_ACTS = 1.0
# Another entry of a live page than that of the pronoun.
_OTHER_ENTRY = -3.0
# How many characters and words may stand before a name that opens a sentence: "The former harbour minister Ann Roe".
_LEAD, _LEAD_WORDS = 80, 6
_LINE = re.compile(r"\S[^\r\n]*")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_SENTENCE_END = re.compile(rf"[.!?\n{FILL}]")
# A line that parts one entry of a live page from the next: a time of day, or a row of signs.
_BREAK = re.compile(
    r"^[^\w\r\n]*(?:\d{1,2}(?:[:.]\d\d)?[ \xa0]?(?:[ap]\.?m\b\.?)?|_+)[^\w\r\n]*$", re.I | re.M
)


class Known(NamedTuple):
    """What an article tells of a name: "f", "m" or ""; points for being a person's; how often it stands there."""

    gender: str
    evidence: int
    times: int


class Choice(NamedTuple):
    """Whom a pronoun stands for, "" where nobody fits. basis: "only one"; where it is far ahead "nearest" (nobody else
    fit is named or acts since) or "clear"; else "close"; "near role" of a body; "nobody". others: the next likeliest.
    """

    name: str
    basis: str
    others: tuple[str, ...] = ()


NOBODY = Choice("", "nobody")


def find_entries(text: str) -> list[int]:
    """Where the entries of a live page begin, none on any other page."""
    return [match.end() for match in _BREAK.finditer(text)]


def entry_of(entries: list[int], place: int) -> int:
    """Where the entry begins that a character stands in, 0 where there are none before it."""
    number = bisect_right(entries, place)
    return entries[number - 1] if number else 0


def is_governed(language: Language, text: str, mention: Mention) -> bool:
    """Whether a preposition stands right before a mention."""
    before = text[max(0, mention.span.start - 9) : mention.span.start]
    word = before.split()[-1:] if before.endswith(" ") else []
    return bool(word) and word[0].lower() in language.words("grammar", "prepositions")


@dataclass
class Antecedents:
    """The mentions of one article in the order of its `text`; `full` gives the full names of the persons among them,
    `known` what is known of each, `sources` which mentions report speech, `is_unnamed` which roles are nobody's
    that the article names: "Roe's lawyer".
    """

    language: Language
    text: str
    mentions: list[Mention]
    full: dict[Span, str]
    known: dict[str, Known]
    sources: set[Span]
    is_unnamed: Callable[[Mention], bool]
    _prominences: dict[Span, float] = field(default_factory=dict)
    _openings: dict[Span, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [mention.span.start for mention in self.mentions]
        self._entries = find_entries(self.text)
        self._lines = [match.start() for match in _LINE.finditer(self.text)]
        grammar = self.language.words
        self._leading = grammar("grammar", "prepositions") | grammar("grammar", "subordinators")
        self._firsts: dict[str, Span] = {}
        for mention in self.mentions:
            self._firsts.setdefault(self.full.get(mention.span, ""), mention.span)

    def before(self, mention: Mention) -> list[Mention]:
        """The mentions before one, in order, as far back as they count."""
        place = bisect_left(self._starts, mention.span.start)
        return self.mentions[max(0, place - _WINDOW) : place]

    def person(self, pronoun: Mention, last: str) -> Choice:
        """Which person a pronoun, or "the minister" of nobody's post, stands for; `last` is the speaker before."""
        scores: dict[str, float] = {}
        salient, is_here = "", False
        line = self._line(pronoun.span.start)
        entry = entry_of(self._entries, pronoun.span.start)
        after = pronoun
        for mention in reversed(self.before(pronoun)):
            name = self.full.get(mention.span, "")
            if not salient and mention.span.start >= line and self._is_nobody(mention, after, pronoun):
                return NOBODY
            after = mention
            least = 1 if self._is_subject(mention) else 2
            if name and self._is_candidate(name, pronoun.gender, least):
                if not salient and self._is_subject(mention):
                    salient = name
                    is_here = mention.span.start >= line
                score = self._likelihood(mention, name, pronoun, last)
                score += (mention.span.start < entry) * _OTHER_ENTRY
                scores[name] = max(scores.get(name, score), score)
        if salient:
            scores[salient] += _SALIENT + is_here * _SAME_PARAGRAPH
        if new := self._newcomer(pronoun):
            scores[new] = scores.get(new, 0.0) + _NEW
        choice = _rank(scores, new or salient)
        is_known = choice.name and self.known[choice.name].gender == pronoun.gender
        return choice if is_known or choice.basis == "close" else choice._replace(basis="clear")

    def _is_nobody(self, mention: Mention, after: Mention, pronoun: Mention) -> bool:
        """Whether somebody without a name acts there: "A spokesman for Roe denied it. “…,” he said", but not "One
        teacher, Ann Roe, denied it"; `after` is the mention after it.
        """
        is_fit = {mention.gender, pronoun.gender} != {"f", "m"}
        is_named = after.kind == "person" and after.span.start - mention.span.end <= len(", ")
        is_acting = mention.kind == "role" and not is_named and self._is_subject(mention)
        return is_acting and is_fit and self.is_unnamed(mention)

    def _newcomer(self, pronoun: Mention) -> str:
        """Who comes in with this paragraph (with the one above where the words open this one), the last named, where
        nobody else there speaks or acts.
        """
        start = pronoun.span.start
        line = self._line(start)
        if not self.text[max(line, start - _PAGE) : start].strip(f"{FILL} ,.“”\"'"):
            line = self._line(line - 1)
        inside = [m for m in self.before(pronoun) if m.span.start >= line and m.span in self.full]
        fit = [m for m in inside if self._is_candidate(self.full[m.span], pronoun.gender, 1)]
        if not fit:
            return ""
        new, name = fit[-1], self.full[fit[-1].span]
        others = [m for m in fit if self.full[m.span] != name]
        is_new = (
            self._firsts[name] == new.span
            and " " in new.name
            and not is_governed(self.language, self.text, new)
        )
        is_known = self.opens(new) or self.known[name].evidence > 1
        return name if is_new and is_known and not any(map(self._is_subject, others)) else ""

    def _line(self, place: int) -> int:
        """Where the paragraph begins that a character stands in, or the one before it between two."""
        number = bisect_right(self._lines, place)
        return self._lines[number - 1] if number else 0

    def _is_subject(self, mention: Mention) -> bool:
        return self.opens(mention) or mention.span in self.sources

    def body(self, pronoun: Mention, last: str) -> Choice:
        """Which institution "it" stands for: one that acts before one that is named, the nearer the likelier; places
        are none unless they act.
        """
        entry, start = entry_of(self._entries, pronoun.span.start), pronoun.span.start
        scores: dict[str, float] = {}
        before = self.before(pronoun)
        neighbours = zip([pronoun, *before[:-1]], before, [*before[1:], pronoun], strict=True)
        for previous, mention, after in neighbours if before else ():
            name = mention.name or _ARTICLE.sub("", mention.role)
            acts, is_place = self._is_subject(mention), names(self.language).is_place(name)
            is_body = mention.kind == "institution" and mention.span.start >= entry
            # "the Dutch minister" is no body
            is_part = any(o.kind == "role" and mention.span.overlaps(o.span) for o in (previous, after))
            if is_body and not is_part and (acts or (mention.name and not is_place)):
                score = acts * _ACTS + self._prominence(mention) - math.log(start - mention.span.start + 10)
                scores[name] = max(score, scores.get(name, score))
        name = max(scores, key=lambda name: scores[name], default=last)
        return Choice(name, "near role" if name else "nobody")

    def _is_candidate(self, name: str, gender: str, least: int = 2) -> bool:
        known = self.known.get(name)
        return known is not None and known.evidence >= least and {known.gender, gender} != {"f", "m"}

    def opens(self, mention: Mention) -> bool:
        """Whether a mention opens a sentence, but for a few words before the name and nobody else, or a clause after a
        comma.
        """
        if mention.span not in self._openings:
            before = self.text[max(0, mention.span.start - _LEAD) : mention.span.start]
            lead = _SENTENCE_END.split(before)[-1]
            words = lead.lower().split()
            is_first = len(lead) < len(before) or len(before) < _LEAD
            is_first = is_first and len(words) <= _LEAD_WORDS and self._leading.isdisjoint(words)
            is_beside = (
                self.text[mention.span.end : mention.span.end + 1] == ","
            )  # "the champion, Carl Holm, who"
            self._openings[mention.span] = (before.endswith(", ") and not is_beside) or (
                is_first and not self._follows(mention, len(lead))
            )
        return self._openings[mention.span]

    def _follows(self, mention: Mention, reach: int) -> bool:
        """Whether another person is mentioned so many characters before a mention."""
        number = bisect_left(self._starts, mention.span.start)
        first = bisect_left(self._starts, mention.span.start - reach)
        return any(other.kind in ("person", "pronoun") for other in self.mentions[first:number])

    def _likelihood(self, mention: Mention, name: str, pronoun: Mention, last: str) -> float:
        distance, known = pronoun.span.start - mention.span.start, self.known[name]
        score = self._prominence(mention) - math.log(distance + 10) + (distance > _PAGE) * _FAR
        score += (name == last) * _SPOKE_LAST + min(known.times, 6) * 0.08
        return score + (known.gender == pronoun.gender != "") * _SAME_SEX

    def _prominence(self, mention: Mention) -> float:
        """How much a mention stands where those do who are spoken of next, whatever is between."""
        if mention.span not in self._prominences:
            owns = self.text[mention.span.end : mention.span.end + 2] in ("'s", "’s")
            score = self.opens(mention) * _OPENS + (mention.span in self.sources) * _REPORTS
            score += owns * _OWNS + is_governed(self.language, self.text, mention) * _GOVERNED
            self._prominences[mention.span] = score
        return self._prominences[mention.span]


def _rank(scores: dict[str, float], salient: str) -> Choice:
    """The likeliest of names in the order of their distance, and how far it is ahead."""
    ranked = sorted(scores, key=lambda name: -scores[name])
    if not ranked:
        return NOBODY
    is_sure = all(scores[first] - scores[second] > 1 for first, second in pairwise(ranked[:2]))
    if len(ranked) == 1:
        basis = "only one"
    elif is_sure:
        basis = "nearest" if ranked[0] == salient == next(iter(scores)) else "clear"
    else:
        basis = "close"
    return Choice(ranked[0], basis, tuple(ranked[1:4]))
