"""Appearances as the pipeline would save them, and how each carries the quote it belongs to."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from bench.synthesis.articles import Page, Quoted
from bench.synthesis.rows import Row, days, numbers, public_id, texts
from bench.synthesis.sentences import folded
from bench.synthesis.wordings import ENDS, Printing, Range
from bench.synthesis.world import on
from statements.citations.publication import is_sure
from statements.language.diff import spans_carried
from statements.language.normalise import FUNCTION_WORDS
from statements.language.wording import join_pieces
from statements.linking.occasions import BOUNDED, NEAR, STATED
from statements.linking.readings import FUNCTION_WEIGHT
from statements.linking.similarity import FULL_RUN, FULL_WEIGHT, SURE
from statements.pipeline.appearances import NOT_STATED

_GROUNDS = {
    STATED: "the texts state the same day",
    BOUNDED: "printed at most 3 days after the day stated in the other text",
    NEAR: "no day stated, page dates at most 3 days apart",
}
# What a printing without words in common worth the name is given.
PARAPHRASED_SCORE = 0.5


@dataclass(slots=True)
class Print:
    """One appearance, its article and its place among those of a quote.

    reading: the key of the article and of its reading. first: the first day its article may be of. said: the days on
    one of which it was said, as stated here, with their basis.
    """

    key: int
    reading: int
    page: Page
    printing: Printing
    quoted: Quoted
    text: str
    first: date | None
    last: date | None

    @property
    def said(self) -> tuple[date | None, date | None, str]:
        """First and last day on which it was said, and the basis."""
        if self.page.states:
            day = on(self.page.event.day)
            return day, day, self.page.basis
        return None, self.last, NOT_STATED if self.last else ""

    @property
    def speaker_name(self) -> str:
        """The name that the article gives, "" where it gives none."""
        return "" if self.page.event.voice == "unnamed" else self.page.event.speaker.name

    @property
    def is_sure(self) -> bool:
        """Whether its quote may be published unseen."""
        return is_sure(self.printing.kind, "", self.speaker_name, "", self.quoted.score)


def make_print(key: int, reading: int, page: Page, printing: Printing, number: int) -> Print:
    """The print of one of a page's quotations."""
    quoted = page.quoted[number]
    first, last = page.published_days or (None, None)
    return Print(key, reading, page, printing, quoted, join_pieces(quoted.words), first, last)


def reference_of(prints: list[Print]) -> Print:
    """The one whose words are the quote's: of those with all the words the earliest, as linking has it."""
    return min(
        (each for each in prints if each.printing.is_whole),
        key=lambda each: (each.first or date.max, each.text, each.key),
    )


def appearance_row(each: Print, is_published: bool) -> Row:
    """The row of the table `appearance`."""
    event, quoted = each.page.event, each.quoted
    first, last, basis = each.said
    kind, name = each.printing.kind, each.speaker_name
    role = event.speaker.role_on(event.day) if name else quoted.source
    speaker_kind = ("institution" if event.speaker.is_institution else "person") if name else ""
    place = event.place if each.page.states and not event.is_edited else ""
    return (
        each.key,
        public_id("appearance", each.key) if is_published else None,
        each.reading,
        numbers(quoted.spans),
        texts(quoted.words),
        *("body", kind, kind, quoted.cue, quoted.source, name, speaker_kind, role),
        *(
            quoted.attributed_by,
            quoted.score,
            "[" + ", ".join([f'"{words}"' for words in quoted.chain]) + "]",
            *("[]", "[]", "{}"),
        ),
        *("", "", "", days(first, last), basis, each.page.states, place, False),
    )


class Reference:
    """A quote's wording, word by word, as its carriages need it."""

    def __init__(self, each: Print) -> None:
        self.print, self.text = each, each.text
        self.folded = folded(each.text)

    @cached_property
    def words(self) -> list[str]:
        """The words as printed, with the commas and stops after them."""
        return self.text.split(" ")

    @cached_property
    def forms(self) -> list[str]:
        """The words as they are compared."""
        return self.folded.split(" ")

    @cached_property
    def ends(self) -> list[int]:
        """Where each word and what is printed after it ends."""
        return list(accumulate([len(word) + 1 for word in self.words], initial=-1))[1:]

    def spans(self, kept: list[Range]) -> list[Range]:
        """Where ranges of words stand in the wording, without the commas and stops at their ends."""
        found = []
        for first, last in kept:
            end, word = self.ends[last - 1], self.words[last - 1]
            found.append((self.ends[first - 1] + 1 if first else 0, end - len(word) + len(word.rstrip(ENDS))))
        return found

    def whole(self) -> list[Range]:
        """The span from the first word to the last."""
        return [(0, len(self.text.rstrip(ENDS)))]

    def forms_of(self, kept: list[Range]) -> list[str]:
        """The forms of these words: two for such as "don't"."""
        if len(self.forms) == len(self.words):
            return [form for first, last in kept for form in self.forms[first:last]]
        return folded(" ".join([word for first, last in kept for word in self.words[first:last]])).split(" ")


def carriage_row(key: int, quote: int, each: Print, reference: Reference) -> Row:
    """The row of the table `carriage`."""
    printing = each.printing
    if each is reference.print:
        spans, share, score, basis = reference.whole(), 1.0, 1.0, "the fullest wording"
        if each.page.event.voice == "unnamed":
            basis = "its own words"
    elif printing.kept is None:
        spans = [(span.start, span.end) for span in spans_carried(reference.text, each.text)]
        carried = sum(folded(reference.text[start:end]).count(" ") + 1 for start, end in spans)
        share, score = carried / len(reference.forms), PARAPHRASED_SCORE
        basis = f"{printing.relation}; {_GROUNDS[_ground(each, reference)]}"
    else:
        forms, ground = reference.forms_of(printing.kept), _ground(each, reference)
        contained, text_score = _compare(each, printing.kept, forms)
        spans, share = reference.spans(printing.kept), len(forms) / len(reference.forms)
        score = round(text_score * ground, 3)
        basis = (
            f"{printing.relation}, {round(100 * contained)} % of the shorter wording stands in the longer; "
            f"{_GROUNDS[ground]}"
        )
    band = "same" if score >= SURE else "probable"
    return (
        key,
        each.key,
        quote,
        numbers(spans),
        share,
        printing.relation,
        score,
        band,
        basis,
        True,
        each.page.added_at,
    )


def _ground(each: Print, reference: Reference) -> float:
    """How surely the two are of one occasion."""
    stating = each.page.states + reference.print.page.states
    return (NEAR, BOUNDED, STATED)[stating]


def _compare(each: Print, kept: list[Range], forms: list[str]) -> tuple[float, float]:
    """How much of the shorter wording stands in the longer, and how alike they are: as `linking` has it."""
    weight = sum([FUNCTION_WEIGHT if form in FUNCTION_WORDS else 1.0 for form in forms])
    changed = each.text.count(" ") + 1 - sum(last - first for first, last in kept)
    if each.printing.relation != "reworded":
        return 1.0, round(min(1.0, 0.5 + weight / FULL_WEIGHT), 3)
    contained = weight / (weight + changed)
    longest = max(last - first for first, last in kept)
    score = contained * min(1.0, weight / FULL_WEIGHT) * (0.5 + 0.5 * min(1.0, longest / FULL_RUN))
    return contained, round(score, 3)
