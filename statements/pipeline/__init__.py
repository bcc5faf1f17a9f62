"""The way of an article into the archive: read, find, attribute, save, link; and what an editor's act makes anew."""

from statements.extraction import Explained
from statements.pipeline.explain import explain_file, explain_reading
from statements.pipeline.explain_link import ExplainedPair, explain_quotes
from statements.pipeline.fingerprints import (
    recall_recredited,
    renew_changed_fingerprints,
    renew_fingerprints,
)
from statements.pipeline.ingest import Taken, ingest
from statements.pipeline.link import link
from statements.pipeline.occasions import find_occasion
from statements.pipeline.quotes import said_days
from statements.pipeline.realign import choose_reference, realign
from statements.pipeline.refrains import save_refrains
from statements.pipeline.sentences import save_sentences
from statements.sources import ArticleFile, Refusal, count_articles, read_articles

__all__ = ["ArticleFile", "Refusal", "Taken", "count_articles", "ingest", "link", "read_articles"]
__all__ += ["Explained", "ExplainedPair", "explain_file", "explain_quotes", "explain_reading"]
__all__ += ["choose_reference", "find_occasion", "realign", "renew_changed_fingerprints", "said_days"]
__all__ += ["recall_recredited", "renew_fingerprints", "save_refrains", "save_sentences"]
