"""The rows of one chunk of an archive, and what is true of them."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.text import slugify

from bench.synthesis.articles import Page
from bench.synthesis.coverage import cover
from bench.synthesis.prints import Print, Reference, appearance_row, carriage_row, make_print, reference_of
from bench.synthesis.rows import CHUNK_TABLES, Rows, days, numbers, public_id
from bench.synthesis.sentences import folded
from bench.synthesis.stories import Event, Statement, Stories, Story
from bench.synthesis.vocabulary import pick
from bench.synthesis.wordings import ENDS
from bench.synthesis.world import World, on
from statements.extraction import EXTRACTOR_VERSION
from statements.pipeline.appearances import NOT_STATED
from statements.pipeline.sentences import KEY_LENGTH
from statements.pipeline.speakers import NAMED

# Keys that a chunk has for itself in every table but that of quotes, whose keys have no gaps.
ROOM = 20_000
# Shares of the published quotes.
WITHDRAWN, DISPUTED = 0.006, 0.003
EDITOR = "an editor"
# Share of the articles.
WITH_URL = 0.98
_EDITORS_KINDS = ("press conference", "interview", "speech", "doorstep")
_RIGHTS = ("excerpt",) * 16 + ("open", "licensed", "none", "own")
_BASES = ("page metadata", "page metadata", "url", "text")


@dataclass(slots=True)
class Quote:
    """A quote being written down."""

    key: int
    status: str
    reference: Reference
    said_first: Any = None


@dataclass(slots=True)
class Occasion:
    """An occasion of the chunk, and whether a published quote is of it."""

    key: int
    event: Event
    basis: str
    is_public: bool = False


@dataclass(slots=True)
class Chunk:
    """Rows by table, and the lines of the truth."""

    world: World
    number: int
    rows: Rows = field(default_factory=lambda: {table: [] for table in CHUNK_TABLES})
    truth: list[dict[str, Any]] = field(default_factory=list)
    occasions: dict[tuple[str, int], Occasion] = field(default_factory=dict)


def make_chunk(world: World, number: int) -> Chunk:
    """The chunk of that number, from 0, of an archive: the same whoever makes it, and in whatever order."""
    stories = Stories(world, number)
    writer = _Writer(Chunk(world, number), stories)
    for story in stories.all():
        writer.story(story)
    for occasion in writer.chunk.occasions.values():
        writer.occasion(occasion)
    return writer.chunk


class _Writer:
    def __init__(self, chunk: Chunk, stories: Stories) -> None:
        self.chunk, self.world, self.rows = chunk, chunk.world, chunk.rows
        self.chance = stories.chance
        self.keys = dict.fromkeys(CHUNK_TABLES, chunk.number * ROOM)

    def key(self, table: str) -> int:
        """The next key of a table."""
        self.keys[table] += 1
        return self.keys[table]

    def story(self, story: Story) -> None:
        quotes = [quote for event in story.events for quote in self.event(event)]
        if story.changed:
            self.chunk.truth.append({"twins": [quote.key for quote in quotes], "changed": story.changed})
        if story.is_series:
            leading = [event.statements[0] for event in story.events]
            self.refrain(story, [(s, q) for s in leading for q in quotes if q.key == s.key])

    def event(self, event: Event) -> list[Quote]:
        """Writes down the articles of an event and its quotes."""
        prints: dict[int, list[Print]] = {statement.key: [] for statement in event.statements}
        for page, printed in cover(self.chance, self.world, event):
            reading = self.article(page)
            for number, (statement, printing) in enumerate(printed):
                prints[statement.key].append(
                    make_print(self.key("appearance"), reading, page, printing, number)
                )
        return [self.quote(event, statement, prints[statement.key]) for statement in event.statements]

    def article(self, page: Page) -> int:
        key, chance, outlet = self.key("article"), self.chance, page.outlet
        published = page.published_days
        first, last = published or (None, None)
        basis = EDITOR.split()[1] if page.is_month else pick(chance, _BASES) if published else "unknown"
        url = ""
        if chance.random() < WITH_URL:
            day, slug = on(page.event.day), page.headline.lower().replace(" ", "-")
            url = (
                f"https://{outlet.host}/{day.year}/{day.month:02}/{slug if slug.isascii() else 'story'}-{key}"
            )
        digest = hashlib.sha256(url.encode()).digest() if url else None
        page.added_at = self.added_at(page)
        self.rows["article"].append(
            (
                *(key, public_id("article", key), outlet.key, url, digest),
                *(hashlib.sha256(page.text.encode()).digest(), page.headline, "", "", outlet.language),
                *(days(first, last), basis, pick(chance, _RIGHTS), page.added_at),
            )
        )
        blocks = "[" + ", ".join([f'["{kind}", {start}, {end}]' for kind, start, end in page.blocks]) + "]"
        self.rows["reading"].append(
            (key, key, EXTRACTOR_VERSION, page.text, blocks, "[]", True, page.added_at)
        )
        return key

    def added_at(self, page: Page) -> str:
        """When the archive took it in: the day after."""
        day = page.event.day if page.published is None else page.published
        second = int(self.chance.random() * 86_400)
        return f"{on(day) + timedelta(days=1)} {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}+00"

    def quote(self, event: Event, statement: Statement, prints: list[Print]) -> Quote:
        chosen = reference_of(prints)
        reference = Reference(chosen)
        prints.sort(key=lambda each: (each is not chosen, each.key))
        is_public = any(each.is_sure for each in prints)
        is_withdrawn = is_public and self.chance.random() < WITHDRAWN
        quote = Quote(
            statement.key, "withdrawn" if is_withdrawn else "published" if is_public else "pending", reference
        )
        first, last, basis = _said(prints)
        quote.said_first = first
        occasion = self._occasion(event, prints)
        if occasion:
            occasion.is_public |= is_public
        note = "disputed" if is_public and self.chance.random() < DISPUTED else ""
        self.rows["quote"].append(
            (
                *(quote.key, public_id("quote", quote.key) if is_public else None, quote.status),
                *(chosen.key, chosen.text, event.language, False, days(first, last), basis),
                *(occasion.key if occasion else None, note, "", chosen.page.added_at),
            )
        )
        for each in prints:
            self.rows["appearance"].append(appearance_row(each, is_public))
            self.rows["carriage"].append(carriage_row(self.key("carriage"), quote.key, each, reference))
        self.sentences(statement, quote)
        self.links(event, quote, prints)
        self.chunk.truth.append(
            {
                "quote": quote.key,
                "speaker": event.speaker.key,
                "said": str(on(event.day)),
                "appearances": sorted(each.key for each in prints),
            }
        )
        return quote

    def sentences(self, statement: Statement, quote: Quote) -> None:
        """The sentences of the quote's wording, which has all that was said."""
        text, start, taken = quote.reference.text, 0, set[str]()
        place, number_of = 0, len(statement.sentences)
        for position, sentence in enumerate(statement.sentences, start=1):
            place += sentence.count(" ") + 1
            end = quote.reference.ends[place - 1] if position < number_of else len(text)
            words = text[start:end]
            form, key = folded(words) if number_of > 1 else quote.reference.folded, ""
            for number in range(1, number_of + 1):
                salted = f"{form}\n{number}" if number > 1 else form
                key = hashlib.sha256(salted.encode()).hexdigest()[:KEY_LENGTH]
                if key not in taken:
                    break
            taken.add(key)
            row = (quote.key, key, position, words, start, end, quote.reference.print.key)
            self.rows["sentence"].append((self.key("sentence"), *row))
            start = end + 1

    def links(self, event: Event, quote: Quote, prints: list[Print]) -> None:
        """Who said the quote, where somebody is named, and the topics whose terms it has."""
        if event.voice != "unnamed":
            best = max(prints, key=lambda each: (each.quoted.score, -each.key))
            how = best.quoted.attributed_by
            basis = NAMED if how == "name" else f"{NAMED}; here by {how}"
            self.rows["credit"].append((self.key("credit"), quote.key, event.speaker.key, "self", basis))
        terms = self.world.term_topics
        for topic in sorted({terms[form] for form in quote.reference.forms if form in terms}):
            self.rows["subject"].append((self.key("subject"), quote.key, topic, "machine", False))

    def _occasion(self, event: Event, prints: list[Print]) -> Occasion | None:
        """The occasion of a quote: the one that a print states, or that an editor filed it under."""
        basis = next((each.page.basis for each in prints if each.page.states), "")
        if not event.place or not (event.is_edited or basis):
            return None
        at = (event.place, event.day)
        if at not in self.chunk.occasions:
            self.chunk.occasions[at] = Occasion(
                self.key("occasion"), event, EDITOR if event.is_edited else basis
            )
        return self.chunk.occasions[at]

    def occasion(self, occasion: Occasion) -> None:
        day, place = on(occasion.event.day), occasion.event.place
        kind = pick(self.chance, _EDITORS_KINDS) if occasion.event.is_edited else ""
        title = f"{kind.capitalize()} in {place}" if kind else f"{place}, {day.day} {day:%B %Y}"
        name = public_id("occasion", occasion.key) if occasion.is_public else None
        row = (occasion.key, name, title, slugify(title)[:80], kind, days(day, day), occasion.basis, place)
        self.rows["occasion"].append((*row, "", ""))

    def refrain(self, story: Story, said: list[tuple[Statement, Quote]]) -> None:
        """The line of a series, over the quotes that are not withdrawn."""
        said = [(statement, quote) for statement, quote in said if quote.status != "withdrawn"]
        if len(said) < 2:
            return
        key = self.key("refrain")
        wordings = []
        for statement, quote in said:
            start, end = _find(statement.line, quote.reference)
            wording = quote.reference.text[start:end]
            wordings.append((quote.said_first, quote.key, wording))
            row = (key, quote.key, numbers([(start, end)]), wording, True)
            self.rows["repetition"].append((self.key("repetition"), *row))
        is_public = sum(quote.status == "published" for _, quote in said) > 1
        name = public_id("refrain", key) if is_public else None
        added_at = f"{on(story.events[-1].day) + timedelta(days=2)} 00:00:00+00"
        speaker = story.events[0].speaker.key
        self.rows["refrain"].append((key, name, min(wordings)[2], speaker, added_at))
        self.chunk.truth.append({"refrain": key, "quotes": [quote.key for _, quote in said]})


def _said(prints: list[Print]) -> tuple[Any, Any, str]:
    """When a quote was said: the day that the first print to state one gives, else no later than the earliest page."""
    for each in prints:
        if each.page.states:
            return each.said
    bounds = [each.last for each in prints if each.last]
    return (None, min(bounds), NOT_STATED) if bounds else (None, None, "")


def _find(line: str, reference: Reference) -> tuple[int, int]:
    """Where a line's words stand in a quote's wording."""
    wanted = [word.strip(ENDS).replace("’", "'").lower() for word in line.split(" ")]
    words = [word.strip(ENDS).replace("’", "'").lower() for word in reference.words]
    place = next(i for i in range(len(words)) if words[i : i + len(wanted)] == wanted)
    return reference.spans([(place, place + len(wanted))])[0]
