"""What a line of history says, and who is named in it."""

import pytest
from django.db import DatabaseError, connection, transaction

from statements.models import Article, Revision, Topic
from statements.models.revision import naming
from tests.factories import make_article, make_outlet, make_quote, make_speaker


def lines(row):
    """The history of a row, oldest first."""
    return Revision.objects.filter(noun=row._meta.model_name, row_id=row.pk).order_by("number")


def named():
    """What the connection says of actor, reason and act."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('archive.actor', true), ''), "
            "coalesce(current_setting('archive.reason', true), ''), "
            "coalesce(current_setting('archive.act', true), '')"
        )
        return cursor.fetchone()


def test_revision_tells_what_was_before_and_after():
    topic = Topic.objects.create(name="Harbour", slug="harbour", terms=["quay"])
    topic.name, topic.terms = "Harbours", ["quay", "pier"]
    topic.save()
    key = topic.pk
    topic.delete()
    made, changed, gone = Revision.objects.filter(noun="topic", row_id=key)
    assert [line.number for line in (made, changed, gone)] == [1, 2, 3]
    assert [line.operation for line in (made, changed, gone)] == ["insert", "update", "delete"]
    assert (made.before, made.after) == (None, None)
    assert changed.before == {"name": "Harbour", "terms": ["quay"]}
    assert changed.after == {"name": "Harbours", "terms": ["quay", "pier"]}
    assert gone.before["name"] == "Harbours"
    assert set(gone.before) == {field.column for field in Topic._meta.fields}
    assert gone.after is None


def test_revision_is_not_written_where_nothing_changed():
    topic = Topic.objects.create(name="Harbour", slug="harbour")
    topic.save()
    Topic.objects.filter(pk=topic.pk).update(name="Harbour")
    assert lines(topic).count() == 1


def test_revision_leaves_generated_columns_out():
    quote = make_quote()
    quote.wording = "We will put the lighthouse out."
    quote.save()
    assert set(lines(quote).last().after) == {"wording"}


def test_revision_belongs_to_the_entry_of_its_row():
    quote, speaker = make_quote(), make_speaker()
    belonging = {
        quote.credits.get(): ("quote", quote.pk),
        quote.carriages.get(): ("quote", quote.pk),
        quote: ("quote", quote.pk),
        speaker.names.get(): ("speaker", speaker.pk),
    }
    for row, entry in belonging.items():
        line = lines(row).first()
        assert (line.entry_noun, line.entry_id) == entry


def test_key_of_a_row_is_never_changed(refused):
    article = make_article()
    with refused("statements_note_update"):
        Article.objects.filter(pk=article.pk).update(id=article.pk + 1_000_000)


def test_naming_says_who_and_why_and_no_longer():
    before = named()
    with naming(actor="editor nerys", reason="heard on tape", act=7):
        outlet = make_outlet()
        with naming(actor="editor owen"):
            article = make_article(outlet=outlet)
        outlet.names.create(name="The Post")
    assert named() == before
    line = lines(outlet).first()
    assert (line.actor, line.reason, line.act_id) == ("editor nerys", "heard on tape", 7)
    inner = lines(article).first()
    assert (inner.actor, inner.reason, inner.act_id) == ("editor owen", "", None)
    assert lines(outlet.names.last()).get().actor == "editor nerys"


def test_naming_ends_with_an_error_of_ours():
    before = named()
    with pytest.raises(ZeroDivisionError), naming(actor="editor nerys"):
        raise ZeroDivisionError
    assert named() == before


def test_naming_ends_with_an_error_of_the_database():
    before = named()
    with pytest.raises(DatabaseError), transaction.atomic(), naming(actor="editor nerys"):
        Topic.objects.create(name="")
    assert named() == before


@pytest.mark.django_db(transaction=True)
def test_naming_is_for_transactions():
    with pytest.raises(transaction.TransactionManagementError), naming(actor="editor nerys"):
        make_outlet()
