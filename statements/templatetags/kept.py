"""Renders what many pages show alike once."""

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# Some kilobytes each. The cards of one page and its facets are some forty; the next page of a search has half of them.
MOST = 4000


@register.simple_tag
def kept(name: str, **values: Hashable) -> SafeString:
    """A component with frozen values and nothing else, as `include … only` renders it: equal values look alike."""
    return _rendered(name, tuple(values.items()), get_language())


@lru_cache(MOST)
def _rendered(name: str, values: tuple[tuple[str, Hashable], ...], language: str | None) -> SafeString:
    return render_to_string(name, dict(values))
