"""Where words stand in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters, as Python counts them, in one named text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The words themselves, cut out of the text the offsets count in."""
        return text[self.start : self.end]
