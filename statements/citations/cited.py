"""From an entry of the archive to what a citation says of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from statements.citations.documents import clause_of
from statements.citations.styles.reference import (
    Name,
    Reference,
    byline_names,
    issued_of,
    person,
    title_of_words,
)
from statements.citations.styles.titles import curled
from statements.language.days import DayRange
from statements.models import Appearance, Article, Credit, FrozenSet, Quote, Role, Speaker, Version
from statements.models.quote import FirstDay, LastDay

ARCHIVE = "Statement Archive"
UNTITLED = "[Untitled article]"


def with_citations(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Quotes with what `cited` reads; their credits come in a second query."""
    newest = Version.objects.filter(quote=OuterRef("pk")).order_by("-number").values("number")[:1]
    return (
        quotes.select_related("occasion", "reference__reading__article__outlet")
        .annotate(newest_version=Subquery(newest))
        .prefetch_related(Prefetch("credits", credits_with_roles(), to_attr="cited_credits"))
    )


def credits_with_roles() -> QuerySet[Credit]:
    """Credits with their speakers, and the `role` and `body` that each held on the day of the quote."""
    days = Coalesce("quote__occasion__held_on", "quote__said_on")
    held = Role.objects.filter(speaker=OuterRef("speaker"), held__contains=OuterRef("day")).order_by("title")
    return (
        Credit.objects.select_related("speaker")
        .annotate(day=Coalesce(FirstDay(days), LastDay(days)))
        .annotate(role=Subquery(held.values("title")[:1]), body=Subquery(held.values("organisation")[:1]))
        .order_by("id")
    )


def cited(quote: Any, seen: date) -> Reference:
    """The same for a quote loaded `with_citations`."""
    return quote_reference(quote, quote.cited_credits, quote.newest_version, seen)


def quote_reference(quote: Quote, credits: Sequence[Any], number: int | None, seen: date) -> Reference:
    """A quote as the record of this archive, of its version `number` if it has one. It is loaded with its occasion and
    with the article and outlet of its reference wording; `credits` are `credits_with_roles`.
    """
    version = f"/v{number}" if number else ""
    return Reference(
        key=quote.public_id or "",
        authors=tuple(name_of(credit.speaker.name, credit.speaker.kind) for credit in credits),
        title=curled(title_of_words(words_of(quote))),
        container=ARCHIVE,
        issued=issued_of(quote.said),
        accessed=seen,
        url=f"{settings.SITE_URL}{quote.get_absolute_url()}{version}",
        is_quotation=True,
        genre=_genre(quote, credits),
        version=str(number or ""),
        language=quote.language,
    )


def words_of(quote: Quote) -> str:
    """The wording of a quote, or the clause that carries one that is quoted in part."""
    row = quote.reference
    is_part = row.kind == Appearance.Kind.MIXED and not quote.is_reported
    return (clause_of(row) if is_part else "") or quote.wording


def article_reference(article: Article, seen: date) -> Reference:
    """An article, loaded with its outlet, as the outlet published it. Its address is the archive's where none is known
    or none may be linked to.
    """
    is_linked = article.url and article.outlet.is_linked
    return Reference(
        key=article.public_id or "",
        authors=byline_names(article.byline),
        title=curled(article.headline) or UNTITLED,
        container=article.outlet.name,
        issued=issued_of(article.published),
        accessed=seen,
        url=article.url if is_linked else f"{settings.SITE_URL}{article.get_absolute_url()}",
        language=article.language,
    )


def set_reference(row: FrozenSet, seen: date) -> Reference:
    """A frozen set as a data set of this archive."""
    return Reference(
        key=row.public_id or "",
        authors=(Name(literal=ARCHIVE, is_body=True),),
        title=curled(row.title),
        container="",
        issued=issued_of(DayRange.on(timezone.localdate(row.made_at))),
        accessed=seen,
        url=f"{settings.SITE_URL}{row.get_absolute_url()}",
        genre="data set",
        is_data=True,
    )


def listed_reference(
    public_id: str, words: str, speakers: Iterable[tuple[str, str]], said: DayRange | None, language: str
) -> Reference:
    """A quote as a list has it: its words, the names and kinds of its speakers, when it was said. For what reference
    managers read of lists; the styles want more.
    """
    return Reference(
        key=public_id,
        authors=tuple(name_of(*speaker) for speaker in speakers),
        title=curled(title_of_words(words)),
        container=ARCHIVE,
        issued=issued_of(said),
        accessed=timezone.localdate(),
        url=f"{settings.SITE_URL}/q/{public_id}",
        is_quotation=True,
        language=language,
    )


@lru_cache(4096)
def name_of(name: str, kind: str) -> Name:
    """A speaker's name in the parts that a citation wants, by the kind of speaker."""
    if kind == Speaker.Kind.INSTITUTION:
        return Name(literal=name.replace("'", "’"), is_body=True)
    return person(name)


def _genre(quote: Quote, credits: Sequence[Any]) -> str:
    """What it is, in the words of a citation: "statement as Mayor, Kelmark, Press conference, as quoted in The Post;
    machine-linked, unreviewed".
    """
    roles = {", ".join(filter(None, (one.role, one.body))) for one in credits if one.role}
    role = f"statement as {roles.pop()}" if len(roles) == 1 else "statement"
    occasion = quote.occasion.title if quote.occasion else ""
    verb = "reported" if quote.is_reported else "quoted"
    outlet = f"as {verb} in {quote.reference.reading.article.outlet}"
    state = "reviewed by an editor" if quote.is_reviewed else "machine-linked, unreviewed"
    return f"{', '.join(filter(None, (role, occasion, outlet)))}; {state}"
