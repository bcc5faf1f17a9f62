"""Two speakers, outlets or topics that are one: all that is filed under the loser moves, and its link leads on."""

from typing import Any

from django.contrib.auth.models import User

from statements.citations.identifiers import mint_for
from statements.curation import checks
from statements.curation.acts import Refused, acting, read_anew, require_unchanged
from statements.models import Act, Article, Outlet, Speaker, Topic


def merge_speakers(
    loser: Speaker, survivor: Speaker, *, by: User, reason: str, seen: str = "", seen_into: str = ""
) -> Act:
    """Merges a speaker into another, with names, roles, credits and refrains.

    Where both are credited with one quote, the survivor's credit stays. Raises Refused for a person and a body, or
    two with different Wikidata ids.
    """
    with acting(Act.Kind.MERGE, loser, by=by, reason=reason, seen=seen) as act:
        read_anew(survivor)
        require_unchanged(survivor, seen_into)
        checks.are_two(loser, survivor)
        if loser.kind != survivor.kind:
            raise Refused("One is a person, the other an institution: change the kind of one of them first.")
        if loser.wikidata_id and survivor.wikidata_id:
            raise Refused("The two have different Wikidata ids: one of them is wrong.")
        _move(loser.names, survivor.names, "speaker", ["name"])
        _move(loser.roles, survivor.roles, "speaker", ["title", "organisation", "held"])
        _move(loser.credits, survivor.credits, "speaker", ["quote"])
        _move(loser.refrains, survivor.refrains, "speaker", [])
        wikidata_id = loser.wikidata_id
        _lead(loser, survivor, wikidata_id=None)
        if wikidata_id:
            survivor.wikidata_id = wikidata_id
            survivor.save(update_fields=["wikidata_id"])
    return act


def merge_outlets(
    loser: Outlet, survivor: Outlet, *, by: User, reason: str, seen: str = "", seen_into: str = ""
) -> Act:
    """Merges an outlet into another, with names, domains, owners and articles.

    Raises Refused where both hold an article without an address that has the same text.
    """
    with acting(Act.Kind.MERGE, loser, by=by, reason=reason, seen=seen) as act:
        read_anew(survivor)
        require_unchanged(survivor, seen_into)
        checks.are_two(loser, survivor)
        texts = survivor.articles.filter(url_sha256=None).values("text_sha256")
        twice = loser.articles.filter(url_sha256=None, text_sha256__in=texts).first()
        if twice:
            raise Refused(f"Both outlets hold the article “{twice}”, without an address to tell them apart.")
        _move(loser.names, survivor.names, "outlet", ["name"])
        survivor.names.get_or_create(name=loser.name)
        _move(loser.domains, survivor.domains, "outlet", [])
        _move(loser.ownerships, survivor.ownerships, "outlet", [])
        Article.objects.filter(outlet=loser).update(outlet=survivor)
        _lead(loser, survivor)
    return act


def merge_topics(
    loser: Topic, survivor: Topic, *, by: User, reason: str, seen: str = "", seen_into: str = ""
) -> Act:
    """Merges a topic into another, with its terms, the topics below it and what is filed under it.

    Where both say something about a quote, the survivor's word stays. Raises Refused where one stands below the other.
    """
    with acting(Act.Kind.MERGE, loser, by=by, reason=reason, seen=seen) as act:
        read_anew(survivor)
        require_unchanged(survivor, seen_into)
        checks.are_two(loser, survivor)
        if loser.pk in _above(survivor):
            raise Refused(
                "The topic that stays lies below the other: move it up first, or merge the other way."
            )
        _move(loser.subjects, survivor.subjects, "topic", ["quote"])
        loser.narrower.update(broader=survivor)
        survivor.terms = list(dict.fromkeys([*survivor.terms, *loser.terms]))
        survivor.save(update_fields=["terms"])
        _lead(loser, survivor, broader=None)
    return act


def _move(rows: Any, there: Any, owner: str, unique: list[str]) -> None:
    """Gives the loser's rows to the survivor; those that it has already, by the columns named, go."""
    survivor = there.instance
    held = {tuple(values) for values in there.values_list(*unique)} if unique else set()
    twice = [row[0] for row in rows.values_list("pk", *unique) if row[1:] in held]
    rows.filter(pk__in=twice).delete()
    rows.update(**{owner: survivor})


def _lead(loser: Any, survivor: Any, **columns: Any) -> None:
    """Lets the loser's link lead to the survivor, which then has one too."""
    loser.merged_into = survivor
    for name, value in columns.items():
        setattr(loser, name, value)
    loser.save(update_fields=["merged_into", *columns])
    if loser.public_id is not None:
        mint_for(survivor)


def _above(topic: Topic) -> set[int]:
    """The topics above a topic, by database key."""
    above: set[int] = set()
    while topic.broader is not None and topic.broader.pk not in above:
        topic = topic.broader
        above.add(topic.pk)
    return above
