"""Which outlets print an event, when, and in which wordings."""

from random import Random

from bench.synthesis.articles import Page, write
from bench.synthesis.stories import Event, Statement
from bench.synthesis.vocabulary import pick
from bench.synthesis.wordings import Printing, another, cut_in_two, whole
from bench.synthesis.world import Outlet, World

# Outlets of an event: a power law with a mean of some two.
OUTLETS_POWER, MOST_OUTLETS = 1.6, 30
# How likely an outlet after the first prints a statement of the event, and states a day that the event's others state.
PRINTED, ALSO_STATED = 0.6, 0.8
# Days from event to print: at most one for so many, at most three for so many more. Later ones state the day, as those
# do that have no date or only a month: else nothing would tell that they are of this event.
SAME_DAY, NEAR = 0.85, 0.97
LATEST = 60
UNDATED, MONTH_ONLY = 0.03, 0.02
# How often a whole statement is cut in two by "she said".
CUT = 0.2


def cover(chance: Random, world: World, event: Event) -> list[tuple[Page, list[tuple[Statement, Printing]]]]:
    """The articles of an event, each with the statements it prints. The first prints all of them word for word."""
    number = min(MOST_OUTLETS, int(chance.paretovariate(OUTLETS_POWER)))
    outlets = world.some_outlets(chance, event.language, 1 if event.voice == "unnamed" else number)
    found = []
    for place, outlet in enumerate(outlets):
        is_first = place == 0
        page = _page(chance, event, outlet, is_first=is_first, is_alone=len(outlets) == 1)
        some = [each for each in event.statements if is_first or chance.random() < PRINTED]
        printed = [
            (statement, _print(chance, world, event, statement, is_first))
            for statement in some or [pick(chance, event.statements)]
        ]
        write(chance, world, page, [printing for _, printing in printed])
        found.append((page, printed))
    return found


def _page(chance: Random, event: Event, outlet: Outlet, *, is_first: bool, is_alone: bool) -> Page:
    states = event.is_stated and (is_first or chance.random() < ALSO_STATED)
    kind, when = chance.random(), chance.random()
    if (states or is_alone) and kind < UNDATED:
        return Page(outlet, event, None, False, states)
    lag = chance.randint(0, 1) if when < SAME_DAY else chance.randint(2, 3)
    if states and when > NEAR:
        lag = chance.randint(4, LATEST)
    return Page(outlet, event, event.day + lag, states and kind < UNDATED + MONTH_ONLY, states)


def _print(chance: Random, world: World, event: Event, statement: Statement, is_first: bool) -> Printing:
    if event.voice != "named":
        return whole(statement)
    printing = whole(statement)
    if not (is_first or event.is_exact):
        printing = another(chance, statement, world.speech, event.speaker.nouns, event.language)
    is_cut = printing.is_whole and event.language == "en" and chance.random() < CUT
    return cut_in_two(chance, statement) if is_cut else printing
