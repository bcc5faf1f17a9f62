"""What an editor is shown who saves what somebody else changed meanwhile: both, side by side, and nothing lost."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model

from statements.search.history import Step, history_of, read_history

# Fields that say nothing of the entry.
ASIDE = {"reason", "why", "seen"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field as the entry has it now, and as the editor filled it in."""

    label: str
    now: str
    entered: str


@dataclass(frozen=True, slots=True)
class Clash:
    """What happened to an entry since an editor opened it, and where their input differs from what it is now."""

    steps: tuple[Step, ...]
    differences: tuple[Difference, ...]


def clash_of(entry: Model, seen: str, sent: forms.BaseForm, fresh: forms.BaseForm) -> Clash:
    """The clash of a form that was sent, for a state seen, with one that is fresh from the entry."""
    since = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 20 else 0
    pairs = [(fresh[name], sent[name]) for name in sent.fields if name in fresh.fields and name not in ASIDE]
    differences = [
        Difference(str(bound.label), shown(now), shown(bound)) for now, bound in pairs if not bound.is_hidden
    ]
    return Clash(
        steps=read_history(history_of(entry).filter(pk__gt=since)[:50]),
        differences=tuple(row for row in differences if row.now != row.entered),
    )


def shown(bound: forms.BoundField) -> str:
    """What a field of a form holds, in words."""
    value, widget = bound.value(), bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        parts: Any = value if isinstance(value, list | tuple) else widget.decompress(value)
        texts = [str(box.format_value(part) or "") for box, part in zip(widget.widgets, parts, strict=False)]
        return " to ".join(text or "…" for text in texts) if any(texts) else "–"
    if isinstance(bound.field, forms.ModelChoiceField | forms.ChoiceField):
        return ", ".join(_labels(bound.field, value)) or "–"
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return str(bound.field.prepare_value(value) or "–").replace("\r\n", "\n")


def _labels(field: Any, value: Any) -> list[str]:
    chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one}
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        rows = field.queryset.filter(pk__in=[one for one in chosen if one.isdecimal()])
        return [field.label_from_instance(row) for row in rows]
    return [str(label) for key, label in field.choices if str(key) in chosen]
