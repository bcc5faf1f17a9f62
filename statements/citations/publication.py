"""What gets published: the one rule, and the one act that makes a quote citable."""

from collections.abc import Iterable

from django.db import transaction

from statements.citations.identifiers import mint_for
from statements.models import Appearance, Quote

# The publish_score of statements/extraction/confidence.json: from there on 99.5 % of the names were right in
# articles that the scale was not fitted on.
PUBLISH_SCORE = 0.96


def is_sure(kind: str, evidence: str, speaker_name: str, role: str, score: float) -> bool:
    """Whether an attribution is sure enough to be published unseen; the arguments as an Appearance has them. What
    stands in no marks never is, nor hearsay of another outlet, nor what is said by a surname alone: it may be
    anybody's. With an office ("President Roe") it is somebody's.
    """
    if kind == Appearance.Kind.INDIRECT or evidence == Appearance.Evidence.SECOND_HAND:
        return False
    is_somebody = len(speaker_name.split()) > 1 or bool(speaker_name and role)
    return is_somebody and score >= PUBLISH_SCORE


def is_publishable(appearances: Iterable[Appearance]) -> bool:
    """Whether machine work may be shown to everybody: one of its appearances has a sure attribution."""
    return any(is_sure(a.kind, a.evidence, a.speaker_name, a.role, a.attribution_score) for a in appearances)


@transaction.atomic
def publish(quote: Quote) -> None:
    """Publishes a pending quote with a known speaker and mints the ids of all that its page cites.

    Does nothing to a published one. Raises ValueError for a quote that was withdrawn or has no speaker.
    """
    if quote.status == Quote.Status.PUBLISHED:
        return
    credits = list(quote.credits.select_related("speaker"))
    if quote.status == Quote.Status.WITHDRAWN or not credits:
        raise ValueError("only a pending quote with a speaker can be published")
    for credit in credits:
        mint_for(credit.speaker)
    if quote.occasion:
        mint_for(quote.occasion)
    mint_for(quote)
    quote.status = Quote.Status.PUBLISHED
    quote.save(update_fields=["status"])


def mint_appearances(quote: Quote) -> None:
    """Gives every appearance that a published quote shows its own id."""
    for carriage in quote.carriages.active().filter(appearance__public_id=None).select_related("appearance"):
        mint_for(carriage.appearance)
