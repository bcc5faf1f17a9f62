"""Brings the quotes of one speaker up to date with the partition that linking gives.

The machine attaches to a quote that was published or that an editor acted on: one that stands. It never merges,
dissolves, re-credits or re-dates it: where the partition would join two, it leaves them apart and stores the verdict
for an editor.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from statements import linking
from statements.citations import publication
from statements.language.days import DayRange
from statements.language.diff import share_carried, spans_carried
from statements.linking import values
from statements.linking.similarity import SURE
from statements.models import Appearance, Carriage, Credit, Judgement, Quote, Revision, Speaker
from statements.models.dated import to_column
from statements.pipeline.appearances import NOT_STATED
from statements.pipeline.occasions import find_occasion
from statements.pipeline.realign import realign
from statements.pipeline.sentences import save_sentences
from statements.pipeline.speakers import NAMED, basis_of, is_known, resolve_name
from statements.pipeline.wordings import editors_decisions, wording_of

Holders = dict[int, list[Quote]]


def save_quotes(speaker: Speaker, appearances: Sequence[Appearance]) -> None:
    """Groups appearances of a speaker into quotes: all current ones, or all that new ones may change. Same appearances
    and judgements, same partition.
    """
    rows = {appearance.pk: appearance for appearance in appearances}
    strays = _save_groups(speaker, rows, _holders(rows))
    if strays:
        _save_groups(speaker, {stray.pk: stray for stray in strays}, {})


def _save_groups(speaker: Speaker, rows: dict[int, Appearance], holders: Holders) -> list[Appearance]:
    """Gives each group of the partition its quote. Returns the appearances that belong to no quote of theirs."""
    partition = linking.group(
        [wording_of(row, str(speaker.pk)) for row in rows.values()], editors_decisions(rows)
    )
    printed = {carriage.wording: carriage for carriage in partition.carriages}
    strays: list[Appearance] = []
    for group in partition.groups:
        members = [rows[group.reference], *(rows[key] for key in group.members if key != group.reference)]
        standing = _standing(members, holders)
        if len(standing) > 1:
            strays += _attach_to_each(standing, [member for member in members if not holders.get(member.pk)])
        else:
            _settle(speaker, members, printed, holders)
    _record_judgements(partition.judgements, rows)
    return strays


def save_unattributed(appearance: Appearance) -> None:
    """A quote of its own, pending, for an appearance whose speaker is not known."""
    quote = _fill(Quote(), appearance, [appearance])
    _carry(quote, appearance, "verbatim", 1.0, "its own words")


def _holders(keys: Iterable[int]) -> Holders:
    """The quotes that hold each appearance now, in the order of their keys."""
    holders: Holders = defaultdict(list)
    carriages = Carriage.objects.active().filter(appearance__in=list(keys)).select_related("quote__occasion")
    for carriage in carriages.order_by("quote"):
        holders[carriage.appearance_id].append(carriage.quote)
    return holders


def _standing(members: list[Appearance], holders: Holders) -> list[Quote]:
    """The quotes that hold a member and are no longer the machine's to change."""
    quotes = {quote.pk: quote for member in members for quote in holders.get(member.pk, [])}
    acted_on = _acted_on(quotes)
    return [
        quote
        for key, quote in sorted(quotes.items())
        if quote.status != Quote.Status.PENDING or key in acted_on
    ]


def _acted_on(quotes: Iterable[int]) -> set[int]:
    """Those of these quotes that an editor's act changed, whether it was undone or not."""
    lines = Revision.objects.filter(entry_noun="quote", entry_id__in=list(quotes), act_id__isnull=False)
    return set(lines.values_list("entry_id", flat=True))


def _settle(
    speaker: Speaker, members: list[Appearance], printed: dict[int, values.Carriage], holders: Holders
) -> None:
    """Gives one group, that at most one standing quote holds a part of, its quote; the reference comes first."""
    if standing := _standing(members, holders):
        _add(standing[0], members, printed)
        return
    held = {quote.pk: quote for member in members for quote in holders.get(member.pk, [])}
    quote = [*(quote for _, quote in sorted(held.items())), Quote()][0]
    if quote.pk and _is_settled(quote, speaker, members):
        return
    if quote.pk:
        _claim(quote, members, holders)
    _fill(quote, members[0], members)
    _credit(quote, speaker, members)
    for member in members:
        link = printed[member.pk]
        _leave_pending(member, quote)
        _carry(quote, member, link.relation, link.score, link.basis)
    known = [member for member in members if is_known(member, speaker)]
    if publication.is_publishable(known) and not _was_set_aside(speaker, members):
        publication.publish(quote)
        publication.mint_appearances(quote)


def _credit(quote: Quote, speaker: Speaker, members: list[Appearance]) -> None:
    """Credits a quote to its speaker and to all who, by one of its appearances, said it with them."""
    names = sorted({(name, kind) for member in members for name, kind in member.jointly})
    others = {other for name, kind in names if (other := resolve_name(name, kind)) and other != speaker}
    capacity = Credit.Capacity.JOINT if others else Credit.Capacity.SELF
    defaults = {"basis": basis_of(_best_attributed(members), speaker), "capacity": capacity}
    quote.credits.get_or_create(speaker=speaker, defaults=defaults)
    for other in sorted(others, key=lambda other: other.pk):
        joint = {"basis": NAMED, "capacity": Credit.Capacity.JOINT}
        quote.credits.get_or_create(speaker=other, defaults=joint)


def _was_set_aside(speaker: Speaker, members: list[Appearance]) -> bool:
    """Whether an editor withdrew or rejected a statement like this one: then it waits for an editor."""
    aside = Quote.objects.filter(
        credits__speaker=speaker, status__in=[Quote.Status.WITHDRAWN, Quote.Status.REJECTED]
    )
    return any(
        _is_fit(_compare(quote, member))
        for quote in aside.select_related("reference__reading__article")
        for member in members
    )


def _add(quote: Quote, members: list[Appearance], printed: dict[int, values.Carriage]) -> None:
    """Adds to a standing quote what it does not hold yet: all else about it is for editors."""
    held = set(quote.carriages.active().values_list("appearance", flat=True))
    new = [member for member in members if member.pk not in held]
    for member in new:
        link = printed[member.pk]
        _leave_pending(member, quote)
        _carry(quote, member, link.relation, link.score, link.basis)
    if new:
        realign(quote, new)


def _is_settled(quote: Quote, speaker: Speaker, members: list[Appearance]) -> bool:
    held = set(quote.carriages.active().values_list("appearance", flat=True))
    return held == {member.pk for member in members} and quote.credits.filter(speaker=speaker).exists()


def _claim(quote: Quote, members: list[Appearance], holders: Holders) -> None:
    """Keeps a pending quote for this group alone: what else it held goes to the groups it belongs to."""
    keys = {member.pk for member in members}
    quote.carriages.exclude(appearance__in=keys).delete()
    for key in holders.keys() - keys:
        holders[key] = [other for other in holders[key] if other.pk != quote.pk]


def _best_attributed(members: list[Appearance]) -> Appearance:
    return max(members, key=lambda member: (member.attribution_score, -member.pk))


def _fill(quote: Quote, reference: Appearance, members: list[Appearance]) -> Quote:
    """Sets what the members say of a pending quote; the reference that an editor chose stays if it is among them."""
    if quote.is_reference_chosen and quote.reference_id in {member.pk for member in members}:
        reference = quote.reference
    quote.is_reference_chosen = quote.is_reference_chosen and quote.reference_id == reference.pk
    has_new_words = quote.pk is None or quote.reference_id != reference.pk
    quote.reference, quote.wording = reference, reference.text
    quote.language = reference.reading.article.language
    quote.is_reported = all(member.kind == Appearance.Kind.INDIRECT for member in members)
    if not quote.is_date_chosen:
        days, quote.said_basis = said_days(members)
        quote.said_on = to_column(days)
        quote.occasion = quote.occasion or find_occasion(members)
    quote.save()
    if has_new_words:
        save_sentences(quote)
    return quote


def said_days(members: Sequence[Appearance]) -> tuple[DayRange | None, str]:
    """When a quote was said, by its appearances, and the basis: the first day that is stated, else the first week or
    month, else no later than the earliest page date.
    """
    stated = [(member.said, member.said_basis) for member in members if member.is_day_stated and member.said]
    if stated:
        return min(stated, key=lambda item: not item[0].is_day)
    bounds = [member.said.last for member in members if member.said and member.said.last]
    return (DayRange(None, min(bounds)), NOT_STATED) if bounds else (None, "")


def _carry(quote: Quote, member: Appearance, relation: str, score: float, basis: str) -> None:
    quote.carriages.update_or_create(
        appearance=member,
        is_active=True,
        defaults={
            "carried": [list(span) for span in spans_carried(quote.wording, member.text)],
            "share": share_carried(quote.wording, member.text),
            "relation": relation,
            "score": score,
            "band": Carriage.Band.SAME if score >= SURE else Carriage.Band.PROBABLE,
            "basis": basis,
        },
    )


def _leave_pending(member: Appearance, quote: Quote) -> None:
    """Takes a member out of other quotes that are the machine's; one left empty goes: nobody can have cited it."""
    others = member.carriages.active().exclude(quote=quote).filter(quote__status=Quote.Status.PENDING)
    acted_on = _acted_on(others.values_list("quote", flat=True))
    for carriage in others.exclude(quote__in=acted_on):
        carriage.delete()
        if not carriage.quote.carriages.exists():
            for rows in ("credits", "sentences", "subjects", "repetitions"):
                getattr(carriage.quote, rows).all().delete()
            carriage.quote.delete()


def _attach_to_each(standing: list[Quote], new: list[Appearance]) -> list[Appearance]:
    """New members of a group that several standing quotes share get a carriage to every one they overlap.

    Returns those that overlap none: only an appearance that spans the quotes brought them into the group.
    """
    strays = []
    for member in new:
        fits = [(quote, found) for quote in standing if _is_fit(found := _compare(quote, member))]
        basis = "overlaps this quote and another" if len(fits) > 1 else "carries words of this quote"
        for quote, found in fits:
            _carry(quote, member, _relation(quote, member, found), found.score, basis)
            if quote.status == Quote.Status.PUBLISHED:
                publication.mint_appearances(quote)
        if not fits:
            strays.append(member)
    return strays


def _is_fit(found: values.Comparison) -> bool:
    return found.band != "none" and bool(found.relation) and not found.conflict


def _relation(quote: Quote, member: Appearance, found: values.Comparison) -> str:
    """How the member prints the quote: a member that holds all of it, and more, carries it whole."""
    return "verbatim" if share_carried(quote.wording, member.text) == 1 else found.relation


def _compare(quote: Quote, member: Appearance) -> values.Comparison:
    return linking.compare(wording_of(quote.reference, "same"), wording_of(member, "same"))


def _record_judgements(judgements: Iterable[values.Judged], rows: dict[int, Appearance]) -> None:
    """Stores the machine's verdicts that are new or differ from the last one it gave on the pair."""
    judgements = list(judgements)
    lefts = {judged.pair[0] for judged in judgements}
    stored = Judgement.objects.filter(left__in=lefts, by=Judgement.By.MACHINE).order_by("id")
    last = {(row.left_id, row.right_id): row.verdict for row in stored}
    Judgement.objects.bulk_create(
        Judgement(
            left_id=judged.pair[0],
            right_id=judged.pair[1],
            verdict=judged.verdict,
            score=judged.score,
            features=linking.features(*(wording_of(rows[key], "same") for key in judged.pair)),
            by=Judgement.By.MACHINE,
            linker_version=linking.LINKER_VERSION,
            why=judged.basis,
        )
        for judged in judgements
        if last.get(judged.pair) != judged.verdict
    )
