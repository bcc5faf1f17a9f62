"""What search knows of a quote. Triggers write it, in the transaction that changes the quote."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q

# A facet's number stands above its value in one integer of 31 bits, so that all facets share one column and index.
FACET_BITS = 26
# The value of a facet for quotes that have none: unattributed, undated.
NOTHING = 0
# The samples of published quotes: those with a number below the first, of which there are so many times as many in all.
SAMPLES = ((1, 1024), (8, 128), (64, 16))


class Facet(models.IntegerChoices):
    """What quotes can be narrowed by. The values of the first five are keys and years, of the others terms."""

    SPEAKER = 1
    OUTLET = 2
    TOPIC = 3
    OCCASION = 4
    YEAR = 5
    ROLE = 6
    CUE = 7
    PART = 8
    EVIDENCE = 9
    REVIEWED = 10
    OUTLET_COUNTRY = 11
    OUTLET_KIND = 12
    OCCASION_KIND = 13
    KIND = 14
    RELATION = 15
    LANGUAGE = 16


def facet_code(facet: int, value: int) -> int:
    """The integer that stands for one value of a facet."""
    return facet << FACET_BITS | value


def value_of(code: int) -> tuple[int, int]:
    """The facet and the value that an integer stands for."""
    return code >> FACET_BITS, code & (1 << FACET_BITS) - 1


class Term(models.Model):
    """A value of a facet that is a word, not an entry of the archive: "warn", "NO", "reworded"."""

    facet = models.SmallIntegerField(choices=Facet)
    value = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facet", "value"], name="term_once")]

    def __str__(self) -> str:
        return self.value


class SearchDocument(models.Model):
    """An open quote as search sees it; it follows from the other tables and has no history of its own."""

    quote = models.OneToOneField("Quote", on_delete=models.CASCADE, primary_key=True, related_name="document")
    is_published = models.BooleanField()
    day = models.DateField(null=True, help_text="By which it is sorted and put into a year.")
    earliest = models.DateField(null=True, help_text="The earliest page date of an article that carries it.")
    latest = models.DateField(null=True)
    outlets = models.IntegerField(help_text="How many outlets carried it.")
    wordings = models.IntegerField(help_text="In how many wordings.")
    facets = ArrayField(models.IntegerField(), help_text="Sorted codes of the values it has in every facet.")
    words = SearchVectorField(help_text="Stems, by the dictionary of its language.")
    literal = SearchVectorField(help_text="The words as they are, accents and case folded: for phrases.")
    line = models.BigIntegerField(help_text="The last line of the history that is taken into account.")

    sample = models.GeneratedField(
        expression=Func(F("quote"), function="hashint8", output_field=models.IntegerField()).bitand(1023),
        output_field=models.SmallIntegerField(),
        db_persist=True,
        help_text="0 to 1023, as if drawn by lot: those with a low one are a sample of all.",
    )

    class Meta:
        indexes = [
            *(
                GinIndex(
                    fields=["words", "literal", "facets"],
                    name=f"document_sample_{times}",
                    condition=Q(is_published=True, sample__lt=size),
                )
                for size, times in SAMPLES
            ),
            models.Index(
                fields=["sample"],
                name="document_sampled",
                condition=Q(is_published=True, sample__lt=SAMPLES[-1][0]),
            ),
            models.Index(fields=["line"], name="document_line"),
            GinIndex(
                fields=["words", "literal", "facets"], name="document_public", condition=Q(is_published=True)
            ),
            GinIndex(
                fields=["words", "literal", "facets"],
                name="document_pending",
                condition=Q(is_published=False),
            ),
            models.Index(
                F("day").desc(nulls_last=True),
                F("quote").desc(),
                name="document_newest",
                condition=Q(is_published=True),
            ),
            models.Index(
                F("outlets").desc(),
                F("quote").desc(),
                name="document_most_carried",
                condition=Q(is_published=True),
            ),
        ]

    def __str__(self) -> str:
        return f"quote {self.quote_id} as search sees it"


class Spelling(models.Model):
    """A word of the published quotes, for who spells it nearly so; read anew now and then, never the whole truth."""

    word = models.CharField(max_length=40, primary_key=True)
    number = models.IntegerField(help_text="How many quotes hold it, or a sixteenth of them.")

    class Meta:
        indexes = [GinIndex(OpClass("word", "gin_trgm_ops"), name="spelling_alike")]

    def __str__(self) -> str:
        return self.word
