"""What a search that finds nothing may have meant: names and words of the archive that are spelt nearly so."""

import re
from dataclasses import replace

from statements.search.criteria import Criteria
from statements.search.matches import Asked
from statements.search.plain import Link
from statements.search.suggest import NAMES, spelt_nearly, suggest
from statements.search.tree import Field, Word, leaves

# Each is looked up; who misspells more starts anew.
MOST_WORDS = 5


def proposal(criteria: Criteria, ask: Asked) -> Link | None:
    """The same search with other names and words where the archive has none as typed; None where it knows no better."""
    if ask.tree is None:
        return None
    text = criteria.text
    for field in ask.unmatched[:MOST_WORDS]:
        text = _with_name(text, field)
    words = [leaf.text for leaf in leaves(ask.tree) if isinstance(leaf, Word) and not leaf.is_prefix]
    for word in words[:MOST_WORDS]:
        if near := spelt_nearly(word):
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near, text)
    return Link(text, replace(criteria.without("text"), text=text).url) if text != criteria.text else None


def _with_name(text: str, field: Field) -> str:
    near = suggest(field.name, str(field.value), 1) if field.name in NAMES else ()
    if not near:
        return text
    typed = rf'(?i:{field.name}):(?:"{re.escape(field.typed)}"|{re.escape(field.typed)})'
    return re.sub(typed, lambda _: f'{field.name}:"{near[0].label}"', text)
