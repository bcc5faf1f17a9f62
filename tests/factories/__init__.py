"""Rows for tests: plain functions with fictional defaults, one per noun. Every argument is a keyword."""

from tests.factories.articles import make_appearance, make_article, make_outlet, make_reading
from tests.factories.people import make_editor, make_speaker
from tests.factories.quotes import (
    make_judgement,
    make_occasion,
    make_quote,
    make_refrain,
    make_set,
    make_topic,
)

__all__ = [
    "make_appearance",
    "make_article",
    "make_editor",
    "make_judgement",
    "make_occasion",
    "make_outlet",
    "make_quote",
    "make_reading",
    "make_refrain",
    "make_set",
    "make_speaker",
    "make_topic",
]
