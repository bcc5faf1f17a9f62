"""All that the public gets of an article that may only be excerpted, added up: pages, API, exports, feeds, files."""

import gzip
import io
import re
import zipfile
from datetime import date

import pytest

from statements.citations.excerpts import CONTEXT_LIMIT
from statements.citations.styles.table import FILES
from statements.citations.versions import freeze_missing
from statements.language.days import DayRange
from statements.language.sentences import split_sentences
from statements.management.site.copying import Copying
from statements.models import (
    Appearance,
    Article,
    FrozenSet,
    Occasion,
    Outlet,
    Quote,
    Reading,
    Refrain,
    Report,
    Speaker,
    Topic,
)
from statements.pipeline import ArticleFile, ingest, link
from statements.search.export.dump import dump
from statements.search.export.frozen import FILES as SET_FILES
from statements.urls import urlpatterns
from statements.views.crawlers import ROWS as SITEMAPS
from tests.factories import make_set, make_topic

pytestmark = pytest.mark.django_db(transaction=True)

# What an address of an entry begins with.
MODELS = {
    "q": Quote, "r": Refrain, "a": Article, "w": Appearance, "speakers": Speaker, "outlets": Outlet,
    "topics": Topic, "occasions": Occasion, "sets": FrozenSet, "reports": Report, "quotes": Quote,
    "appearances": Appearance, "refrains": Refrain, "articles": Article,
}  # fmt: skip
FORMS = {"form": ["json", "jsonld", *FILES], "set_form": ["zip", *SET_FILES]}
QUERIES = {
    "search": ["?group=articles", "?group=appearances", "?q=herring"],
    "api/v1/check": ["?text=herring"],
    "check": ["?text=The+herring+number+3+is+ours"],
    "export.zip": ["?rows=appearances", "?rows=changes"],
    "export.csv": ["?rows=appearances", "?rows=changes"],
    "export.jsonl": ["?rows=appearances", "?rows=changes"],
    "q/<id:public_id>": ["?diff=exact"],
}
LINES = [
    "“The herring number {n} is ours and it stays ours,” Harbours Minister Anton Kreyle said on Tuesday.",
    "Harbours Minister Anton Kreyle said on Tuesday that the herring number {n} was “a gift of this sea to us all”.",
    "“We caught herring number {n} here,” Harbours Minister Anton Kreyle said, “and we shall eat it here.”",
]


def sentence(number):
    """A sentence that stands nowhere else, and that one word of it tells."""
    return f"Beside quay number {number} lay a boat by the name of Zq{number:03}x, which nobody had painted for years."


def text():
    """Twelve quotations far from each other: more is said around them than may be shown."""
    numbers = iter(range(1, 1000))
    parts = []
    for n in range(12):
        parts.append(" ".join(sentence(next(numbers)) for _ in range(4)))
        parts.append(f"{sentence(next(numbers))} {LINES[n % 3].format(n=n)} {sentence(next(numbers))}")
    return "\n\n".join(parts)


@pytest.fixture(params=["excerpt", "none"])
def article(request):
    """An article as the machine read it, with what it is filed under and frozen in."""
    make_topic(name="Herring", terms=["herring"])
    for outlet, body in (("Post", text()), ("Wire", LINES[0].format(n=3))):
        ingest(
            ArticleFile(
                where="test",
                content=f"News from the coast\n\n{body}\n".encode(),
                media_type="text/plain",
                outlet=outlet,
                published=DayRange.on(date(2031, 5, 14)),
                basis="editor",
                rights=request.param,
            )
        )
    link()
    freeze_missing()
    make_set(quotes=list(Quote.objects.published()))
    return Article.objects.get(outlet__name="Post")


def addresses():
    """Every address of the archive, of every entry and in every form."""
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        if route.startswith("^"):
            continue
        noun = route.removeprefix("api/v1/").partition("/")[0]
        entries = MODELS[noun].objects.filter(public_id__isnull=False) if "<id:" in route else [None]
        for entry in entries:
            yield from filled(route, entry)
            yield from (f"{one}{query}" for query in QUERIES.get(route, ()) for one in filled(route, entry))


def filled(route, entry):
    """The addresses of a route: its id and slug are the entry's, everything else is whatever there is."""
    if entry is not None:
        route = re.sub("<id:[a-z_]+>", entry.public_id, route)
        route = re.sub("<readable:[a-z_]+>", getattr(entry, "slug", ""), route)
    route = route.replace("<int:number>", "1")
    for kind, names in (*FORMS.items(), ("str", SITEMAPS)):
        if f"<{kind}:" in route:
            return [f"/{re.sub(f'<{kind}:[a-z_]+>', name, route)}" for name in names]
    return [f"/{route}"]


def body(response):
    """What an answer says, unpacked."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return unpacked(content) if content[:2] == b"PK" else content.decode()


def unpacked(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    return "\n".join(archive.read(name).decode() for name in archive.namelist())


def written(folder):
    """What the files in a folder say, unpacked."""
    for path in folder.rglob("*"):
        if path.is_file() and "static" not in path.parts:
            content = path.read_bytes()
            if path.suffix == ".zip":
                yield unpacked(content)
            else:
                yield (gzip.decompress(content) if path.suffix == ".gz" else content).decode()


def public_answers(client, folder):
    """Everything that everybody can get."""
    for address in addresses():
        response = client.get(address)
        assert response.status_code in (200, 301, 302, 400, 404, 410), address
        yield body(response)
    dump(folder / "dump", lambda *_: None)
    Copying(folder / "copy").write(lambda _: None)
    yield from written(folder)


def test_all_answers_together_keep_to_the_cap_of_an_article(client, article, tmp_path, monkeypatch):
    monkeypatch.setattr("statements.views.api.answer.MOST", 10**9)
    everything = "\n".join(public_answers(client, tmp_path))
    assert "stays ours" in everything
    assert "a gift of this sea" in everything
    held = Reading.objects.get(article=article).text
    sentences = [held[s.start : s.end] for s in split_sentences(held)]
    shown = set(re.findall(r"Zq\d{3}x", everything))
    around = sum(len(one) for one in sentences if shown & set(re.findall(r"Zq\d{3}x", one)))
    assert sum("Zq" in one for one in sentences) == 72
    if article.rights == "excerpt":
        assert CONTEXT_LIMIT / 2 < around <= CONTEXT_LIMIT
    else:
        assert around == 0
