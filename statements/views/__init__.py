"""The public pages, a file each: a view reads the request, calls one function, renders."""

from statements.views.about import about, accessibility, how_to_cite, method, sample
from statements.views.article import appearance, article
from statements.views.check import check_quotation
from statements.views.compare import compare, compare_csv
from statements.views.crawlers import opensearch, robots, sitemap, sitemap_index
from statements.views.export import codebook_file, export, export_file
from statements.views.feed import LISTS, list_feed, removals_feed, search_feed
from statements.views.home import home
from statements.views.lists import occasions, outlets, refrains, speakers, topics
from statements.views.occasion import occasion, occasion_csv
from statements.views.outlet import outlet, outlet_csv
from statements.views.quote import quote
from statements.views.refrain import refrain
from statements.views.removals import removals
from statements.views.reports import report, ticket
from statements.views.search import search
from statements.views.sets import frozen_set, new_set, sets
from statements.views.speaker import speaker
from statements.views.statistics import statistics, statistics_csv
from statements.views.suggest import suggestions
from statements.views.topic import topic
from statements.views.versions import history, version

__all__ = [
    "LISTS",
    "about",
    "accessibility",
    "appearance",
    "article",
    "check_quotation",
    "codebook_file",
    "compare",
    "compare_csv",
    "export",
    "export_file",
    "frozen_set",
    "history",
    "home",
    "how_to_cite",
    "list_feed",
    "method",
    "new_set",
    "occasion",
    "occasion_csv",
    "occasions",
    "opensearch",
    "outlet",
    "outlet_csv",
    "outlets",
    "quote",
    "refrain",
    "refrains",
    "removals",
    "removals_feed",
    "report",
    "robots",
    "sample",
    "search",
    "search_feed",
    "sets",
    "sitemap",
    "sitemap_index",
    "speaker",
    "speakers",
    "statistics",
    "statistics_csv",
    "suggestions",
    "ticket",
    "topic",
    "topics",
    "version",
]
