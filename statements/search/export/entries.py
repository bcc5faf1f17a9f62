"""The entries that are no statements, as rows: speakers, outlets, topics, occasions, refrains and articles."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from statements.search.export.fields import MACHINE, NOT_KNOWN, Field
from statements.search.export.rows import Row, row_of

EDITOR = "by an editor"


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of entries: its fields, where its rows are, and which of them are public."""

    fields: tuple[Field, ...]
    source: str
    condition: str = "entry.public_id IS NOT NULL AND entry.merged_into_id IS NULL"


COUNTED = """(SELECT count(*) FROM statements_quote AS quote WHERE quote.status = 'published' AND quote.id IN
    (SELECT held.quote_id FROM {held} AS held WHERE held.{column} = entry.id {more}))"""
STATEMENTS = Field(
    "statements", "integer", "How many published statements the archive holds of it.", "counted"
)


def _id(noun: str, letter: str) -> Field:
    return Field("id", "text", f"The permanent id of the {noun}: /{letter} and it.", sql="entry.public_id")


SPEAKERS = Table(
    (
        _id("speaker", "speakers/"),
        Field("name", "text", "The name shown.", MACHINE, sql="entry.name"),
        Field("kind", "text", "person or institution.", MACHINE, sql="entry.kind"),
        Field(
            "names", "list", "All its names.", MACHINE, "none is known",
            "(SELECT json_agg(own.name ORDER BY own.name) FROM statements_name AS own WHERE own.speaker_id = entry.id)",
        ),
        Field(
            "roles", "list", "Its roles.", "by an editor, or as articles called it", "none is known",
            """(SELECT json_agg(DISTINCT concat_ws(', ', own.title, nullif(own.organisation, '')))
                FROM statements_role AS own WHERE own.speaker_id = entry.id)""",
        ),
        Field("wikidata", "text", "Its id in Wikidata.", EDITOR, NOT_KNOWN, "entry.wikidata_id"),
        Field(
            STATEMENTS.name, STATEMENTS.kind, STATEMENTS.about, STATEMENTS.how,
            sql=COUNTED.format(held="statements_credit", column="speaker_id", more=""),
        ),
    ),
    "statements_speaker AS entry",
)  # fmt: skip
OUTLETS = Table(
    (
        _id("outlet", "outlets/"),
        Field("name", "text", "Its name.", sql="entry.name"),
        Field("country", "text", "ISO 3166-1 code of its country.", EDITOR, NOT_KNOWN, "entry.country"),
        Field("language", "text", "BCP 47 code of its language.", EDITOR, NOT_KNOWN, "entry.language"),
        Field("kind", "text", "Kind of publisher.", EDITOR, NOT_KNOWN, "entry.kind"),
        Field(
            "domains", "list", "The hosts it publishes under.", EDITOR, NOT_KNOWN,
            """(SELECT json_agg(own.host ORDER BY own.host) FROM statements_domain AS own
                WHERE own.outlet_id = entry.id)""",
        ),
        Field(
            "articles", "integer", "How many of its articles the archive holds.", "counted",
            sql="""(SELECT count(*) FROM statements_article AS own
                WHERE own.outlet_id = entry.id AND own.public_id IS NOT NULL)""",
        ),
    ),
    "statements_outlet AS entry",
)  # fmt: skip
TOPICS = Table(
    (
        _id("topic", "topics/"),
        Field("name", "text", "The heading.", EDITOR, sql="entry.name"),
        Field("description", "text", "What is filed under it.", EDITOR, "not described", "entry.description"),
        Field(
            "broader", "text", "Permanent id of the broader topic.", EDITOR, "it has none",
            "(SELECT broader.public_id FROM statements_topic AS broader WHERE broader.id = entry.broader_id)",
        ),
        Field(
            STATEMENTS.name, STATEMENTS.kind, STATEMENTS.about, STATEMENTS.how,
            sql=COUNTED.format(held="statements_subject", column="topic_id", more="AND NOT held.is_rejected"),
        ),
    ),
    "statements_topic AS entry",
)  # fmt: skip
OCCASIONS = Table(
    (
        _id("occasion", "occasions/"),
        Field("title", "text", "Its title.", MACHINE, sql="entry.title"),
        Field("kind", "text", "Its kind.", MACHINE, NOT_KNOWN, "entry.kind"),
        Field("place", "text", "Where it was.", MACHINE, NOT_KNOWN, "entry.place"),
        Field("held_first", "date", "The first day on which it may have been.", "see held_basis", NOT_KNOWN,
            "lower(entry.held_on)"),
        Field("held_last", "date", "The last such day.", "see held_basis", NOT_KNOWN, "(upper(entry.held_on) - 1)"),
        Field("held_basis", "text", "What that rests on.", MACHINE, NOT_KNOWN, "entry.held_basis"),
        Field(
            STATEMENTS.name, STATEMENTS.kind, STATEMENTS.about, STATEMENTS.how,
            sql="""(SELECT count(*) FROM statements_quote AS quote
                WHERE quote.occasion_id = entry.id AND quote.status = 'published')""",
        ),
    ),
    "statements_occasion AS entry",
    "entry.public_id IS NOT NULL",
)  # fmt: skip
REFRAINS = Table(
    (
        _id("refrain", "r/"),
        Field("wording", "text", "The line where it stands most compactly.", MACHINE, sql="entry.wording"),
        Field("speaker", "text", "Name of the speaker.", MACHINE, sql="speaker.name"),
        Field("speaker_id", "text", "Permanent id of the speaker.", MACHINE, sql="speaker.public_id"),
        Field(
            "quotes", "list", "Permanent ids of the statements that hold it.", MACHINE, "none is left",
            """(SELECT json_agg(quote.public_id ORDER BY quote.public_id) FROM statements_repetition AS said
                JOIN statements_quote AS quote ON quote.id = said.quote_id AND quote.status = 'published'
                WHERE said.refrain_id = entry.id AND said.is_active)""",
        ),
    ),
    "statements_refrain AS entry JOIN statements_speaker AS speaker ON speaker.id = entry.speaker_id",
    """entry.public_id IS NOT NULL AND EXISTS (SELECT FROM statements_repetition AS said
        JOIN statements_quote AS quote ON quote.id = said.quote_id AND quote.status = 'published'
        WHERE said.refrain_id = entry.id AND said.is_active)""",
)  # fmt: skip
ARTICLES = Table(
    (
        _id("article", "a/"),
        Field("headline", "text", "Its headline.", "read from the page", NOT_KNOWN, "entry.headline"),
        Field("byline", "text", "Its byline.", "read from the page", NOT_KNOWN, "entry.byline"),
        Field("outlet", "text", "Name of the outlet.", sql="outlet.name"),
        Field("outlet_id", "text", "Its permanent id.", "of the address", "not published", "outlet.public_id"),
        Field("address", "text", "Its address at the outlet.", "of the page",
            "not known, or the outlet is not linked to", "CASE WHEN outlet.is_linked THEN entry.url ELSE '' END"),
        Field("language", "text", "BCP 47 code.", MACHINE, NOT_KNOWN, "entry.language"),
        Field("published_first", "date", "The first day on which it may have been published.", "see published_basis",
            NOT_KNOWN, "lower(entry.published_on)"),
        Field("published_last", "date", "The last such day.", "see published_basis", NOT_KNOWN,
            "(upper(entry.published_on) - 1)"),
        Field("published_basis", "text", "What that rests on.", MACHINE, sql="entry.published_basis"),
        Field("rights", "text", "What of its text everybody may read.", EDITOR, sql="entry.rights"),
    ),
    "statements_article AS entry JOIN statements_outlet AS outlet ON outlet.id = entry.outlet_id",
    "entry.public_id IS NOT NULL",
)  # fmt: skip

ENTRIES = {
    "speakers": SPEAKERS,
    "outlets": OUTLETS,
    "topics": TOPICS,
    "occasions": OCCASIONS,
    "refrains": REFRAINS,
    "articles": ARTICLES,
}
PAGE = """
SELECT {columns}, entry.id FROM {source} WHERE {condition} AND entry.id > %s ORDER BY entry.id LIMIT %s
"""
ONE = "SELECT {columns} FROM {source} WHERE entry.id = %s"
COUNT = "SELECT count(*) FROM {source} WHERE {condition}"


def read_entries(noun: str, after: int, size: int) -> tuple[list[Row], int]:
    """So many public entries after a key, by key, and the key of the last; 0 where none come after them."""
    table = ENTRIES[noun]
    found = _ask(PAGE, table, [after, size + 1])
    rows = [row_of(table.fields, values) for values in found[:size]]
    return rows, found[size - 1][-1] if len(found) > size else 0


def read_entry(noun: str, key: int) -> Row:
    """One entry by its key."""
    table = ENTRIES[noun]
    return row_of(table.fields, _ask(ONE, table, [key])[0])


def count_entries(noun: str) -> int:
    """How many of them there are."""
    return int(_ask(COUNT, ENTRIES[noun], [])[0][0])


def _ask(sql: str, table: Table, params: list[Any]) -> list[tuple[Any, ...]]:
    columns = ", ".join(field.sql for field in table.fields)
    with connection.cursor() as cursor:
        cursor.execute(sql.format(columns=columns, source=table.source, condition=table.condition), params)
        return cursor.fetchall()
