"""Freezing what a search finds, so that it can be cited: readers do it, and no entry changes by it."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from statements.citations.identifiers import mint
from statements.citations.sets import Leaf, manifest, newest_versions
from statements.citations.versions import freeze
from statements.citations.writing import one_writer
from statements.curation.acts import Refused
from statements.curation.limits import READER, TooMuch, is_too_much, origin_of
from statements.models import FrozenSet, Quote
from statements.models.revision import naming

# A set of these takes seconds; the tables of more statements are dumps.
MOST_MEMBERS = 100_000
# In an hour.
MOST_OF_ONE, MOST_OF_ALL = 10, 100


def freeze_set(
    keys: Sequence[int], *, title: str, search: Mapping[str, Sequence[str]], codebook: str, address: str
) -> FrozenSet:
    """The newest versions of these quotes, by database key, as a set for ever; the same set once more gives the first.

    `search` are the parameters that found them, `address` is the network address it is asked from. Raises Refused for
    no quotes or too many, and TooMuch where that address, or all together, made as many sets in this hour as one may.
    """
    _require_number(len(keys))
    origin = origin_of(address, "set")
    with one_writer(), naming(actor=READER):
        leaves = _leaves(keys)
        members = [leaf.key for leaf in leaves]
        same = FrozenSet.objects.filter(title=title, search=dict(search), members=members).first()
        if same:
            return same
        if is_too_much(FrozenSet.objects.all(), origin, MOST_OF_ONE, MOST_OF_ALL):
            raise TooMuch(gettext("No more sets are made in this hour: please try again in an hour."))
        salt = secrets.token_bytes(16)
        text = "".join(manifest(leaves, salt))
        return FrozenSet.objects.create(
            public_id=mint(FrozenSet),
            title=title,
            search=dict(search),
            members=members,
            codebook=codebook,
            salt=salt,
            sha256=hashlib.sha256(text.encode()).digest(),
            origin=origin,
        )


def _require_number(found: int) -> None:
    if not found:
        raise Refused(gettext("The search finds nothing: there is nothing to freeze."))
    if found > MOST_MEMBERS:
        message = gettext(
            "The search finds %(found)s statements, and a set has at most %(most)s: "
            "narrow it down, or draw some by lot."
        )
        raise Refused(message % {"found": found, "most": MOST_MEMBERS})


def _leaves(keys: Sequence[int]) -> list[Leaf]:
    """The newest version of each quote; one that has none yet, as in an archive of an older release, gets its first."""
    held = newest_versions(keys)
    if missing := [key for key in keys if key not in held]:
        freeze(Quote, missing)
        held |= newest_versions(missing)
    return [held[key] for key in keys if key in held]
