"""Seals on the history."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from statements.models import Revision, Seal, Topic
from statements.models.seal import make_seal
from tests.factories import make_outlet, make_topic


def test_seal_covers_what_came_since_the_last_one():
    make_outlet()
    make_seal()
    first = Seal.objects.get()
    assert (first.number, first.count) == (1, Revision.objects.count())
    make_topic()
    make_seal()
    second = Seal.objects.get(number=2)
    assert second.last_revision == Revision.objects.latest("pk").pk
    assert first.count + second.count == Revision.objects.count()


def test_seal_is_not_made_of_nothing():
    make_seal()
    assert not Seal.objects.exists()
    make_topic()
    make_seal()
    make_seal()
    assert Seal.objects.count() == 1


def test_seal_says_where_it_ends_and_its_digest():
    make_topic()
    make_seal()
    seal = Seal.objects.get()
    assert seal.line == f"1 {seal.last_revision} {bytes(seal.sha256).hex()}"


@pytest.mark.django_db(transaction=True)
def test_seal_waits_for_who_is_writing(database_url):
    with psycopg.connect(database_url, options="-c archive.actor=another") as other:
        other.execute(
            "INSERT INTO statements_topic (name, slug, description, terms) VALUES ('Fog', 'fog', '', '{}')"
        )
        Topic.objects.create(name="Ice", slug="ice")
        with pytest.raises(DatabaseError, match="lock timeout"), transaction.atomic():
            make_seal()
    make_seal()
    assert Seal.objects.get().count == 2


@pytest.mark.django_db(transaction=True)
def test_seal_is_refused_to_who_sees_the_past():
    Topic.objects.create(name="Ice", slug="ice")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with pytest.raises(DatabaseError, match="READ COMMITTED"), transaction.atomic():
            make_seal()
