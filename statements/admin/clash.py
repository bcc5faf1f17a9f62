"""What an editor is shown who saves what somebody else changed meanwhile: both, side by side, and nothing lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict

from statements.search.history import Step, as_seen, history_of, read_history

# Fields that say nothing of the entry.
ASIDE = {"reason", "why", "seen", "seen_into"}


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


def line_seen(seen: str) -> int:
    """The line of the history that a state is named by; 0 for what is no state."""
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else 0


def keep_theirs(
    data: QueryDict, entry: Model, seen: str, make: Callable[[Any, Model], forms.BaseForm]
) -> None:
    """Fills in, in data that was sent for a state seen, what the entry holds now where the editor left a field as it
    was: nothing of another's change is put back by not having looked at it. `make` makes the form of data and entry."""
    sent, fresh = make(data, entry), make(None, entry)
    then = make(None, as_seen(entry, line_seen(seen)))
    for name in sent.fields:
        if name in ASIDE or name not in then.fields or shown(sent[name]) != shown(then[name]):
            continue
        if isinstance(fresh[name].field.widget, forms.MultiWidget):
            for number, text in enumerate(_boxes(fresh[name])):
                data[f"{name}_{number}"] = text
            continue
        value = fresh[name].value()
        if not isinstance(value, list):
            data[name] = "" if value is None else str(value)


def clash_of(entry: Model, seen: str, sent: forms.BaseForm, fresh: forms.BaseForm) -> Clash:
    """The clash of a form that was sent, for a state seen, with one that is fresh from the entry."""
    since = line_seen(seen)
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
    value = bound.value()
    if isinstance(bound.field.widget, forms.MultiWidget):
        texts = _boxes(bound)
        return " to ".join(text or "…" for text in texts) if any(texts) else "–"
    if isinstance(bound.field, forms.ModelChoiceField | forms.ChoiceField):
        return ", ".join(_labels(bound.field, value)) or "–"
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return str(bound.field.prepare_value(value) or "–").replace("\r\n", "\n")


def _boxes(bound: forms.BoundField) -> list[str]:
    """What each box of a field with several holds."""
    value, widget = bound.value(), bound.field.widget
    parts: Any = value if isinstance(value, list | tuple) else widget.decompress(value)
    return [str(box.format_value(part) or "") for box, part in zip(widget.widgets, parts, strict=False)]


def _labels(field: Any, value: Any) -> list[str]:
    chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one}
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        rows = field.queryset.filter(pk__in=[one for one in chosen if one.isdecimal()])
        return [field.label_from_instance(row) for row in rows]
    return [str(label) for key, label in field.choices if str(key) in chosen]
