"""Undoing acts: what was there before is there again, what arrived meanwhile stays where it arrived."""

from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import QuerySet

from statements.citations.permalinks import act_behind
from statements.citations.writing import one_writer
from statements.curation.acts import Refused, acting, renew_refrains
from statements.curation.inverse import invert, model_of
from statements.curation.verdicts import repeat_verdicts
from statements.models import Act, Carriage, Quote, Revision
from statements.pipeline import realign, save_sentences

# How undoing an act is called where it has a name of its own.
NAMES = {Act.Kind.MERGE: Act.Kind.UNMERGE, Act.Kind.WITHDRAW: Act.Kind.RESTORE}


def undo(act: Act, *, by: User, reason: str, seen: str = "") -> Act:
    """Undoes an act, also one that undid another. Raises Refused for an erasure, an act undone already, and where a
    later act builds on it."""
    entry = model_of(act.entry_noun)._default_manager.filter(pk=act.entry_id).first()
    if entry is None:
        raise Refused("The entry of this act is not there any more.")
    kind = NAMES.get(Act.Kind(act.kind), Act.Kind.UNDO)
    if act.kind == Act.Kind.ERASE:
        raise Refused("What was erased cannot come back.")
    with one_writer():
        if Act.objects.filter(undoes=act).exists():
            raise Refused("This act was undone already.")
        with acting(kind, entry, by=by, reason=reason, seen=seen, undoes=act) as undoing:
            try:
                _settle(undoing, invert(act, undoing))
            except IntegrityError as error:
                raise Refused(
                    "Something else stands by now where this act would be undone to: undo the later acts first."
                ) from error
            if act.undoes is not None:
                repeat_verdicts(undoing, act.undoes)
    return undoing


def unmerge(quote: Quote, *, by: User, reason: str, seen: str = "") -> Act:
    """Lets a merged quote live again under its own id. Raises Refused for one that is not merged."""
    return undo(_act_that_made(quote, Quote.Status.MERGED), by=by, reason=reason, seen=seen)


def restore(quote: Quote, *, by: User, reason: str, seen: str = "") -> Act:
    """Publishes a withdrawn quote again. Raises Refused for one that is not withdrawn."""
    return undo(_act_that_made(quote, Quote.Status.WITHDRAWN), by=by, reason=reason, seen=seen)


def _act_that_made(quote: Quote, status: Quote.Status) -> Act:
    """The act by which a quote came into the state it is in."""
    quote.refresh_from_db()
    if quote.status != status:
        raise Refused(f"This statement is {quote.get_status_display().lower()}, not {status.label.lower()}.")
    act = act_behind(quote)
    if act is None:
        raise Refused("No act of an editor brought this statement into its state.")
    return act


def _settle(undoing: Act, is_clean: bool) -> None:
    """Makes anew what follows from the rows put back; where other things happened in between, the refrains too."""
    touched = Revision.objects.filter(act_id=undoing.pk, entry_noun="quote").values("entry_id")
    resting = Quote.objects.filter(pk__in=touched, status=Quote.Status.MERGED)
    if moved := resting.filter(carriages__is_active=True).first():
        raise Refused(f"/q/{moved.public_id} was merged into another since: undo that first.")
    published = Quote.objects.filter(pk__in=touched, status=Quote.Status.PUBLISHED)
    if orphan := published.filter(credits__isnull=True).first():
        raise Refused(
            f"/q/{orphan.public_id} was published since, and would have no speaker: attribute it first."
        )
    for quote in Quote.objects.filter(pk__in=touched).exclude(status=Quote.Status.MERGED).order_by("pk"):
        held = set(quote.carriages.active().values_list("appearance", flat=True))
        if not held:
            raise Refused(
                "Nothing of this statement is left where it was: its appearances were moved on since."
            )
        # The words put back may be those of an appearance that has left since.
        is_clean = is_clean and quote.reference_id in held
        if is_clean:
            save_sentences(quote)
        else:
            realign(quote)
    if not is_clean:
        renew_refrains(undoing)


def arrived_meanwhile(undoing: Act) -> QuerySet[Carriage]:
    """What came to a survivor while it held a quote that was then unmerged, and stayed: for an editor to look at."""
    merge = undoing.undoes
    if undoing.kind != Act.Kind.UNMERGE or merge is None:
        return Carriage.objects.none()
    into = Revision.objects.filter(act_id=undoing.pk, noun="quote", before__has_key="merged_into_id")
    survivors = [line.before["merged_into_id"] for line in into if line.before]
    came = Carriage.objects.active().exclude(band=Carriage.Band.EDITOR)
    return came.filter(quote__in=survivors, made_at__range=(merge.made_at, undoing.made_at))
