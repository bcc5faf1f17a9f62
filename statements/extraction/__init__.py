"""From a page to its quotations: the article text, what is quoted in it, and who said it.

Plain functions on frozen values, without Django, database or network. A larger engine may replace the rules;
these verbs and values stay.
"""

from statements.extraction.explain import Explained, explain
from statements.extraction.html import read_html
from statements.extraction.page import ArticleText, Block, Published
from statements.extraction.quotations import Decision, Quotation, decide, find_quotations
from statements.extraction.text import read_text

# Stored with every reading; raised whenever a rule changes what is found.
EXTRACTOR_VERSION = "4"

__all__ = [
    "EXTRACTOR_VERSION",
    "ArticleText",
    "Block",
    "Decision",
    "Explained",
    "Published",
    "Quotation",
    "decide",
    "explain",
    "find_quotations",
    "read_html",
    "read_text",
]
