"""The nouns of the archive, one file each."""

from .act import Act
from .appearance import Appearance
from .article import Article
from .capture import Capture
from .carriage import Carriage
from .judgement import Judgement
from .occasion import Occasion
from .outlet import Domain, Outlet, OutletName, Ownership
from .quote import Quote, Sentence
from .reading import Reading, WireGroup
from .refrain import Refrain, Repetition
from .report import Report
from .speaker import Credit, Name, Role, Speaker
from .topic import Subject, Topic
from .version import Version

__all__ = [
    "Act",
    "Appearance",
    "Article",
    "Capture",
    "Carriage",
    "Credit",
    "Domain",
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
    "Role",
    "Sentence",
    "Speaker",
    "Subject",
    "Topic",
    "Version",
    "WireGroup",
]
