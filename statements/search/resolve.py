"""From a tree as a reader wrote it to one that the database knows: names become the values that they fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Model

from statements.language.tables import languages
from statements.models import Occasion, Outlet, Speaker, Term, Topic
from statements.models.document import Facet, facet_code
from statements.search.suggest import having
from statements.search.tree import All, Any, Codes, Field, Near, Node, Not, Phrase, Word, leaves

# The facets of the fields that hold a word of the archive's, and what the reader's word is called there.
TERMS = {
    "role": Facet.ROLE, "cue": Facet.CUE, "in": Facet.PART, "evidence": Facet.EVIDENCE, "reviewed": Facet.REVIEWED,
    "kind": Facet.KIND, "relation": Facet.RELATION, "lang": Facet.LANGUAGE,
}  # fmt: skip
ENTRIES: Mapping[str, tuple[Facet, type[Model], str]] = {
    "speaker": (Facet.SPEAKER, Speaker, "names__folded"),
    "outlet": (Facet.OUTLET, Outlet, "name"),
    "topic": (Facet.TOPIC, Topic, "name"),
    "occasion": (Facet.OCCASION, Occasion, "title"),
}
# More entries than these fit a part of a name that says nothing; it bounds the work of one request.
MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class Read:
    """A tree that the database knows, and the fields that fit nothing in the archive."""

    tree: Node | None
    unknown: tuple[Field, ...]


def resolve(tree: Node | None) -> Read:
    """Looks up every name of a tree, in a query for each."""
    if tree is None:
        return Read(None, ())
    found = {field: codes_of(field) for field in _named(tree)}
    return Read(_replaced(tree, found), tuple(field for field, codes in found.items() if not codes))


def _named(tree: Node) -> Iterator[Field]:
    return (leaf for leaf in leaves(tree) if isinstance(leaf, Field) and isinstance(leaf.value, str))


def codes_of(field: Field) -> tuple[int, ...]:
    """The codes of the values that a field with a name or word fits, at most MOST_ENTRIES."""
    words = str(field.value).lower().split()
    if field.name in TERMS:
        facet = TERMS[field.name]
        terms = Term.objects.filter(facet=facet)
        is_part = field.name == "role"
        terms = having(terms, "value", words) if is_part else terms.filter(value__iexact=" ".join(words))
        keys = terms.values_list("pk", flat=True)
    else:
        facet, model, column = ENTRIES[field.name]
        entries = model._default_manager.filter(public_id__isnull=False).order_by("pk")
        by_name = having(entries, column, words) | entries.filter(public_id=field.typed)
        keys = by_name.values_list("pk", flat=True).distinct()
    return tuple(facet_code(facet, key) for key in keys[:MOST_ENTRIES])


def _replaced(tree: Node, found: Mapping[Field, tuple[int, ...]]) -> Node:
    """The tree with codes for names. A word that every text has counts where it is all that is asked for."""
    if isinstance(tree, Field) and tree in found:
        return Codes(found[tree])
    if _is_common(tree) and isinstance(tree, Word):
        return Phrase(tree.text)
    if isinstance(tree, Not):
        return Not(_replaced(tree.node, found))
    if isinstance(tree, All):
        told = [node for node in tree.nodes if not _is_common(node)]
        says_words = any(isinstance(node, Word | Phrase | Near) for node in told)
        nodes = told if says_words else tree.nodes
        return All(tuple(_replaced(node, found) for node in nodes))
    if isinstance(tree, Any):
        return Any(tuple(_replaced(node, found) for node in tree.nodes))
    return tree


def _is_common(node: Node) -> bool:
    if not isinstance(node, Word) or node.is_prefix:
        return False
    return any(node.text.lower() in known.words("search", "common") for known in languages())
