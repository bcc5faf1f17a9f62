"""The query language: text to tree.

query  = either { either }              all of them
either = part { "OR" part }             one of them
part   = [ "-" | "NOT" ] ( "(" query ")" | field | phrase | word [ "NEAR/n" word ] )

What can be read in one way alone is read; what cannot is an error that names its place and proposes a query that works.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext

from statements.language.normalise import plain_for_search
from statements.search.fields import FIELDS, FieldError
from statements.search.tree import All, Any, Field, Near, Node, Not, Phrase, Word, needs_something

# Longer than any sentence that somebody searches for; it bounds the work of one request.
MAX_LENGTH = 300
# More words than these are a text: /check looks for texts. They too bound the work.
MOST_LEAVES = 40
DEEPEST = 10
# A word of fewer letters begins thousands of others.
LEAST_PREFIX = 2
# Farther apart two words are no longer near each other; a choice.
FARTHEST = 20

# PostgreSQL's phrases know the straight mark alone.
_DOUBLE_MARKS = re.compile("[“”„‟«»″＂]")
# A single mark that opens a word, up to one that ends a word: ‘arms race’. An apostrophe opens none.
_SINGLE_QUOTED = re.compile(r"(?<!\w)[‘‹‚]([^‘’‹›‚]*(?:’\w[^‘’‹›‚]*)*)[’›](?!\w)")
_TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<minus>-(?=[\w"(]))|(?P<near>NEAR/(?P<distance>\d+)(?![\w*]))
    |(?P<or>OR(?![\w*])|\|)|(?P<and>AND(?![\w*]))|(?P<not>NOT(?![\w*]))
    |(?P<field>[A-Za-z]+):(?=[^\s()])|"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+))""",
    re.VERBOSE,
)
_VALUE = re.compile(r'"([^"]*)"|([^\s()"]+)')
_LETTERS = re.compile(r"\w")


class QueryError(ValueError):
    """What is wrong with a query, for its reader: where, in characters from 0 of the text with plain marks, and a query
    like it that works, "" where there is none."""

    def __init__(self, message: str, proposal: str, place: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.proposal = proposal
        self.place = place


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    value: str = ""


def normalise_query(text: str) -> str:
    """The query with every kind of quotation mark and apostrophe made straight and its spaces single; capitals stay.

    Raises QueryError for a quotation mark that is never closed.
    """
    straight = _DOUBLE_MARKS.sub('"', _SINGLE_QUOTED.sub(r'"\1"', text))
    straight = " ".join(plain_for_search(straight).split())
    if straight.count('"') % 2:
        whole = straight.replace('"', "").strip()
        place = straight.rindex('"')
        raise QueryError(
            gettext("A quotation mark is opened and not closed."), f'"{whole}"' if whole else "", place
        )
    return straight


def parse(text: str) -> Node | None:
    """The tree of a query; None for one without any word. Raises QueryError, whose proposal can be parsed."""
    try:
        return _parse(text)
    except QueryError as error:
        bare = " ".join(re.findall(r"\b(?!(?:OR|AND|NOT|NEAR)\b)\w+", text)[:MOST_LEAVES])[:MAX_LENGTH]
        raise QueryError(error.message, _first_that_works(error.proposal, bare), error.place) from error


def _first_that_works(*proposals: str) -> str:
    for proposal in proposals:
        try:
            if _parse(proposal) is not None:
                return proposal
        except QueryError:
            continue
    return ""


def _parse(text: str) -> Node | None:
    plain = normalise_query(text)
    if len(plain) > MAX_LENGTH:
        message = gettext("A query has at most %(most)s characters.") % {"most": MAX_LENGTH}
        raise QueryError(message, plain[:MAX_LENGTH].rsplit(" ", 1)[0])
    reader = _Reader(plain, [])
    reader.tokens = _tokens(plain)
    tree = reader.read_all(depth=0) if reader.tokens else None
    if reader.place < len(reader.tokens):
        token = reader.tokens[reader.place]
        raise reader.error(gettext("A bracket is closed that was not opened."), token, without=True)
    if tree is not None and not needs_something(tree):
        wanted = plain.replace("-", "").replace("NOT ", "")
        raise QueryError(gettext("A search needs something to look for, beside what it leaves out."), wanted)
    return tree


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    while match := _TOKEN.match(text, place):
        kind = match.lastgroup if match.lastgroup != "distance" else "near"
        place = match.end()
        words, value = match[kind or "word"], ""
        if kind == "field":
            held = _VALUE.match(text, place)
            value = (held[1] if held[1] is not None else held[2]) if held else ""
            place = held.end() if held else place
        if kind == "phrase" and not _LETTERS.search(words):
            continue
        value = match["distance"] if kind == "near" else value
        found.append(_Token(kind or "word", words, match.start(kind or "word"), place, value))
    return [
        token
        for token in found
        if token.kind != "and" and (token.kind != "word" or _LETTERS.search(token.text))
    ]


@dataclass(slots=True)
class _Reader:
    """Reads tokens from a place on; each method reads one rule of the grammar and leaves the place behind it."""

    text: str
    tokens: list[_Token]
    place: int = 0
    count: int = 0

    def read_all(self, depth: int) -> Node:
        """Either after either, up to a closing bracket or the end."""
        if depth > DEEPEST:
            message = gettext("Brackets stand in one another at most %(most)s deep.") % {"most": DEEPEST}
            raise self.error(message, self.tokens[self.place])
        nodes = []
        while self.kind not in ("", "close"):
            nodes.append(self.read_either(depth))
        if not nodes:
            raise self.error(gettext("A bracket holds nothing."), self.tokens[self.place - 1], without=True)
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def read_either(self, depth: int) -> Node:
        """Part OR part OR part."""
        nodes = [self.read_part(depth)]
        while self.kind == "or":
            self.place += 1
            nodes.append(self.read_part(depth))
        return nodes[0] if len(nodes) == 1 else Any(tuple(nodes))

    def read_part(self, depth: int) -> Node:
        """One thing to look for or to leave out."""
        if self.kind in ("", "or", "near", "close"):
            token = self.tokens[min(self.place, len(self.tokens)) - (self.kind in ("", "close"))]
            raise self.error(
                gettext("“%(word)s” stands without a word to join.") % {"word": token.text},
                token,
                without=True,
            )
        token = self.tokens[self.place]
        self.place += 1
        self.count += 1
        if self.count > MOST_LEAVES:
            message = gettext("A query has at most %(most)s words.") % {"most": MOST_LEAVES}
            raise self.error(message, token, cut=True)
        if token.kind in ("minus", "not"):
            inner = self.read_part(depth + 1)
            return inner.node if isinstance(inner, Not) else Not(inner)
        readers: dict[str, Callable[[_Token, int], Node]] = {
            "open": self.read_bracket,
            "field": self.read_field,
            "word": self.read_word,
        }
        read = readers.get(token.kind)
        return read(token, depth) if read else Phrase(token.text.strip())

    def read_bracket(self, token: _Token, depth: int) -> Node:
        """( query )."""
        inner = self.read_all(depth + 1)
        if self.kind != "close":
            raise QueryError(gettext("A bracket is opened and not closed."), f"{self.text})", token.start)
        self.place += 1
        return inner

    def read_word(self, token: _Token, depth: int) -> Node:
        """A word, and the one that it is near to."""
        word = self._word(token)
        if self.kind != "near":
            return word
        near = self.tokens[self.place]
        after = self.tokens[self.place + 1 : self.place + 2]
        if not after or after[0].kind != "word":
            raise self.error(gettext("NEAR stands between two words."), near, without=True)
        distance = int(near.value) if len(near.value) < LEAST_PREFIX + 1 else 0
        if not 0 < distance <= FARTHEST:
            raise self.error(
                gettext("NEAR reaches from 1 to %(most)s words.") % {"most": FARTHEST},
                near,
                by=f"NEAR/{FARTHEST}",
            )
        self.place += 2
        return Near(word, self._word(after[0]), distance)

    def _word(self, token: _Token) -> Word:
        """A word without the marks around it; what would be read as an operator or a field is none there."""
        stem = re.sub(r"^[^\w*]+|[^\w*]+$", "", token.text.rstrip("*"))
        if "*" in stem:
            raise self.error(
                gettext("“*” stands at the end of a word."), token, by=f"{stem.replace('*', '')}*"
            )
        if _TOKEN.match(stem).lastgroup != "word":  # type: ignore[union-attr]
            stem = stem.lower().replace(":", ".")
        if not token.text.endswith("*"):
            return Word(stem)
        if len(stem) < LEAST_PREFIX:
            raise self.error(
                gettext("Before “*” stand at least %(least)s letters.") % {"least": LEAST_PREFIX},
                token,
                by=stem,
            )
        return Word(stem, is_prefix=True)

    def read_field(self, token: _Token, depth: int) -> Node:
        """field:value."""
        name = token.text.lower()
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, n=1)
            message = gettext("There is no field “%(field)s”. Fields are %(fields)s.")
            message %= {"field": token.text, "fields": ", ".join(FIELDS)}
            quoted = f'"{token.value}"' if " " in token.value else token.value
            by = f"{near[0]}:{quoted}" if near else f'"{token.text} {token.value}"'
            raise self.error(message, token, by=by)
        try:
            return Field(name, FIELDS[name].read(token.value.strip()), token.value.strip())
        except FieldError as error:
            by = f"{name}:{error.proposal}" if error.proposal else ""
            raise self.error(f"{name}: {error.message}", token, by=by) from error

    @property
    def kind(self) -> str:
        """The kind of the next token, "" at the end."""
        return self.tokens[self.place].kind if self.place < len(self.tokens) else ""

    def error(
        self, message: str, token: _Token, *, by: str = "", without: bool = False, cut: bool = False
    ) -> QueryError:
        """An error at a token, with a proposal that has other words `by` there, is `without` it, or ends before it."""
        before, after = self.text[: token.start], "" if cut else self.text[token.end :]
        proposal = " ".join(f"{before}{by}{after}".split()) if by or without or cut else ""
        return QueryError(message, proposal.strip(), token.start)
