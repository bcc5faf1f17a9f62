"""What search knows of each quote, written by a trigger on the history."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

# Dictionaries that see through accents; for phrases one that keeps every word as it is.
DICTIONARIES = {
    "english": "english_stem",
    "german": "german_stem",
    "french": "french_stem",
    "simple": "simple",
}
MAKE_DICTIONARIES = [
    f"""
    CREATE TEXT SEARCH CONFIGURATION statements_{name} (COPY = {name});
    ALTER TEXT SEARCH CONFIGURATION statements_{name}
        ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {stemmer};
    """
    for name, stemmer in DICTIONARIES.items()
]
DROP_DICTIONARIES = [f"DROP TEXT SEARCH CONFIGURATION statements_{name}" for name in DICTIONARIES]

# Of a language without a dictionary the words are kept; of one that is not known they are taken for English.
CONFIG = """
CREATE FUNCTION statements_dictionary(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE split_part(lower(language), '-', 1)
        WHEN 'en' THEN 'statements_english'::regconfig WHEN '' THEN 'statements_english'::regconfig
        WHEN 'de' THEN 'statements_german'::regconfig WHEN 'fr' THEN 'statements_french'::regconfig
        ELSE 'statements_simple'::regconfig
    END
$$
"""

HELD = """
    SELECT carriage.quote_id, carriage.relation, printed.words, printed.cue, printed.part, printed.evidence,
        printed.kind, article.outlet_id, outlet.country AS outlet_country, outlet.kind AS outlet_kind,
        coalesce(lower(article.published_on), upper(article.published_on) - 1) AS page_day
    FROM statements_carriage AS carriage
    JOIN statements_appearance AS printed ON printed.id = carriage.appearance_id
    JOIN statements_reading AS reading ON reading.id = printed.reading_id
    JOIN statements_article AS article ON article.id = reading.article_id
    JOIN statements_outlet AS outlet ON outlet.id = article.outlet_id
    WHERE carriage.is_active AND carriage.quote_id = ANY (quotes)
"""
OPEN = """
    SELECT quote.id, quote.status = 'published' AS is_published, quote.wording, quote.language, quote.occasion_id,
        quote.reviewed_at, occasion.kind AS occasion_kind,
        coalesce(lower(held_on), upper(held_on) - 1, lower(said_on), upper(said_on) - 1) AS day
    FROM statements_quote AS quote LEFT JOIN statements_occasion AS occasion ON occasion.id = quote.occasion_id
    WHERE quote.id = ANY (quotes) AND quote.status IN ('pending', 'published')
"""
# The numbers are those of statements.models.document.Facet.
TERMS = f"""
CREATE FUNCTION statements_terms_of(quotes bigint[])
RETURNS TABLE (quote_id bigint, facet integer, value text) LANGUAGE sql STABLE AS $$
    WITH held AS ({HELD}), open AS ({OPEN})
    SELECT quote_id, facet, value FROM held CROSS JOIN LATERAL (
        VALUES (7, cue::text), (8, part), (9, evidence), (11, outlet_country), (12, outlet_kind), (14, kind),
            (15, relation)
    ) AS term (facet, value)
    WHERE value <> ''
    UNION
    SELECT open.id, facet, value FROM open CROSS JOIN LATERAL (
        VALUES (10, CASE WHEN reviewed_at IS NULL THEN 'no' ELSE 'yes' END), (13, occasion_kind::text),
            (16, split_part(lower(language), '-', 1))
    ) AS term (facet, value)
    WHERE value <> ''
    UNION
    SELECT open.id, 6, role.title FROM open
    JOIN statements_credit AS credit ON credit.quote_id = open.id
    JOIN statements_role AS role ON role.speaker_id = credit.speaker_id
        AND (role.held IS NULL OR role.held @> open.day)
$$
"""  # noqa: S608
ROWS = f"""
CREATE FUNCTION statements_documents_of(quotes bigint[])
RETURNS TABLE (
    quote_id bigint, is_published boolean, day date, earliest date, latest date, outlets integer, wordings integer,
    facets integer[], words tsvector, literal tsvector
) LANGUAGE sql STABLE AS $$
    WITH held AS MATERIALIZED ({HELD}), open AS MATERIALIZED ({OPEN}),
    coded (quote_id, facet, value) AS (
        SELECT open.id, 1, coalesce(credit.speaker_id, 0)
        FROM open LEFT JOIN statements_credit AS credit ON credit.quote_id = open.id
        UNION SELECT held.quote_id, 2, outlet_id FROM held
        UNION SELECT subject.quote_id, 3, topic_id FROM statements_subject AS subject
            WHERE subject.quote_id = ANY (quotes) AND NOT is_rejected
        UNION SELECT open.id, 4, occasion_id FROM open WHERE occasion_id IS NOT NULL
        UNION SELECT open.id, 5, coalesce(extract(year FROM open.day)::integer, 0) FROM open
        UNION SELECT term.quote_id, term.facet, known.id FROM statements_terms_of(quotes) AS term
            JOIN statements_term AS known ON known.facet = term.facet AND known.value = term.value
    ),
    filed AS (
        SELECT coded.quote_id, array_agg((facet << 26 | value::integer) ORDER BY facet, value) AS facets
        FROM coded GROUP BY 1
    ),
    counted AS (
        SELECT held.quote_id, min(page_day) AS earliest, max(page_day) AS latest, count(DISTINCT outlet_id) AS outlets,
            count(DISTINCT btrim(regexp_replace(
                regexp_replace(lower(array_to_string(held.words, ' ')), 'n[''’]t\\M', ' not', 'g'),
                '[^[:alnum:]]+', ' ', 'g'
            ))) AS wordings
        FROM held GROUP BY 1
    )
    SELECT open.id, open.is_published, open.day, earliest, latest, coalesce(outlets, 0)::integer,
        coalesce(wordings, 0)::integer, filed.facets, to_tsvector(statements_dictionary(language), plain),
        to_tsvector('statements_simple', plain)
    FROM open
    JOIN filed ON filed.quote_id = open.id
    LEFT JOIN counted ON counted.quote_id = open.id
    CROSS JOIN LATERAL translate(wording, U&'\\00A0\\2007\\2009\\202F’‘ʼ', '    ''''''') AS plain
$$
"""  # noqa: S608
RENEW = """
CREATE FUNCTION statements_renew_documents(quotes bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO statements_term (facet, value)
        SELECT DISTINCT term.facet, term.value FROM statements_terms_of(quotes) AS term
        WHERE NOT EXISTS (
            SELECT FROM statements_term AS known WHERE known.facet = term.facet AND known.value = term.value
        )
        ON CONFLICT DO NOTHING;
    DELETE FROM statements_searchdocument AS document USING statements_quote AS quote
        WHERE document.quote_id = ANY (quotes) AND quote.id = document.quote_id
        AND quote.status NOT IN ('pending', 'published');
    INSERT INTO statements_searchdocument
        (quote_id, is_published, day, earliest, latest, outlets, wordings, facets, words, literal, line)
        SELECT found.*, coalesce((SELECT max(id) FROM statements_revision), 0)
        FROM statements_documents_of(quotes) AS found
        ON CONFLICT (quote_id) DO UPDATE SET
            is_published = excluded.is_published, day = excluded.day, earliest = excluded.earliest,
            latest = excluded.latest, outlets = excluded.outlets, wordings = excluded.wordings,
            facets = excluded.facets, words = excluded.words, literal = excluded.literal, line = excluded.line;
END
$$
"""
# At the end of a transaction the first line of a quote's history finds all that the transaction did to it; the others
# find their number taken into account already.
FOLLOW = """
CREATE FUNCTION statements_follow_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
BEGIN
    IF NEW.entry_noun = 'quote' THEN
        IF EXISTS (SELECT FROM statements_searchdocument WHERE quote_id = NEW.entry_id AND line >= NEW.id) THEN
            RETURN NULL;
        END IF;
        changed := ARRAY[NEW.entry_id];
    ELSIF NEW.noun = 'occasion' THEN
        changed := ARRAY(SELECT id FROM statements_quote WHERE occasion_id = NEW.row_id);
    ELSIF NEW.noun = 'role' THEN
        changed := ARRAY(SELECT quote_id FROM statements_credit WHERE speaker_id = NEW.entry_id);
    ELSE
        changed := ARRAY(
            SELECT DISTINCT carriage.quote_id FROM statements_article AS article
            JOIN statements_reading AS reading ON reading.article_id = article.id
            JOIN statements_appearance AS printed ON printed.reading_id = reading.id
            JOIN statements_carriage AS carriage ON carriage.appearance_id = printed.id AND carriage.is_active
            WHERE CASE NEW.noun WHEN 'article' THEN article.id ELSE article.outlet_id END = NEW.row_id
        );
    END IF;
    PERFORM statements_renew_documents(changed);
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER statements_search AFTER INSERT ON statements_revision
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (
    NEW.entry_noun = 'quote' OR NEW.noun = 'role' OR (NEW.operation = 'update' AND (
        NEW.noun = 'occasion' AND NEW.after ?| ARRAY['held_on', 'kind']
        OR NEW.noun = 'article' AND NEW.after ?| ARRAY['outlet_id', 'published_on']
        OR NEW.noun = 'outlet' AND NEW.after ?| ARRAY['country', 'kind']
    ))
) EXECUTE FUNCTION statements_follow_history()
"""
FUNCTIONS = [
    "statements_follow_history()", "statements_renew_documents(bigint[])", "statements_documents_of(bigint[])",
    "statements_terms_of(bigint[])", "statements_dictionary(text)",
]  # fmt: skip
DROP = [
    "DROP TRIGGER statements_search ON statements_revision",
    *(f"DROP FUNCTION {name}" for name in FUNCTIONS),
]
FILL = """
DO $$
DECLARE
    last bigint := 0;
    batch bigint[];
BEGIN
    LOOP
        batch := ARRAY(SELECT id FROM statements_quote WHERE id > last ORDER BY id LIMIT 2000);
        EXIT WHEN batch = '{}';
        PERFORM statements_renew_documents(batch);
        last := batch[array_upper(batch, 1)];
    END LOOP;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0010_fingerprints"),
    ]

    operations = [
        UnaccentExtension(),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "quote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="document",
                        serialize=False,
                        to="statements.quote",
                    ),
                ),
                ("is_published", models.BooleanField()),
                ("day", models.DateField(help_text="By which it is sorted and put into a year.", null=True)),
                (
                    "earliest",
                    models.DateField(
                        help_text="The earliest page date of an article that carries it.", null=True
                    ),
                ),
                ("latest", models.DateField(null=True)),
                ("outlets", models.IntegerField(help_text="How many outlets carried it.")),
                ("wordings", models.IntegerField(help_text="In how many wordings.")),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(),
                        help_text="Sorted codes of the values it has in every facet.",
                        size=None,
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="Stems, by the dictionary of its language."
                    ),
                ),
                (
                    "literal",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="The words as they are, accents and case folded: for phrases."
                    ),
                ),
                (
                    "line",
                    models.BigIntegerField(
                        help_text="The last line of the history that is taken into account."
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["line"], name="document_line"),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("is_published", True)),
                        fields=["words", "literal", "facets"],
                        name="document_public",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("is_published", False)),
                        fields=["words", "literal", "facets"],
                        name="document_pending",
                    ),
                    models.Index(
                        models.OrderBy(models.F("day"), descending=True, nulls_last=True),
                        models.OrderBy(models.F("quote"), descending=True),
                        condition=models.Q(("is_published", True)),
                        name="document_newest",
                    ),
                    models.Index(
                        models.OrderBy(models.F("outlets"), descending=True),
                        models.OrderBy(models.F("quote"), descending=True),
                        condition=models.Q(("is_published", True)),
                        name="document_most_carried",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "facet",
                    models.SmallIntegerField(
                        choices=[
                            (1, "Speaker"),
                            (2, "Outlet"),
                            (3, "Topic"),
                            (4, "Occasion"),
                            (5, "Year"),
                            (6, "Role"),
                            (7, "Cue"),
                            (8, "Part"),
                            (9, "Evidence"),
                            (10, "Reviewed"),
                            (11, "Outlet Country"),
                            (12, "Outlet Kind"),
                            (13, "Occasion Kind"),
                            (14, "Kind"),
                            (15, "Relation"),
                            (16, "Language"),
                        ]
                    ),
                ),
                ("value", models.CharField(max_length=300)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("facet", "value"), name="term_once")],
            },
        ),
        migrations.RunSQL("".join(MAKE_DICTIONARIES), "; ".join(DROP_DICTIONARIES)),
        migrations.RunSQL("; ".join([CONFIG, TERMS, ROWS, RENEW, FOLLOW]), "; ".join(DROP)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
