"""A synthetic archive is loaded whole, into an empty database alone, and follows from its seed."""

import hashlib
import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from django.db import connection
from psycopg import sql

from bench.synthesis.chunk import make_chunk
from bench.synthesis.database import Refused
from bench.synthesis.load import load
from bench.synthesis.rows import COLUMNS
from bench.synthesis.shared import shared_rows
from bench.synthesis.world import World
from statements.models import Article, Occasion, Outlet, Quote, Refrain, Speaker, Topic
from tests.factories import make_article
from tests.unit.bench.conftest import QUOTES, SEED, nothing

pytestmark = pytest.mark.django_db


def digest(quotes, seed, number):
    """What a chunk comes to, whichever process makes it."""
    world = World(quotes, seed)
    chunk = make_chunk(world, number)
    return hashlib.sha256(repr((shared_rows(world), chunk.rows, chunk.truth)).encode()).hexdigest()


def test_same_seed_gives_the_same_rows_in_another_process():
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        assert other.submit(digest, QUOTES, SEED, 1).result() == digest(QUOTES, SEED, 1)


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
