"""The editors' desk: the plain Django admin, one file per noun."""

from django.contrib import admin

from statements.admin import (
    act,
    appearance,
    article,
    frozen_set,
    judgement,
    occasion,
    outlet,
    quote,
    reading,
    refrain,
    report,
    revision,
    seal,
    speaker,
    topic,
    version,
)

__all__ = [
    "act",
    "appearance",
    "article",
    "frozen_set",
    "judgement",
    "occasion",
    "outlet",
    "quote",
    "reading",
    "refrain",
    "report",
    "revision",
    "seal",
    "speaker",
    "topic",
    "version",
]

admin.site.site_header = "Statement Archive"
admin.site.site_title = "Statement Archive"
admin.site.index_title = "Editors’ desk"
