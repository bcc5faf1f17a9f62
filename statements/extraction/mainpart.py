"""Which lines of a page are the article: what our own rules and trafilatura's both take for its words."""

import re

import trafilatura

from statements.extraction.page import Block

# Where trafilatura has less of the words that our rules take for the article than this, it has missed the article.
_LEAST = 0.5
# Each body block is looked for in all of the article; a page with more of them is none.
_MOST = 2000
# Longest heading inside of an article, in words: trafilatura leaves some out.
_HEADING = 10
_APART = re.compile(r"[\W_]+")


def keep_main_part(markup: str, text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a page's visible text, body blocks that trafilatura does not have in the article as furniture.

    markup: the page's HTML. Returns the blocks as they are where trafilatura finds no article, or another one.
    """
    if sum(block.kind == "body" for block in blocks) > _MOST:
        return blocks
    main = _plain(trafilatura.extract(markup, include_comments=False, fast=True) or "")
    bodies = [(block, _plain(block.span.of(text))) for block in blocks if block.kind == "body"]
    outside: set[Block] = set()
    kept, is_kept = 0, False
    for block, words in reversed(bodies):
        is_heading = is_kept and words.count(" ") <= _HEADING  # of what follows, which is of the article
        is_kept = words in main
        kept += len(words) * is_kept
        if not (is_kept or is_heading):
            outside.add(block)
    if kept < _LEAST * sum(len(words) for _, words in bodies):
        return blocks
    return tuple(Block("furniture", block.span) if block in outside else block for block in blocks)


def _plain(words: str) -> str:
    """The letters and figures of words in small letters, for comparison: " we sail "."""
    return f" {_APART.sub(' ', words).strip().lower()} "
