"""The text of an article around the quotations it prints, in words that the archive's own extraction reads."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from random import Random

from bench.synthesis.stories import Event
from bench.synthesis.vocabulary import pick
from bench.synthesis.wordings import Printing
from bench.synthesis.world import Outlet, World, on
from statements.language.dates import STATED, WEEKDAY

# Scores as the extraction gives them: to a name beside whole words in marks, to one around a fragment or paraphrase, to
# a pronoun with one candidate, and to "a spokesman", whom nothing names. The first alone is published unseen.
NAMED_SCORE, PART_SCORE, PRONOUN_SCORE, UNNAMED_SCORE = 0.99, 0.9, 0.8, 0.3
# Longest headline, in words.
HEADLINE = 9
# Every so manieth outlet prints straight marks and apostrophes.
STRAIGHT_EVERY = 3
_OCCASIONS = ("gave a speech", "gave an interview", "held a briefing", "made an address")
_MARKS = {"en": "“”", "de": "„“", "fr": "«»", "ru": "«»"}
_SAID = {"en": "said", "de": "sagte", "fr": "a déclaré", "ru": "говорит"}
_LEADS = {
    "de": "hat sich am Rande der Sitzung vor der Presse ausführlich dazu geäußert",
    "fr": "a longuement répondu aux questions de la presse à la fin de la séance",
    "ru": "подробно рассказывает об этом журналистам после вчерашнего заседания большого совета",
}


@dataclass(slots=True)
class Quoted:
    """A quotation in an article's text: the spans of its pieces and what the extraction makes of who said it."""

    spans: list[tuple[int, int]]
    words: list[str]
    attributed_by: str
    score: float
    source: str
    chain: tuple[str, ...]
    cue: str = "say"


@dataclass(slots=True)
class Page:
    """An article's text line by line, as it grows.

    published: its day, as a number from the archive's first, or None; is_month: no more than its month is known.
    states: its lead gives day (and place) of the event; `basis` is then how the day is known. added_at: when the
    archive took it in.
    """

    outlet: Outlet
    event: Event
    published: int | None
    is_month: bool
    states: bool
    headline: str = ""
    text: str = ""
    blocks: list[tuple[str, int, int]] = field(default_factory=list)
    quoted: list[Quoted] = field(default_factory=list)
    basis: str = ""
    added_at: str = ""

    @property
    def published_days(self) -> tuple[date, date] | None:
        """The first and last day on which it may have been published; None where nothing is known."""
        if self.published is None:
            return None
        day = on(self.published)
        if not self.is_month:
            return day, day
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])

    def add(self, kind: str, line: str) -> int:
        """Adds a paragraph and returns where it starts."""
        self.text += "\n\n" if self.text else ""
        start = len(self.text)
        self.text += line
        self.blocks.append((kind, start, start + len(line)))
        return start


def write(chance: Random, world: World, page: Page, printings: list[Printing]) -> None:
    """Writes the article: headline, a line on the event, each printing in a paragraph of its own."""
    event, own = page.event, world.narrative[page.event.language]
    page.headline = " ".join(pick(chance, own).rstrip(".").replace(",", "").split(" ")[:HEADLINE])
    page.add("headline", page.headline)
    page.add("body", pick(chance, own))
    if event.voice in ("named", "pronoun"):
        page.add("body", f"{_lead(chance, page)} {pick(chance, own)}")
    for number, printing in enumerate(printings):
        page.quoted.append(_quote(chance, page, printing, is_first=number == 0))
        page.text += f" {pick(chance, own)}"
        page.blocks[-1] = (*page.blocks[-1][:2], len(page.text))
    page.add("body", pick(chance, own))


def _lead(chance: Random, page: Page) -> str:
    """The sentence that introduces the speaker, with day and place where the article states them."""
    event = page.event
    who = f"{event.speaker.role_on(event.day)} {event.speaker.name}"
    if event.language != "en":
        return f"{who} {_LEADS[event.language]}."
    where = f" in {event.place}" if event.place and page.states else ""
    return f"{who} {pick(chance, _OCCASIONS)}{where}{_day(chance, page)}."


def _day(chance: Random, page: Page) -> str:
    """The words for the day of the event: its weekday, where the page's own day tells which, or its date."""
    if not page.states:
        return ""
    day = on(page.event.day)
    is_near = page.published is not None and not page.is_month and page.published - page.event.day < 7
    is_weekday = is_near and chance.random() < 0.6
    page.basis = WEEKDAY if is_weekday else STATED
    return f" on {day:%A}" if is_weekday else f" on {day.day} {day:%B %Y}"


def _quote(chance: Random, page: Page, printing: Printing, is_first: bool) -> Quoted:
    """Adds the paragraph of one quotation, without its last sentence."""
    style = _style(chance, page.event, printing, is_first)
    is_straight = page.event.language == "en" and page.outlet.key % STRAIGHT_EVERY == 0
    pieces = [piece.replace("’", "'") for piece in printing.pieces] if is_straight else printing.pieces
    marks = ('"', '"') if is_straight else tuple(_MARKS[page.event.language])
    before, between, after = _frame(page.event, style, marks, pieces)
    if style in ("named", "surname", "pronoun", "unnamed", "cut"):  # "…," she said
        comma = "," if page.event.language == "en" else ""
        place = 0 if style == "cut" else -1
        pieces = list(pieces)
        pieces[place] = pieces[place].removesuffix(".") + comma * pieces[place].endswith(".")
    start = page.add("body", before + between.join(pieces) + after) + len(before)
    spans = []
    for piece in pieces:
        spans.append((start, start + len(piece)))
        start += len(piece) + len(between)
    return Quoted(spans, pieces, *_attribution(page.event, style))


def _style(chance: Random, event: Event, printing: Printing, is_first: bool) -> str:
    """How the article leads over to the words."""
    if event.voice != "named":
        return event.voice
    if len(printing.pieces) > 1:
        return "cut"
    if printing.kind != "direct":
        return printing.kind
    styles = ("named", "named", "surname", "colon") if is_first else ("surname", "surname", "colon")
    return pick(chance, styles)


def _frame(event: Event, style: str, marks: tuple[str, ...], pieces: list[str]) -> tuple[str, str, str]:
    """What stands before the first piece of a quotation, between its pieces, and after the last."""
    (opened, closed), said, speaker = marks, _SAID[event.language], event.speaker
    aside = "" if event.language == "en" else ","
    who = {"named": speaker.name, "pronoun": speaker.pronoun, "unnamed": "a spokesman"}.get(
        style, speaker.surname
    )
    if style == "named":
        return opened, "", f"{closed}{aside} {said} {who}."
    if style in ("surname", "pronoun", "unnamed"):
        return opened, "", f"{closed}{aside} {who} {said}."
    if style == "cut":
        stop = "," if pieces[1][0].islower() else "."
        return opened, f"{closed}{aside} {who} {said}{stop} {opened}", closed
    if style == "mixed":
        return f"The plan, {who} {said}, is {opened}", "", f"{closed}."
    if style == "indirect":
        return f"{who} {said} that ", "", "."
    return f"{who or f'The {speaker.name}'} {said}: {opened}", "", closed


def _attribution(event: Event, style: str) -> tuple[str, float, str, tuple[str, ...]]:
    """By what the speaker is known, how surely, the words beside the verb, and the way from these to the name."""
    speaker = event.speaker
    if style == "unnamed":
        return "role", UNNAMED_SCORE, "a spokesman", ("a spokesman",)
    if style == "institution":
        return "institution", PART_SCORE, speaker.name, (speaker.name,)
    if style == "pronoun":
        return "pronoun", PRONOUN_SCORE, speaker.pronoun, (speaker.pronoun, speaker.name)
    score = PART_SCORE if style in ("mixed", "indirect") else NAMED_SCORE
    is_full = style == "named"
    return (
        "name",
        score,
        speaker.name if is_full else speaker.surname,
        (speaker.name,) if is_full else (speaker.surname, speaker.name),
    )
