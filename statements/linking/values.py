"""The values that go into linking and come out of it. Keys are the caller's own."""

from dataclasses import dataclass

from statements.language.days import DayRange
from statements.language.spans import Span


@dataclass(frozen=True, slots=True)
class Wording:
    """One printing of something said, or one quote where refrains are looked for."""

    key: int
    text: str
    speaker: str = ""  # opaque, "" = unattributed
    said: DayRange | None = None
    is_stated: bool = False  # the text itself states the day; else `said` is only bounded by the page date
    published: DayRange | None = None
    place: str = ""
    article: int = 0
    kind: str = "direct"
    weight: int = 0  # rank of the evidence, higher is nearer to the spoken word


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two wordings compare as texts, whoever said them and when; the same for (a, b) and (b, a)."""

    # "verbatim" | "truncated" | "split" | "reworded" | "paraphrased" | "" = no words in common worth the name
    relation: str
    score: float  # 0..1
    band: str  # "sure" | "probable" | "possible" | "none"
    contained: float  # share of the shorter's weight that stands in the longer, 0..1
    content: int  # content words in common
    conflict: str  # "number" | "negation" | "name" | ""
    # Whether one ends with what the other begins with, too little to tell by itself: cut from one, if of one occasion.
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the machine holds of two wordings, and why, in words for readers."""

    verdict: str  # "same" | "other_occasion" | "changed" | "different" | "unsure"
    score: float
    basis: str
    # "auto" or "probable": one quote; "line": the same line, the occasion another or open; "queue": for an editor;
    # "none"
    band: str = "none"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on a pair of wordings, by their keys, the smaller first."""

    pair: tuple[int, int]
    verdict: str
    score: float
    basis: str


@dataclass(frozen=True, slots=True)
class Carriage:
    """Which group a wording belongs to and how its words relate to the group's reference wording."""

    wording: int
    group: int  # key of the reference wording
    relation: str
    score: float
    basis: str


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings of one thing said once; members in ascending order, the reference among them."""

    reference: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Partition:
    """Every wording in exactly one group, each collection ordered by key."""

    groups: tuple[Group, ...]
    carriages: tuple[Carriage, ...]
    judgements: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Repetition:
    """Where one quote carries the line of a refrain: raw spans in order, and its words."""

    quote: int
    spans: tuple[Span, ...]
    wording: str


@dataclass(frozen=True, slots=True)
class Refrain:
    """One line said on several occasions; the title is its wording where it stands most compactly."""

    title: str
    title_quote: int
    repetitions: tuple[Repetition, ...]
