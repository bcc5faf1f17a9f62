"""Prints what stands inside a line of text: an included template would put white space behind it."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from statements.citations.metadata import LinkedData
from statements.search.article import Marked
from statements.search.facets import ShownFacet
from statements.search.histogram import Bar, Histogram
from statements.search.passages import Stretch
from statements.search.plain import Link, When, counted, held_when, kept_in_each_language

register = template.Library()

# Every element of the sheet that words of a kind stand in; white space at their ends stays outside of it.
MARKUP = {
    "said": "{}{}{}",
    "mark": "{}{}{}",
    "around": '{}<span class="around">{}</span>{}',
    "hit": "{}<mark>{}</mark>{}",
    "slot": '{}<span class="slot">{}</span>{}',
    "added": "{}<ins>{}</ins>{}",
    "left_out": "{}<del>{}</del>{}",
    # Our own words within somebody's: they keep their language and say nothing of the others' direction.
    "cut": '{}<span class="cut" lang="en" dir="ltr">{}</span>{}',
    "seam": '{}<span class="seam" lang="en" dir="ltr">{}</span>{}',
    "gap": '{}<span class="gap">{}</span>{}',
}

# One of dozens beside a search: as a template they take a tenth of its page.
BAR = """
<a href="{}" aria-label="{}: {}{}"{}><rect class="room" x="{x}" y="0" width="{room}" height="48" />\
<rect x="{x}" y="{}" width="{}" height="{}" /></a>
"""
# One of eighty beside a search, a fifth of its page as a template.
TICK = """
<label class="tick"><input type="checkbox" name="{name}" value="{}" form="filters"{}> <span><bdi>{}</bdi></span> \
<span class="num">{about}{}<span class="vh"> {statements}</span></span></label>
"""
CHECKED = format_html(" {}", "checked")
CURRENT = format_html(' aria-current="{}"', "true")


@register.simple_tag
def stretches(line: Iterable[Stretch], opening: str = "", closing: str = "") -> SafeString:
    """The stretches one after the other, each in the element of its kind, between two quotation marks."""
    words = (_in_element(MARKUP[stretch.kind], stretch.text) for stretch in line)
    return format_html_join(
        "", "{}", ((piece,) for piece in (_quotation_mark(opening), *words, _quotation_mark(closing)))
    )


@register.simple_tag
def marked(pieces: Iterable[Marked]) -> SafeString:
    """The words of an article: quotations as links to their quotes, the speaker's name behind each."""
    return format_html_join("", "{}", ((_marked(piece),) for piece in pieces))


# Most names stand on many pages.
@register.simple_tag
@lru_cache(8192)
def link(to: Link) -> SafeString:
    """A name as a link, or alone where it has no page. Names of any script keep their direction to themselves.
    A note follows in small."""
    label = format_html("<bdi>{}</bdi>", to.label)
    if to.url:
        label = format_html('<a href="{}">{}</a>', to.url, label)
    return format_html("{} <small>{}</small>", label, to.note) if to.note else label


@register.simple_tag
def links(to: Iterable[Link]) -> SafeString:
    """Names one after the other, parted by commas."""
    return format_html_join(", ", "{}", ((link(one),) for one in to))


@register.simple_tag
def day(when: When) -> SafeString:
    """A day or range of days, with its basis."""
    text = format_html('<time datetime="{}">{}</time>' if when.machine else "{1}", when.machine, when.text)
    return format_html('{} <span class="basis">({})</span>', text, when.basis) if when.basis else text


@register.filter
@kept_in_each_language(8192)
def grouped(number: int) -> str:
    """A count with its digits in groups, as the language writes them; years have none, so it is not for all numbers."""
    return number_format(number, force_grouping=True)


@register.simple_tag
def bar(year: Bar, histogram: Histogram, is_about: bool) -> SafeString:
    """The bar of a year, a link that ticks it."""
    about = f"{gettext('about')} " if is_about else ""
    current = CURRENT if year.is_selected else ""
    return format_html(
        BAR, year.url, year.year, about, counted(year.count, "statement"), current, year.y, histogram.width,
        year.height, x=year.x, room=histogram.room,
    )  # fmt: skip


@register.simple_tag
def ticks(facet: ShownFacet) -> SafeString:
    """The values of a facet, each to be ticked."""
    about: SafeString | str = ""
    if facet.is_about:
        about = format_html('<span aria-hidden="true">~</span><span class="vh">{} </span>', gettext("about"))
    of_each = (
        (value.value, CHECKED if value.is_selected else "", value.label, grouped(value.count))
        for value in facet.values
    )
    words = {"name": facet.name, "about": about, "statements": gettext("statements")}
    return format_html(TICK * len(facet.values), *chain.from_iterable(of_each), **words)


@register.simple_tag
def days_held(held: Any) -> str:
    """The days of a post behind its name: ", 1 May 2025 to 14 April 2026"; nothing where they are not known."""
    words = held_when(held)
    return f", {words}" if words else ""


@register.simple_tag
def linked_data(linked: LinkedData) -> SafeString:
    """Linked data as an element of the head."""
    return format_html("{}", linked)


@lru_cache(64)
def _quotation_mark(mark: str) -> SafeString | str:
    return format_html('<span class="qm">{}</span>', mark) if mark else ""


def _in_element(markup: str, text: str) -> SafeString:
    words = text.strip()
    start = text.find(words)
    return format_html(markup, text[:start], words, text[start + len(words) :])


def _marked(piece: Marked) -> SafeString:
    if piece.is_gap:
        return _in_element(MARKUP["gap"], " […] ")
    if piece.label:
        return format_html(' <bdi class="by-line">[{}]</bdi>', piece.label)
    if not piece.quote_url:
        return format_html("{}", piece.text)
    anchor = format_html(' id="{}"', piece.anchor) if piece.anchor else ""
    return format_html('<a class="quotation" href="{}"{}>{}</a>', piece.quote_url, anchor, piece.text)
