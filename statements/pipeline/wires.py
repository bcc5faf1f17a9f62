"""Groups the readings that print one agency text, so that twelve copies are not twelve witnesses."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet

from statements import linking
from statements.models import Article, Carriage, Outlet, Reading, WireGroup

# Copies of one text are printed within days of each other.
NEAR = timedelta(days=3)


def group_copies(readings: Iterable[int]) -> None:
    """Puts each of these readings, by key, with those of other outlets that print the same text and carry a quote that
    it carries. Who is in a group stays there.
    """
    agencies = {
        name: outlet
        for outlet in Outlet.objects.filter(kind=Outlet.Kind.AGENCY, merged_into=None).prefetch_related(
            "names"
        )
        for name in (outlet.name, *(row.name for row in outlet.names.all()))
    }
    for key in sorted(set(readings)):
        if reading := _readings().filter(pk=key, wire_group=None).first():
            _group(reading, agencies)


def _group(reading: Reading, agencies: dict[str, Outlet]) -> None:
    runs = linking.runs_of(reading.text)
    copies = [other for other in _beside(reading) if linking.are_copies(runs, linking.runs_of(other.text))]
    if not copies:
        return
    group = next((other.wire_group for other in copies if other.wire_group), None)
    if group is None:
        group = _new_group([reading, *copies], agencies)
    alone = [row.pk for row in (reading, *copies) if row.wire_group_id is None]
    Reading.objects.filter(pk__in=alone).update(wire_group=group)


def _beside(reading: Reading) -> Iterable[Reading]:
    """Readings of other outlets that carry a quote this one carries, printed within days of it."""
    held = Carriage.objects.active().filter(appearance__reading=reading).values("quote")
    others = _readings().filter(appearances__carriages__in=Carriage.objects.active().filter(quote__in=held))
    for other in others.exclude(article__outlet=reading.article.outlet_id).distinct().order_by("pk"):
        if _are_near(reading.article, other.article):
            yield other


def _readings() -> QuerySet[Reading]:
    return Reading.objects.filter(is_current=True).select_related("article__outlet", "wire_group")


def _are_near(one: Article, other: Article) -> bool:
    """Whether two articles may be of the same days; one without a date may be of any."""
    ends = [(row.published.first, row.published.last) for row in (one, other) if row.published]
    days = [day for pair in ends for day in pair if day]
    return len(ends) < 2 or not days or max(days) - min(days) <= NEAR


def _new_group(readings: list[Reading], agencies: dict[str, Outlet]) -> WireGroup:
    """A group under the agency that a copy names, or that is one of the outlets."""
    for reading in readings:
        name = linking.find_credit(agencies, reading.article.byline, reading.text)
        if name and agencies[name] != reading.article.outlet:
            return WireGroup.objects.create(agency=agencies[name], basis=WireGroup.Basis.CREDIT)
    outlets = (reading.article.outlet for reading in readings)
    agency = next((outlet for outlet in outlets if outlet.kind == Outlet.Kind.AGENCY), None)
    return WireGroup.objects.create(agency=agency, basis=WireGroup.Basis.TEXT)
