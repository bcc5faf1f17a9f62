"""The sample that the archive is: how many articles it holds of each outlet and year."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from statements.search.plain import Link, address_of

# Years before the last so many share a column, as a page is only so wide.
YEARS = 8
# Outlets with fewer articles than the first so many are counted together, as a page is only so long.
OUTLETS = 100
HELD = """
SELECT outlet.public_id, outlet.slug, outlet.name, held.year, held.number
FROM (
    SELECT outlet_id, coalesce(extract(year FROM lower(published_on))::int, 0) AS year, count(*) AS number
    FROM statements_article WHERE public_id IS NOT NULL GROUP BY 1, 2
) AS held JOIN statements_outlet AS outlet ON outlet.id = held.outlet_id
ORDER BY outlet.name, outlet.id
"""


@dataclass(frozen=True, slots=True)
class SampleRow:
    """An outlet: its articles in each column of the sample, and all of them."""

    link: Link
    numbers: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Sample:
    """Columns of years, the newest first, with "before" and "undated" where there are such articles; the outlets with
    most articles first, the articles of the `others` of them together, and all.
    """

    columns: tuple[str, ...]
    rows: tuple[SampleRow, ...]
    others: int
    of_others: tuple[int, ...]
    totals: tuple[int, ...]
    total: int


def read_sample() -> Sample:
    """The sample, in one query."""
    held: dict[Link, dict[int, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        for public_id, slug, name, year, number in cursor:
            link = Link(name, address_of("outlet", public_id, slug) if public_id else "", public_id or "")
            held.setdefault(link, {})[year] = number
    years = sorted({year for of_outlet in held.values() for year in of_outlet if year}, reverse=True)
    recent = years[:YEARS]
    groups = [(str(year), [year]) for year in recent]
    if years[YEARS:]:
        groups.append((f"before {recent[-1]}", years[YEARS:]))
    if any(0 in of_outlet for of_outlet in held.values()):
        groups.append(("undated", [0]))
    rows = [
        SampleRow(
            link,
            tuple(sum(of_outlet.get(year, 0) for year in group) for _, group in groups),
            sum(of_outlet.values()),
        )
        for link, of_outlet in held.items()
    ]
    rows.sort(key=lambda row: (-row.total, row.link.label))
    return Sample(
        columns=tuple(label for label, _ in groups),
        rows=tuple(rows[:OUTLETS]),
        others=len(rows[OUTLETS:]),
        of_others=_summed(rows[OUTLETS:], len(groups)),
        totals=_summed(rows, len(groups)),
        total=sum(row.total for row in rows),
    )


def _summed(rows: Sequence[SampleRow], width: int) -> tuple[int, ...]:
    return tuple(sum(row.numbers[place] for row in rows) for place in range(width))
