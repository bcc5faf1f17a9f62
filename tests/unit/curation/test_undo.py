"""Any act undone gives back the same public state, byte by byte."""

from datetime import date

import pytest

from statements import curation
from statements.curation import Refused, undo
from statements.language.days import DayRange
from statements.models import Act, Carriage, Judgement, Occasion, Quote, Refrain
from tests.factories.public_state import LISTS, public_addresses, public_state
from tests.unit.curation.archive import outlet, quote, speaker, topic

DUES, AGAIN, LAMPS, CREWS = "We will not raise", "Let me say", "The lamps", "Nobody asked"
TO_SKERRY = {"title": "Visit to Skerry", "slug": "visit-to-skerry"}


def lesser(row):
    """The appearance that is not the reference."""
    return row.carriages.active().exclude(appearance=row.reference_id).earliest("pk")


# Each takes `by` and `reason`. The order is that of the data model.
ACTS = {
    "edit a note": lambda how: curation.edit(quote(DUES), note="disputed", **how),
    "edit an answer": lambda how: curation.edit(
        quote(DUES), answer_to=quote(CREWS), answer_kind="denies", **how
    ),
    "choose another wording": lambda how: curation.choose_wording(
        quote(DUES), lesser(quote(DUES)).appearance, **how
    ),
    "merge quotes": lambda how: curation.merge(quote(AGAIN), quote(DUES), **how),
    "split a quote": lambda how: curation.split(quote(DUES), [lesser(quote(DUES)).appearance_id], **how),
    "split off the reference": lambda how: curation.split(quote(DUES), [quote(DUES).reference_id], **how),
    "split as another occasion": lambda how: curation.split(
        quote(DUES), [lesser(quote(DUES)).appearance_id], Judgement.Verdict.OTHER_OCCASION, **how
    ),
    "reattribute": lambda how: curation.reattribute(
        quote(DUES), [(speaker("Yussra Halim"), "self"), (speaker("Anton Kreyle"), "on behalf")], **how
    ),
    "reattribute to another": lambda how: curation.reattribute(
        quote(AGAIN), [(speaker("Yussra Halim"), "self")], **how
    ),
    "re-date": lambda how: curation.redate(
        quote(DUES), (DayRange.on(date(2031, 5, 12)), "heard on tape"), **how
    ),
    "give an occasion": lambda how: curation.redate(
        quote(CREWS), None, Occasion.objects.create(**TO_SKERRY), **how
    ),
    "withdraw": lambda how: curation.withdraw(quote(DUES), **how),
    "withdraw one of a refrain": lambda how: curation.withdraw(quote(AGAIN), **how),
    "confirm": lambda how: curation.confirm(quote(DUES), **how),
    "confirm an appearance": lambda how: curation.confirm_carriage(lesser(quote(DUES)), **how),
    "reject an appearance": lambda how: curation.reject_carriage(lesser(quote(DUES)), **how),
    "reject a pending one": lambda how: curation.reject(quote("The ferry"), **how),
    "merge speakers": lambda how: curation.merge_speakers(
        speaker("Yussra Halim"), speaker("Pilot Master Yusra Halim"), **how
    ),
    "merge outlets": lambda how: curation.merge_outlets(outlet("Wire"), outlet("Radio"), **how),
    "merge topics": lambda how: curation.merge_topics(topic("Lights"), topic("Harbours"), **how),
}


@pytest.mark.parametrize("name", ["merge quotes", "split off the reference", "withdraw", "merge speakers"])
def test_undoing_is_an_act_that_can_be_undone(archive, editor, client, name):
    if name == "merge quotes":
        curation.redate(quote(AGAIN), None, by=editor, reason="the day is in doubt")
    addresses = [address for address in public_addresses() if not address.endswith(".json")]
    before = public_state(client, addresses)
    ACTS[name]({"by": editor, "reason": "as heard on tape"})
    between = public_state(client, addresses)
    undoing = undo(Act.objects.latest("pk"), by=editor, reason="it was a mistake")
    again = undo(undoing, by=editor, reason="it was none after all")
    assert statuses(public_state(client, addresses)) == statuses(between)
    undo(again, by=editor, reason="it was one")
    assert public_state(client, addresses) == before


def statuses(state):
    """What of a state does not tell when and why."""
    return {address: answer[:2] for address, answer in state.items()}


@pytest.mark.parametrize("name", ACTS)
def test_act_undone_leaves_the_same_public_state(archive, editor, client, name):
    if name == "merge quotes":
        curation.redate(quote(AGAIN), None, by=editor, reason="the day is in doubt")
    addresses = [*LISTS, *public_addresses()]
    before = public_state(client, addresses)
    ACTS[name]({"by": editor, "reason": "as heard on tape"})
    act = Act.objects.latest("pk")
    between = public_state(client, addresses)
    if name not in ("confirm an appearance", "reject a pending one"):
        assert between != before
    undo(act, by=editor, reason="it was a mistake")
    assert public_state(client, addresses) == before
    for address in set(public_addresses()) - set(addresses):
        response = client.get(address, follow=True)
        assert response.status_code in (200, 410)
        assert len(response.redirect_chain) <= 1


def test_undo_twice_is_refused(archive, editor):
    act = curation.withdraw(quote(DUES), by=editor, reason="the outlet took it back")
    undo(act, by=editor, reason="it did not")
    with pytest.raises(Refused, match="undone already"):
        undo(act, by=editor, reason="again")


def test_undo_of_what_a_later_act_changed_names_that_act(archive, editor):
    first = curation.edit(quote(DUES), by=editor, reason="the outlet says so", note="disputed")
    later = curation.edit(quote(DUES), by=editor, reason="the speaker says so", note="denied")
    with pytest.raises(Refused, match=f"number {later.pk}"):
        undo(first, by=editor, reason="a mistake")
    undo(later, by=editor, reason="a mistake")
    undo(first, by=editor, reason="a mistake")
    assert quote(DUES).note == ""


def test_undo_leaves_what_others_changed_beside_it(archive, editor):
    first = curation.edit(quote(DUES), by=editor, reason="the outlet says so", note="disputed")
    curation.redate(quote(DUES), None, by=editor, reason="the day is in doubt")
    undo(first, by=editor, reason="a mistake")
    assert (quote(DUES).note, quote(DUES).said) == ("", None)


def test_undoing_a_chain_of_merges_leads_back_one_by_one(archive, editor, client):
    Quote.objects.published().update(occasion=None, said_on=None, said_basis="")
    one, two, three = quote(CREWS), quote(LAMPS), quote(DUES)
    for row in (one, two):
        curation.reattribute(row, [(speaker("Anton Kreyle"), "self")], by=editor, reason="his voice")
    first = curation.merge(one, two, by=editor, reason="one speech")
    second = curation.merge(two, three, by=editor, reason="one speech")
    leads = [client.get(f"/q/{row.public_id}").headers.get("Location", "") for row in (one, two)]
    assert leads == [f"/q/{three.public_id}"] * 2
    with pytest.raises(Refused, match=f"number {second.pk}"):
        undo(first, by=editor, reason="two speeches")
    undo(second, by=editor, reason="two speeches")
    leads = [client.get(f"/q/{row.public_id}").headers.get("Location", "") for row in (one, two)]
    assert leads == [f"/q/{two.public_id}", ""]


def test_what_arrived_meanwhile_stays_with_the_survivor(archive, editor, client):
    curation.redate(quote(AGAIN), None, by=editor, reason="the day is in doubt")
    act = curation.merge(quote(AGAIN), quote(DUES), by=editor, reason="one speech")
    survivor = quote(DUES)
    stray = quote("The ferry").reference
    survivor.carriages.create(
        appearance=stray, relation="reworded", share=0.1, score=0.9, band="same", basis="a later article"
    )
    undoing = undo(act, by=editor, reason="two speeches")
    assert undoing.kind == "unmerge"
    assert [c.appearance for c in curation.arrived_meanwhile(undoing)] == [stray]
    held = Carriage.objects.active().filter(appearance=stray, quote=survivor)
    assert held.exists()
    curation.confirm_carriage(held.get(), by=editor, reason="it belongs here")
    assert not curation.arrived_meanwhile(undoing).exists()


def test_confirming_undone_leaves_a_tombstone_not_a_dead_link(archive, editor, client):
    curation.reattribute(
        quote("The ferry"), [(speaker("Anton Kreyle"), "self")], by=editor, reason="his voice"
    )
    act = curation.confirm(quote("The ferry"), by=editor, reason="heard on tape")
    link = f"/q/{quote('The ferry').public_id}"
    assert client.get(link).status_code == 200
    undo(act, by=editor, reason="not sure after all")
    assert client.get(link).status_code == 410
    curation.restore(quote("The ferry"), by=editor, reason="sure again")
    assert client.get(link).status_code == 200


def test_split_is_not_undone_into_a_quote_that_was_merged_away(archive, editor):
    held = list(quote(DUES).carriages.active().values_list("appearance", flat=True))
    origin = quote(DUES)
    curation.split(origin, [held[-1]], by=editor, reason="two")
    first = Act.objects.latest("pk")
    other = curation.split(origin, [held[0]], by=editor, reason="three")
    curation.merge(origin, other, by=editor, reason="one after all")
    with pytest.raises(Refused, match="merged into another since"):
        undo(first, by=editor, reason="one after all")
    assert not Carriage.objects.active().filter(quote__status=Quote.Status.MERGED).exists()


@pytest.mark.parametrize("how", ["restored in error", "withdrawn and erased"])
def test_what_is_withdrawn_stands_in_the_log_once(archive, editor, client, how):
    row = quote(LAMPS)
    curation.withdraw(row, by=editor, reason="false")
    if how == "restored in error":
        undo(curation.restore(row, by=editor, reason="true"), by=editor, reason="false after all")
    else:
        Act.objects.create(kind="erase", entry_noun="quote", entry_id=row.pk, by=editor, reason="a court")
        Quote.objects.filter(pk=row.pk).update(status="erased")
    log = client.get("/removals/").content.decode()
    assert log.count(f'href="/q/{row.public_id}"') == 1
    assert ("false after all" in log) == (how == "restored in error")


def test_refrain_whose_quotes_are_gone_answers_alike_in_both_forms(archive, editor, client):
    refrain = Refrain.objects.get(public_id__isnull=False)
    for row in Quote.objects.filter(repetitions__refrain=refrain):
        curation.withdraw(row, by=editor, reason="false")
    page, document = (client.get(refrain.get_absolute_url() + form) for form in ("", ".json"))
    assert (page.status_code, document.status_code) == (410, 410)
    assert b"harbour dues" not in document.content


def test_undoing_a_choice_of_wording_does_not_bring_back_words_that_left(archive, editor):
    row, first = quote(DUES), quote(DUES).reference_id
    choice = curation.choose_wording(row, lesser(row).appearance, by=editor, reason="the fuller one")
    curation.split(row, [first], by=editor, reason="another statement")
    undo(choice, by=editor, reason="a mistake")
    row.refresh_from_db()
    held = row.carriages.active().select_related("appearance")
    assert row.reference_id != first
    assert row.wording in {carriage.appearance.text for carriage in held}


def test_undo_into_a_place_that_is_taken_is_refused_with_words(archive, editor):
    kreyle, halim = speaker("Anton Kreyle"), speaker("Yussra Halim")
    first = curation.reattribute(quote(CREWS), [(kreyle, "self")], by=editor, reason="his voice")
    both = [(halim, "self"), (kreyle, "self")]
    curation.reattribute(quote(CREWS), both, by=editor, reason="two voices")
    with pytest.raises(Refused, match="undo the later acts first"):
        undo(first, by=editor, reason="a mistake")
    assert {credit.speaker for credit in quote(CREWS).credits.all()} == {kreyle, halim}


def test_undo_leaves_no_published_quote_without_a_speaker(archive, editor):
    ferry = quote("The ferry")
    credit = curation.reattribute(ferry, [(speaker("Yussra Halim"), "self")], by=editor, reason="her voice")
    curation.confirm(ferry, by=editor, reason="heard on tape")
    with pytest.raises(Refused, match="would have no speaker"):
        undo(credit, by=editor, reason="a mistake")
    assert ferry.credits.get().speaker == speaker("Yussra Halim")
