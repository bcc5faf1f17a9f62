"""Linking articles into statements: one occasion or many, never mixed up, never merged in silence."""

import random
from datetime import date

import pytest

from statements.citations.publication import publish
from statements.curation import merge_speakers
from statements.language.days import DayRange
from statements.models import Appearance, Article, Carriage, Judgement, Quote, Refrain, Speaker, Topic
from statements.pipeline import ArticleFile, ingest, link
from statements.pipeline.speakers import SURNAME_AND_OFFICE, SURNAME_ONLY
from statements.search import alike
from tests.factories import make_editor, make_topic

pytestmark = pytest.mark.django_db

# As printed before and after the speaker: “…,” Kreyle said. Kreyle said: “….”
LINE = "We will not raise the harbour dues before the old quay is mended."
LONG = f"I have heard the skippers. {LINE} After that we shall talk again about who pays for the lights."
PRESS = "Harbours Minister Anton Kreyle told reporters in Brell on Tuesday"


def said(words):
    return words.removesuffix(".") + ","


def article(outlet, body, day=14, month=5, headline="Harbour dues to stay"):
    return ArticleFile(
        where="test",
        content=f"{headline}\n\n{body}\n".encode(),
        media_type="text/plain",
        outlet=outlet,
        published=DayRange.on(date(2031, month, day)),
        basis="editor",
    )


def take(*articles):
    for source in articles:
        ingest(source)
    link()


def partition():
    """The quotes as sets of (outlet, words): what belongs together, whatever the ids."""
    quotes = {}
    for carriage in Carriage.objects.active().select_related("appearance__reading__article__outlet"):
        outlet = carriage.appearance.reading.article.outlet.name
        quotes.setdefault(carriage.quote_id, set()).add((outlet, carriage.appearance.text))
    return {frozenset(members) for members in quotes.values()}


SAME_OCCASION = [
    article("Post", f"“{said(LONG)}” {PRESS}."),
    article("Wire", f'{PRESS}: "{LINE}"'),
    article("Radio", f"‘We won’t raise the harbour dues before the old quay is mended’, {PRESS}.", day=15),
]


def test_link_joins_every_outlet_of_one_occasion_in_one_quote():
    take(*SAME_OCCASION)
    quote = Quote.objects.get()
    assert quote.wording == LONG.removesuffix(".")
    assert quote.said == DayRange.on(date(2031, 5, 13))
    assert quote.credits.get().speaker.name == "Anton Kreyle"
    relations = quote.carriages.values_list("appearance__reading__article__outlet__name", "relation")
    assert dict(relations) == {"Post": "verbatim", "Wire": "truncated", "Radio": "truncated"}
    assert quote.status == "published"
    assert not Refrain.objects.exists()


def test_link_gives_the_same_partition_in_any_order():
    others = [
        article(
            "Post",
            f"“{said(LINE)}” Kreyle, the harbours minister Anton Kreyle, said on Friday in Oster.",
            20,
            6,
            "Dues",
        ),
        article(
            "Wire", "“The lights of Oster stay on for good,” Helena Vostrand said on Friday.", 20, 6, "Lights"
        ),
    ]
    seen = set()
    for seed in range(3):
        Carriage.objects.all().delete()
        for rows in ("repetitions", "subjects", "credits", "sentences"):
            Quote._meta.get_field(rows).related_model._default_manager.all().delete()
        articles = [*SAME_OCCASION, *others]
        random.Random(seed).shuffle(articles)
        take(*articles)
        seen.add(frozenset(partition()))
    assert len(seen) == 1


def test_link_twice_changes_nothing():
    take(*SAME_OCCASION)
    before = list(Carriage.objects.order_by("id").values())
    assert link() == 0
    assert list(Carriage.objects.order_by("id").values()) == before


def test_link_keeps_another_occasion_apart_and_makes_a_refrain():
    take(
        article("Post", f"“{said(LINE)}” {PRESS}."),
        article(
            "Wire", f'"{said(LINE)}" Harbours Minister Anton Kreyle said in Oster on 6 June.', day=7, month=6
        ),
    )
    assert len(partition()) == 2
    refrain = Refrain.objects.get()
    assert refrain.public_id
    assert refrain.wording.rstrip(".,") == LINE.rstrip(".")
    assert refrain.repetitions.filter(is_active=True).count() == 2
    assert {days.first for days in (quote.said for quote in Quote.objects.all())} == {
        date(2031, 5, 13),
        date(2031, 6, 6),
    }


def test_link_does_not_join_a_changed_number():
    take(
        article("Post", f"“Harbour dues will rise by 3 percent and not a penny more,” {PRESS}."),
        article("Wire", f'{PRESS}: "Harbour dues will rise by 5 percent and not a penny more."'),
    )
    assert len(partition()) == 2
    judgement = Judgement.objects.get(verdict="changed")
    assert judgement.by == "machine"
    assert judgement.linker_version
    assert judgement.features["conflict"] == "number"
    assert judgement.features["occasion"] == "same"


def test_link_after_two_speakers_became_one_proposes_what_either_said():
    take(
        article("Post", f"“{said(LINE)}” {PRESS}."),
        article("Wire", f'{PRESS.replace("Kreyle", "Krejle")}: "{LINE}"'),
    )
    for quote in Quote.objects.all():
        publish(quote)
    assert not Judgement.objects.waiting()
    loser, survivor = Speaker.objects.order_by("-name")
    merge_speakers(loser, survivor, by=make_editor(), reason="One man, in two spellings.")
    link()
    assert Judgement.objects.waiting().get().verdict == "same"
    assert Quote.objects.filter(status="published").count() == 2
    judgements = Judgement.objects.count()
    link()
    assert Judgement.objects.count() == judgements


def test_link_does_not_take_a_gap_between_page_dates_for_another_occasion():
    take(
        article("Post", f"“{said(LINE)}” Harbours Minister Anton Kreyle said."),
        article("Wire", f'"{said(LINE)}" Harbours Minister Anton Kreyle said.', day=28),
    )
    assert len(partition()) == 2
    assert not Refrain.objects.exists()
    assert Judgement.objects.get().verdict == "unsure"


def test_link_leaves_a_nameless_quotation_pending_and_alone():
    take(
        article("Post", f"“{said(LINE)}” a fisherman said."),
        article("Wire", f'"{said(LINE)}" a fisherman said.'),
    )
    assert len(partition()) == 2
    assert set(Quote.objects.values_list("status", "public_id")) == {("pending", None)}
    assert not Speaker.objects.exists()


def test_link_finds_a_surname_when_the_archive_holds_one_such_speaker():
    take(
        article("Radio", f"‘{said(LINE)}’ Kreyle said on Tuesday.", headline="Dues"),
        article("Post", f"“{said(LINE)}” {PRESS}."),
    )
    assert Speaker.objects.get().name == "Anton Kreyle"
    assert len(partition()) == 1


def test_link_waits_for_the_full_name_of_a_surname():
    take(article("Radio", f"‘{said(LINE)}’ Kreyle said on Tuesday.", headline="Dues"))
    assert Quote.objects.get().status == "pending"
    take(article("Post", f"“{said(LINE)}” {PRESS}."))
    assert Quote.objects.get().status == "published"


PRESIDENT = f"President Kreyle waved. “{said(LINE)}” Kreyle said on Tuesday."


def test_link_leaves_a_surname_with_an_office_that_nobody_is_known_to_hold_to_an_editor():
    take(article("Post", "“The quay is for everybody who sails,” said Anton Kreyle, a ferryman, on Monday."))
    take(article("Radio", PRESIDENT, headline="Dues"))
    take(article("Wire", PRESIDENT, headline="Dues"))  # that the first said so makes him no president
    quote = Quote.objects.get(wording__startswith=said(LINE)[:20])
    assert (quote.status, quote.credits.get().basis) == ("pending", SURNAME_ONLY)


def test_link_publishes_a_surname_with_the_office_that_the_archive_knows():
    take(article("Post", "“The quay is for everybody who sails,” said President Anton Kreyle on Monday."))
    take(article("Post", "“The sea is for everybody who swims,” said Marta Kreyle on Monday."))
    take(article("Radio", PRESIDENT, headline="Dues"))
    quote = Quote.objects.get(wording__startswith=said(LINE)[:20])
    assert (quote.status, quote.credits.get().speaker.name) == ("published", "Anton Kreyle")
    assert quote.credits.get().basis == SURNAME_AND_OFFICE


def test_link_never_merges_published_quotes():
    first, second = "I have heard the skippers of Brell and of Oster.", LINE
    take(article("Wire", f'{PRESS}: "{first}"'), article("Radio", f"{PRESS}: ‘{second}’", headline="Dues"))
    before = set(Quote.objects.values_list("public_id", flat=True))
    take(article("Post", f"“{first} {said(second)}” {PRESS}."))
    assert set(Quote.objects.values_list("public_id", flat=True)) == before
    spanning = Appearance.objects.get(reading__article__outlet__name="Post")
    assert spanning.carriages.active().count() == 2


BRIDGE = "The bridge at Oster stays closed until the summer comes."
LETTER = "Every family on the island gets a letter from us next week."
PILLAR = "Engineers found deep cracks in the third pillar last night."


def carried(outlet):
    rows = Carriage.objects.active().filter(appearance__reading__article__outlet__name=outlet)
    return sorted(rows.values_list("quote__wording", "relation", "share"))


def test_link_gives_words_that_no_published_quote_holds_a_quote_of_their_own():
    take(article("Wire", f'{PRESS}: "{BRIDGE}"', headline="One"))
    take(article("Radio", f'{PRESS}: "{LETTER}"', headline="Two"))
    take(article("Post", f"{PRESS}: “{BRIDGE} {PILLAR} {LETTER}”", headline="Three"))
    assert carried("Post") == [(LETTER, "verbatim", 1), (BRIDGE, "verbatim", 1)]
    take(article("Herald", f"{PRESS}: “{PILLAR}”", headline="Four"))
    assert carried("Herald") == [(PILLAR, "verbatim", 1)]
    take(article("Gazette", f"{PRESS}: “{PILLAR}”", headline="Five"))
    assert carried("Gazette") == [(PILLAR, "verbatim", 1)]
    assert Quote.objects.published().count() == 3


def test_link_attaches_what_overlaps_one_of_two_bridged_quotes_to_that_one():
    take(article("Wire", f'{PRESS}: "{BRIDGE}"', headline="One"))
    take(article("Radio", f'{PRESS}: "{LETTER}"', headline="Two"))
    take(article("Post", f"{PRESS}: “{BRIDGE} {LETTER}”", headline="Three"))
    take(article("Herald", f"{PRESS}: “Let me be clear. {BRIDGE}”", headline="Four"))
    assert carried("Herald") == [(BRIDGE, "verbatim", 1)]
    basis = Carriage.objects.get(appearance__reading__article__outlet__name="Herald").basis
    assert "another" not in basis


def test_link_attaches_to_a_published_quote_without_dating_it_anew():
    take(article("Post", f"“{said(LINE)}” Harbours Minister Anton Kreyle said."))
    quote = Quote.objects.get()
    take(article("Wire", f'{PRESS}: "{LINE}"'))
    again = Quote.objects.get()
    assert (again.pk, again.public_id, again.said_on) == (quote.pk, quote.public_id, quote.said_on)
    assert again.carriages.active().count() == 2


@pytest.mark.parametrize(("verdict", "quotes"), [("different", 2), ("same", 1)])
def test_link_obeys_an_editors_judgement(verdict, quotes):
    bodies = {
        "different": (f"“{said(LINE)}” {PRESS}.", f'{PRESS}: "{LINE}"'),
        "same": (f"“{said(LINE)}” {PRESS}.", f'{PRESS}: "The skippers pay enough as it is, believe me."'),
    }[verdict]
    for outlet, body in zip(("Post", "Wire"), bodies, strict=True):
        ingest(article(outlet, body))
    left, right = Appearance.objects.order_by("pk")
    Judgement.objects.create(
        left=left, right=right, verdict=verdict, by="editor", editor=make_editor(), why="seen"
    )
    link()
    assert len(partition()) == quotes


def test_link_leaves_a_withdrawn_quote_alone_and_holds_its_line_back_for_an_editor():
    take(article("Post", f"“{said(LINE)}” {PRESS}."))
    Quote.objects.update(status="withdrawn")
    take(article("Wire", f'{PRESS}: "{LINE}"'))
    assert sorted(Quote.objects.values_list("status", flat=True)) == ["pending", "withdrawn"]


def test_link_publishes_what_an_editor_left_pending_only_when_sure():
    take(article("Post", f"Anton Kreyle met Tobias Renk in Brell. He was brief. “{said(LINE)}” he said."))
    quote = Quote.objects.get()
    assert quote.status == "pending"
    assert quote.credits.get().speaker.name in ("Anton Kreyle", "Tobias Renk")
    publish(quote)
    take(article("Wire", f"Anton Kreyle met Tobias Renk in Brell. He was brief. “{said(LINE)}” he said."))
    assert Quote.objects.get().carriages.exclude(appearance__public_id=None).count() == 2


def test_link_files_quotes_under_topics_and_keeps_the_editors_corrections():
    topic = make_topic(name="Harbours", terms=["harbour dues"])
    take(article("Post", f"“{said(LINE)}” {PRESS}."))
    assert list(Quote.objects.get().topics.all()) == [topic]
    topic.subjects.update(by="editor", is_rejected=True)
    link()
    assert topic.subjects.get().is_rejected
    Topic.objects.update(terms=[])
    link()
    assert topic.subjects.get().is_rejected


def test_link_makes_an_occasion_only_of_a_stated_day_and_venue():
    take(
        article("Post", f"“{said(LINE)}” {PRESS}."),
        article("Wire", '"The lights of Oster stay on for good," Helena Vostrand said.'),
    )
    quotes = {quote.credits.get().speaker.name: quote for quote in Quote.objects.all()}
    assert quotes["Anton Kreyle"].occasion.title == "Brell, 13 May 2031"
    assert quotes["Helena Vostrand"].occasion is None


def test_article_dates_and_wordings_survive_a_second_ingest():
    take(*SAME_OCCASION)
    before = (Article.objects.count(), Appearance.objects.count(), partition())
    take(*SAME_OCCASION)
    assert (Article.objects.count(), Appearance.objects.count(), partition()) == before


def test_link_credits_all_who_said_it_together():
    joint = f"“{said(LINE)}” Harbours Minister Anton Kreyle and River Minister Tobias Renk said in a joint statement."
    take(article("Post", joint), article("Wire", joint))
    link()
    quote = Quote.objects.get()
    credits = quote.credits.order_by("speaker__name").values_list("speaker__name", "capacity")
    assert list(credits) == [("Anton Kreyle", "joint"), ("Tobias Renk", "joint")]
    assert not quote.credits.filter(speaker__public_id=None).exists()


def test_printing_of_a_line_that_everybody_repeats_finds_the_day_it_was_said_on(monkeypatch):
    monkeypatch.setattr(alike, "STOP", 2)

    def printed(outlet, day):
        body = f"“{said(LINE)}” Harbours Minister Anton Kreyle said.\n\nIt rained on {day} of the boats."
        return article(outlet, body, day=day)

    take(*(printed("Post", day) for day in range(2, 28, 5)))
    take(printed("Radio", 12))
    on_air = Carriage.objects.filter(appearance__reading__article__outlet__name="Radio")
    (held,) = {carriage.quote for carriage in on_air}
    assert held.carriages.active().count() == 2
    assert held.said.last == date(2031, 5, 12)
