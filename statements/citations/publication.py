"""What gets published: the one rule, and the one act that makes a quote citable."""

from collections.abc import Iterable

from django.db import transaction

from statements.citations.identifiers import mint_for
from statements.models import Appearance, Quote

# A name or title beside the reporting verb scores 0.9 or more; pronouns, roles and guesses from context score less
# and wait for an editor. Of 604 named attributions in annotated news about 90 % were right, of pronouns 73 %.
PUBLISH_SCORE = 0.9


def is_publishable(appearances: Iterable[Appearance]) -> bool:
    """Whether machine work may be shown to everybody: one appearance names the speaker surely enough."""
    return any(a.speaker_name and a.attribution_score >= PUBLISH_SCORE for a in appearances)


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
