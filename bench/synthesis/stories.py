"""What is said in an archive: by whom, on which day, at which occasion, and what is said again or said otherwise."""

from bisect import bisect_right
from dataclasses import dataclass, field
from random import Random

from bench.synthesis.sentences import EXCLAMATION, QUESTION, number, printed
from bench.synthesis.vocabulary import NUMBER, pick
from bench.synthesis.world import CHUNK, Speaker, World

# Shares of stories: a line said again and again, one sentence with another number or a "not", else one event.
SERIES, TWINS = 0.06, 0.04
LONGEST_SERIES = 30
# Shares of events: in another language; quoted by "he said" alone, so that nothing is published; without a name.
FOREIGN, BY_PRONOUN, UNNAMED = 0.06, 0.06, 0.03
# Shares of events whose articles state the day, and of these those that state the place too.
STATED, STATED_PLACE = 0.5, 0.6
# Of the others, so many are filed by an editor under an occasion that the articles do not state.
EDITORS_OCCASION = 0.1
# How many statements of a hundred events, and sentences of a hundred statements, are at most 1, 2, 3, 4, 5.
STATEMENTS, SENTENCES = (50, 75, 90, 97, 100), (55, 83, 94, 98, 100)
# A line has so many words at least: see statements/linking/refrains.py.
LINE_WORDS = 9


@dataclass(slots=True)
class Statement:
    """What one speaker said on one day: its sentences as printed, and the words of a refrain that it holds."""

    key: int
    sentences: list[str]
    line: str = ""


@dataclass(slots=True)
class Event:
    """One occasion on which somebody spoke.

    voice: how articles name the speaker: "named", "pronoun", "unnamed" or "institution". place: where it was, as the
    articles state it, or where an editor puts it (`is_edited`). is_stated: the articles state the day. is_exact: all
    of them print all of the words.
    """

    speaker: Speaker
    day: int
    language: str
    voice: str
    is_stated: bool
    place: str = ""
    is_edited: bool = False
    is_exact: bool = False
    statements: list[Statement] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """Events that belong together. `changed` is what the statements of a pair of twins differ in, `is_series` that all
    events share a line."""

    events: list[Event]
    is_series: bool = False
    changed: str = ""


class Stories:
    """The stories of one chunk, which together have as many statements as the chunk has quotes."""

    def __init__(self, world: World, chunk: int) -> None:
        self.world, self.chunk = world, chunk
        self.chance = Random(f"{world.seed} chunk {chunk}")
        first = chunk * CHUNK
        self.keys = iter(range(first + 1, min(first + CHUNK, world.quotes) + 1))
        self.left = min(CHUNK, world.quotes - first)

    def all(self) -> list[Story]:
        """The stories, in no order of days."""
        found = []
        while self.left:
            kind = self.chance.random()
            if kind < SERIES and self.left > 1:
                found.append(self._series())
            elif kind < SERIES + TWINS and self.left > 1:
                found.append(self._twins())
            else:
                found.append(Story([self._event(self._speaker(), None)]))
        return found

    def _speaker(self) -> Speaker:
        return self.world.speaker(self.chance)

    def _person(self) -> Speaker:
        while (speaker := self._speaker()).is_institution:
            pass
        return speaker

    def _series(self) -> Story:
        """Several events of one speaker on different days, each with the line in its first statement."""
        speaker, chance = self._person(), self.chance
        wanted = min(2 + int(chance.paretovariate(1.3)), LONGEST_SERIES, self.left)
        days = sorted(chance.sample(range(speaker.first, speaker.last, 5), wanted))
        while len(line := self._words(speaker)) < LINE_WORDS:
            pass
        events = []
        for day in days[: self.left]:
            if self.left:
                events.append(self._event(speaker, day, line))
        return Story(events, is_series=len(events) > 1)

    def _twins(self) -> Story:
        """Two statements within a day of each other that differ in a number or in a "not" alone."""
        speaker, chance = self._person(), self.chance
        kind = pick(chance, ("number", "negation"))
        words = self.world.speech.sentence(
            chance, speaker.nouns, having=NUMBER if kind == "number" else "will"
        )
        day = chance.randrange(speaker.first, speaker.last - 1)
        other = _with_another_number(chance, words) if kind == "number" else _denied(words)
        events = [
            self._event(speaker, day, only=words),
            self._event(speaker, day + chance.randint(0, 1), only=other),
        ]
        return Story(events, changed=kind)

    def _event(
        self, speaker: Speaker, day: int | None, line: list[str] | None = None, only: list[str] | None = None
    ) -> Event:
        """An event with all its statements: with a line in the first of them, or with one statement of these words."""
        chance, is_free = self.chance, day is None
        day = chance.randrange(speaker.first, speaker.last + 1) if day is None else day
        language = pick(chance, ("de", "fr", "ru")) if is_free and chance.random() < FOREIGN else "en"
        voice = self._voice(speaker, language, is_free)
        can_state = language == "en" and voice in ("named", "pronoun")
        is_stated = can_state and (bool(line) or chance.random() < STATED)
        # Of twins a fragment without what sets them apart would tell nobody which of the two it is of.
        event = Event(speaker, day, language, voice, is_stated, is_exact=bool(only))
        if event.is_stated and chance.random() < STATED_PLACE:
            event.place = self.world.place(chance, self.chunk, day)
        elif can_state and not event.is_stated and chance.random() < EDITORS_OCCASION:
            event.place, event.is_edited = self.world.place(chance, self.chunk, day), True
        most = 1 if only or voice == "unnamed" else _number(chance, STATEMENTS)
        for place in range(min(most, self.left)):
            self.left -= 1
            event.statements.append(self._statement(event, only, line if place == 0 else None))
        return event

    def _voice(self, speaker: Speaker, language: str, is_free: bool) -> str:
        if speaker.is_institution:
            return "institution"
        kind = self.chance.random() if is_free and language == "en" else 1.0
        return "unnamed" if kind < UNNAMED else "pronoun" if kind < UNNAMED + BY_PRONOUN else "named"

    def _statement(self, event: Event, only: list[str] | None, line: list[str] | None) -> Statement:
        chance, key = self.chance, next(self.keys)
        if only:
            return Statement(key, [printed(only)])
        number = _number(chance, SENTENCES)
        sentences = [self._words(event.speaker, event.language) for _ in range(number)]
        if line and chance.random() < 0.5:
            sentences.insert(chance.randint(0, number), line)
        elif line:  # half a sentence
            own = sentences[-1][:12]
            sentences[-1] = [*own[:-1], f"{own[-1].rstrip(',')},", *line]
        texts = [printed(words, self._end()) for words in sentences]
        return Statement(key, texts, " ".join(line or ()))

    def _words(self, speaker: Speaker, language: str = "en") -> list[str]:
        """A sentence of a speaker's, in their own words or those of one of their topics."""
        chance, speech = self.chance, self.world.speech
        topic = self.world.topics[pick(chance, speaker.topics)]
        nouns = topic.nouns if chance.random() < 0.5 else speaker.nouns
        return speech.translated(speech.sentence(chance, nouns, pick(chance, topic.terms)), language)

    def _end(self) -> str:
        kind = self.chance.random()
        return "?" if kind < QUESTION else "!" if kind < QUESTION + EXCLAMATION else "."


def _number(chance: Random, at_most: tuple[int, ...]) -> int:
    """1 or more, as often as the percentages say."""
    return 1 + bisect_right(at_most, chance.random() * 100)


def _with_another_number(chance: Random, words: list[str]) -> list[str]:
    """The sentence with its first number changed."""
    place = next(i for i, word in enumerate(words) if word[0].isdigit())
    bare = words[place].rstrip(",")
    while (other := number(chance)) == bare:
        pass
    return [*words[:place], other + words[place][len(bare) :], *words[place + 1 :]]


def _denied(words: list[str]) -> list[str]:
    """The sentence with a "not" after its first "will", or without it where it has one."""
    place = words.index("will") + 1
    return words[:place] + (words[place + 1 :] if words[place] == "not" else ["not", *words[place:]])
