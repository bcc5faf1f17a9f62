"""What a query says, as a tree: words, phrases, fields, and what joins them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms; with `is_prefix` every word that begins so."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words exactly as they stand, one beside the other."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two words with at most `distance` - 1 others between them, in either order."""

    first: Word
    second: Word
    distance: int


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both included; None where it is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """From the least to the most, both included; None where it is open."""

    least: int | None
    most: int | None


ANY_DAY, ANY_NUMBER = Days(None, None), Numbers(None, None)


@dataclass(frozen=True, slots=True)
class Field:
    """What a field holds: words of a name, one of its choices, days or numbers. `typed` is how the reader wrote it."""

    name: str
    value: str | Days | Numbers
    typed: str


@dataclass(frozen=True, slots=True)
class Codes:
    """A field whose name was looked up: the codes of all values of its facet that it fits, if any."""

    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """All of several."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of several."""

    nodes: tuple["Node", ...]


Leaf = Word | Phrase | Near | Field | Codes
Node = Leaf | Not | All | Any


def leaves(node: Node) -> Iterator[Leaf]:
    """The leaves of a tree in the order they were typed."""
    if isinstance(node, Not):
        yield from leaves(node.node)
    elif isinstance(node, All | Any):
        for inner in node.nodes:
            yield from leaves(inner)
    else:
        yield node


def needs_something(node: Node) -> bool:
    """Whether a tree asks for anything, and does not only leave things out."""
    if isinstance(node, Not):
        return False
    if isinstance(node, All):
        return any(map(needs_something, node.nodes))
    return all(map(needs_something, node.nodes)) if isinstance(node, Any) else True


def written(node: Node, *, is_inside: bool = False) -> str:
    """A tree in the one way it is written: parsed, it gives the same tree again."""
    if isinstance(node, Word):
        return f"{node.text}*" if node.is_prefix else node.text
    if isinstance(node, Phrase):
        return f'"{node.text}"'
    if isinstance(node, Near):
        return f"{written(node.first)} NEAR/{node.distance} {written(node.second)}"
    if isinstance(node, Field):
        return f'{node.name}:"{node.typed}"' if " " in node.typed else f"{node.name}:{node.typed}"
    if isinstance(node, Not):
        return f"-{written(node.node, is_inside=True)}"
    if isinstance(node, Codes):
        raise TypeError("a tree whose names were looked up is not written")
    joined = (" " if isinstance(node, All) else " OR ").join(
        written(inner, is_inside=True) for inner in node.nodes
    )
    return f"({joined})" if is_inside else joined
