"""The words of the pages go through Django's translation: none is left out, and a translation reaches the reader."""

import ast
import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.template.loader import render_to_string
from django.utils import translation

from statements.search import plain
from statements.search.facets import FacetValue, ShownFacet
from tests.factories import make_quote

# Served when nothing else works, as they are.
FAULTS = {"500.html", "503.html"}
TEMPLATES = [
    path
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    if "admin" not in path.parts and path.name not in FAULTS
]
APP = settings.BASE_DIR / "statements"
READERS = [APP / "forms.py", APP / "filters.py"]
READERS += [*sorted((APP / "views").glob("*.py")), *sorted((APP / "search").glob("*.py"))]
SPOKEN = {"aria-label", "placeholder", "title", "alt"}
WORD = re.compile(r"[^\W\d_]{2,}")
WORDS = re.compile(r"[a-z]{2,} [a-z]{2,}")
SQL = re.compile(r"\b(SELECT|FROM|WHERE|JOIN|ORDER BY|SET LOCAL|AND sample|@@)\b|@@")
TRANSLATES = {"gettext", "gettext_noop", "gettext_lazy", "ngettext", "ngettext_lazy", "_"}
# What the operator reads, and what no reader can bring about.
UNREAD = {
    "ValueError",
    "LookupError",
    "RuntimeError",
    "TypeError",
    "OSError",
    "warning",
    "exception",
    "error",
    "info",
}


class Words(HTMLParser):
    """Collects the words of a page that readers see or hear, but for code."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)
        self.found += [value for name, value in attrs if name in SPOKEN and WORD.search(value or "")]

    def handle_endtag(self, tag):
        if tag in self.inside:
            del self.inside[self.inside.index(tag) :]

    def handle_data(self, data):
        if WORD.search(data) and "code" not in self.inside:
            self.found.append(data.strip())


def untranslated(template):
    """The words of a template that stand outside of what is translated."""
    plain, is_translated = "", False
    for token in Lexer(template.read_text()).tokenize():
        name = token.contents.partition(" ")[0]
        if token.token_type == TokenType.BLOCK and name in ("blocktranslate", "endblocktranslate"):
            is_translated = name == "blocktranslate"
        elif token.token_type == TokenType.TEXT and not is_translated:
            plain += token.contents
        elif token.token_type != TokenType.TEXT:
            plain += " " if name in ("if", "else", "elif", "endif", "for", "endfor") else ""
    words = Words()
    words.feed(plain)
    return words.found


def test_templates_have_no_words_outside_the_translation():
    assert {str(path): found for path in TEMPLATES if (found := untranslated(path))} == {}


def unmarked(path):
    """The strings of two words and more in a file that nothing marks for translation."""
    tree = ast.parse(path.read_text())
    exempt = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            exempt |= {*ast.walk(node.body[0])}
        name = getattr(node, "func", None)
        name = getattr(name, "id", getattr(name, "attr", ""))
        is_table = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).lower() == "columns"
        if name in TRANSLATES | UNREAD or is_table:
            exempt |= {*ast.walk(node)}
    strings = (
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return [
        node.value
        for node in strings
        if node not in exempt and WORDS.search(node.value) and not SQL.search(node.value)
    ]


def test_words_in_code_are_marked_for_translation():
    assert {str(path): found for path in READERS if (found := unmarked(path))} == {}


def shouted(message):
    """A translation that tells itself from the message."""
    return re.sub(
        r"%\(\w+\)s|[a-z]+", lambda found: found[0] if found[0][0] == "%" else found[0].upper(), message
    )


@pytest.mark.django_db
def test_a_translation_reaches_the_pages(client, monkeypatch):
    monkeypatch.setattr(translation._trans, "gettext", shouted)
    # What is kept of these words stands by itself: no other test shall meet them.
    monkeypatch.setattr(plain, "get_language", lambda: "shouted")
    page = client.get(make_quote().get_absolute_url()).content.decode()
    for words in ("REPORT AN ERROR OR REPLY", "MACHINE, UNREVIEWED", "PERMANENT LINK", "UNDATED"):
        assert words in page
    search = client.get("/search").content.decode()
    for words in ("NEWEST SAID", "SPEAKER", "IN FULL", "QUOTED"):
        assert words in search


def test_large_counts_have_their_digits_in_groups():
    facet = ShownFacet(
        "outlet", "Outlet", "outlets", (FacetValue("x", "Post", 901394, False, "?"),), 1500, "?all", True
    )
    shown = render_to_string("components/facets.html", {"facets": [facet]})
    assert '<span class="num">901,394<' in shown
    assert "All 1,500 outlets" in shown
