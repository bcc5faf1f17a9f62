"""Which part of which quote an appearance carries."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from statements.models.outlet import control_of


class CarriageQuerySet(models.QuerySet["Carriage"]):
    """Reads of carriages."""

    def active(self) -> "CarriageQuerySet":
        """Those that hold now; the others are kept, since an act may bring them back."""
        return self.filter(is_active=True)

    def with_articles(self) -> "CarriageQuerySet":
        """Active ones in time order, each with its appearance, article and outlet at hand, and with the `control` of
        that at the time.
        """
        article = "appearance__reading__article"
        return (
            self.in_time_order()
            .select_related(f"{article}__outlet", "appearance__reading__wire_group__agency")
            .annotate(control=control_of(f"{article}__outlet", f"{article}__published_on"))
        )

    def in_time_order(self) -> "CarriageQuerySet":
        """Active ones, what was published first first."""
        return self.active().order_by(*Carriage.TIME_ORDER)


class Carriage(models.Model):
    """An appearance carries words of a quote, in this relation and this surely. One that spans two quotes has two."""

    class Relation(models.TextChoices):
        VERBATIM = "verbatim"
        TRUNCATED = "truncated"
        SPLIT = "split"
        REWORDED = "reworded"
        PARAPHRASED = "paraphrased"
        TRANSLATED = "translated"

    class Band(models.TextChoices):
        SAME = "same", "same statement"
        PROBABLE = "probable", "probably the same statement"
        EDITOR = "editor", "set by an editor"

    appearance = models.ForeignKey("Appearance", on_delete=models.PROTECT, related_name="carriages")
    quote = models.ForeignKey("Quote", on_delete=models.PROTECT, related_name="carriages")
    carried = ArrayField(
        ArrayField(models.IntegerField(), size=2), default=list, help_text="Spans in the quote's wording."
    )
    share = models.FloatField(help_text="Share of the quote's words that it carries, 0 to 1.")
    relation = models.CharField(max_length=11, choices=Relation)
    score = models.FloatField()
    band = models.CharField(max_length=8, choices=Band)
    basis = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    # What was published first first.
    TIME_ORDER = ("appearance__reading__article__published_on", "appearance__reading__article_id", "id")

    objects = CarriageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appearance", "quote"],
                condition=models.Q(is_active=True),
                name="carriage_once_per_quote",
            ),
            models.CheckConstraint(condition=models.Q(share__range=(0, 1)), name="carriage_share_is_a_share"),
            models.CheckConstraint(condition=models.Q(score__range=(0, 1)), name="carriage_score_is_a_share"),
            models.CheckConstraint(condition=~models.Q(basis=""), name="carriage_has_a_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.relation}, {self.share:.0%}"
