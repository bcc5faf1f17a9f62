"""An entry in a few lines, as the forms of acts show it."""

from dataclasses import dataclass
from typing import Any

from statements.admin.days import shown
from statements.admin.entry_field import desk_address
from statements.models import Act, Outlet, Quote, Speaker, Topic

# Outlets that a summary of a quote names at most.
MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Summary:
    """What an entry is called, its page on the desk, and what tells it from others."""

    title: str
    url: str
    facts: tuple[tuple[str, str], ...]


def summary_of(entry: Any) -> Summary:
    """The summary of an entry; those of which no more is told have only their name and id."""
    facts = FACTS.get(type(entry), lambda _: [])(entry)
    public_id = getattr(entry, "public_id", None)
    named = [*facts, ("Public page", entry.get_absolute_url() if public_id else "none yet")]
    is_quote = isinstance(entry, Quote)
    if isinstance(entry, Act):
        named = facts
    title = f"“{entry.wording}”" if is_quote else str(entry)
    return Summary(title, desk_address(entry), tuple((label, text) for label, text in named if text))


def _quote(quote: Quote) -> list[tuple[str, str]]:
    credits = quote.credits.select_related("speaker").order_by("id")
    outlets = quote.carriages.active().values_list("appearance__reading__article__outlet__name", flat=True)
    names = sorted(set(outlets))
    return [
        (
            "Said by",
            "; ".join(f"{row.speaker} ({row.get_capacity_display()})" for row in credits) or "not known",
        ),
        ("Said on", shown(quote.said) + (f" ({quote.said_basis})" if quote.said_basis else "")),
        ("Occasion", str(quote.occasion or "")),
        ("Carried by", _listed(names)),
        ("State", quote.get_status_display() + ("" if quote.is_reviewed else ", not reviewed")),
        ("Note", quote.get_note_display() if quote.note else ""),
        ("Answer", f"{quote.get_answer_kind_display()} “{quote.answer_to}”" if quote.answer_to else ""),
    ]


def _speaker(speaker: Speaker) -> list[tuple[str, str]]:
    return [
        ("Kind", speaker.get_kind_display()),
        ("Names", _listed(speaker.names.values_list("name", flat=True))),
        ("Roles", _listed(map(str, speaker.roles.all()))),
        ("Wikidata", speaker.wikidata_id or ""),
        ("Statements", str(speaker.credits.count())),
    ]


def _outlet(outlet: Outlet) -> list[tuple[str, str]]:
    return [
        ("Kind", outlet.get_kind_display()),
        ("Names", _listed(outlet.names.values_list("name", flat=True))),
        ("Domains", _listed(outlet.domains.values_list("host", flat=True))),
        ("Articles", str(outlet.articles.count())),
    ]


def _topic(topic: Topic) -> list[tuple[str, str]]:
    return [
        ("Broader", str(topic.broader or "")),
        ("Description", topic.description),
        ("Terms", _listed(topic.terms)),
        ("Statements", str(topic.subjects.filter(is_rejected=False).count())),
    ]


def _act(act: Act) -> list[tuple[str, str]]:
    return [("Made", f"{act.made_at:%-d %B %Y, %H:%M} UTC"), ("Why", act.reason)]


def _listed(names: Any) -> str:
    names = list(names)
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


FACTS: dict[type, Any] = {Quote: _quote, Speaker: _speaker, Outlet: _outlet, Topic: _topic, Act: _act}
