"""The rows that all chunks of an archive share: outlets, topics, speakers."""

from random import Random

from django.utils.text import slugify

from bench.synthesis.rows import Row, Rows, days, public_id, texts
from bench.synthesis.world import Speaker, World, on
from statements.language.normalise import fold

# Shares of the speakers with a second spelling, and with roles whose days an editor has noted.
SECOND_NAME, NOTED_ROLES = 0.1, 0.3


def shared_rows(world: World) -> Rows:
    """The rows by table. A speaker gets the permanent name when a statement of theirs is found to be published."""
    rows: Rows = {"outlet": [], "domain": [], "topic": [], "speaker": [], "name": [], "role": []}
    for outlet in world.outlets:
        name = (outlet.key, public_id("outlet", outlet.key), outlet.name, slugify(outlet.name))
        rows["outlet"].append((*name, outlet.country, outlet.language, outlet.kind))
        rows["domain"].append((outlet.key, outlet.key, outlet.host))
    for topic in world.topics:
        name = (topic.key, public_id("topic", topic.key), topic.name, slugify(topic.name))
        rows["topic"].append((*name, topic.broader, "", texts(topic.terms)))
    chance = Random(f"{world.seed} names")
    for speaker in world.speakers:
        kind = "institution" if speaker.is_institution else "person"
        added = f"{on(speaker.first)} 00:00:00+00"
        rows["speaker"].append((speaker.key, kind, speaker.name, slugify(speaker.name)[:80], added))
        for spelling in _spellings(chance, speaker):
            rows["name"].append((len(rows["name"]) + 1, speaker.key, spelling, fold(spelling)))
        rows["role"] += _roles(chance, speaker, len(rows["role"]))
    return rows


def _spellings(chance: Random, speaker: Speaker) -> list[str]:
    if speaker.is_institution or chance.random() > SECOND_NAME:
        return [speaker.name]
    forename, surname = speaker.name.split(" ")
    return [speaker.name, f"{forename} {chance.choice('BDGKLMNPRST')}. {surname}"]


def _roles(chance: Random, speaker: Speaker, before: int) -> list[Row]:
    """The posts of a speaker, with days and organisation where an editor has noted them."""
    is_noted = chance.random() < NOTED_ROLES
    ends = ((speaker.first, speaker.since - 1), (speaker.since, speaker.last))
    found: list[Row] = []
    for place, title in enumerate(speaker.roles):
        first, last = ends[place] if len(speaker.roles) > 1 else (speaker.first, speaker.last)
        held = days(on(first), on(last)) if is_noted else None
        organisation = f"{title.split(' ')[0]} Department" if is_noted else ""
        basis = "editor" if is_noted else "article"
        found.append((before + place + 1, speaker.key, title, organisation, held, basis))
    return found
