"""What the history is guarded by beside the rights of the program's role: its owner meets triggers too."""

import pytest
from django.db import connection

from statements.models import Outlet, Revision
from tests.factories import make_outlet

pytestmark = pytest.mark.usefixtures("owner")


def history_of(outlet):
    return Revision.objects.get(noun="outlet", row_id=outlet.pk, number=1)


def test_revision_number_once(refused):
    line = history_of(make_outlet())
    line.pk = None
    with refused("revision_number_once"):
        line.save(force_insert=True)


def test_lines_of_history_are_not_changed(refused):
    line = history_of(make_outlet())
    with refused("statements_keep_row"):
        Revision.objects.filter(pk=line.pk).update(actor="somebody else")


def test_lines_of_history_are_not_deleted(refused):
    line = history_of(make_outlet())
    with refused("statements_keep_row"):
        line.delete()


@pytest.mark.parametrize("table", ["statements_revision", "statements_topic"])
def test_tables_are_not_emptied_at_one_stroke(refused, table):
    with connection.cursor() as cursor, refused("statements_keep_table"):
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_owner_without_a_name_is_named_by_the_role():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL archive.actor = ''")
        cursor.execute("SELECT session_user")
        (role,) = cursor.fetchone()
    outlet = make_outlet()
    assert history_of(outlet).actor == f"database role {role}"
    assert Outlet.objects.filter(pk=outlet.pk).exists()
