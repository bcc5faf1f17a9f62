"""Rows as the values that linking works on."""

from collections.abc import Iterable

from django.db.models import Q

from statements.language.days import DayRange
from statements.linking import Wording
from statements.models import Appearance, Judgement, Quote
from statements.pipeline.appearances import NOT_STATED

# How near an appearance is to the spoken word, nearest last: the order of the field `evidence`.
EVIDENCE = ("second-hand", "indirect", "mixed", "direct", "soundbite", "transcript")


def wording_of(appearance: Appearance, speaker: str) -> Wording:
    """An appearance as linking sees it, under its key. Needs reading and article loaded."""
    article = appearance.reading.article
    return Wording(
        key=appearance.pk,
        text=appearance.text,
        speaker=speaker,
        said=appearance.said,
        is_stated=appearance.is_day_stated,
        published=article.published,
        place=appearance.place,
        article=article.pk,
        kind=appearance.kind,
        weight=EVIDENCE.index(appearance.evidence),
    )


def wording_of_quote(quote: Quote) -> Wording:
    """A quote as the search for refrains sees it, under its key. Needs the occasion loaded."""
    said: DayRange | None = quote.said
    return Wording(
        key=quote.pk,
        text=quote.wording,
        speaker="same",
        said=said,
        is_stated=said is not None and (quote.occasion is not None or quote.said_basis != NOT_STATED),
        place=quote.occasion.place if quote.occasion else "",
    )


def editors_decisions(appearances: Iterable[int]) -> dict[tuple[int, int], str]:
    """The newest verdict of an editor on each pair of these appearances; what was undone does not count."""
    keys = list(appearances)
    judgements = Judgement.objects.filter(
        Q(left__in=keys) & Q(right__in=keys), by=Judgement.By.EDITOR, act__undone_by=None
    ).order_by("id")
    return {(j.left_id, j.right_id): j.verdict for j in judgements}
