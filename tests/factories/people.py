"""Speakers and editors."""

from itertools import count

from django.contrib.auth.models import User
from django.utils.text import slugify

from statements.language.normalise import fold
from statements.models import Speaker

numbers = count(1)


def make_editor(**fields) -> User:
    """A user who may do everything in the admin. The password is "correct horse"."""
    name = fields.pop("username", f"editor-{next(numbers)}")
    return User.objects.create_superuser(name, password="correct horse", **fields)


def make_speaker(*, name: str | None = None, kind: str = "person", **fields) -> Speaker:
    """A speaker with one name; without a public id until a quote of theirs is published."""
    name = name or f"Nerys Quill {next(numbers)}"
    speaker = Speaker.objects.create(name=name, kind=kind, slug=slugify(name)[:80], **fields)
    speaker.names.create(name=name, folded=fold(name))
    return speaker
