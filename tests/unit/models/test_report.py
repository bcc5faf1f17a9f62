import pytest

from tests.factories import make_quote


def test_report_has_words(refused):
    with refused("report_has_words"):
        make_quote().reports.create(kind="error", body="")


@pytest.mark.parametrize("state", ["accepted", "declined"])
def test_report_closed_has_an_outcome(refused, state):
    report = make_quote().reports.create(kind="error", body="She said gulls, not herrings.")
    report.state = state
    with refused("report_closed_has_an_outcome"):
        report.save()
