"""Every style against what citeproc-js prints of the same references."""

import json

import pytest

from statements.citations.styles.csl import csl_item
from statements.citations.styles.parts import as_html
from statements.citations.styles.table import STYLES
from tests.golden.references import HERE, references

GOLDEN = json.loads((HERE / "citations.json").read_text())
REFERENCES = references()
QUILL = REFERENCES["record: plain"].authors
# The same characters, named where citeproc numbers them.
ENTITIES = (("&#38;", "&amp;"), ("&#60;", "&lt;"), ("&#62;", "&gt;"))


@pytest.mark.parametrize("name", REFERENCES)
def test_reference_is_printed_as_citeproc_prints_it(name):
    reference, golden = REFERENCES[name], GOLDEN[name]
    assert csl_item(reference) == golden["item"]
    for key, style in STYLES.items():
        printed = {
            "text": style.text(reference),
            "html": style.html(reference),
            "within": as_html(style.within(reference, ())),
        }
        assert printed == {what: _named(golden[key][what], what) for what in printed}, key


def _named(text, what):
    for number, entity in ENTITIES if what != "text" else ():
        text = text.replace(number, entity)
    return text


@pytest.mark.parametrize(
    ("style", "within"),
    [
        ("apa", "(Quill, as cited in Roe, 2026)"),
        ("chicago-author-date", "(Quill, quoted in Roe 2026)"),
        ("mla", "(qtd. in Roe)"),
        (
            "chicago-notes",
            "Nerys Quill, quoted in Ann Roe, “Mayor Keeps Harbour Open,” <i>The Harbour Post</i>, February 11, 2026,"
            " https://post.example/news/1.",
        ),
    ],
)
def test_article_is_cited_for_words_of_another(style, within):
    assert as_html(STYLES[style].within(REFERENCES["article: headline"], QUILL)) == within


def test_article_without_a_byline_is_cited_for_words_of_another():
    article = REFERENCES["article: no byline"]
    note = as_html(STYLES["chicago-notes"].within(article, QUILL))
    assert note.startswith("Nerys Quill, quoted in “Mayor Keeps Harbour Open,” <i>The Harbour Post</i>,")
    assert STYLES["apa"].within(article, QUILL) == "(Quill, as cited in “Mayor Keeps Harbour Open,” 2026)"
    assert STYLES["mla"].within(article, QUILL) == "(qtd. in “Mayor Keeps Harbour Open”)"
