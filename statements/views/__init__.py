"""The public pages, a file each: a view reads the request, calls one function, renders."""

from .article import appearance, article
from .home import home
from .lists import outlets, refrains, speakers, topics
from .occasion import occasion
from .outlet import outlet
from .quote import quote
from .refrain import refrain
from .search import search
from .speaker import speaker
from .topic import topic

__all__ = [
    "appearance",
    "article",
    "home",
    "occasion",
    "outlet",
    "outlets",
    "quote",
    "refrain",
    "refrains",
    "search",
    "speaker",
    "speakers",
    "topic",
    "topics",
]
