"""The nouns of the archive, one file each."""

from statements.models.act import Act
from statements.models.appearance import Appearance
from statements.models.article import Article
from statements.models.capture import Capture
from statements.models.carriage import Carriage
from statements.models.document import SearchDocument, Spelling, Term
from statements.models.fingerprint import Fingerprint
from statements.models.frozen_set import FrozenSet
from statements.models.judgement import Judgement
from statements.models.occasion import Occasion
from statements.models.outlet import Domain, Outlet, OutletName, Ownership
from statements.models.quote import Quote, Sentence
from statements.models.reading import Reading, WireGroup
from statements.models.refrain import Refrain, Repetition
from statements.models.report import Report
from statements.models.revision import Revision
from statements.models.seal import Seal
from statements.models.speaker import Credit, Name, Role, Speaker
from statements.models.topic import Subject, Topic
from statements.models.version import Version

__all__ = [
    "Act",
    "Appearance",
    "Article",
    "Capture",
    "Carriage",
    "Credit",
    "Domain",
    "Fingerprint",
    "FrozenSet",
    "Judgement",
    "Name",
    "Occasion",
    "Outlet",
    "OutletName",
    "Ownership",
    "Quote",
    "Reading",
    "Refrain",
    "Repetition",
    "Report",
    "Revision",
    "Role",
    "Seal",
    "SearchDocument",
    "Sentence",
    "Speaker",
    "Spelling",
    "Subject",
    "Term",
    "Topic",
    "Version",
    "WireGroup",
]
