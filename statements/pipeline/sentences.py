"""The sentences of a quote, each under a key that lasts as long as its words."""

import hashlib

from statements.language.normalise import fold
from statements.language.sentences import split_sentences
from statements.models import Quote, Sentence

# 32 bits: within one quote of a hundred sentences two keys collide once in a million quotes.
KEY_LENGTH = 8


def save_sentences(quote: Quote) -> None:
    """Replaces the sentences of a quote by those of its wording; equal words keep their key."""
    rows: list[Sentence] = []
    keys: set[str] = set()
    for position, span in enumerate(split_sentences(quote.wording), start=1):
        key = _key(span.of(quote.wording), keys)
        rows.append(
            Sentence(
                quote=quote,
                key=key,
                position=position,
                words=span.of(quote.wording),
                start=span.start,
                end=span.end,
                appearance_id=quote.reference_id,
            )
        )
    quote.sentences.all().delete()
    Sentence.objects.bulk_create(rows)


def _key(words: str, taken: set[str]) -> str:
    """A key made of the words alone; said twice in one quote, the second gets a number too."""
    folded = fold(words) or words
    for number in range(1, len(taken) + 2):
        salt = f"{folded}\n{number}" if number > 1 else folded
        key = hashlib.sha256(salt.encode()).hexdigest()[:KEY_LENGTH]
        if key not in taken:
            break
    taken.add(key)
    return key
