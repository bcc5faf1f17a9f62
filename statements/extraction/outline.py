"""An article taken apart once: paragraphs, sentences, words in marks, mentions and reporting clauses."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from statements.extraction.clauses import Clause, read_clause
from statements.extraction.marks import Marked, find_marked
from statements.extraction.page import PROSE, ArticleText
from statements.extraction.people import People
from statements.extraction.reports import Report, find_reports
from statements.extraction.text import find_dateline
from statements.extraction.transcripts import Turn, as_marked, find_turns
from statements.language.names import Mention, names
from statements.language.reporting import find_cues
from statements.language.sentences import split_sentences
from statements.language.spans import Span
from statements.language.tables import Language, is_forename, language
from statements.language.tokens import FILL, tokenise

# Sentences longer than so many characters are cut after so many words: more than are read as one.
_LONGEST, _LONGEST_WORDS = 1200, 250
# A line set apart as what was said: its verb is so many words before the colon above at most, and it is so long.
_RECIPIENT, _SHORT = 8, 40


class Sentence(NamedTuple):
    """A sentence (words in marks count as one word), its clause values, and its reporting clauses."""

    span: Span
    clause: Clause
    mentions: tuple[Mention, ...]
    reports: tuple[Report, ...]


class Paragraph(NamedTuple):
    """A line of the article's own words. part: "headline", "body" or "caption". turn: what it is in a transcript."""

    part: str
    span: Span
    marked: tuple[Marked, ...]
    sentences: tuple[Sentence, ...]
    turn: Turn | None

    def sentence_at(self, place: int) -> int:
        """The index of the sentence that holds a character."""
        return max(0, bisect_right(self.sentences, place, key=lambda sentence: sentence.span.start) - 1)


@dataclass(frozen=True, slots=True)
class Outline:
    """What attribution works on. `prose` is the article's own words, `text` has words in marks filled with FILL."""

    language: Language
    prose: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    people: People


def read_outline(page: ArticleText) -> Outline:
    """The outline of an article; furniture is white space in it, and does not part a line in two."""
    prose, tables = page.prose(), language(page.language)
    parts = {block.span.start: block.kind for block in page.blocks if block.kind in PROSE}
    lines = [Span(*match.span()) for match in re.finditer(r"\S[^\r\n]*", prose)]
    turns = find_turns(prose, lines)
    marked = [find_marked(prose, *line) for line in lines]
    marked = [as_marked(prose, turns[n], items) if n in turns else items for n, items in enumerate(marked)]
    if not turns:
        marked = _with_blocks(
            tables, prose, [line for line in lines if parts[line.start] == "body"], lines, marked
        )
    text = _without_dateline(page, _fill(prose, [item for items in marked for item in items]))
    inside = _inside(tables, text)
    paragraphs = [
        Paragraph(
            parts[line.start],
            line,
            items,
            _sentences(tables, text, line, parts[line.start], inside),
            turns.get(n),
        )
        for n, (line, items) in enumerate(zip(lines, marked, strict=True))
    ]
    flat = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
    people = People(
        tables,
        text,
        [mention for sentence in flat for mention in sentence.mentions],
        [report.source.mention for sentence in flat for report in sentence.reports],
    )
    return Outline(tables, prose, text, tuple(paragraphs), people)


def _with_blocks(
    tables: Language, prose: str, bodies: list[Span], lines: list[Span], marked: list[tuple[Marked, ...]]
) -> list[tuple[Marked, ...]]:
    """The marked words of each line; a line without marks after one that ends with "she added:" is set apart as what
    was said.
    """
    below = {above: line for above, line in pairwise(bodies) if line.end - line.start > _SHORT}
    blocks = {
        below[line]
        for line, items in zip(lines, marked, strict=True)
        if line in below and not items and _announces(tables, line.of(prose))
    }
    return [
        items or ((Marked(line, line, True),) if line in blocks else ())
        for line, items in zip(lines, marked, strict=True)
    ]


def _announces(tables: Language, line: str) -> bool:
    """Whether a line says that somebody speaks in the next one: "Roe added:", "Roe wrote on the network on Monday:"."""
    cues = find_cues(tables, line) if line.endswith(":") else ()
    if not cues:
        return False
    rest = line[cues[-1].span.end : -1].lower().split()
    is_recipient = cues[-1].lemma in tables.cue_classes["recipient"]
    is_aside = not rest or is_recipient or rest[0] in tables.words("grammar", "prepositions")
    return is_aside and len(rest) <= _RECIPIENT


def _without_dateline(page: ArticleText, text: str) -> str:
    """The text with white space where the dateline stands: it is nobody's name."""
    first = next((block.span.start for block in page.blocks if block.kind == "body"), 0)
    found = find_dateline(text[first : first + _LONGEST]) if page.dateline else None
    return text[:first] + " " * found.end() + text[first + found.end() :] if found else text


def _sentences(tables: Language, text: str, line: Span, part: str, inside: set[str]) -> tuple[Sentence, ...]:
    sentences = []
    for span in (piece for whole in split_sentences(text, *line) for piece in _bounded(text, whole)):
        found = names(tables).find(text, *span) if part != "headline" else ()
        mentions = tuple(m for m in found if not _is_plain_word(tables, text, span, m, inside))
        clause = read_clause(tables, text, tokenise(text, *span), mentions)
        reports = find_reports(clause, span) if part != "headline" else ()
        sentences.append(Sentence(span, clause, mentions, reports))
    return tuple(sentences)


def _bounded(text: str, sentence: Span) -> list[Span]:
    """A sentence, cut where it has more words than any that is read: work on one grows with its length squared."""
    if sentence.end - sentence.start < _LONGEST:
        return [sentence]
    tokens = tokenise(text, *sentence)
    firsts = [*range(0, len(tokens), _LONGEST_WORDS), len(tokens)]
    return [Span(tokens[a].span.start, tokens[b - 1].span.end) for a, b in pairwise(firsts)]


def _inside(tables: Language, text: str) -> set[str]:
    """The capital words inside of sentences; where all nouns have capitals, those that end a longer name."""
    if tables.tables["names"].get("nouns_have_capitals"):
        return {
            pair[1]
            for pair in re.findall(r"\b([A-ZÀ-Þ][\w.-]+) (?=([A-ZÀ-Þ][\w-]+))", text)
            if is_forename(pair[0])
        }
    inside = set(re.findall(r"(?<=[\w,] )[A-ZÀ-Þ][\w-]*", text))
    return {word for word in inside if not names(tables).is_month(word)} | names(tables).month_names(text)


def _is_plain_word(tables: Language, text: str, sentence: Span, mention: Mention, inside: set[str]) -> bool:
    """Whether a name of one word has its capital from opening the sentence, or as a month: nowhere else does the text
    have it.
    """
    if names(tables).is_month(mention.name):
        return mention.name not in inside
    is_name = mention.kind in ("person", "institution") and mention.name == mention.span.of(text)
    opens = not text[sentence.start : mention.span.start].strip()
    opens = opens or bool(tables.tables["names"].get("nouns_have_capitals"))
    after = re.match(r", (\w+)", text[mention.span.end : mention.span.end + 20])
    is_described = after is not None and after[1] in tables.words("grammar", "relatives") - {"that"}
    is_described = is_described and not mention.name.endswith(
        "s"
    )  # "Musk, who bought it", but "Critics, who saw it"
    is_known = names(tables).is_place(mention.name) or mention.name.isupper() or is_described
    return (
        is_name
        and opens
        and not is_known
        and " " not in mention.name
        and mention.name not in inside
        and not is_forename(mention.name)
    )


def _fill(prose: str, marked: list[Marked]) -> str:
    """Words in marks become FILL; a full stop they end with stays, so that the sentence ends there too."""
    letters = list(prose)
    for item in marked:
        letters[slice(*item.outer)] = FILL * (item.outer.end - item.outer.start)
        if item.inner.of(prose).rstrip().endswith("."):
            letters[item.outer.end - 1] = "."
    return "".join(letters)
