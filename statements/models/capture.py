"""The bytes of an article at one moment."""

import hashlib
import zlib

from django.db import models


class Capture(models.Model):
    """The bytes of an article as they were received once, from the network or from a file."""

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="captures")
    captured_at = models.DateTimeField()
    url_asked = models.TextField(blank=True)
    url_final = models.TextField(blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty for a file.")
    headers = models.JSONField(default=dict, blank=True)
    media_type = models.CharField(max_length=100)
    sha256 = models.BinaryField(max_length=32)
    body = models.BinaryField(help_text="The bytes, compressed with zlib.")

    class Meta:
        ordering = ["captured_at"]
        constraints = [
            models.UniqueConstraint(fields=["article", "sha256"], name="capture_once_per_content"),
            models.CheckConstraint(
                condition=models.Q(status__isnull=True) | models.Q(status__range=(100, 599)),
                name="capture_status_is_http",
            ),
        ]

    def __str__(self) -> str:
        return f"capture of {self.captured_at:%Y-%m-%d %H:%M}"

    @staticmethod
    def pack(content: bytes) -> dict[str, bytes]:
        """The two columns that hold these bytes: their hash and their compressed form."""
        return {"sha256": hashlib.sha256(content).digest(), "body": zlib.compress(content, 9)}

    def content(self) -> bytes:
        """The bytes as they were received."""
        return zlib.decompress(self.body)
