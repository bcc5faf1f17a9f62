"""What has to hold before an act: each check raises Refused with words for the editor."""

from typing import Any

from statements.curation.acts import Refused
from statements.models import Quote


def is_open(quote: Quote) -> None:
    """The quote is pending or published: what was merged, withdrawn, rejected or erased rests."""
    if quote.status not in Quote.OPEN:
        raise Refused(f"This statement is {quote.get_status_display().lower()}; undo that first.")


def is_published(quote: Quote) -> None:
    """Everybody can see the quote."""
    if quote.status != Quote.Status.PUBLISHED:
        raise Refused(f"This statement is {quote.get_status_display().lower()}, not published.")


def is_pending(quote: Quote) -> None:
    """The quote was never published."""
    if quote.status != Quote.Status.PENDING:
        raise Refused(
            f"This statement is {quote.get_status_display().lower()}; only a pending one can be rejected. "
            "Withdraw it instead."
        )


def are_two(loser: Any, survivor: Any) -> None:
    """They are two entries, and neither was merged before."""
    if loser.pk == survivor.pk:
        raise Refused("An entry cannot be merged into itself.")
    for entry in (loser, survivor):
        if entry.merged_into_id is not None:
            raise Refused(f"“{entry}” was merged into another entry already.")


def loses_no_permalink(loser: Quote, survivor: Quote) -> None:
    """A published quote is merged into a published one: its link may not lead to what readers cannot see."""
    if loser.status == Quote.Status.PUBLISHED and survivor.status != Quote.Status.PUBLISHED:
        raise Refused(
            "A published statement cannot be merged into a pending one: merge them the other way round."
        )


def have_one_speaker(loser: Quote, survivor: Quote) -> None:
    """Where both have speakers, they are the same."""
    one, other = (set(quote.credits.values_list("speaker", flat=True)) for quote in (loser, survivor))
    if one and other and one != other:
        raise Refused(
            "The two have different speakers: reattribute one of them, or merge the speakers, first."
        )


def have_one_occasion(loser: Quote, survivor: Quote) -> None:
    """What is known of the days and occasions lets both be one: the same words said again are a refrain."""
    if loser.occasion_id and survivor.occasion_id and loser.occasion_id != survivor.occasion_id:
        raise Refused("The two were said on different occasions: that is a refrain, not one statement.")
    one, other = loser.said, survivor.said
    if one and other and not one.overlaps(other):
        raise Refused("The two were said on different days: that is a refrain, not one statement.")


def holds(quote: Quote, appearances: list[int]) -> None:
    """The quote holds all these appearances, at least one of them, and one more."""
    held = set(quote.carriages.active().values_list("appearance", flat=True))
    if not appearances or not held.issuperset(appearances):
        raise Refused("Choose appearances that this statement holds.")
    if held == set(appearances):
        raise Refused("Leave at least one appearance where it is.")
