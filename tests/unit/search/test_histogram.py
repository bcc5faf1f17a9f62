"""Years as bars."""

import pytest

from statements.search.histogram import HEIGHT, LEAST, MOST_YEARS, WIDTH, make_histogram


def drawn(counts, chosen=()):
    return make_histogram(counts, {year: f"?year={year}" for year in counts}, frozenset(chosen))


@pytest.mark.parametrize("counts", [{}, {2020: 3}, {2020: 3, 2020 - MOST_YEARS: 1}])
def test_no_histogram_of_one_year_or_of_too_many(counts):
    assert drawn(counts) is None


def test_histogram_has_a_bar_for_each_year_in_its_place():
    found = drawn({2020: 4, 2018: 2, 2021: 1}, chosen=[2018])
    assert (found.first, found.last, found.room) == (2018, 2021, WIDTH / 4)
    assert [(bar.year, bar.count, bar.url) for bar in found.bars] == [
        (2018, 2, "?year=2018"),
        (2020, 4, "?year=2020"),
        (2021, 1, "?year=2021"),
    ]
    assert [bar.x for bar in found.bars] == [0, 124, 186]
    assert [bar.height for bar in found.bars] == [HEIGHT / 2, HEIGHT, HEIGHT / 4]
    assert [bar.is_selected for bar in found.bars] == [True, False, False]
    assert all(bar.y + bar.height == HEIGHT for bar in found.bars)


def test_histogram_shows_a_single_statement_beside_many():
    assert drawn({2020: 100_000, 2021: 1}).bars[1].height == LEAST
