"""How an editor names an entry in a form: by its name, its id, or a pasted link. Works without a script."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from statements.citations.identifiers import is_well_formed
from statements.models import Occasion, Outlet, Speaker, Topic

# The columns by which an entry can be named.
NAMED_BY: dict[type[Model], list[str]] = {
    Speaker: ["name", "names__name"],
    Outlet: ["name", "names__name"],
    Topic: ["name"],
    Occasion: ["title"],
}


class EntryField(forms.CharField):
    """An entry of one model: its name, its public id, a link to its public page or to its page on the desk."""

    def __init__(self, model: type[Model], **kwargs: Any) -> None:
        self.model = model
        self.columns = NAMED_BY.get(model, [])
        ways = ("its name, " if self.columns else "") + "its id or a link to its page"
        kwargs.setdefault("help_text", f"{ways[:1].upper()}{ways[1:]}.")
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "vTextField"}))
        super().__init__(max_length=500, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """An entry as an editor would name it: by its name if no other bears it."""
        if not isinstance(value, Model):
            return value
        if self.columns and len(self._named(str(value))) == 1:
            return str(value)
        return getattr(value, "public_id", None) or desk_address(value)

    def clean(self, value: Any) -> Model | None:
        text = super().clean(value).strip()
        if not text:
            return None
        found = self._linked(text) or self._named(text)
        noun = "statement" if self.model._meta.model_name == "quote" else self.model._meta.verbose_name
        if not found:
            raise ValidationError(f"There is no {noun} “{text}”.")
        if len(found) > 1:
            raise ValidationError(
                f"Several have the name “{text}”: paste a link to the page of the one you mean."
            )
        return found[0]

    def _linked(self, text: str) -> list[Model]:
        """The entry of an id or a link."""
        parts = [part for part in urlsplit(text).path.removesuffix(".json").split("/") if part]
        rows: QuerySet[Any] = self.model._default_manager.all()
        if "admin" in parts:
            noun, key = [*parts, "", ""][parts.index("admin") + 2 :][:2]
            is_page = noun == self.model._meta.model_name and key.isascii() and key.isdecimal()
            return list(rows.filter(pk=key)) if is_page else []
        ids = [part.lower() for part in parts if is_well_formed(part.lower())]
        return list(rows.filter(public_id__in=ids[:1]))

    def _named(self, text: str) -> list[Model]:
        """Entries of that name, at most two; those that were merged into another left their name to it."""
        if not self.columns:
            return []
        bears = Q()
        for column in self.columns:
            bears |= Q(**{f"{column}__iexact": text})
        rows = self.model._default_manager.filter(bears)
        if self.model is not Occasion:
            rows = rows.filter(merged_into=None)
        return list(rows.distinct()[:2])


def desk_address(row: Model) -> str:
    """The address of a row's page on the desk."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def called(entry: Any) -> str:
    """What a sentence calls an entry: its permanent link, or what it is as long as it has none."""
    if entry.public_id:
        return str(entry.get_absolute_url())
    return "this pending statement" if entry._meta.model_name == "quote" else f"“{entry}”"
