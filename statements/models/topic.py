"""Subject headings, and what is filed under them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from statements.models.public_id import PublicIdField, public_id_check


class Topic(models.Model):
    """A subject heading. Its terms assign it to statements that hold one of them; editors correct that."""

    public_id = PublicIdField()
    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=80)
    broader = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="narrower", null=True, blank=True
    )
    description = models.TextField(blank=True)
    terms = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="Words or phrases, comma separated.",
    )

    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged_here", null=True, blank=True
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            public_id_check("topic"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="topic_merged_into_another",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="topic_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(broader__isnull=True) | ~models.Q(broader=models.F("id")),
                name="topic_is_not_its_own_broader",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.public_id, self.slug])


class Subject(models.Model):
    """A quote filed under a topic, or kept out of it by an editor, which stays."""

    class By(models.TextChoices):
        MACHINE = "machine"
        EDITOR = "editor"

    quote = models.ForeignKey("Quote", on_delete=models.PROTECT, related_name="subjects")
    topic = models.ForeignKey("Topic", on_delete=models.PROTECT, related_name="subjects")
    by = models.CharField(max_length=7, choices=By)
    is_rejected = models.BooleanField(default=False, help_text="Not this one, says an editor.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quote", "topic"], name="subject_once"),
            models.CheckConstraint(
                condition=models.Q(is_rejected=False) | models.Q(by="editor"),
                name="subject_rejected_by_editor",
            ),
        ]

    def __str__(self) -> str:
        return f"{'not ' if self.is_rejected else ''}{self.topic}"
