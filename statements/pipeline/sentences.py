"""The sentences of a quote, each under a key that lasts: once published, a key is never lost."""

import hashlib
from collections.abc import Iterable

from django.db.models import F

from statements.language.normalise import fold, words
from statements.language.sentences import split_sentences
from statements.models import Quote, Sentence

# 32 bits: within one quote of a hundred sentences two keys collide once in a million quotes.
KEY_LENGTH = 8
# More sentences than any wording has: positions are moved out of the way by it before they are given anew.
OUT_OF_THE_WAY = 1_000_000


def save_sentences(quote: Quote) -> None:
    """Brings the sentences up to date with the wording; equal words keep their key.

    Where other words took the place of a sentence that could be cited, its key leads to the one most like it.
    """
    if quote.public_id is None:
        quote.sentences.all().delete()
    held = {row.key: row for row in quote.sentences.all()}
    quote.sentences.current().update(position=F("position") + OUT_OF_THE_WAY)
    current = [_stand(row, held.get(row.key)) for row in _sentences(quote)]
    keys = {row.key for row in current}
    for row in held.values():
        if row.key not in keys:
            row.successor, row.position = _nearest(row, current), None
            row.save(update_fields=["successor", "position"])


def _sentences(quote: Quote) -> list[Sentence]:
    """The sentences of the wording, unsaved."""
    rows: list[Sentence] = []
    keys: set[str] = set()
    for position, span in enumerate(split_sentences(quote.wording), start=1):
        said = span.of(quote.wording)
        place = {"position": position, "start": span.start, "end": span.end}
        rows.append(
            Sentence(quote=quote, key=_key(said, keys), words=said, appearance_id=quote.reference_id, **place)
        )
    return rows


def _stand(row: Sentence, held: Sentence | None) -> Sentence:
    """Saves a sentence of the wording, over the one held under its key, if any."""
    row.pk = held.pk if held else None
    row.save()
    return row


def _nearest(former: Sentence, current: Iterable[Sentence]) -> Sentence:
    """The sentence that has most words of a former one; the first of several."""
    forms = {word.form for word in words(former.words)}
    return max(current, key=lambda row: len(forms & {word.form for word in words(row.words)}))


def _key(said: str, taken: set[str]) -> str:
    """A key made of the words alone; said twice in one quote, the second gets a number too."""
    folded = fold(said) or said
    for number in range(1, len(taken) + 2):
        salt = f"{folded}\n{number}" if number > 1 else folded
        key = hashlib.sha256(salt.encode()).hexdigest()[:KEY_LENGTH]
        if key not in taken:
            break
    taken.add(key)
    return key
