"""One quotation as one article printed it."""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.urls import reverse

from statements.language.days import DayRange
from statements.language.spans import Span
from statements.language.wording import join_pieces
from statements.models.dated import dated_check, from_column, not_empty_check
from statements.models.public_id import PublicIdField, public_id_check


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    """Reads of appearances."""

    def current(self) -> "AppearanceQuerySet":
        """Those of the newest reading of each article."""
        return self.filter(reading__is_current=True, is_gone=False)

    def unlinked(self) -> "AppearanceQuerySet":
        """Current ones that no quote holds yet: what is left for the linker."""
        return self.current().exclude(carriages__is_active=True)

    def with_days(self) -> "AppearanceQuerySet":
        """With the days of their articles at hand; without the text of these, and why each is whose."""
        own = ("chain", "runners_up", "signs")
        text = (f"reading__{name}" for name in ("text", "blocks", "notes"))
        return self.select_related("reading__article").defer(*own, *text)


class Appearance(models.Model):
    """The exact words, where they stand, and who is said to have said them. A trigger keeps it from changing."""

    class Part(models.TextChoices):
        HEADLINE = "headline"
        BODY = "body"
        CAPTION = "caption"

    class Kind(models.TextChoices):
        DIRECT = "direct"
        MIXED = "mixed"
        INDIRECT = "indirect"

    class AttributedBy(models.TextChoices):
        NAME = "name"
        ROLE = "role"
        PRONOUN = "pronoun"
        INSTITUTION = "institution"
        NONE = "none", "not attributed"

    class Evidence(models.TextChoices):
        TRANSCRIPT = "transcript"
        SOUNDBITE = "soundbite"
        DIRECT = "direct"
        MIXED = "mixed"
        INDIRECT = "indirect"
        SECOND_HAND = "second-hand"

    public_id = PublicIdField()
    reading = models.ForeignKey("Reading", on_delete=models.PROTECT, related_name="appearances")
    spans = ArrayField(ArrayField(models.IntegerField(), size=2), help_text="Start and end of each piece.")
    words = ArrayField(models.TextField(), help_text="The words of each piece, as printed.")
    part = models.CharField(max_length=8, choices=Part)
    kind = models.CharField(max_length=8, choices=Kind)
    evidence = models.CharField(max_length=12, choices=Evidence)
    cue = models.CharField(max_length=40, blank=True, help_text="The reporting verb: say, note, warn.")
    source = models.TextField(blank=True, help_text='The words for the speaker beside the cue: "he".')
    speaker_name = models.CharField(
        max_length=200, blank=True, help_text="The name that the article gives to them; empty: unattributed."
    )
    speaker_kind = models.CharField(max_length=11, blank=True)
    jointly = models.JSONField(
        default=list, blank=True, help_text="Name and kind of each who said it with them."
    )
    role = models.CharField(max_length=300, blank=True)
    attributed_by = models.CharField(max_length=11, choices=AttributedBy)
    attribution_score = models.FloatField()
    chain = models.JSONField(default=list, blank=True)
    runners_up = models.JSONField(default=list, blank=True)
    signs = models.JSONField(default=list, blank=True, help_text="What the score rests on.")
    carrier = ArrayField(
        ArrayField(models.IntegerField(), size=2),
        default=list,
        blank=True,
        help_text="Start and end of each piece of the clause that a mixed quotation is understood by.",
    )
    via = models.CharField(max_length=200, blank=True, help_text="The outlet that the words were taken from.")
    via_outlet = models.ForeignKey("Outlet", on_delete=models.PROTECT, null=True, blank=True)
    said_language = models.CharField(max_length=8, blank=True)
    is_translated = models.BooleanField(null=True, help_text="Unknown where the text does not say.")
    prompt = models.TextField(blank=True, help_text="The question put.")
    said_on = DateRangeField(null=True, blank=True)
    said_basis = models.CharField(max_length=120, blank=True)
    is_day_stated = models.BooleanField(default=False, help_text="The text names the day.")
    place = models.CharField(max_length=200, blank=True)
    is_gone = models.BooleanField(default=False, help_text="A newer reading of the article has it no more.")
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="The same words in a newer reading.",
    )

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        ordering = ["reading", "spans"]
        constraints = [
            public_id_check("appearance"),
            models.UniqueConstraint(fields=["reading", "spans"], name="appearance_once_per_place"),
            models.CheckConstraint(
                condition=models.Q(attribution_score__range=(0, 1)), name="appearance_score_is_a_share"
            ),
            models.CheckConstraint(
                # The reverse holds not: "a fisherman" attributes, and names nobody.
                condition=models.Q(speaker_name="") | ~models.Q(attributed_by="none"),
                name="appearance_speaker_has_a_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(words__len=models.F("spans__len")) & models.Q(words__len__gte=1),
                name="appearance_words_match_spans",
            ),
            dated_check("said_on", "said_basis", name="appearance_date_has_a_basis"),
            not_empty_check("said_on", name="appearance_date_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("appearance", args=[self.public_id])

    @property
    def text(self) -> str:
        """The pieces in one line. What stood between them in the article is left out: see `places`."""
        return join_pieces(self.words)

    @property
    def places(self) -> tuple[Span, ...]:
        """Where the pieces stand in the reading's text."""
        return tuple(Span(start, end) for start, end in self.spans)

    @property
    def said(self) -> DayRange | None:
        """The days on one of which it was said, as stated here."""
        return from_column(self.said_on)
