"""The way of an article into the archive: read, find, attribute, save, link."""

from statements.pipeline.ingest import Taken, ingest
from statements.pipeline.link import link
from statements.sources import ArticleFile, Refusal, count_articles, read_articles

__all__ = ["ArticleFile", "Refusal", "Taken", "count_articles", "ingest", "link", "read_articles"]
