"""What `verify` finds, and what it leaves in peace."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from statements.curation import verify as module
from statements.curation.verify import count_lines, verify
from statements.models import Act, Revision, Seal, Topic
from statements.models.seal import make_seal
from tests.factories import make_editor, make_quote, make_topic

pytestmark = pytest.mark.usefixtures("owner")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kept" / "seals"


def findings(witness=()):
    return [str(finding) for finding in verify(witness)]


def tamper(statement, *parameters):
    """Run SQL as the owner of the tables, past the triggers of history and topics."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for switch in ("DISABLE", "ENABLE"):
            for table in ("revision", "topic"):
                cursor.execute(f"ALTER TABLE statements_{table} {switch} TRIGGER USER")
            if switch == "DISABLE":
                cursor.execute(statement, parameters)


def verify_archive(file, capsys):
    """What the command prints, and how it ends."""
    try:
        call_command("verify_archive", seals=file)
        end = "well"
    except CommandError as error:
        end = str(error)
    return capsys.readouterr().out.splitlines(), end


def test_findings_say_record_line_and_what_is_wrong():
    topic = make_topic()
    tamper("UPDATE statements_revision SET actor = 'x' WHERE noun = 'topic' AND number = 1")
    assert findings() == [f"topic {topic.pk}, line 1: it was changed"]


def test_findings_for_a_row_without_history():
    tamper("INSERT INTO statements_topic (name, slug, description, terms) VALUES ('Fog', 'fog', '', '{}')")
    assert findings() == [f"topic {Topic.objects.get().pk}: the row has no history"]


def test_findings_for_a_seal_that_only_the_witness_knows():
    make_topic()
    make_seal()
    held = Seal.objects.get().line
    assert findings([held]) == []
    assert findings([held, "2 99 00"]) == ["witness 2 99 00: the archive does not hold this seal"]


def test_nothing_is_found_in_pieces_either(monkeypatch):
    monkeypatch.setattr(module, "SLICE", 3)
    for _ in range(4):
        make_quote()
    make_seal()
    assert findings() == []
    topic = make_topic()
    tamper("DELETE FROM statements_topic")
    assert findings() == [f"topic {topic.pk}, line 2: the row is gone, and no line says so"]


def test_progress_ends_with_each_line_seen_twice():
    make_quote()
    make_seal()
    seen = []
    assert list(verify([], seen.append)) == []
    assert sum(seen) == 2 * count_lines()


def test_values_are_compared_whatever_the_session_prefers():
    make_quote()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL datestyle = 'SQL, DMY'; SET LOCAL bytea_output = 'escape'")
    assert findings() == []


def erase(line, act):
    tamper(
        "UPDATE statements_revision SET before = NULL, after = NULL, salt = NULL, erased_by = %s WHERE id = %s",
        act.pk,
        line.pk,
    )


def test_erased_line_needs_its_act():
    topic = make_topic()
    topic.description = "words of a minor"
    topic.save()
    topic.description = ""
    topic.save()
    lines = Revision.objects.filter(noun="topic", row_id=topic.pk)
    kept = {"by": make_editor(), "reason": "court order", "entry_noun": "topic", "entry_id": topic.pk}
    erasing, other = Act.objects.create(kind="erase", **kept), Act.objects.create(kind="edit", **kept)
    erase(lines[2], erasing)
    assert findings() == []
    erase(lines[2], other)
    assert findings() == [f"topic {topic.pk}, line 3: it was erased without an act"]


def test_schema_lines_follow_a_changed_column():
    make_topic(terms=["quay"])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE statements_topic ADD depth int NULL")
        assert findings() == []
        cursor.execute(
            "ALTER TABLE statements_topic ALTER depth SET DEFAULT 3, ADD height int NOT NULL DEFAULT 7"
        )
        assert len(findings()) == 1
        cursor.execute("SELECT statements_note_schema('statements_topic')")
    assert findings() == []
    assert Revision.objects.filter(noun="topic").last().operation == "schema"


def test_verify_archive_seals_and_notes_what_is_well(file, capsys):
    make_topic()
    lines, end = verify_archive(file, capsys)
    seal = Seal.objects.get().line
    assert (lines, end) == ([f"All is well. Seal, last line, SHA-256: {seal}"], "well")
    assert file.read_text() == f"{seal}\n"
    verify_archive(file, capsys)
    assert file.read_text() == f"{seal}\n"
    make_topic()
    verify_archive(file, capsys)
    assert file.read_text().splitlines() == [s.line for s in Seal.objects.all()]


def test_verify_archive_of_an_empty_archive(file, capsys):
    assert verify_archive(file, capsys)[1] == "well"
    assert not file.exists()


def test_verify_archive_seals_nothing_that_is_wrong(file, capsys):
    topic = make_topic()
    tamper("UPDATE statements_topic SET description = 'forged'")
    lines, end = verify_archive(file, capsys)
    assert lines == [f"topic {topic.pk}, line 2: the row is not as this line left it"]
    assert end == "1 findings. The history was not sealed."
    assert not Seal.objects.exists()
    assert not file.exists()


def test_verify_archive_finds_a_history_that_is_shorter_than_it_was(file, capsys):
    make_topic()
    verify_archive(file, capsys)
    noted = file.read_text().strip()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE statements_seal DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM statements_seal")
        cursor.execute("ALTER TABLE statements_seal ENABLE TRIGGER USER")
    lines, _ = verify_archive(file, capsys)
    assert lines == [f"witness {noted}: the archive does not hold this seal"]


def test_verify_archive_says_that_the_file_cannot_be_read(file, capsys):
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe")
    assert f"{file} cannot be read" in verify_archive(file, capsys)[1]
