"""What an archive's articles are about and come from: outlets, speakers, topics, places, and the days they cover."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from django.utils.text import slugify

from bench.synthesis.sentences import LANGUAGES, Speech
from bench.synthesis.vocabulary import NOUN, Drawn, Vocabulary, make_vocabulary, zipf, zipf_sums

FIRST_DAY = date(2006, 1, 1)
DAYS = 7305  # twenty years, to the end of 2025
# How many quotes are made, and saved, at a time; the archive does not depend on who makes which.
CHUNK = 500
# How many there are, by the size of the archive: (quotes for each one more, fewest, most).
SPEAKERS, OUTLETS, TOPICS = (40, 12, 20_000), (400, 12, 1500), (3000, 6, 300)
TERMS, TOPICAL_NOUNS, PET_NOUNS = 3, 40, 12
TOWNS, NARRATIVE = 400, 3000
# Days and places of occasions: so many places for each day and chunk, so that no two chunks share an occasion.
PLACES_A_DAY = 8
INSTITUTION_EVERY = 15  # speakers
# The language of every so manieth outlet, and of what it prints, is one of the others.
FOREIGN_EVERY = 4
_SECTORS = (
    "Harbour Finance Culture Energy Transport Forestry Fisheries Water Labour Housing Trade Health".split()
)
_OFFICES = "Minister Secretary Commissioner Director Ambassador Governor".split()
_PAPERS = "Post Times Courier Daily Herald Gazette Mirror Observer Bulletin Star Wire Record".split()
_COUNTRIES = {"en": "GB IE US CA AU NZ".split(), "de": ["DE", "AT"], "fr": ["FR", "BE"], "ru": ["RU"]}


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes: its key is its place in the list, from 1."""

    key: int
    name: str
    host: str
    language: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: an institution has neither surname nor roles. `last` is the last day of theirs, `first` the first.

    `roles` are one or two titles, the second from the day `since` on.
    """

    key: int
    name: str
    surname: str
    pronoun: str
    roles: tuple[str, ...]
    first: int
    last: int
    since: int
    topics: tuple[int, ...]
    nouns: Drawn

    @property
    def is_institution(self) -> bool:
        """Whether it is a body, not a person."""
        return not self.surname

    def role_on(self, day: int) -> str:
        """The title held on a day, "" for an institution."""
        return self.roles[day >= self.since and len(self.roles) > 1] if self.roles else ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject heading; its terms stand in no quote but those filed under it."""

    key: int
    name: str
    broader: int | None
    terms: tuple[str, ...]
    nouns: Drawn


class World:
    """All that is shared by the chunks of one archive; the same for the same number of quotes and seed."""

    def __init__(self, quotes: int, seed: int) -> None:
        if quotes < 1:
            raise ValueError(f"an archive has at least one quote, not {quotes}")
        self.quotes, self.seed = quotes, seed
        self.chunks = -(-quotes // CHUNK)
        speakers, outlets, topics = (_number(quotes, *law) for law in (SPEAKERS, OUTLETS, TOPICS))
        self.venues = -(-self.chunks * PLACES_A_DAY // TOWNS)
        names = speakers + speakers // 8 + 100 + TOWNS + self.venues
        vocabulary = make_vocabulary(seed, terms=topics * TERMS, names=names)
        self._names = iter(vocabulary.names)
        chance = Random(f"{seed} world")
        self.towns = self._take(TOWNS)
        self._venues = self._take(self.venues)
        self.speech = Speech(vocabulary, self.towns)
        self.topics = _topics(chance, vocabulary, topics)
        self.term_topics = {term: topic.key for topic in self.topics for term in topic.terms}
        self.outlets = _outlets(self.towns, outlets)
        self.speakers = self._speakers(chance, vocabulary, speakers)
        self._speaker_sums, self._outlet_sums = zipf_sums(speakers), {}
        self.by_language = {
            code: [outlet for outlet in self.outlets if outlet.language == code] for code in LANGUAGES
        }
        for code, theirs in self.by_language.items():
            self._outlet_sums[code] = zipf_sums(len(theirs))

    def _take(self, number: int) -> tuple[str, ...]:
        return tuple(next(self._names) for _ in range(number))

    def _speakers(self, chance: Random, vocabulary: Vocabulary, number: int) -> list[Speaker]:
        forenames = self._take(number // 8 + 100)
        nouns = vocabulary.slots[NOUN]
        topics = zipf_sums(len(self.topics))
        found = []
        for key in range(1, number + 1):
            first = chance.randrange(DAYS - 400)
            last = min(DAYS - 1, first + chance.randint(365, 6000))
            surname = next(self._names)
            is_body = key % INSTITUTION_EVERY == 0
            titles = [f"{chance.choice(_SECTORS)} {office}" for office in chance.sample(_OFFICES, 2)]
            theirs = chance.choices(range(len(self.topics)), cum_weights=topics, k=3)
            found.append(
                Speaker(
                    key=key,
                    name=f"{surname} Harbour Authority"
                    if is_body
                    else f"{chance.choice(forenames)} {surname}",
                    surname="" if is_body else surname,
                    pronoun=chance.choice(("she", "he")),
                    roles=() if is_body else tuple(titles[: chance.choice((1, 1, 2))]),
                    first=first,
                    last=last,
                    since=(first + last) // 2,
                    topics=tuple(dict.fromkeys(theirs)),
                    nouns=zipf(nouns.some(chance, PET_NOUNS)),
                )
            )
        return found

    def speaker(self, chance: Random) -> Speaker:
        """One of the speakers, the first most often, by Zipf's law."""
        return self.speakers[bisect_left(self._speaker_sums, chance.random() * self._speaker_sums[-1])]

    def some_outlets(self, chance: Random, language: str, number: int) -> list[Outlet]:
        """Up to so many different outlets of a language."""
        theirs, sums = self.by_language[language], self._outlet_sums[language]
        keys = dict.fromkeys(chance.choices(range(len(theirs)), cum_weights=sums, k=number))
        return [theirs[key] for key in keys]

    def place(self, chance: Random, chunk: int, day: int) -> str:
        """A place where something is held on that day in that chunk and in no other."""
        number = int(chance.random() * PLACES_A_DAY) * self.chunks + (chunk - day) % self.chunks
        return f"{self.towns[number % TOWNS]} {self._venues[number // TOWNS]} Hall"

    @cached_property
    def narrative(self) -> dict[str, tuple[str, ...]]:
        """Sentences of the outlets' own, by language; they stand around quotations and are drawn again and again."""
        chance = Random(f"{self.seed} narrative")
        nouns = self.speech.slots[NOUN]
        words = [self.speech.sentence(chance, nouns) for _ in range(NARRATIVE)]
        spoken = {"we", "I", "our"}
        own = [sentence for sentence in words if spoken.isdisjoint(sentence)]
        return {
            code: tuple(f"{_capital(self.speech.translated(sentence, code))}." for sentence in own)
            for code in LANGUAGES
        }


# The days that the archive covers, and those on which it goes on being printed and taken in.
_DATES = [FIRST_DAY + timedelta(days=day) for day in range(DAYS + 100)]


def on(day: int) -> date:
    """The date of a day, counted from the first that the archive covers."""
    return _DATES[day]


def _number(quotes: int, each: int, fewest: int, most: int) -> int:
    return min(most, fewest + quotes // each)


def _capital(words: list[str]) -> str:
    text = " ".join(words)
    return text[0].upper() + text[1:]


def _topics(chance: Random, vocabulary: Vocabulary, number: int) -> list[Topic]:
    found = []
    nouns = vocabulary.slots[NOUN]
    for key in range(1, number + 1):
        terms = vocabulary.terms[(key - 1) * TERMS : key * TERMS]
        broader = key % max(1, number // 8) + 1 if key > number // 8 + 1 else None
        name = f"{terms[0].title()} and {terms[1]}"
        found.append(Topic(key, name, broader, terms, zipf(nouns.some(chance, TOPICAL_NOUNS))))
    return found


def _outlets(towns: tuple[str, ...], number: int) -> list[Outlet]:
    kinds = ("newspaper", "newspaper", "newspaper", "broadcaster", "agency")
    found = []
    for key in range(1, number + 1):
        others = LANGUAGES[1:]
        language = "en" if key % FOREIGN_EVERY else others[key // FOREIGN_EVERY % len(others)]
        # The seven and the twelve share no factor with the towns and their number and one: no name comes twice.
        name = f"{towns[key * 7 % len(towns)]} {_PAPERS[(key + key // len(towns)) % len(_PAPERS)]}"
        host = f"{slugify(name)}.example"
        country = _COUNTRIES[language][key % len(_COUNTRIES[language])]
        found.append(Outlet(key, name, host, language, country, kinds[key % len(kinds)]))
    return found
