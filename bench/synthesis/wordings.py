"""How one outlet prints a statement: whole, in part, with words left out or changed, or in its own words."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from bench.synthesis.sentences import Speech
from bench.synthesis.stories import Statement
from bench.synthesis.vocabulary import ADJECTIVE, Drawn, pick
from statements.language.normalise import FUNCTION_WORDS

# Shares of the printings after the first of a statement; the rest is word for word.
TRUNCATED, SPLIT, REWORDED, PARAPHRASED = 0.25, 0.08, 0.12, 0.04
# The shortest pieces, in words, that still tell which statement they are of.
FRAGMENT, PIECE = 7, 5
ENDS = ",.?!"
# Dropped without changing what is said.
_DROPPED = {"the", "our", "a", "this", "more", "every"}

Range = tuple[int, int]


@dataclass(slots=True)
class Printing:
    """The pieces of a quotation as an article prints them.

    kind: "direct", "mixed" or "indirect". kept: which of the statement's words it prints, as ranges of their places;
    None where that takes a comparison of the texts. is_whole: all of the words and no others.
    """

    pieces: list[str]
    relation: str
    kind: str = "direct"
    kept: list[Range] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it prints the statement word for word from end to end."""
        return self.relation == "verbatim"


def whole(statement: Statement) -> Printing:
    """The statement word for word in one piece."""
    text = " ".join(statement.sentences)
    return Printing([text], "verbatim", kept=[(0, text.count(" ") + 1)])


def cut_in_two(chance: Random, statement: Statement) -> Printing:
    """The statement word for word, with room for a "she said" after its first sentence, or within its only one."""
    printing = whole(statement)
    if len(statement.sentences) > 1:
        printing.pieces = [statement.sentences[0], " ".join(statement.sentences[1:])]
        return printing
    words = statement.sentences[0].split(" ")
    places = [i for i in range(4, len(words) - 3) if words[i].islower() and not words[i - 1].endswith(",")]
    if places:
        place = pick(chance, places)
        printing.pieces = [" ".join(words[:place]) + ",", " ".join(words[place:])]
    return printing


def another(chance: Random, statement: Statement, speech: Speech, topical: Drawn, language: str) -> Printing:
    """A printing by one more outlet, of any relation; word for word where the statement is too short for it."""
    kind = chance.random()
    printing = None
    if kind < TRUNCATED:
        printing = _truncated(chance, statement, language)
    elif kind < TRUNCATED + SPLIT:
        printing = _split(chance, statement)
    elif kind < TRUNCATED + SPLIT + REWORDED:
        printing = _reworded(chance, statement, speech)
    elif kind < TRUNCATED + SPLIT + REWORDED + PARAPHRASED and language == "en":
        printing = _paraphrased(chance, statement, speech, topical)
    return printing or whole(statement)


def _truncated(chance: Random, statement: Statement, language: str) -> Printing | None:
    """Some of several sentences, or a fragment of one within a sentence of the outlet's own."""
    sentences = statement.sentences
    if len(sentences) > 1 and (language != "en" or chance.random() < 0.6):
        cut = chance.randrange(1, len(sentences))
        kept = sentences[:cut] if chance.random() < 0.7 else sentences[cut:]
        start = 0 if kept[0] is sentences[0] else _count(sentences[:cut])
        return Printing([" ".join(kept)], "truncated", kept=[(start, start + _count(kept))])
    longest = max(range(len(sentences)), key=lambda i: len(sentences[i]))
    words = sentences[longest].split(" ")
    starts = [i for i in range(1, len(words) - FRAGMENT) if words[i].isalpha() and words[i].islower()]
    if not starts or language != "en":
        return None
    start = pick(chance, starts)
    end = min(len(words), start + chance.randint(FRAGMENT, 15))
    before = _count(sentences[:longest])
    return Printing(
        [" ".join(words[start:end]).rstrip(ENDS)], "truncated", "mixed", [(before + start, before + end)]
    )


def _split(chance: Random, statement: Statement) -> Printing | None:
    """The statement with some words in its middle left out, and dots in their place."""
    words = " ".join(statement.sentences).split(" ")
    last = len(words)
    if last < 2 * PIECE + 5:
        return None
    start = chance.randrange(PIECE, last - PIECE - 3)
    end = min(start + chance.randint(3, 6), last - PIECE)
    bare = [word.rstrip(ENDS).lower() for word in words]
    if bare[start] == bare[end] or bare[start - 1] == bare[end - 1]:  # else it were as well cut elsewhere
        return None
    text = f"{' '.join(words[:start]).rstrip(ENDS)} … {' '.join(words[end:])}"
    return Printing([text], "split", kept=[(0, start), (end, last)])


def _reworded(chance: Random, statement: Statement, speech: Speech) -> Printing | None:
    """The statement with one or two words changed and one left out; neither a number, a name nor a "not"."""
    words = " ".join(statement.sentences).split(" ")
    content = [i for i in range(1, len(words)) if words[i].rstrip(ENDS).isalpha() and words[i].islower()]
    # One that stands there twice could as well be the other one.
    times = Counter(word.rstrip(ENDS).lower() for word in words)
    content = [i for i in content if times[bare := words[i].rstrip(ENDS)] == 1 and bare not in FUNCTION_WORDS]
    if not content:
        return None
    changed = set(chance.sample(content, min(len(content), pick(chance, (1, 1, 2)))))
    dropped = [i for i in range(1, len(words) - 1) if words[i] in _DROPPED]
    dropped = [i for i in dropped if changed.isdisjoint((i - 1, i, i + 1))]
    if not dropped:
        return None
    gone = pick(chance, dropped)
    kept: list[Range] = []
    found = []
    for i, word in enumerate(words):
        if i in changed:
            bare = word.rstrip(ENDS)
            while (other := speech.slots[ADJECTIVE].one(chance)) == bare:
                pass
            found.append(other + word[len(bare) :])
        elif i != gone:
            found.append(word)
            if kept and kept[-1][1] == i:
                kept[-1] = (kept[-1][0], i + 1)
            else:
                kept.append((i, i + 1))
    return Printing([" ".join(found)], "reworded", kept=kept)


def _paraphrased(chance: Random, statement: Statement, speech: Speech, topical: Drawn) -> Printing | None:
    """A clause of the outlet's own, without marks, that holds a few words of the statement."""
    words = " ".join(statement.sentences).split(" ")
    if len(words) < FRAGMENT + 4:
        return None
    start = chance.randrange(2, len(words) - FRAGMENT)
    run = [word.rstrip(ENDS) for word in words[start : start + FRAGMENT]]
    own = speech.sentence(chance, topical)[:8]
    return Printing([" ".join([*own[:-1], own[-1].rstrip(","), *run])], "paraphrased", "indirect")


def _count(sentences: list[str]) -> int:
    return sum(sentence.count(" ") + 1 for sentence in sentences)
