"""No page asks the database more than eight times, however much it shows."""

from datetime import date, timedelta

import pytest
from django.db import connection

from statements.citations.versions import freeze_missing
from statements.models import Outlet
from tests.factories import (
    make_appearance,
    make_article,
    make_judgement,
    make_occasion,
    make_outlet,
    make_quote,
    make_reading,
    make_refrain,
    make_set,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db

CEILING = 8
DAY = date(2026, 2, 10)


def fill_archive(size):
    """An archive in which everything hangs together, `size` of each kind; the row of each kind that has most."""
    outlets = [make_outlet() for _ in range(size)]
    topics = [make_topic() for _ in range(size)]
    make_topic(broader=topics[0])
    speaker, occasion = make_speaker(), make_occasion()
    speaker.roles.create(title="Mayor", basis="editor")
    quotes = [
        make_quote(
            wording="Herring for all. Cod for none.",
            speaker=speaker,
            carried_by=outlets,
            topics=topics,
            said=DAY + timedelta(days=400 * number),
            occasion=occasion if number == 0 else None,
        )
        for number in range(size)
    ]
    for number in range(size):
        reading = make_reading(
            article=make_article(outlet=outlets[0]), text=f"The limit, he said, is “herring {number}”."
        )
        part = make_appearance(reading=reading, words=[f"herring {number}"], kind="mixed")
        make_quote(appearances=[part], speaker=make_speaker(), occasion=occasion)
    for other in quotes[1:]:
        make_judgement(left=quotes[0].reference, right=other.reference, verdict="changed")
    refrain = make_refrain(quotes=quotes)
    article = quotes[0].reference.reading.article
    # Other tests leave the tables empty: without new figures the planner reckons with one row in each.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return speaker, outlets[0], topics[0], occasion, quotes[0], refrain, article, quotes[0].reference


@pytest.mark.usefixtures("planned_queries")
@pytest.mark.parametrize("size", [2, 12])
def test_pages_ask_at_most_eight_times(client, django_assert_max_num_queries, size):
    rows = fill_archive(size)
    speaker, outlet, topic = rows[:3]
    lists = ["/", "/speakers/", "/outlets/", "/topics/", "/occasions/", "/refrains/", "/sets/"]
    freeze_missing()
    rows = (*rows, make_set())
    frozen = [f"{row.get_absolute_url()}/{of}" for row in rows[4:7] for of in ("v1", "history")]
    searches = [
        "/search",
        "/search?q=herring",
        f"/search?q=herring&speaker={speaker.public_id}&outlet={outlet.public_id}&topic={topic.public_id}&year=2026",
        f"/search?q=zebra&speaker={speaker.public_id}&year=2026",
        "/search?sort=carried",
        "/search?all=speaker",
        "/search?group=articles",
    ]
    compared = f"/compare?a={outlet.public_id}&b={Outlet.objects.exclude(pk=outlet.pk).first().public_id}"
    pages = "removals/ about method coverage how-to-cite accessibility statistics statistics.csv"
    about = [*(f"/{page}" for page in pages.split()), "/statistics?q=herring&year=2026"]
    for address in [
        *lists,
        *about,
        "/compare",
        compared,
        f"{compared}&topic={topic.public_id}&said_from=2020",
        *frozen,
        *searches,
        *(row.get_absolute_url() for row in rows),
    ]:
        with django_assert_max_num_queries(CEILING, info=address):
            response = client.get(address)
        assert response.status_code in (200, 302), address


@pytest.mark.usefixtures("planned_queries")
@pytest.mark.parametrize("address", ["/search?year=x", "/search?q=%00", "/q/0000000"])
def test_faulty_addresses_ask_at_most_eight_times(client, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(CEILING):
        assert client.get(address).status_code in (400, 404)
