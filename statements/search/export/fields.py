"""The fields of every kind of row: what each is called, holds and rests on. Rows, codebook and documentation read these
tables and no other.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "list", "integer", "number", "date", "boolean"]
# A list is written in one cell with these between its parts.
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, the kind of its values, what they are, how they come about, and what an empty one means.
    `sql` reads it; a field without is worked out of the words.
    """

    name: str
    kind: Kind
    about: str
    how: str = "as entered"
    missing: str = "never empty"
    sql: str = ""


# What SQL has in more than one field.
SPEAKERS = """(
    SELECT json_agg({column} ORDER BY credit.id) FROM statements_credit AS credit
    JOIN statements_speaker AS speaker ON speaker.id = credit.speaker_id WHERE credit.quote_id = quote.id
)"""
ROLES = """(
    SELECT json_agg(held.title ORDER BY credit.id) FROM statements_credit AS credit
    JOIN LATERAL (
        SELECT concat_ws(', ', role.title, nullif(role.organisation, '')) AS title FROM statements_role AS role
        WHERE role.speaker_id = credit.speaker_id AND role.held @> COALESCE(lower({said}), upper({said}) - 1)
        ORDER BY role.title LIMIT 1
    ) AS held ON true
    WHERE credit.quote_id = quote.id
)"""
OWNERSHIP = """(
    SELECT ownership.{column} FROM statements_ownership AS ownership
    WHERE ownership.outlet_id = outlet.id
        AND (ownership.held IS NULL OR ownership.held && COALESCE(article.published_on, daterange(CURRENT_DATE, NULL)))
    ORDER BY ownership.held DESC NULLS LAST, ownership.id DESC LIMIT 1
)"""
SAID = "COALESCE(occasion.held_on, quote.said_on)"
NOT_KNOWN = "not known"
MACHINE = "by the machine, unless an editor changed it"
QUOTE = Field(
    "quote", "text", "The permanent id of the statement: /q/ and it is its address.", sql="quote.public_id"
)

QUOTES = (
    QUOTE,
    Field(
        "wording", "text", "The reference wording: the longest that an outlet printed, or the one an editor chose.",
        MACHINE, sql="quote.wording",
    ),
    Field(
        "clause", "text", "The sentence that carries a statement quoted in part, which means nothing without it.",
        "cut out of the article of the reference wording",
        "quoted as a whole, or the article's rights allow no more than the words in marks",
    ),
    Field("language", "text", "BCP 47 code of the wording.", MACHINE, NOT_KNOWN, "quote.language"),
    Field(
        "is_reported", "boolean", "Whether no outlet printed it in quotation marks.", MACHINE, sql="quote.is_reported",
    ),
    Field(
        "speakers", "list", "Who said it.", MACHINE, "nobody is known", SPEAKERS.format(column="speaker.name"),
    ),
    Field(
        "speaker_ids", "list", "Their permanent ids.", MACHINE, "nobody is known",
        SPEAKERS.format(column="speaker.public_id"),
    ),
    Field(
        "speaker_kinds", "list", "person or institution, for each.", MACHINE, "nobody is known",
        SPEAKERS.format(column="speaker.kind"),
    ),
    Field(
        "roles", "list", "The role that each held on that day.", "of roles with their days", "none is known of any",
        ROLES.format(said=SAID),
    ),
    Field(
        "said_first", "date", "The first day on which it may have been said.",
        "of the occasion if that is known, else from the articles: see said_basis",
        "no first day is known", f"lower({SAID})",
    ),
    Field(
        "said_last", "date", "The last such day; the same where the day is known.", "as said_first",
        "no last day is known", f"(upper({SAID}) - 1)",
    ),
    Field(
        "said_basis", "text", "What the day rests on.", MACHINE, "no day is known",
        "CASE WHEN occasion.held_on IS NULL THEN quote.said_basis ELSE occasion.held_basis END",
    ),
    Field("occasion", "text", "Permanent id of the occasion.", MACHINE, NOT_KNOWN, "occasion.public_id"),
    Field("occasion_title", "text", "Its title.", MACHINE, NOT_KNOWN, "occasion.title"),
    Field("occasion_kind", "text", "Its kind.", MACHINE, NOT_KNOWN, "occasion.kind"),
    Field("place", "text", "Where it was held.", MACHINE, NOT_KNOWN, "occasion.place"),
    Field(
        "topics", "list", "Names of the topics it is filed under.", "by rules or editors", "filed under none",
        """(SELECT json_agg(topic.name ORDER BY topic.name) FROM statements_subject AS subject
            JOIN statements_topic AS topic ON topic.id = subject.topic_id
            WHERE subject.quote_id = quote.id AND NOT subject.is_rejected)""",
    ),
    Field("outlets", "integer", "How many outlets of this archive carried it.", "counted", sql="document.outlets"),
    Field("wordings", "integer", "In how many wordings.", "counted", sql="document.wordings"),
    Field(
        "first_published", "date", "The earliest page date among its articles.", "of the articles' dates",
        "no article has a date", "document.earliest",
    ),
    Field(
        "reference_outlet", "text", "The outlet whose article gives the reference wording.", MACHINE,
        sql="""(SELECT outlet.name FROM statements_reading AS reading
            JOIN statements_article AS article ON article.id = reading.article_id
            JOIN statements_outlet AS outlet ON outlet.id = article.outlet_id
            WHERE reading.id = reference.reading_id)""",
    ),
    Field(
        "is_reviewed", "boolean", "Whether an editor has confirmed it; if not, it is machine-linked and unreviewed.",
        sql="quote.reviewed_at IS NOT NULL",
    ),
    Field("note", "text", "An editor's note on the record.", "by an editor", "no note", "quote.note"),
    Field(
        "version", "integer", "Number of its newest frozen version.", "counted", "none is frozen yet",
        "(SELECT max(version.number) FROM statements_version AS version WHERE version.quote_id = quote.id)",
    ),
)  # fmt: skip

PRINTED = (
    QUOTE,
    Field("appearance", "text", "Permanent id of the printing: /w/ and it.", sql="printed.public_id"),
    Field(
        "outlet", "text", "Name of the outlet.", "of the address of the article, or an editor", sql="outlet.name",
    ),
    Field("outlet_id", "text", "Its permanent id.", sql="outlet.public_id"),
    Field("outlet_country", "text", "ISO 3166-1 code of its country.", "by an editor", NOT_KNOWN, "outlet.country"),
    Field(
        "owner", "text", "Who owned the outlet when it published.", "by an editor, with a source", NOT_KNOWN,
        OWNERSHIP.format(column="owner"),
    ),
    Field(
        "control", "text", "Who controlled it then: state, public or independent.", "by an editor, with a source",
        NOT_KNOWN, OWNERSHIP.format(column="control"),
    ),
    Field(
        "agency", "text", "The agency whose text the article prints, as others do.", "by comparing the texts",
        "no copy of an agency's text, or the agency is not known",
        """(SELECT agency.name FROM statements_wiregroup AS wire JOIN statements_outlet AS agency
            ON agency.id = wire.agency_id WHERE wire.id = reading.wire_group_id)""",
    ),
    Field("article", "text", "Permanent id of the article: /a/ and it.", sql="article.public_id"),
    Field("headline", "text", "Its headline.", "read from the page", NOT_KNOWN, "article.headline"),
    Field(
        "address", "text", "Its address at the outlet.", "of the page", "not known, or the outlet is not linked to",
        "CASE WHEN outlet.is_linked THEN article.url ELSE '' END",
    ),
    Field(
        "published_first", "date", "The first day on which it may have been published.", "see published_basis",
        NOT_KNOWN, "lower(article.published_on)",
    ),
    Field(
        "published_last", "date", "The last such day.", "see published_basis", NOT_KNOWN,
        "(upper(article.published_on) - 1)",
    ),
    Field("published_basis", "text", "What that rests on.", MACHINE, sql="article.published_basis"),
    Field("kind", "text", "direct, mixed (quoted in part) or indirect.", MACHINE, sql="printed.kind"),
    Field("part", "text", "Where in the article it stands.", MACHINE, sql="printed.part"),
    Field(
        "relation", "text", "verbatim, truncated, split, reworded, paraphrased or translated.",
        "by comparing the words with the reference wording", sql="carriage.relation",
    ),
    Field(
        "cue", "text", "The verb or phrase that reports it.", "read from the article", "none stands there",
        "printed.cue",
    ),
)  # fmt: skip

APPEARANCES = (
    *PRINTED,
    Field(
        "words", "list", "The words that the article prints, piece by piece.", "read from the article",
        sql="printed.words",
    ),
    Field(
        "clause", "text", "The sentence that carries a quotation in part.", "cut out of the article",
        "quoted as a whole, or the rights allow no more than the words in marks",
    ),
    Field(
        "share", "number", "Share of the words of the reference wording that it carries, 0 to 1.", "counted",
        sql="round(carriage.share::numeric, 4)",
    ),
    Field("evidence", "text", "How the outlet knows: direct, second-hand and such.", MACHINE, sql="printed.evidence"),
    Field("via", "text", "The outlet it came through, as the article says.", MACHINE, "none is named", "printed.via"),
    Field(
        "named", "text", "The speaker as the archive reads the article.", MACHINE, "none is named",
        "printed.speaker_name",
    ),
    Field("role", "text", "The role that the article gives the speaker.", MACHINE, "none is given", "printed.role"),
    Field(
        "attributed_by", "text", "How the speaker is known: by name, pronoun, role and the like.", MACHINE,
        sql="printed.attributed_by",
    ),
    Field(
        "attribution_score", "number", "How sure that is, 0 to 1.", "calibrated on annotated articles",
        sql="round(printed.attribution_score::numeric, 4)",
    ),
    Field(
        "band", "text", "How surely it is this statement: same, probable, or set by an editor.", MACHINE,
        sql="carriage.band",
    ),
    Field("basis", "text", "Why it is linked to this statement.", MACHINE, sql="carriage.basis"),
)  # fmt: skip

CHANGES = (
    *PRINTED,
    Field(
        "operation", "text", "added, left out, or replaced.",
        "by comparing word by word: capitals, marks and contractions are no difference",
    ),
    Field("reference_words", "text", "The words of the reference wording.", "compared", "words were added"),
    Field("printed_words", "text", "The words that the article has there.", "compared", "words were left out"),
    Field(
        "class", "text", "number, negation, modal, intensifier or agent: what the change touches, the first that fits.",
        "by lists of English words", "none of these, or more than three words changed",
    ),
    Field("at", "integer", "Where it is in the reference wording: how many words stand before it.", "counted"),
)  # fmt: skip

ROWS = {"quotes": QUOTES, "appearances": APPEARANCES, "changes": CHANGES}
