"""What each act does, and what it refuses, in words for the editor."""

import json
from datetime import date

import pytest

from statements import curation
from statements.curation import Conflict, Refused, acting, state_of
from statements.language.days import DayRange
from statements.models import Act, Carriage, Judgement, Quote, Revision, Speaker
from statements.models.dated import to_column
from statements.pipeline import link
from statements.pipeline.wordings import editors_decisions
from tests.factories import make_outlet, make_speaker, make_topic
from tests.unit.curation.archive import outlet, quote, speaker, take_article, topic

DUES, AGAIN, LAMPS, CREWS, FERRY = (
    "We will not raise",
    "Let me say",
    "The lamps",
    "Nobody asked",
    "The ferry will",
)

pytestmark = pytest.mark.usefixtures("archive")


@pytest.fixture
def how(editor):
    return {"by": editor, "reason": "as heard on tape"}


def held(row):
    return set(row.carriages.active().values_list("appearance", flat=True))


def undated(beginning, how):
    """The quote, so that no day keeps it apart from another."""
    curation.redate(quote(beginning), None, **how)
    return quote(beginning)


REFUSALS = {
    "reason": ("Say why", lambda how: curation.withdraw(quote(DUES), by=how["by"], reason=" ")),
    "merge into itself": ("itself", lambda how: curation.merge(quote(DUES), quote(DUES), **how)),
    "merge of two speakers": (
        "different speakers",
        lambda how: curation.merge(quote(DUES), quote(LAMPS), **how),
    ),
    "merge of two occasions": ("a refrain", lambda how: curation.merge(quote(AGAIN), quote(DUES), **how)),
    "merge of a published quote into a pending one": (
        "the other way round",
        lambda how: curation.merge(quote(DUES), quote(FERRY), **how),
    ),
    "split of nothing": ("Choose appearances", lambda how: curation.split(quote(DUES), [], **how)),
    "split of another's": (
        "Choose appearances",
        lambda how: curation.split(quote(DUES), [quote(LAMPS).reference_id], **how),
    ),
    "split of everything": (
        "at least one",
        lambda how: curation.split(quote(DUES), held(quote(DUES)), **how),
    ),
    "wording of another": (
        "Choose an appearance",
        lambda how: curation.choose_wording(quote(DUES), quote(LAMPS).reference, **how),
    ),
    "answer without a kind": (
        "needs both",
        lambda how: curation.edit(quote(DUES), answer_to=quote(LAMPS), **how),
    ),
    "answer to itself": (
        "itself",
        lambda how: curation.edit(quote(DUES), answer_to=quote(DUES), answer_kind="answers", **how),
    ),
    "date without a basis": (
        "how the date is known",
        lambda how: curation.redate(quote(DUES), (DayRange.on(date(2031, 5, 1)), ""), **how),
    ),
    "published quote without a speaker": (
        "needs a speaker",
        lambda how: curation.reattribute(quote(DUES), [], **how),
    ),
    "withdrawing a pending one": ("not published", lambda how: curation.withdraw(quote(FERRY), **how)),
    "rejecting a published one": ("Withdraw it", lambda how: curation.reject(quote(DUES), **how)),
    "confirming what nobody said": ("attribute it first", lambda how: curation.confirm(quote(FERRY), **how)),
    "restoring what is there": ("not withdrawn", lambda how: curation.restore(quote(DUES), **how)),
    "unmerging what is whole": ("not merged", lambda how: curation.unmerge(quote(DUES), **how)),
    "merge of a person and a body": (
        "kind of one",
        lambda how: curation.merge_speakers(make_speaker(kind="institution"), speaker("Anton Kreyle"), **how),
    ),
    "merge of two Wikidata ids": (
        "Wikidata",
        lambda how: curation.merge_speakers(
            make_speaker(wikidata_id="Q1"), make_speaker(wikidata_id="Q2"), **how
        ),
    ),
    "merge of a topic into one below it": (
        "lies below",
        lambda how: curation.merge_topics(
            topic("Lights"), make_topic(name="Lamps", broader=topic("Lights")), **how
        ),
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_act_is_refused_and_leaves_nothing(how, name):
    words, attempt = REFUSALS[name]
    before = Act.objects.count(), Revision.objects.filter(act_id__isnull=False).count()
    with pytest.raises(Refused, match=words):
        attempt(how)
    assert (Act.objects.count(), Revision.objects.filter(act_id__isnull=False).count()) == before


def test_act_on_what_was_changed_meanwhile_is_a_conflict(how):
    seen = state_of(quote(DUES))
    curation.edit(quote(DUES), note="disputed", **how)
    with pytest.raises(Conflict):
        curation.edit(quote(DUES), note="denied", seen=seen, **how)
    assert quote(DUES).note == "disputed"
    curation.edit(quote(DUES), note="denied", seen=state_of(quote(DUES)), **how)


def test_merge_into_what_was_changed_meanwhile_is_a_conflict(how):
    seen = state_of(quote(DUES))
    curation.edit(quote(DUES), note="disputed", **how)
    with pytest.raises(Conflict):
        curation.merge(undated(AGAIN, how), quote(DUES), seen_into=seen, **how)


def test_conflict_sees_an_appearance_that_left(how):
    seen = state_of(quote(DUES))
    curation.split(quote(DUES), [max(held(quote(DUES)))], **how)
    with pytest.raises(Conflict):
        curation.withdraw(quote(DUES), seen=seen, **how)


@pytest.mark.parametrize("act", [curation.reject, curation.confirm])
def test_act_on_what_went_meanwhile_is_refused_with_words(how, act):
    row, carriage = quote(FERRY), quote(FERRY).carriages.get()
    row.sentences.all().delete()
    carriage.delete()
    quote(FERRY).delete()
    with pytest.raises(Refused, match="not there any more"):
        act(row, **how)


def test_history_names_editor_reason_and_act(how):
    act = curation.edit(quote(DUES), note="disputed", **how)
    line = Revision.objects.get(noun="quote", act_id=act.pk)
    assert (line.actor, line.reason) == ("editor ingrid", "as heard on tape")
    assert (line.before, line.after) == ({"note": ""}, {"note": "disputed"})


def test_changed_day_of_an_occasion_is_frozen_with_its_quotes(how):
    row = quote(DUES)
    with acting(Act.Kind.EDIT, row.occasion, **how):
        row.occasion.held_on = to_column(DayRange.on(date(2031, 5, 14)))
        row.occasion.save()
    document = json.loads(bytes(row.versions.latest("number").body))
    assert (document["version"], document["said"]["first"]) == (2, "2031-05-14")


def test_filing_under_a_topic_makes_no_version(how):
    curation.merge_topics(topic("Lights"), topic("Harbours"), **how)
    assert quote(LAMPS).versions.count() == 1


def test_merge_survives_a_new_article_and_linking(how):
    survivor = quote(DUES)
    curation.merge(undated(AGAIN, how), survivor, **how)
    survivor.refresh_from_db()
    members = held(survivor)
    link()
    survivor.refresh_from_db()
    assert held(survivor) == members
    verdicts = editors_decisions(members)
    assert set(verdicts.values()) == {"same"}
    curation.unmerge(Quote.objects.get(status="merged"), **how)
    assert editors_decisions(members) == {}


def test_split_leaves_the_id_with_the_larger_part_whichever_was_named(how):
    row = quote(DUES)
    small = [max(held(row))]
    large = sorted(held(row) - set(small))
    new = curation.split(row, large, **how)
    assert (held(row), held(new)) == (set(large), set(small))
    assert new.split_from == row
    assert new.public_id != row.public_id
    assert new.credits.get().speaker == row.credits.get().speaker


def test_split_of_two_leaves_the_id_with_the_earlier(how):
    row = quote(LAMPS)
    first = row.carriages.active().order_by("appearance__reading__article__published_on").first()
    new = curation.split(row, [first.appearance_id], **how)
    assert held(row) == {first.appearance_id}
    row.refresh_from_db()
    assert row.wording == first.appearance.text
    assert len(held(new)) == 1


def test_split_stays_split_when_linked_again(how):
    row = quote(DUES)
    new = curation.split(row, [max(held(row))], Judgement.Verdict.OTHER_OCCASION, **how)
    parts = held(row), held(new)
    link()
    assert (held(row), held(new)) == parts
    assert set(editors_decisions(parts[0] | parts[1]).values()) == {"other_occasion"}


def test_split_answers_where_each_appearance_is_now(how, client):
    row = quote(DUES)
    leaving = Carriage.objects.active().filter(quote=row).latest("pk").appearance
    new = curation.split(row, [leaving.pk], **how)
    assert client.get(f"/w/{leaving.public_id}").headers["Location"].startswith(f"/q/{new.public_id}#")
    assert (
        f'A part of it is now <a href="/q/{new.public_id}"'
        in client.get(f"/q/{row.public_id}").content.decode()
    )
    assert f'Split from <a href="/q/{row.public_id}"' in client.get(f"/q/{new.public_id}").content.decode()


def test_chosen_wording_stays_when_a_longer_one_comes(how):
    row = quote(LAMPS)
    short = min((c.appearance for c in row.carriages.active()), key=lambda a: len(a.text))
    curation.choose_wording(row, short, **how)
    link()
    row.refresh_from_db()
    assert row.wording == short.text
    assert {c.relation for c in row.carriages.active()} >= {"verbatim"}


def test_key_of_a_former_sentence_leads_to_the_one_in_its_place(how, client):
    row = quote(LAMPS)
    former = row.sentences.get()
    short = min((c.appearance for c in row.carriages.active()), key=lambda a: len(a.text))
    curation.choose_wording(row, short, **how)
    row.refresh_from_db()
    page = client.get(row.get_absolute_url()).content.decode()
    assert row.sentences.current().get().key != former.key
    assert f'id="s-{former.key}"' in page
    assert f'id="s-{row.sentences.current().get().key}"' in page


def test_reattributed_quote_is_filed_under_its_speaker(how, client):
    halim = speaker("Yussra Halim")
    curation.reattribute(quote(DUES), [(halim, "on behalf")], **how)
    page = client.get(quote(DUES).get_absolute_url()).content.decode()
    assert "Yussra Halim" in page
    assert "set by an editor" in page
    assert "We will not raise" in client.get(halim.get_absolute_url()).content.decode()


def test_rejected_quote_is_not_taken_up_again(how):
    row = quote(FERRY)
    curation.reject(row, **how)
    link()
    row.refresh_from_db()
    assert row.status == "rejected"
    assert Quote.objects.filter(wording=row.wording).count() == 1


def test_confirmed_quote_is_published_and_reviewed(how, client):
    curation.reattribute(quote(FERRY), [(speaker("Anton Kreyle"), "self")], **how)
    curation.confirm(quote(FERRY), **how)
    page = client.get(quote(FERRY).get_absolute_url()).content.decode()
    assert "reviewed by an editor" in page


def test_merged_speaker_leads_on_and_new_articles_find_the_survivor(how, client):
    loser, survivor = speaker("Yussra Halim"), speaker("Pilot Master Yusra Halim")
    curation.merge_speakers(loser, survivor, **how)
    response = client.get(loser.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (302, survivor.get_absolute_url())
    assert quote(CREWS).credits.get().speaker == survivor
    assert Speaker.objects.get(names__name="Yussra Halim") == survivor
    assert loser.name not in client.get("/speakers/").content.decode()


def test_merged_outlet_leads_on_with_its_articles_and_names(how, client):
    loser, survivor = outlet("Wire"), make_outlet(name="The Wire")
    articles = set(loser.articles.values_list("pk", flat=True))
    curation.merge_outlets(loser, survivor, **how)
    assert client.get(loser.get_absolute_url()).headers["Location"] == survivor.get_absolute_url()
    assert set(survivor.articles.values_list("pk", flat=True)) == articles
    assert type(survivor).objects.named("wire").get() == survivor


def test_merged_topic_leads_on_with_its_terms_and_statements(how, client):
    loser, survivor = topic("Lights"), topic("Harbours")
    curation.merge_topics(loser, survivor, **how)
    assert client.get(loser.get_absolute_url()).headers["Location"] == survivor.get_absolute_url()
    survivor.refresh_from_db()
    assert survivor.terms == ["harbour", "quay", "lamps"]
    assert "The lamps" in client.get(survivor.get_absolute_url()).content.decode()


def test_pending_quote_that_an_editor_acted_on_is_left_as_it_is(how):
    row = quote(FERRY)
    curation.reattribute(row, [(speaker("Anton Kreyle"), "self")], **how)
    curation.redate(quote(FERRY), (DayRange.on(date(2031, 5, 27)), "heard on tape"), **how)
    take_article("Gazette", 29, '"The ferry will sail again as soon as the ice has gone," Anton Kreyle said.')
    row.refresh_from_db()
    assert (row.status, row.said) == ("pending", DayRange.on(date(2031, 5, 27)))
    assert row.credits.get().speaker.name == "Anton Kreyle"


def test_pending_quotes_merged_by_an_editor_survive_linking(how):
    first, second = "We counted every boat in the harbour twice", "We counted every boat twice"
    take_article("Gazette", 29, f"“{first},” an official said. Later: “{second},” he said.")
    loser, survivor = Quote.objects.filter(wording__startswith="We counted").order_by("pk")
    curation.merge(loser, survivor, **how)
    take_article("Mirror", 30, "“We counted every boat in the harbour twice,” Anton Kreyle said.")
    loser.refresh_from_db()
    assert loser.merged_into == survivor
    assert held(survivor)


def test_withdrawn_line_comes_back_for_an_editor_alone(how):
    curation.withdraw(quote(LAMPS), **how)
    take_article(
        "Gazette",
        24,
        "“The lamps on the northern pier stay lit through the winter,” Pilot Master Yusra Halim said.",
    )
    assert not Quote.objects.published().filter(wording__startswith=LAMPS).exists()
    assert Quote.objects.filter(status="pending", wording__startswith=LAMPS).exists()


def test_answer_to_what_readers_cannot_see_is_refused(how):
    with pytest.raises(Refused, match="not published"):
        curation.edit(quote(DUES), answer_to=quote(FERRY), answer_kind="denies", **how)
