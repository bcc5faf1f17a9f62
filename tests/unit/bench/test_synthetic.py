"""A synthetic archive is one that the pipeline might have written; it follows from its seed, and its truth is true."""

import hashlib
import random
from collections import defaultdict
from multiprocessing import get_context

import pytest
from django.db import connection
from django.db.models import Count
from psycopg import sql

from bench.synthesis.chunk import make_chunk
from bench.synthesis.database import Refused
from bench.synthesis.load import load
from bench.synthesis.rows import CITED, COLUMNS
from bench.synthesis.shared import shared_rows
from bench.synthesis.world import World
from statements import linking
from statements.citations.identifiers import is_well_formed
from statements.citations.publication import is_publishable
from statements.extraction import find_quotations, read_text
from statements.language.diff import share_carried, spans_carried
from statements.language.normalise import fold, words
from statements.models import (
    Appearance,
    Article,
    Carriage,
    Name,
    Occasion,
    Outlet,
    Quote,
    Reading,
    Refrain,
    Repetition,
    Speaker,
    Topic,
)
from statements.models.dated import to_column
from statements.pipeline.occasions import find_occasion
from statements.pipeline.quotes import said_days
from statements.pipeline.sentences import _sentences
from statements.pipeline.speakers import unresolved
from statements.pipeline.topics import assign_topics
from statements.sources import canonical_url
from tests.factories import make_article
from tests.unit.bench.conftest import QUOTES, SEED, nothing

pytestmark = pytest.mark.django_db


def members_of(quotes):
    """The appearances of each quote, its reference first."""
    carriages = Carriage.objects.active().select_related("appearance__reading__article", "quote")
    members = defaultdict(list)
    for carriage in carriages.order_by("appearance"):
        members[carriage.quote_id].append(carriage.appearance)
    return {
        quote: sorted(members[quote.pk], key=lambda member: member.pk != quote.reference_id)
        for quote in quotes
    }


def test_archive_has_everything(archive):
    assert Quote.objects.count() == QUOTES
    assert set(Quote.objects.values_list("status", flat=True)) == {"pending", "published", "withdrawn"}
    assert set(Carriage.objects.values_list("relation", flat=True)) == {
        *("verbatim", "truncated", "split", "reworded", "paraphrased")
    }
    assert Quote.objects.filter(credits=None).exists()
    assert Quote.objects.filter(said_on=None, occasion=None).exists()
    assert len(set(Quote.objects.values_list("language", flat=True))) > 2
    assert Quote.objects.exclude(subjects=None).count() > QUOTES / 4
    assert Quote.objects.with_counts().filter(outlet_count__gt=3).exists()


def test_spans_give_the_words(archive):
    for appearance in Appearance.objects.select_related("reading"):
        assert [span.of(appearance.reading.text) for span in appearance.places] == appearance.words
    for repetition in Repetition.objects.select_related("quote"):
        (span,) = repetition.spans
        assert repetition.quote.wording[slice(*span)] == repetition.wording


def test_carriages_say_what_the_texts_say(archive):
    for carriage in Carriage.objects.select_related("quote", "appearance"):
        wording, text = carriage.quote.wording, carriage.appearance.text
        assert carriage.carried == [list(span) for span in spans_carried(wording, text)], (wording, text)
        assert carriage.share == share_carried(wording, text)
        assert (carriage.share == 1) == (carriage.relation == "verbatim")


def test_readings_are_what_the_extractor_reads(archive):
    for reading in Reading.objects.filter(article__language="en").select_related("article"):
        page = read_text(reading.text)
        assert [[block.kind, *block.span] for block in page.blocks] == reading.blocks
        assert page.headline == reading.article.headline
    for article in Article.objects.exclude(url=""):
        assert bytes(article.url_sha256) == hashlib.sha256(canonical_url(article.url).encode()).digest()


def test_quotations_are_what_the_extractor_finds(archive):
    columns = ("spans", "kind", "speaker_name", "speaker_kind", "role", "attributed_by")
    rows = Appearance.objects.exclude(kind="indirect")
    for reading in Reading.objects.filter(article__language="en", pk__lte=100):
        saved = [
            (*row[:6], tuple(row[6]), *row[7:])
            for row in rows.filter(reading=reading).values_list(*columns, "chain", "cue", "source", "place")
        ]
        found = [
            (
                *([list(span) for span in q.segments], q.kind, q.speaker, q.speaker_kind, q.role),
                *(q.attributed_by, q.chain, q.cue_verb, q.source.of(reading.text), q.place),
            )
            for q in find_quotations(read_text(reading.text))
            if q.kind != "indirect"
        ]
        assert saved == found


def test_quotes_are_what_the_pipeline_makes_of_their_appearances(archive):
    for quote, members in members_of(Quote.objects.select_related("reference", "occasion")).items():
        days, basis = said_days(members)
        assert (bounds_of(quote.said_on), quote.said_basis) == (bounds_of(to_column(days)), basis)
        assert is_publishable(members) == (quote.public_id is not None)
        assert quote.wording == quote.reference.text
        assert members[0] == quote.reference
        assert [*map(columns_of, quote.sentences.all())] == [*map(columns_of, _sentences(quote))]
        if quote.occasion and quote.occasion.held_basis != "an editor":
            assert find_occasion(members) == quote.occasion


def bounds_of(column):
    return column and (column.lower, column.upper)


def columns_of(sentence):
    return (
        sentence.key,
        sentence.position,
        sentence.words,
        sentence.start,
        sentence.end,
        sentence.appearance_id,
    )


def test_permanent_names_are_where_they_belong(archive):
    for noun in CITED:
        model = Quote._meta.apps.get_model("statements", noun)
        names = list(model.objects.exclude(public_id=None).values_list("public_id", flat=True))
        assert names
        assert all(map(is_well_formed, names))
    public = Quote.objects.exclude(public_id=None)
    speaking = Speaker.objects.filter(credits__quote__in=public)
    assert set(speaking) == set(Speaker.objects.exclude(public_id=None))
    printed = Appearance.objects.filter(carriages__quote__in=public)
    assert set(printed) == set(Appearance.objects.exclude(public_id=None))


def test_nothing_is_left_to_link_or_to_file(archive):
    assert not Appearance.objects.unlinked().exists()
    assert not unresolved().exists()
    assert assign_topics() == 0


def test_names_are_folded(archive):
    for name in Name.objects.all():
        assert name.folded == fold(name.name)
    assert not Name.objects.values("folded").annotate(bearers=Count("speaker")).filter(bearers__gt=1)


def test_truth_agrees_with_the_rows(archive):
    truth = archive.truth
    quotes = {line["quote"]: line for line in truth if "quote" in line}
    assert set(quotes) == set(Quote.objects.values_list("pk", flat=True))
    carried = defaultdict(list)
    for quote, appearance in (
        Carriage.objects.active().order_by("appearance").values_list("quote", "appearance")
    ):
        carried[quote].append(appearance)
    assert {key: line["appearances"] for key, line in quotes.items()} == carried
    for quote in Quote.objects.exclude(credits=None).prefetch_related("credits"):
        assert [credit.speaker_id for credit in quote.credits.all()] == [quotes[quote.pk]["speaker"]]
    refrains = {line["refrain"]: line["quotes"] for line in truth if "refrain" in line}
    assert refrains == {
        refrain.pk: list(refrain.repetitions.order_by("quote").values_list("quote", flat=True))
        for refrain in Refrain.objects.all()
    }


def test_refrains_are_of_other_occasions(archive):
    for refrain in Refrain.objects.prefetch_related("repetitions__quote__occasion"):
        quotes = [repetition.quote for repetition in refrain.repetitions.all()]
        assert len({quote.said for quote in quotes}) == len(quotes) > 1
        assert all(quote.status != "withdrawn" for quote in quotes)
        assert {credit.speaker_id for quote in quotes for credit in quote.credits.all()} == {
            refrain.speaker_id
        }


def test_twins_differ_in_one_fact(archive):
    pairs = [line for line in archive.truth if "twins" in line]
    assert {line["changed"] for line in pairs} == {"number", "negation"}
    for line in pairs:
        one, other = (Quote.objects.get(pk=key).wording for key in line["twins"])
        assert abs(len(words(one)) - len(words(other))) <= 1
        assert linking.compare(wording(one), wording(other)).conflict == line["changed"]


def wording(text):
    return linking.Wording(key=1, text=text, speaker="one")


def digest(quotes, seed, number):
    """What a chunk comes to, whichever process makes it."""
    world = World(quotes, seed)
    chunk = make_chunk(world, number)
    return hashlib.sha256(repr((shared_rows(world), chunk.rows, chunk.truth)).encode()).hexdigest()


def send_digest(pipe, quotes, seed, number):
    """Tells another process what a chunk comes to here."""
    pipe.send(digest(quotes, seed, number))


def test_same_seed_gives_the_same_rows_in_another_process():
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    other = context.Process(target=send_digest, args=(theirs, QUOTES, SEED, 1))
    other.start()
    assert ours.poll(60)
    assert ours.recv() == digest(QUOTES, SEED, 1)
    other.join()


def test_another_seed_gives_other_rows():
    one, other = (make_chunk(World(60, seed), 0).rows for seed in (1, 2))
    for table in ("article", "reading", "appearance", "quote", "sentence"):
        assert one[table]
        assert one[table] != other[table]


def test_an_archive_has_at_least_one_quote():
    with pytest.raises(ValueError, match="at least one quote, not 0"):
        World(0, 1)
    assert len(make_chunk(World(1, 1), 0).rows["quote"]) == 1


def test_schema_is_whole_again(archive):
    assert archive.after == archive.before


def test_load_stopped_and_gone_on_with_has_every_row_once(archive, world):
    chunks = [make_chunk(world, number).rows for number in range(world.chunks)]
    shared = shared_rows(world)
    with connection.cursor() as cursor:
        for table in COLUMNS:
            name = sql.Identifier(f"statements_{table}")
            cursor.execute(sql.SQL("SELECT id FROM {} ORDER BY id").format(name))
            keys = [row[0] for rows in (shared, *chunks) for row in rows.get(table, [])]
            assert [key for (key,) in cursor.fetchall()] == sorted(keys)


def test_load_again_changes_nothing_and_another_is_refused(archive, world):
    load(archive.url, world, archive.folder, 1, nothing)
    assert Quote.objects.count() == QUOTES
    with pytest.raises(Refused, match=f"holds the synthetic archive of {QUOTES} quotes with the seed {SEED}"):
        load(archive.url, World(QUOTES, SEED + 1), archive.folder, 1, nothing)


def test_rows_that_come_after_get_keys_of_their_own(archive):
    article = make_article()
    assert article.pk > Article.objects.exclude(pk=article.pk).latest("pk").pk


def test_public_pages_open(archive, client):
    chance = random.Random(SEED)
    quotes = list(Quote.objects.filter(status="published"))
    shown = chance.sample(quotes, 10)
    for model in (Article, Occasion, Outlet, Refrain, Speaker, Topic):
        shown.append(chance.choice(list(model.objects.exclude(public_id=None))))
    for row in shown:
        page = client.get(row.get_absolute_url())
        assert page.status_code == 200, row.get_absolute_url()
    assert client.get("/search", {"q": shown[0].wording.split()[-1]}, follow=True).status_code == 200
