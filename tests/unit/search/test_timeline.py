"""Occasions along a line of time."""

from datetime import date

from statements.language.days import DayRange
from statements.search.plain import When
from statements.search.timeline import WIDTH, make_timeline


def line(day, marks):
    said = DayRange.on(day) if day else None
    return said, When(str(day), "", ""), None, marks


def test_make_timeline_later_stands_further_right():
    marks = [("full", "Harbour Post")]
    timeline = make_timeline([line(date(2024, 3, 1), marks), line(date(2025, 9, 1), marks)])
    first, last = (row.marks[0].x for row in timeline.rows)
    assert first < last
    assert (timeline.first_label, timeline.last_label) == ("2024", "2025")
    assert len(timeline.ticks) == 2


def test_make_timeline_many_marks_stay_inside():
    timeline = make_timeline([line(date(2025, 12, 31), [("full", f"Outlet {n}") for n in range(40)])])
    row = timeline.rows[0]
    assert row.marks_left == 32
    assert all(0 <= mark.x <= WIDTH - 16 for mark in row.marks)
    assert "Outlet 39" in row.outlets


def test_make_timeline_undated_has_no_place():
    timeline = make_timeline([line(None, [("full", "Harbour Post")])])
    assert timeline.rows[0].marks == ()
    assert timeline.rows[0].outlets == "Harbour Post"
    assert timeline.ticks == ()
