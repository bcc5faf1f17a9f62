"""Whether two wordings were said on one occasion: what the texts state decides, page dates only bound it."""

from datetime import timedelta

from statements.language.days import DayRange
from statements.language.normalise import words
from statements.linking.values import Verdict, Wording

# Of 30 near-identical pairs printed at most 3 days apart, 30 were one statement; from 4 days on a third were
# not (measured on dated news quotations).
NEAR_PAGES = timedelta(days=3)
# Longer stated ranges ("in April") hold several occasions; two-day meetings and weekends hold one.
SHORT_RANGE = timedelta(days=3)
# A page may be dated a day before the event by an outlet far to the west of it.
TIME_ZONES = timedelta(days=1)

# How sure each ground is: 1 the text says so, less where page dates stand in for it. Arbitrary but ordered.
STATED, BOUNDED, NEAR = 1.0, 0.95, 0.9


def same_occasion(a: Wording, b: Wording) -> Verdict:
    """Judge two wordings of one speaker "same", "other_occasion" or "unsure", with score and basis in words.

    A gap between page dates alone is no repeat: two of three such pairs are one statement reported again.
    """
    is_one_article = bool(a.article) and a.article == b.article
    found = _by_days(a, b, is_one_article)
    if found.verdict != "same" or is_one_article or not _places_differ(a.place, b.place):
        return found
    verdict = "other_occasion" if found.score == STATED else "unsure"
    return Verdict(verdict, found.score, f"the texts state different places: {a.place}, {b.place}")


def _by_days(a: Wording, b: Wording, is_one_article: bool) -> Verdict:
    if a.is_stated and b.is_stated and a.said and b.said:
        return _by_stated_days(a.said, b.said)
    if is_one_article:
        return Verdict("same", STATED, "in one article, which states no other day")
    if a.is_stated and a.said:
        return _by_page_date(a.said, b)
    if b.is_stated and b.said:
        return _by_page_date(b.said, a)
    if a.published and b.published and _gap(a.published, b.published) <= NEAR_PAGES:
        return Verdict("same", NEAR, "no day stated, page dates at most 3 days apart")
    return Verdict("unsure", 0.0, "neither text states the day")


def _by_stated_days(a: DayRange, b: DayRange) -> Verdict:
    if not a.overlaps(b):
        return Verdict("other_occasion", STATED, "the texts state different days")
    if not (is_short(a) and is_short(b)):
        return Verdict("unsure", 0.0, "the days stated overlap, but are too wide to be one occasion")
    return Verdict("same", STATED, "the texts state the same day")


def _by_page_date(said: DayRange, undated: Wording) -> Verdict:
    bound = undated.published or undated.said
    if bound is None or bound.last is None:
        return Verdict("unsure", 0.0, "one text states no day and its page has no date")
    first, last = said.first, said.last
    if first and bound.last + TIME_ZONES < first:
        return Verdict("other_occasion", BOUNDED, "one was printed before the day stated for the other")
    if (
        first
        and last
        and is_short(said)
        and first <= bound.last
        and (bound.first or bound.last) - last <= NEAR_PAGES
    ):
        return Verdict("same", BOUNDED, "printed at most 3 days after the day stated in the other text")
    return Verdict("unsure", 0.0, "one text states the day, the page date of the other does not settle it")


def _gap(a: DayRange, b: DayRange) -> timedelta:
    ends = (a.first, a.last, b.first, b.last)
    known = [day for day in ends if day]
    return max(known) - min(known) if len(known) == len(ends) else timedelta.max


def is_short(days: DayRange) -> bool:
    """Whether days hold one occasion at most."""
    return bool(days.first and days.last and days.last - days.first <= SHORT_RANGE)


def _places_differ(a: str, b: str) -> bool:
    forms_a, forms_b = ({word.form for word in words(place)} for place in (a, b))
    return bool(forms_a and forms_b) and forms_a.isdisjoint(forms_b)
