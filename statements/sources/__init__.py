"""Where articles come from. The only code that may talk to the network."""

from statements.sources.addresses import canonical_url, host_of
from statements.sources.manifest import ArticleFile, Refusal, count_articles, read_articles

__all__ = ["ArticleFile", "Refusal", "canonical_url", "count_articles", "host_of", "read_articles"]
