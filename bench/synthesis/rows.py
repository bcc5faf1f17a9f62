"""The tables that an archive fills, their columns, and how values are written for PostgreSQL's COPY."""

from datetime import date, timedelta
from functools import lru_cache

from statements.citations.identifiers import ALPHABET, BODY_LENGTH

Row = tuple[object, ...]
Rows = dict[str, list[Row]]

# In an order in which every row finds the rows it points at. What is not named here is null, computed, or
# what the model gives to a new row.
COLUMNS = {
    "outlet": "id public_id name slug country language kind",
    "domain": "id outlet_id host",
    "topic": "id public_id name slug broader_id description terms",
    "speaker": "id kind name slug added_at",
    "name": "id speaker_id name folded",
    "role": "id speaker_id title organisation held basis",
    "occasion": "id public_id title slug kind held_on held_basis place transcript_url transcript",
    "article": "id public_id outlet_id url url_sha256 text_sha256 headline byline dateline language published_on "
    "published_basis rights added_at",
    "reading": "id article_id extractor_version text blocks notes is_current read_at",
    "appearance": "id public_id reading_id spans words part kind evidence cue source speaker_name speaker_kind role "
    "attributed_by attribution_score chain runners_up signs carrier via said_language prompt said_on "
    "said_basis is_day_stated place is_gone",
    "quote": "id public_id status reference_id wording language is_reported said_on said_basis "
    "occasion_id note answer_kind added_at",
    "sentence": 'id quote_id key position words start "end" appearance_id',
    "credit": "id quote_id speaker_id capacity basis",
    "carriage": "id appearance_id quote_id carried share relation score band basis is_active made_at",
    "subject": "id quote_id topic_id by is_rejected",
    "refrain": "id public_id wording speaker_id added_at",
    "repetition": "id refrain_id quote_id spans wording is_active",
}
SHARED_TABLES = ("outlet", "domain", "topic", "speaker", "name", "role")
CHUNK_TABLES = tuple(table for table in COLUMNS if table not in SHARED_TABLES)
# The tables whose rows have a permanent name.
CITED = ("outlet", "topic", "speaker", "occasion", "article", "appearance", "quote", "refrain")
_NAMES = len(ALPHABET) ** BODY_LENGTH
# Has no factor in common with their number, so that no two keys of a table get one name; else any number does.
_SCATTER = 10_661_047_189


def public_id(table: str, key: int) -> str:
    """The permanent name of a row: well formed, the same for the same key, scattered like minted ones."""
    rest = (key * _SCATTER + (CITED.index(table) + 1) * 1_234_567_891) % _NAMES
    rest, g = divmod(rest, 29)
    rest, f = divmod(rest, 29)
    rest, e = divmod(rest, 29)
    rest, d = divmod(rest, 29)
    rest, c = divmod(rest, 29)
    a, b = divmod(rest, 29)
    check = (a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g) % 29
    return "".join([ALPHABET[place] for place in (a, b, c, d, e, f, g, check)])


@lru_cache(maxsize=32_768)
def days(first: date | None, last: date | None) -> str | None:
    """A range of days, both included, as PostgreSQL keeps it; None where nothing is known."""
    if first is None and last is None:
        return None
    return f"[{first or ''},{last + timedelta(days=1) if last else ''})".replace("[,", "(,")


def numbers(pairs: list[tuple[int, int]]) -> str:
    """Spans as an array."""
    return "{" + ",".join([f"{{{start},{end}}}" for start, end in pairs]) + "}"


def texts(values: list[str] | tuple[str, ...]) -> str:
    """Texts as an array."""
    quoted = [value.replace("\\", "\\\\").replace('"', '\\"') for value in values]
    return '{"' + '","'.join(quoted) + '"}' if quoted else "{}"
