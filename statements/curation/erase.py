"""Erasing a quote because the law demands it: its words are nowhere afterwards, and nothing brings them back."""

from django.contrib.auth.models import User
from django.db import ProgrammingError, connection
from django.db.models import Q

from statements.citations.erasures import digests
from statements.citations.writing import one_writer
from statements.curation.acts import Refused, acting
from statements.models import Act, Appearance, Carriage, Quote, Reading
from statements.pipeline import realign

# The family of a quote: itself, and what was merged into it.
FAMILY = """
WITH RECURSIVE family (id) AS (
    SELECT %s::bigint
    UNION SELECT quote.id FROM statements_quote AS quote JOIN family ON quote.merged_into_id = family.id
) SELECT id FROM family
"""


def erase(quote: Quote, *, by: User, reason: str, seen: str = "") -> Act:
    """Erases the words of a quote, and of those merged into it, from every table: versions, history, texts, captures.

    Salted digests stay, so that the words are known when an article brings them again, and a tombstone. Works on the
    connection of the tables' owner alone. Raises Refused on another, and where other statements stand on the words.
    """
    with one_writer():
        family = [row.pk for row in Quote.objects.raw(FAMILY, [quote.pk])]
        appearances = Appearance.objects.filter(carriages__in=_carriages(family)).distinct()
        texts = [text for row in appearances for text in [row.text, *row.words]]
        texts += Quote.objects.filter(pk__in=family).values_list("wording", flat=True)
        details = digests(texts)
        with acting(Act.Kind.ERASE, quote, by=by, reason=reason, seen=seen, details=details) as act:
            if quote.status in (Quote.Status.ERASED, Quote.Status.MERGED) or quote.public_id is None:
                raise Refused(
                    f"This statement is {quote.get_status_display().lower()}: erase the one that readers see."
                )
            _release(family, list(appearances.values_list("pk", flat=True)))
            _erase_words(act)
    return act


def still_holding(texts: list[str]) -> list[str]:
    """Where else one of these texts stands, for the operator to decide on: permalinks of quotes and articles."""
    quotes, articles = Q(), Q()
    for text in texts:
        quotes |= Q(wording__icontains=text)
        articles |= Q(text__icontains=text)
    found = [row.get_absolute_url() for row in Quote.objects.filter(quotes, public_id__isnull=False)]
    rows = Reading.objects.filter(articles).select_related("article")
    return [*found, *(row.article.get_absolute_url() for row in rows if row.article.public_id)]


def _carriages(family: list[int]):  # type: ignore[no-untyped-def]
    return Carriage.objects.active().filter(quote__in=family)


def _release(family: list[int], appearances: list[int]) -> None:
    """Other quotes lose the appearances that span the erased words; one that would be left empty raises Refused."""
    others = Carriage.objects.active().filter(appearance__in=appearances).exclude(quote__in=family)
    for other in Quote.objects.filter(carriages__in=others).distinct():
        others.filter(quote=other).update(is_active=False)
        if not other.carriages.active().exists():
            raise Refused(
                f"The same printed words carry /q/{other.public_id or other.pk} too: erase that first."
            )
        realign(other)


def _erase_words(act: Act) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT statements_erase(%s)", [act.pk])
    except ProgrammingError as error:
        raise Refused(
            "The program's role may not take words out of the history: run `manage.py erase_quote`."
        ) from error
