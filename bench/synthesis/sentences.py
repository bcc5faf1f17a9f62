"""Sentences of an archive's vocabulary, in English and, word for word, in a few other languages."""

from collections import Counter
from random import Random

from bench.synthesis.vocabulary import NOUN, NUMBER, PLACE, Drawn, Vocabulary, pick

# A noun in so many of its places is one of the subject at hand, a sentence in so many has a term of the topic.
TOPICAL, TERM = 0.3, 0.5
QUESTION, EXCLAMATION = 0.03, 0.02
# Not the language but its look: its small words in place of the English ones, its letters, its marks.
_ENGLISH = (
    "we they I the our it this every of will must can have should want to not do don’t cannot never a more than "
    "percent no in for with by before without and because under from on but while so that where which is why"
).split()
_GLOSSES = {
    "de": "wir sie ich die unsere es dieses jedes von werden müssen können haben sollen wollen zu nicht doch "
    "kaum niemals nie eine mehr als Prozent keine in für mit um vor ohne und wegen unter aus auf aber während "
    "so dass wo was ist warum",
    "fr": "nous elles je les nos il ce chaque de allons devons pouvons avons devrons voulons à pas bien jamais guère "
    "point une plus que pourcent aucun dans pour avec par avant sans et parce sous depuis sur mais tandis si que où ce "
    "est pourquoi",
    "ru": "мы они я это наши оно этот каждый из будем должны можем уже следует хотим в не же едва никак никогда один "
    "более чем процентов никакой в для с на до без и потому под от на но пока так что где что есть почему",
}
_LETTERS = {"ru": str.maketrans("abcdefghijklmnopqrstuvwxyz", "абкдефгхийклмнопкрстуввхыз")}
LANGUAGES = ("en", *_GLOSSES)
# What has two forms where comparing counts: see statements/language/normalise.py.
_TWO_FORMS = {"don't": "do not", "cannot": "can not"}


class Speech:
    """How sentences come about: the words of the archive, those of a speaker and of a topic among them."""

    def __init__(self, vocabulary: Vocabulary, places: tuple[str, ...]) -> None:
        self.patterns, self.slots, self.places = vocabulary.patterns, vocabulary.slots, places
        self.counts = [
            [(slot, number) for slot, number in Counter(pattern).items() if slot in self.slots]
            for pattern in self.patterns
        ]
        self.glosses = {
            code: dict(zip(_ENGLISH, gloss.split(), strict=True)) for code, gloss in _GLOSSES.items()
        }

    def sentence(self, chance: Random, topical: Drawn, term: str = "", having: str = "") -> list[str]:
        """The words of an English sentence, without its capital and full stop.

        `topical` are the nouns of the subject at hand; `term`, where given, may stand in it; `having` is a slot or
        word that its pattern has to hold.
        """
        place = int(chance.random() * len(self.patterns))
        while having and having not in self.patterns[place]:
            place = int(chance.random() * len(self.patterns))
        drawn = {slot: self.slots[slot].some(chance, number) for slot, number in self.counts[place]}
        if NOUN in drawn:
            _turn(chance, drawn[NOUN], topical, term)
        words: list[str] = []
        for slot in self.patterns[place]:
            if slot in drawn:
                words.append(drawn[slot].pop())
            else:
                words.append(self._filled(chance, slot) if slot[0] == "<" else slot)
        return " ".join(words).split(" ")

    def _filled(self, chance: Random, slot: str) -> str:
        """A number, or a place, with the comma that the pattern may have set after it."""
        bare = slot.rstrip(",")
        word = number(chance) if bare == NUMBER else pick(chance, self.places) if bare == PLACE else ""
        return (word or self.slots[bare].one(chance)) + slot[len(bare) :]

    def translated(self, words: list[str], language: str) -> list[str]:
        """The same sentence with another language's small words and letters; English stays as it is."""
        if language == "en":
            return words
        gloss, letters = self.glosses[language], _LETTERS.get(language, {})
        found = []
        for word in words:
            bare = word.rstrip(",")
            other = gloss.get(bare) or (bare.translate(letters) if bare.islower() else bare)
            found.append(other + word[len(bare) :])
        return found


def _turn(chance: Random, nouns: list[str], topical: Drawn, term: str) -> None:
    """Makes some of the nouns drawn for a sentence nouns of its subject, and one of them perhaps the topic's term."""
    for i in range(len(nouns)):
        if chance.random() < TOPICAL:
            nouns[i] = topical.one(chance)
    if term and chance.random() < TERM:
        nouns[0] = term


def number(chance: Random) -> str:
    """A number as newspapers print it."""
    kind = chance.random()
    if kind < 0.6:
        return str(11 + int(chance.random() * 89))
    return str(100 + int(kind * 900)) if kind < 0.85 else f"{1000 + int(chance.random() * 99_000):,}"


def printed(words: list[str], end: str = ".") -> str:
    """A sentence as it is printed, with its capital and its end."""
    text = " ".join(words)
    return text[0].upper() + text[1:] + end


def folded(text: str) -> str:
    """What `statements.language.normalise.fold` gives, in a tenth of the time, for texts made of these words alone."""
    forms = text.replace(",", "").replace(".", "").replace("?", "").replace("!", "").replace("’", "'").lower()
    if "don't" in forms or "cannot" in forms:
        forms = " ".join([_TWO_FORMS.get(form, form) for form in forms.split(" ")])
    return forms
