"""A sentence as its words and marks, the way the rules about clauses walk over them."""

import re
from typing import NamedTuple

from statements.language.spans import Span

# Stands for every character of words in quotation marks, so that no name or verb is found in them.
FILL = "\ue000"
QUOTED, ASIDE = "\ue000", "()"
# French hangs pronouns on verbs and articles on nouns: "estime-t-elle", "l’homme".
_HUNG = r"(?:-t)?-(?:ils?|elles?|on)\b"
_TOKEN = re.compile(
    rf"{FILL}+|\([^()]{{0,80}}\)|--+|(?:[^\W\d_]\.){{2,}}|{_HUNG}|(?:[dlnsjcmt]|(?:lors|puis)?qu)[’'](?=\w{{2}})|"
    rf"[^\W_](?:(?:(?!{_HUNG})[\w’'./&-])*\w)?|[^\w\s]",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """One word, mark, or run of words in quotation marks (QUOTED) or brackets (ASIDE); `word` in small letters."""

    span: Span
    word: str


def tokenise(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of text[start:end] in order; a full stop inside the sentence, as of an abbreviation, is none."""
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        words = match.group()
        if words == "." and match.end() < end:
            continue
        first = words[0]
        word = QUOTED if first == FILL else ASIDE if first == "(" and len(words) > 1 else words.lower()
        tokens.append(Token(Span(*match.span()), word))
    return tuple(tokens)
