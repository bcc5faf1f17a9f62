"""Acts on one quote that move no appearance: notes, dates, speakers, withdrawal, review."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from statements.citations.identifiers import mint_for
from statements.citations.publication import mint_appearances, publish
from statements.curation import checks
from statements.curation.acts import Refused, acting, read_anew
from statements.curation.verdicts import record_verdicts
from statements.language.days import DayRange
from statements.models import Act, Appearance, Carriage, Judgement, Occasion, Quote, Speaker
from statements.models.dated import to_column
from statements.pipeline import realign

EDITABLE = {"note", "answer_to", "answer_kind"}
BY_AN_EDITOR = "set by an editor"


def edit(quote: Quote, *, by: User, reason: str, seen: str = "", **changes: Any) -> Act:
    """Changes note, answer_to or answer_kind. Raises Refused for an answer without its kind, or to itself."""
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"edit() takes {', '.join(sorted(EDITABLE))}, not {', '.join(sorted(unknown))}")
    with acting(Act.Kind.EDIT, quote, by=by, reason=reason, seen=seen) as act:
        checks.is_open(quote)
        for name, value in changes.items():
            setattr(quote, name, value)
        if bool(quote.answer_to_id) != bool(quote.answer_kind):
            raise Refused(
                "An answer needs both: which statement it answers, and whether it answers or denies."
            )
        if quote.answer_to_id == quote.pk:
            raise Refused("A statement does not answer itself.")
        if "answer_to" in changes and quote.answer_to:
            checks.is_published(quote.answer_to)
        quote.save(update_fields=list(changes))
    return act


def choose_wording(quote: Quote, reference: Appearance, *, by: User, reason: str, seen: str = "") -> Act:
    """Lets one appearance that the quote holds give its wording, whatever else comes in later."""
    with acting(Act.Kind.EDIT, quote, by=by, reason=reason, seen=seen) as act:
        checks.is_open(quote)
        if not quote.carriages.active().filter(appearance=reference).exists():
            raise Refused("Choose an appearance that this statement holds.")
        quote.reference, quote.is_reference_chosen = reference, True
        realign(quote)
    return act


def redate(
    quote: Quote,
    said: tuple[DayRange, str] | None,
    occasion: Occasion | None = None,
    *,
    by: User,
    reason: str,
    seen: str = "",
) -> Act:
    """Sets when it was said, as days and their basis, and on which occasion, whose date wins.

    Raises Refused for days without a basis.
    """
    with acting(Act.Kind.REDATE, quote, by=by, reason=reason, seen=seen) as act:
        checks.is_open(quote)
        days, basis = said or (None, "")
        if days and not basis.strip():
            raise Refused("Say how the date is known.")
        quote.said_on, quote.said_basis = to_column(days), basis.strip()
        quote.occasion, quote.is_date_chosen = occasion, True
        if occasion and quote.status == Quote.Status.PUBLISHED:
            mint_for(occasion)
        quote.save(update_fields=["said_on", "said_basis", "occasion", "is_date_chosen"])
    return act


def reattribute(
    quote: Quote,
    credits: Sequence[tuple[Speaker, str]],
    *,
    by: User,
    reason: str,
    seen: str = "",
) -> Act:
    """Credits a quote to these speakers, each in a capacity of Credit.Capacity, and to nobody else.

    Raises Refused where a published quote would have no speaker, or a speaker was merged into another.
    """
    with acting(Act.Kind.REATTRIBUTE, quote, by=by, reason=reason, seen=seen) as act:
        checks.is_open(quote)
        if not credits and quote.status == Quote.Status.PUBLISHED:
            raise Refused(
                "A published statement needs a speaker: withdraw it if nobody is known to have said it."
            )
        for speaker, _ in credits:
            speaker.refresh_from_db()
            if speaker.merged_into_id is not None:
                raise Refused(f"“{speaker}” was merged into another speaker: choose that one.")
        quote.credits.exclude(speaker__in=[speaker for speaker, _ in credits]).delete()
        for speaker, capacity in credits:
            values = {"capacity": capacity, "basis": BY_AN_EDITOR}
            quote.credits.update_or_create(speaker=speaker, defaults=values)
            if quote.status == Quote.Status.PUBLISHED:
                mint_for(speaker)
    return act


def withdraw(quote: Quote, *, by: User, reason: str, seen: str = "") -> Act:
    """Takes a published quote out of everything but its own tombstone, which shows the reason to everybody."""
    with acting(Act.Kind.WITHDRAW, quote, by=by, reason=reason, seen=seen) as act:
        checks.is_published(quote)
        quote.status = Quote.Status.WITHDRAWN
        quote.save(update_fields=["status"])
    return act


def confirm(quote: Quote, *, by: User, reason: str, seen: str = "") -> Act:
    """An editor stands for a quote: it counts as reviewed, and a pending one is published.

    Raises Refused for one without a speaker.
    """
    with acting(Act.Kind.CONFIRM, quote, by=by, reason=reason, seen=seen) as act:
        checks.is_open(quote)
        if not quote.credits.exists():
            raise Refused("Nobody is known to have said this: attribute it first.")
        quote.reviewed_by, quote.reviewed_at = by, timezone.now()
        quote.save(update_fields=["reviewed_by", "reviewed_at"])
        publish(quote)
        mint_appearances(quote)
    return act


def reject(quote: Quote, *, by: User, reason: str, seen: str = "") -> Act:
    """Sets a pending quote aside: it is no statement, and the machine takes it up no more."""
    with acting(Act.Kind.REJECT, quote, by=by, reason=reason, seen=seen) as act:
        checks.is_pending(quote)
        quote.status = Quote.Status.REJECTED
        quote.save(update_fields=["status"])
    return act


def confirm_carriage(carriage: Carriage, *, by: User, reason: str, seen: str = "") -> Act:
    """An editor stands for one appearance belonging to its quote."""
    with acting(Act.Kind.CONFIRM, carriage.quote, by=by, reason=reason, seen=seen) as act:
        read_anew(carriage)
        checks.is_open(carriage.quote)
        if not carriage.is_active:
            raise Refused("This appearance has left the statement.")
        carriage.band = Carriage.Band.EDITOR
        carriage.save(update_fields=["band"])
        pair = (carriage.appearance_id, carriage.quote.reference_id)
        record_verdicts(act, [pair], Judgement.Verdict.SAME)
    return act
