from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.citations.excerpts import CONTEXT_LIMIT, public_spans
from statements.language.spans import Span

HEADLINE = "Quill speaks"
SHARE = "Share this page"
FIRST = "Gulls cried. Boats came in. The mayor “will not sail”, she said. Rain fell. Night came."
SECOND = (
    "Fog rose. “It is dry,” Quill said. Nobody laughed. “It is wet,” he said. Doors shut. Lamps went out."
)
TEXT = "\n".join([HEADLINE, FIRST, SHARE, SECOND])


def block(kind, words):
    return (kind, TEXT.index(words), TEXT.index(words) + len(words))


BLOCKS = [block("headline", HEADLINE), block("body", FIRST), block("furniture", SHARE), block("body", SECOND)]


def shown(quotations, rights="excerpt", blocks=BLOCKS, text=TEXT):
    pieces = [Span(text.index(words), text.index(words) + len(words)) for words in quotations]
    return [span.of(text) for span in public_spans(text, blocks, pieces, rights)]


@pytest.mark.parametrize("rights", ["excerpt", "none"])
def test_public_spans_without_quotations(rights):
    assert shown([], rights) == []


def test_public_spans_rights_none_shows_the_quotations_alone():
    assert shown(["will not sail", "It is wet,"], "none") == ["will not sail", "It is wet,"]


@pytest.mark.parametrize("rights", ["own", "open", "licensed"])
def test_public_spans_whole_text_without_furniture(rights):
    assert shown([], rights) == [FIRST, SECOND]


def test_public_spans_mixed_quotation_with_its_clause_and_a_sentence_on_each_side():
    assert shown(["will not sail"]) == ["Boats came in. The mayor “will not sail”, she said. Rain fell."]


def test_public_spans_context_stays_in_its_block():
    assert shown(["It is dry,"]) == ["Fog rose. “It is dry,” Quill said. Nobody laughed."]


def test_public_spans_gap_where_words_were_left_out():
    text = "A one. B two “x”. C three. So. E five. F six “y”. G seven."
    assert shown(["x", "y"], blocks=[("body", 0, len(text))], text=text) == [
        "A one. B two “x”. C three.",
        "E five. F six “y”. G seven.",
    ]


def test_public_spans_neighbours_run_together_without_a_gap():
    together = "Fog rose. “It is dry,” Quill said. Nobody laughed. “It is wet,” he said. Doors shut."
    assert shown(["It is dry,", "It is wet,"]) == [together]


def test_public_spans_split_quotation_is_one_stretch():
    text = "Wind blew. “We wait,” Quill said, “for the tide.” Rain fell. Night came."
    whole = "Wind blew. “We wait,” Quill said, “for the tide.” Rain fell."
    assert shown(["We wait,", "for the tide."], blocks=[("body", 0, len(text))], text=text) == [whole]


def test_public_spans_headline_quotation_brings_nothing_else():
    assert shown(["Quill speaks"]) == ["Quill speaks"]


def test_public_spans_cap_holds_over_the_whole_article():
    filler = " ".join(["herring"] * 40).capitalize() + "."
    text = " ".join(f"{filler} He called it “q{i:02}”." for i in range(40))
    stretches = shown([f"q{i:02}" for i in range(40)], blocks=[("body", 0, len(text))], text=text)
    surrounding = "".join(stretches).count("erring") * len("herring ")
    assert CONTEXT_LIMIT - 2 * len(filler) < surrounding <= CONTEXT_LIMIT
    # The clause that carries a quotation is no context: it is shown for the last as for the first.
    assert all(any(f"He called it “q{i:02}”." in stretch for stretch in stretches) for i in range(40))


sentences = st.integers(1, 60).map(lambda n: " ".join(["Herring", *["herring"] * n]) + ".")
paragraphs = st.tuples(
    st.sampled_from(["body", "body", "caption", "furniture"]), st.lists(sentences, min_size=1)
)
articles = st.lists(paragraphs, min_size=1, max_size=6)


@st.composite
def quoted_articles(draw):
    """A text, its blocks, the sentences of each printed block, and quotations in such sentences."""
    text, blocks, printed, quotations = "", [], [], []
    for kind, written in draw(articles):
        start = len(text)
        inside = []
        for sentence in written:
            inside.append(Span(len(text), len(text) + len(sentence)))
            text += sentence + " "
        text = text[:-1] + "\n"
        blocks.append((kind, start, len(text) - 1))
        if kind != "furniture":
            printed.append(inside)
            for i in draw(st.lists(st.integers(0, len(inside) - 1), max_size=3)):
                first = draw(st.integers(inside[i].start, inside[i].end - 1))
                last = draw(st.sampled_from(inside[i : i + 2]))
                quotations.append(Span(first, draw(st.integers(max(first, last.start) + 1, last.end))))
    return text, blocks, printed, quotations


@settings(database=None, deadline=None, max_examples=300)
@given(quoted_articles())
def test_public_spans_all_quotations_and_nothing_beyond_their_neighbours(article):
    text, blocks, printed, quotations = article
    spans = public_spans(text, blocks, quotations, "excerpt")
    seen = {at for span in spans for at in range(*span)}
    quoted = {at for span in quotations for at in range(*span)}
    all_sentences = [sentence for inside in printed for sentence in inside]
    allowed = {
        at
        for i, sentence in enumerate(all_sentences)
        if any(s.overlaps(q) for q in quotations for s in all_sentences[max(i - 1, 0) : i + 2])
        for at in range(*sentence)
    }
    assert quoted <= seen
    assert {at for at in seen if not text[at].isspace()} <= allowed
    own = {
        at
        for sentence in all_sentences
        if any(sentence.overlaps(q) for q in quotations)
        for at in range(*sentence)
    }
    assert own <= seen
    # One space between two sentences that are both shown is no context.
    assert len([at for at in seen - own if at in allowed]) <= CONTEXT_LIMIT
    assert all(left.end < right.start for left, right in pairwise(spans))
