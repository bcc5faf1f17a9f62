"""What the archive made of a folder of articles, against what a careful reader finds in them (gold.json).

demonstration/README.md explains the fields of gold.json. Words are compared folded and within their own article. All
functions here read the database that the folder was loaded into.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from statements.citations.publication import is_publishable
from statements.language.days import DayRange
from statements.language.normalise import fold
from statements.models import Appearance, Article, Quote, Refrain

MARKED = ("direct", "mixed")
Place = tuple[str, str]


@dataclass(frozen=True)
class Segment:
    """Words in quotation marks that a reader found; `speakers` are the names that are right, "" for nobody named."""

    statement: str
    speakers: frozenset[str]
    file: str
    words: str
    is_translated: bool

    @property
    def place(self) -> Place:
        return self.file, fold(self.words)


@dataclass(frozen=True)
class Piece:
    """Words in quotation marks that the archive took; `speakers` as it credits them, {""} where it names nobody."""

    file: str
    words: str
    speakers: frozenset[str]
    is_sure: bool
    quotes: frozenset[Quote]

    @property
    def place(self) -> Place:
        return self.file, fold(self.words)


def read_gold(folder: Path) -> dict[str, Any]:
    """gold.json of a folder."""
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return gold


def segments_of(gold: dict[str, Any], kinds: tuple[str, ...] = MARKED) -> Iterator[Segment]:
    """Every segment of these kinds, in the order of gold.json."""
    for statement in gold["statements"]:
        for appearance in statement["appearances"]:
            if appearance["kind"] in kinds:
                right = [statement["speaker"] or "", *statement.get("jointly_with", [])]
                speakers = frozenset([*right, *appearance.get("also_right", [])])
                for words in appearance["segments"]:
                    is_translated = appearance.get("translated", False)
                    yield Segment(statement["id"], speakers, appearance["file"], words, is_translated)


def articles_of(folder: Path, gold: dict[str, Any]) -> dict[str, Article]:
    """The archive's article of each file, found by its bytes. Raises KeyError for a file that was not taken in."""
    held = {bytes(article.text_sha256): article for article in Article.objects.all()}
    files = [entry["file"] for entry in gold["articles"]]
    return {name: held[hashlib.sha256((folder / name).read_bytes()).digest()] for name in files}


def pieces_of(articles: dict[str, Article]) -> list[Piece]:
    """All that the archive took from these articles and that stands in quotation marks there."""
    marked = Appearance.objects.filter(kind__in=MARKED).prefetch_related("carriages__quote__credits__speaker")
    return [
        piece
        for name, article in articles.items()
        for appearance in marked.filter(reading__article=article)
        for piece in _pieces(name, appearance)
    ]


def _pieces(name: str, appearance: Appearance) -> list[Piece]:
    quotes = frozenset(carriage.quote for carriage in appearance.carriages.all() if carriage.is_active)
    credited = frozenset(credit.speaker.name for quote in quotes for credit in quote.credits.all())
    sure = is_publishable([appearance])
    speakers = credited or frozenset([appearance.speaker_name])
    return [Piece(name, words, speakers, sure, quotes) for words in appearance.words]


class Comparison:
    """A folder's gold.json beside what the archive holds of the folder's articles."""

    def __init__(self, folder: Path) -> None:
        self.gold = read_gold(folder)
        self.articles = articles_of(folder, self.gold)
        self.pieces = pieces_of(self.articles)
        self.segments = list(segments_of(self.gold))
        self.by_place: dict[Place, list[Piece]] = defaultdict(list)
        for piece in self.pieces:
            self.by_place[piece.place].append(piece)
        self.speakers: dict[Place, frozenset[str]] = defaultdict(frozenset)
        for segment in self.segments:
            self.speakers[segment.place] |= segment.speakers
        # Turns of a transcript stand in no marks: taking them is no fault, nor is leaving them.
        self.beside = {segment.place for segment in segments_of(self.gold, ("transcript", "indirect"))}

    def pieces_at(self, file: str, words: str) -> list[Piece]:
        """What the archive took of these words in this file."""
        return self.by_place.get((file, fold(words)), [])

    def missed(self) -> list[Segment]:
        """Segments that the archive did not take, or not from their speaker."""
        return [
            s
            for s in self.segments
            if not any(p.speakers & s.speakers for p in self.pieces_at(s.file, s.words))
        ]

    def is_right(self, piece: Piece) -> bool:
        """Whether a reader found these words, from this speaker."""
        return bool(piece.speakers & self.speakers.get(piece.place, frozenset()))

    def wrong(self) -> list[Piece]:
        """Pieces that no reader found, or from another speaker."""
        return [p for p in self.pieces if not self.is_right(p) and p.place not in self.beside]

    def recall(self) -> float:
        """The share of marked segments that the archive took from the right speaker."""
        return 1 - len(self.missed()) / len(self.segments)

    def precision(self) -> float:
        """The share of right pieces among those that the archive took."""
        right = sum(self.is_right(piece) for piece in self.pieces)
        return right / (right + len(self.wrong()) or 1)

    def taken_for_statements(self) -> list[dict[str, str]]:
        """The entries of `not_statements` that the archive took for something said."""
        return [e for e in self.gold["not_statements"] if self.pieces_at(e["file"], e["text"])]

    def quotes_of(self, statement: str) -> set[Quote]:
        """The archive's quotes that hold a segment of a statement."""
        places = [s.place for s in self.segments if s.statement == statement and not s.is_translated]
        return {quote for place in places for piece in self.by_place.get(place, []) for quote in piece.quotes}

    def repeated(self) -> list[str]:
        """The statements that several articles print in marks, in the language they were made in."""
        printed = {(s.statement, s.file) for s in self.segments if not s.is_translated}
        return [statement for statement, files in Counter(s for s, _ in printed).items() if files > 1]

    def found_in(self, statement: str) -> set[str]:
        """The files in which the archive found a statement."""
        return {s.file for s in self.segments if s.statement == statement and self.by_place.get(s.place)}

    def statements_of(self, quotes: set[Quote]) -> set[str]:
        """The statements of which these quotes hold a segment."""
        return {s["id"] for s in self.gold["statements"] if self.quotes_of(s["id"]) & quotes}

    def refrain_of(self, refrain: Refrain) -> str | None:
        """The repeated line that a refrain of the archive is: two of its statements are among the repetitions."""
        quotes = {r.quote for r in refrain.repetitions.filter(is_active=True).select_related("quote")}
        said = self.statements_of(quotes)
        return next((g["id"] for g in self.gold["refrains"] if len(said & set(g["statements"])) > 1), None)

    def mixed_quotes(self, *fields: str) -> list[set[str]]:
        """The statements of each quote that holds several which differ in one of these fields of gold.json."""
        by_id = {s["id"]: tuple(s[field] for field in fields) for s in self.gold["statements"]}
        held: dict[Quote, set[str]] = defaultdict(set)
        for statement in by_id:
            for quote in self.quotes_of(statement):
                held[quote].add(statement)
        return [said for said in held.values() if len({by_id[statement] for statement in said}) > 1]

    def joined(self) -> list[list[str]]:
        """The pairs that look alike, are not the same statement, and became one quote."""
        pairs = [entry["statements"] for entry in self.gold["changed"]]
        return [pair for pair in pairs if self.quotes_of(pair[0]) & self.quotes_of(pair[1])]

    def date_of(self, entry: dict[str, Any]) -> str:
        """Whether the day of an article is "right", "unknown" or "wrong"; too coarse is right, too fine is wrong."""
        published = self.articles[entry["file"]].published
        if published is None or published.first is None:
            return "unknown"
        known = entry["published_on"] or "never"
        is_right = str(published.first).startswith(known) and (len(known) == 10) == published.is_day
        return "right" if is_right else "wrong"

    def said_of(self, statement: dict[str, Any], quote: Quote) -> str:
        """Whether the archive has the day of a statement "right", has it "open" (more days, or none), or "wrong"."""
        days = quote.said
        if days is None or not statement["said_on"]:
            return "open"
        day = DayRange.on(date.fromisoformat(statement["said_on"]))
        if not days.overlaps(day):
            return "wrong"
        return "right" if days == day else "open"
