"""Where in its article a printing stands, as other programs find it (W3C Web Annotation Data Model, 4.2)."""

from typing import Any

from statements.models import Appearance
from statements.search.cards import published_beside
from statements.search.passages import open_spans

# How much of the text before and behind is given to tell a place from others with the same words.
AROUND = 32


def selectors_of(appearance: Appearance) -> list[dict[str, Any]]:
    """For each piece of a printing a quote selector and a position selector, in characters of our text of the article.
    What stands around it is told as far as everybody may read it.
    """
    reading = appearance.reading
    text, beside = reading.text, published_beside([reading.pk])[reading.pk]
    allowed = open_spans(reading, beside) if beside else ()
    found: list[dict[str, Any]] = []
    for place, words in zip(appearance.places, appearance.words, strict=True):
        around = next(
            (span for span in allowed if span.start <= place.start and place.end <= span.end), place
        )
        quote = {
            "type": "TextQuoteSelector",
            "exact": words,
            "prefix": text[max(around.start, place.start - AROUND) : place.start],
            "suffix": text[place.end : min(around.end, place.end + AROUND)],
        }
        found += [quote, {"type": "TextPositionSelector", "start": place.start, "end": place.end}]
    return found
