"""What of a quote, a refrain or an article is frozen in a version: a plain document, with the names as they are now."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Prefetch

from statements.citations.excerpts import carrying_clause, rights_to
from statements.language.days import DayRange
from statements.models import (
    Appearance,
    Article,
    Carriage,
    Credit,
    Occasion,
    Quote,
    Refrain,
    Repetition,
    Sentence,
)

Document = dict[str, Any]
# Scores and shares are told to four places: more would only be noise in a hash.
PLACES = 4


def quote_documents(keys: Iterable[int]) -> Iterator[tuple[Quote, Document]]:
    """Each of these quotes that has a public id, with its document; by database key, in a few queries for all."""
    credits = Credit.objects.select_related("speaker").order_by("id")
    carriages = Carriage.objects.with_articles()
    rows = Quote.objects.filter(pk__in=keys, public_id__isnull=False).order_by("pk")
    rows = rows.select_related("occasion", "reference", "answer_to", "merged_into", "split_from")
    for quote in rows.prefetch_related(
        Prefetch("credits", credits),
        Prefetch("carriages", carriages, to_attr="carrying"),
        Prefetch("sentences", Sentence.objects.current(), to_attr="standing"),
    ):
        yield quote, _quote(quote)


def refrain_documents(keys: Iterable[int]) -> Iterator[tuple[Refrain, Document]]:
    """The same for refrains; a document holds the published quotes alone."""
    said = Repetition.objects.filter(is_active=True, quote__status=Quote.Status.PUBLISHED)
    said = said.select_related("quote__occasion").order_by("quote__public_id")
    rows = Refrain.objects.filter(pk__in=keys, public_id__isnull=False).order_by("pk")
    for refrain in rows.select_related("speaker").prefetch_related(
        Prefetch("repetitions", said, to_attr="said")
    ):
        yield refrain, _refrain(refrain)


def article_documents(keys: Iterable[int]) -> Iterator[tuple[Article, Document]]:
    """The same for articles: what is known of the page, not its text."""
    rows = Article.objects.filter(pk__in=keys, public_id__isnull=False).order_by("pk")
    for article in rows.select_related("outlet"):
        yield article, _article(article)


def _quote(quote: Any) -> Document:
    return {
        "type": "quote",
        "id": quote.public_id,
        "status": quote.status,
        "wording": quote.wording,
        "language": quote.language,
        "is_reported": quote.is_reported,
        "reference": quote.reference.public_id,
        "is_reference_chosen": quote.is_reference_chosen,
        "said": _days(quote.said, _said_basis(quote)),
        "occasion": _occasion(quote.occasion),
        "credits": [_credit(credit) for credit in quote.credits.all()],
        "note": quote.note,
        "answers": _answers(quote),
        "is_reviewed": quote.is_reviewed,
        "merged_into": quote.merged_into.public_id if quote.merged_into else None,
        "split_from": quote.split_from.public_id if quote.split_from else None,
        "sentences": [{"key": row.key, "words": row.words} for row in quote.standing],
        "appearances": [_appearance(carriage) for carriage in quote.carrying],
    }


def _said_basis(quote: Quote) -> str:
    occasion = quote.occasion
    return occasion.held_basis if occasion and occasion.held else quote.said_basis


def _days(days: DayRange | None, basis: str) -> Document | None:
    if days is None:
        return None
    first, last = (day.isoformat() if day else None for day in (days.first, days.last))
    return {"first": first, "last": last, "basis": basis}


def _occasion(occasion: Occasion | None) -> Document | None:
    if occasion is None:
        return None
    named = {"id": occasion.public_id, "title": occasion.title, "kind": occasion.kind}
    return {**named, "place": occasion.place, "held": _days(occasion.held, occasion.held_basis)}


def _credit(credit: Credit) -> Document:
    speaker = credit.speaker
    named = {"id": speaker.public_id, "name": speaker.name, "kind": speaker.kind}
    return {"speaker": named, "capacity": credit.capacity, "basis": credit.basis}


def _answers(quote: Quote) -> Document | None:
    return {"kind": quote.answer_kind, "quote": quote.answer_to.public_id} if quote.answer_to else None


def _appearance(carriage: Carriage) -> Document:
    row = carriage.appearance
    return {
        "id": row.public_id,
        "article": _article_named(row.reading.article),
        "words": row.words,
        "clause": clause_of(row),
        "part": row.part,
        "kind": row.kind,
        "evidence": row.evidence,
        "via": row.via,
        "carries": {
            "relation": carriage.relation,
            "share": round(carriage.share, PLACES),
            "spans": carriage.carried,
            "score": round(carriage.score, PLACES),
            "band": carriage.band,
            "basis": carriage.basis,
        },
        "attribution": {
            "name": row.speaker_name,
            "role": row.role,
            "by": row.attributed_by,
            "cue": row.cue,
            "score": round(row.attribution_score, PLACES),
        },
    }


def clause_of(row: Appearance) -> str:
    """What a quotation in part is never shown without."""
    if row.kind != Appearance.Kind.MIXED:
        return ""
    reading = row.reading
    return carrying_clause(reading.text, reading.blocks, row.places, rights_to(reading.article))


def _article_named(article: Article) -> Document:
    return {
        "id": article.public_id,
        "outlet": {"id": article.outlet.public_id, "name": article.outlet.name},
        "url": article.url,
        "headline": article.headline,
        "published": _days(article.published, article.published_basis),
    }


def _article(article: Article) -> Document:
    return _article_named(article) | {
        "type": "article",
        "byline": article.byline,
        "dateline": article.dateline,
        "language": article.language,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "rights": article.rights,
    }


def _refrain(refrain: Any) -> Document:
    speaker = refrain.speaker
    return {
        "type": "refrain",
        "id": refrain.public_id,
        "wording": refrain.wording,
        "speaker": {"id": speaker.public_id, "name": speaker.name, "kind": speaker.kind},
        "quotes": [
            {
                "id": row.quote.public_id,
                "wording": row.wording,
                "spans": row.spans,
                "said": _days(row.quote.said, _said_basis(row.quote)),
            }
            for row in refrain.said
        ],
    }


def facts(document: Mapping[str, Any]) -> Document:
    """A document without what its freezing added: two states are equal if their facts are."""
    return {key: value for key, value in document.items() if key not in FROZEN_WITH}


FROZEN_WITH = ("version", "frozen_at", "previous_sha256")
