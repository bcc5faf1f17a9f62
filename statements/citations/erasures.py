"""What stays of erased words: salted digests, by which the archive knows them when they come again."""

import hashlib
import secrets
from collections.abc import Iterable
from typing import Any

from statements.language.normalise import fold
from statements.models import Act

# Shorter phrases are anybody's: "the rule of law" must not keep an article out.
LEAST_WORDS = 6


def digests(texts: Iterable[str]) -> dict[str, Any]:
    """A new salt, and with it the digest of each text that is long enough, for the details of an act of erasure."""
    salt = secrets.token_hex(16)
    return {"salt": salt, "sha256": sorted({_digest(salt, text) for text in texts if _is_long(text)})}


def holds_erased_words(texts: Iterable[str]) -> bool:
    """Whether one of the texts is one that was erased, capitals, marks and spaces aside."""
    erased = list(Act.objects.filter(kind=Act.Kind.ERASE).values_list("details", flat=True))
    if not erased:
        return False
    long = {fold(text) for text in texts if _is_long(text)}
    return any(_digest(entry["salt"], text) in entry["sha256"] for entry in erased for text in long)


def _is_long(text: str) -> bool:
    return len(fold(text).split()) >= LEAST_WORDS


def _digest(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{fold(text)}".encode()).hexdigest()
