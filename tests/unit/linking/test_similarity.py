"""Two wordings compared as texts."""

import pytest

from statements.linking.similarity import compare_texts

LINE = "We will not raise the harbour dues before the old quay is mended."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", ""),
        ("", LINE),
        ("…", "[the council]"),
        ("We have to be ready for the winter.", "We have to be patient with the neighbours."),
        ("That is what I told the skippers.", "That is what I will tell my grandchildren."),
        (LINE, "The lighthouse keeper asked for a longer rope."),
    ],
)
def test_compare_texts_nothing_in_common(first, second):
    found = compare_texts(first, second)
    assert (found.band, found.relation, found.conflict) == ("none", "", "")


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ("We will send 12 boats to the island", "We will send 14 boats to the island", "number"),
        ("We will send twelve boats to the island", "We will send 20 boats to the island", "number"),
        ("The dues on salt will rise by 3.5 per cent", "The dues on salt will rise by 35 per cent", "number"),
        ("We can pay for a new quay this year, 2031", "We can pay for a new quay this year, 2032", "number"),
        (LINE, "We will raise the harbour dues before the old quay is mended.", "negation"),
        (LINE, "We'll raise the harbour dues before the old quay is mended.", "negation"),
        ("Nobody asked the skippers of Brell", "Everybody asked the skippers of Brell", "negation"),
        ("I trust the council of Brell with the dues", "I trust the council of Marl with the dues", "name"),
        ("Sylvania must open its ports to our boats", "Freedonia must open its ports to our boats", "name"),
        ("We sail with North Sylvania at dawn today", "We sail with South Sylvania at dawn today", "name"),
    ],
)
def test_compare_texts_flags_a_changed_fact(first, second, conflict):
    assert compare_texts(first, second).conflict == conflict


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LINE, "We won’t raise the harbour dues before the old quay is mended"),
        (LINE, "We will not raise the harbour dues … is mended"),
        (LINE, "[The council] will not raise the harbour dues before the old quay is mended."),
        ("We ask for 5,000 crowns and forty boats", "We ask for 5000 crowns and 40 boats"),
        (
            "I met Sergei Kreyle at the quay of Brell last night",
            "I met Sergey Kreyle at the quay of Brell last night",
        ),
        (f"{LINE} We will take no other way", f"{LINE} We will not take any other way"),
        (LINE, "We Will Not Raise the Harbor Dues Before the Old Quay Is Mended"),
        (LINE, "We will not raise the harbour dues, won't we, before the old quay is mended"),
        (LINE, "We won' t raise the harbour dues before the old quay is mended"),
        (f"The Brell Pilots Union agrees: {LINE}", f"The BPU agrees: {LINE}"),
        (f"At North Wharf we say: {LINE}", f"At NorthWharf we say: {LINE}"),
    ],
)
def test_compare_texts_no_fact_changed(first, second):
    found = compare_texts(first, second)
    assert (found.conflict, found.band) == ("", "sure")


ENDS = "the skippers have waited long enough for it"
BEGINS = f"{ENDS.capitalize()}, and so have I"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # everybody's words, one that stands inside, and a run that is not at the end of either
        ("I never said that we have to do that for them", "We have to do that for them before we do more"),
        (f"Nobody in Brell thinks {ENDS} this year", f"And I told the council: {BEGINS.lower()}"),
        ("Now they see it and they waited long enough", "They waited long enough, the skippers of the coast"),
    ],
)
def test_compare_texts_does_not_take_what_is_shared_for_an_overlap(first, second):
    assert compare_texts(first, second).band in ("none", "possible")


def test_compare_texts_sees_that_one_was_cut_where_the_other_goes_on():
    found = compare_texts(f"I have said in every harbour of this coast that {ENDS}", BEGINS)
    assert (found.band, found.relation) == ("probable", "truncated")


def test_compare_texts_finds_parts_in_another_order():
    first, second = "we do not want a new tax on salt", "we do not want a new tax on rope"
    found = compare_texts(f"{first}, {second}", f"{second}. That is all I have to say; {first}")
    assert (found.contained, found.relation) == (1, "split")


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (LINE.upper().replace(".", "!"), "verbatim"),
        ("raise the harbour dues before the old quay is mended", "truncated"),
        ("I heard you. We will not raise the harbour dues before the old quay is mended.", "truncated"),
        ("before the old quay is mended. Then we shall talk", "truncated"),
        ("We will not raise the harbour dues … is mended", "split"),
        ("We will not increase the harbour dues before the old quay has been mended", "reworded"),
    ],
)
def test_compare_texts_relation(other, relation):
    assert compare_texts(LINE, other).relation == relation


def test_compare_texts_does_not_depend_on_order():
    other = "We will raise no harbour dues while the quay is old"
    assert compare_texts(LINE, other) == compare_texts(other, LINE)


def test_compare_texts_british_and_american_spelling():
    first = "We honour those who organise the defence of the harbour"
    assert compare_texts(first, "We honor those who organize the defense of the harbor").contained == 1
