"""Permanent names: eight characters, the last of which tells a slip of the pen from an unknown name.

The alphabet and the check character are those of NOID (J. Kunze, "Nice Opaque Identifiers", California Digital
Library): 29 characters, no vowels, so that no word appears; a weighted sum modulo the prime 29 finds every wrong
character and every swap of two neighbours. Seven random characters are 17 thousand million names.
"""

import secrets

from django.db import models

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
BODY_LENGTH = 7


def check_character(body: str) -> str:
    """The character that completes a body of seven. Raises ValueError for characters outside the alphabet."""
    total = sum(place * ALPHABET.index(character) for place, character in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def is_well_formed(public_id: str) -> bool:
    """Whether it could be a public id: if not, it was mistyped, and nobody need look it up. Lower case only."""
    if len(public_id) != BODY_LENGTH + 1 or any(character not in ALPHABET for character in public_id):
        return False
    return check_character(public_id[:-1]) == public_id[-1]


def mint(model: type[models.Model]) -> str:
    """A public id that no row of the model's table bears. The unique column behind it settles any race."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(BODY_LENGTH))
        public_id = body + check_character(body)
        if not model._default_manager.filter(public_id=public_id).exists():
            return public_id


def mint_for(row: models.Model) -> None:
    """Gives a row its public id and saves that, unless it has one already: an id is minted once."""
    if row.public_id is None:
        row.public_id = mint(type(row))
        row.save(update_fields=["public_id"])
