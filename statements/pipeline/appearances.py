"""Saves the quotations of a reading as appearances."""

from collections.abc import Iterable
from dataclasses import replace

from statements.extraction import ArticleText, Quotation
from statements.language.dates import resolve_days
from statements.language.days import DayRange
from statements.language.normalise import fold
from statements.language.tables import language
from statements.models import Appearance, Reading
from statements.models.dated import from_column, to_column

NOT_STATED = "not stated; no later than the page's date"


def save_appearances(
    reading: Reading, page: ArticleText, quotations: Iterable[Quotation]
) -> list[Appearance]:
    """Saves the quotations that were found in a page."""
    published = from_column(reading.article.published_on)
    outlet = reading.article.outlet.name
    rows = [_appearance(reading, page, _as_heard(quotation, outlet), published) for quotation in quotations]
    return Appearance.objects.bulk_create(rows)


def _as_heard(quotation: Quotation, outlet: str) -> Quotation:
    """A quotation as the outlet knows it: what "told the Post" says in the Post itself is not second-hand."""
    if quotation.via and set(fold(quotation.via).split()) <= set(fold(outlet).split()):
        return replace(quotation, via="", evidence=quotation.kind)
    return quotation


def _appearance(
    reading: Reading, page: ArticleText, quotation: Quotation, published: DayRange | None
) -> Appearance:
    said, basis, is_stated = said_days(page, quotation, published)
    return Appearance(
        reading=reading,
        spans=[list(span) for span in quotation.segments],
        words=[span.of(page.text) for span in quotation.segments],
        part=quotation.part,
        kind=quotation.kind,
        evidence=quotation.evidence,
        cue=quotation.cue_verb[:40],
        source=quotation.source.of(page.text) if quotation.source else "",
        speaker_name=quotation.speaker[:200],
        speaker_kind=quotation.speaker_kind,
        jointly=[[name[:200], kind] for name, kind in quotation.jointly],
        role=quotation.role[:300],
        attributed_by=quotation.attributed_by,
        attribution_score=quotation.score,
        chain=list(quotation.chain),
        runners_up=[list(runner_up) for runner_up in quotation.runners_up],
        signs=list(quotation.signs),
        carrier=[list(span) for span in quotation.carrier],
        via=quotation.via[:200],
        said_language=quotation.said_language,
        is_translated=quotation.is_translated or None,
        prompt=quotation.prompt.of(page.text) if quotation.prompt else "",
        said_on=to_column(said),
        said_basis=basis,
        is_day_stated=is_stated,
        place=quotation.place[:200],
    )


def said_days(
    page: ArticleText, quotation: Quotation, published: DayRange | None
) -> tuple[DayRange | None, str, bool]:
    """When it was said, the basis in words, and whether the text says when.

    Without a day in the text the page's date is an upper bound and no more; without that nothing is known.
    """
    phrase = quotation.day_phrase.of(page.text) if quotation.day_phrase else ""
    stated = resolve_days(language(page.language), phrase, published)
    if stated:
        return (*stated, True)
    if published and published.last:
        return DayRange(None, published.last), NOT_STATED, False
    return None, "", False
