"""Copies of one agency text are found, and said to be copies."""

import pytest

from statements.models import Outlet, Quote, Reading, WireGroup
from statements.pipeline import link
from tests.unit.pipeline.test_link import LINE, PRESS, article, said, take

pytestmark = pytest.mark.django_db

COPY = (
    f"“{said(LINE)}” {PRESS}.\n\nThe council of Brell met for the third time in a week, and for the third time it "
    "parted without a vote. Behind the town hall the crews of eleven boats had lit a fire of old crates. They sang, "
    "badly, until the windows were shut. The dues have not changed since the great storm, which took half of the quay "
    "and all of the money."
)
OWN = (
    f"“{said(LINE)}” {PRESS}.\n\nNobody in the fish market would say what that is worth. Trade was slow, the ice was "
    "late, and the talk was of the new ferry, whose captain had bought every lemon on the coast. A vote is due before "
    "the summer, or after it, or never, as the market's oldest hand put it while he sharpened his knife."
)


def groups():
    """The outlets of each wire group, its agency and basis."""
    return {
        (
            tuple(sorted(group.readings.values_list("article__outlet__name", flat=True))),
            group.agency and group.agency.name,
            group.basis,
        )
        for group in WireGroup.objects.all()
    }


def test_what_two_outlets_wrote_themselves_is_no_copy():
    take(article("Post", COPY), article("Radio", OWN), article("Echo", OWN.replace("lemon", "lime"), day=29))
    assert groups() == set()


@pytest.mark.parametrize("order", [1, -1])
def test_copies_are_one_group_whatever_came_first(order):
    Outlet.objects.create(name="Meridian Wire", slug="meridian-wire", kind=Outlet.Kind.AGENCY)
    copies = [
        article("Post", f"BRELL (Meridian Wire) – {COPY}"),
        article("Echo", COPY, day=15),
        article("Radio", OWN),
    ]
    for source in copies[::order]:
        take(source)
    ((outlets, agency, basis),) = groups()
    assert (outlets, agency, basis) == (("Echo", "Post"), "Meridian Wire", "credit line")


def test_linking_anew_groups_what_an_older_release_did_not():
    take(article("Post", COPY), article("Echo", COPY, day=15))
    Reading.objects.update(wire_group=None)
    WireGroup.objects.all().delete()
    link(is_anew=True)
    assert groups() == {(("Echo", "Post"), None, "near-identical text")}


def test_page_says_which_outlets_print_one_text(client):
    take(article("Post", COPY), article("Echo", COPY, day=15), article("Radio", OWN))
    page = client.get(
        Quote.objects.get(wording__startswith="We will not").get_absolute_url()
    ).content.decode()
    assert "3 outlets" in page
    assert "2 print one text" in page
