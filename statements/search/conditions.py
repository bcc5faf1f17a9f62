"""What a search asks for, as a condition on the search documents in SQL.

A condition is a piece of SQL with its parameters beside it: nothing that a reader typed stands in the SQL itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any as Anything

from statements.search.tree import All, Any, Codes, Days, Field, Near, Node, Not, Numbers, Phrase, Word

TABLE = "statements_searchdocument"
# The dictionaries by which words are sought: a text is filed by that of its language.
DICTIONARIES = ("statements_english", "statements_german", "statements_french")
LITERAL = "statements_simple"
# How the days and numbers of a document are named by fields.
DAYS = {"said": ("day", "day"), "published": ("earliest", "latest")}
NUMBERS = {"carried": "outlets", "wordings": "wordings"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL and its parameters."""

    sql: str
    params: tuple[Anything, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(f"{self.sql} AND {other.sql}", self.params + other.params)


EVERYTHING, NOTHING = Condition("true"), Condition("false")


def has_one_of(codes: Iterable[int]) -> Condition:
    """Documents that have one of the values."""
    wanted = sorted(codes)
    return Condition("facets && %s::int[]", (wanted,)) if wanted else NOTHING


def meets(tree: Node | None) -> Condition:
    """Documents that meet a tree whose names were looked up."""
    if tree is None:
        return EVERYTHING
    if isinstance(tree, All | Any):
        return _several(tree.nodes, "AND" if isinstance(tree, All) else "OR")
    if isinstance(tree, Not):
        inner = meets(tree.node)
        return Condition(f"NOT coalesce({inner.sql}, false)", inner.params)
    if isinstance(tree, Codes):
        return has_one_of(tree.codes)
    if isinstance(tree, Field):
        if isinstance(tree.value, str):
            raise TypeError(f"the name {tree.value} was not looked up")
        return within(tree.name, tree.value)
    if _is_by_stem(tree):
        return _by_stems([tree], "&&")
    return Condition(f"literal @@ {(query := _literal(tree)).sql}", query.params)


def _several(nodes: Sequence[Node], sign: str) -> Condition:
    """Several joined: the words among them, with those left out, are one query of the index."""
    words = [node for node in nodes if _is_by_stem(node)]
    if words and sign == "AND":
        words += [node for node in nodes if isinstance(node, Not) and _is_by_stem(node.node)]
    conditions = [meets(node) for node in nodes if node not in words]
    if words:
        conditions.append(_by_stems(words, "&&" if sign == "AND" else "||"))
    return joined(conditions, sign)


def _is_by_stem(node: Node) -> bool:
    """Whether words are sought in any form: neither a phrase nor a beginning."""
    if isinstance(node, Near):
        return not (node.first.is_prefix or node.second.is_prefix)
    return isinstance(node, Word) and not node.is_prefix


def _by_stems(nodes: Sequence[Node], sign: str) -> Condition:
    """Words as each dictionary has them: one of them leaves out what another keeps."""
    wanted = [node for node in nodes if not isinstance(node, Not)]
    query = _join([_join([_query(node, name) for node in wanted], sign) for name in DICTIONARIES], "||")
    left_out = [_query(node, name) for node in nodes if isinstance(node, Not) for name in DICTIONARIES]
    query = _join([query, *left_out], "&&")
    return Condition(f"words @@ {query.sql}", query.params)


def _query(node: Node, dictionary: str) -> Condition:
    if isinstance(node, Not):
        inner = _query(node.node, dictionary)
        return Condition(f"!!{inner.sql}", inner.params)
    if isinstance(node, Near):
        return _near(node, dictionary)
    if isinstance(node, Word | Phrase):
        return _words(node, dictionary)
    raise TypeError(f"{node} holds no words")


def _literal(node: Node) -> Condition:
    return _query(node, LITERAL)


def _words(node: Word | Phrase, dictionary: str) -> Condition:
    if isinstance(node, Phrase) or not node.is_prefix:
        return Condition(f"phraseto_tsquery('{dictionary}', %s)", (node.text,))
    quoted = node.text.replace("\\", " ").replace("'", "''")
    return Condition(f"to_tsquery('{dictionary}', %s)", (f"'{quoted}':*",))


def _near(node: Near, dictionary: str) -> Condition:
    first, second = _words(node.first, dictionary), _words(node.second, dictionary)
    return _join(
        [
            Condition(f"tsquery_phrase({a.sql}, {b.sql}, {distance})", a.params + b.params)
            for a, b in ((first, second), (second, first))
            for distance in range(1, node.distance + 1)
        ],
        "||",
    )


def sought(tree: Node) -> Condition | None:
    """Any of the words that a tree looks for, as one tsquery; None where it looks for none."""
    words = [node for node in _wanted(tree) if isinstance(node, Word | Phrase | Near)]
    found = [_query(node, name) for node in words for name in (*DICTIONARIES, LITERAL)]
    return _join(found, "||") if found else None


def _wanted(tree: Node) -> Iterator[Node]:
    if isinstance(tree, All | Any):
        for node in tree.nodes:
            yield from _wanted(node)
    elif not isinstance(tree, Not):
        yield tree


def within(name: str, value: Days | Numbers) -> Condition:
    """Documents within days ("said", "published") or numbers ("carried", "wordings")."""
    if isinstance(value, Days):
        first, last = DAYS[name]
        bounds: list[tuple[str, str, Anything]] = [(last, ">=", value.first), (first, "<=", value.last)]
    else:
        bounds = [(NUMBERS[name], ">=", value.least), (NUMBERS[name], "<=", value.most)]
    found = [
        Condition(f"{column} {sign} %s", (bound,)) for column, sign, bound in bounds if bound is not None
    ]
    return joined(found, "AND")


def joined(conditions: Sequence[Condition], sign: str) -> Condition:
    """Conditions joined by AND or OR; none are no condition."""
    return _join(conditions, sign) if conditions else EVERYTHING


def _join(queries: Sequence[Condition], sign: str) -> Condition:
    joined = reduce(lambda a, b: Condition(f"{a.sql} {sign} {b.sql}", a.params + b.params), queries)
    return Condition(f"({joined.sql})", joined.params)
