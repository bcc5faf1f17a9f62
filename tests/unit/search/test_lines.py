"""What is kept of a search until the history of the archive goes on."""

import pytest

from statements.models import Outlet, Speaker
from statements.search.criteria import Criteria
from statements.search.lines import Shelf, last_line, one_page
from statements.search.results import find_quotes
from tests.factories import make_outlet, make_quote, make_speaker

pytestmark = pytest.mark.django_db


def names_in(results):
    """Whatever a page calls speakers and outlets: on cards, in facets, as the filter in use."""
    cards = [
        name.label for card in results.cards for name in (*card.speakers, *(o.outlet for o in card.outlets))
    ]
    values = [value.label for facet in results.facets for value in facet.values]
    return {*cards, *values, *(chip.value for chip in results.chips)}


def test_what_is_kept_of_a_search_shows_a_change_at_once():
    speaker, outlet = make_speaker(name="Nerys Quill"), make_outlet(name="Harbour Post")
    make_quote(wording="No herring today.", speaker=speaker, carried_by=[outlet])
    search = Criteria(text="herring", facets={"speaker": (speaker.public_id,)})
    assert {"Nerys Quill", "Harbour Post"} <= names_in(find_quotes(search))
    Speaker.objects.filter(pk=speaker.pk).update(name="Nerys Fen")
    Outlet.objects.filter(pk=outlet.pk).update(name="Coastline")
    names = names_in(find_quotes(search))
    assert {"Nerys Fen", "Coastline"} <= names
    assert not {"Nerys Quill", "Harbour Post"} & names


def test_a_search_that_is_asked_again_asks_the_database_nothing_but_where_the_history_stands(
    django_assert_num_queries,
):
    make_quote(wording="No herring today.", speaker=make_speaker(), carried_by=[make_outlet()])
    first = find_quotes(Criteria(text="herring"))
    with django_assert_num_queries(1):
        assert find_quotes(Criteria(text="herring")) == first


def test_shelf_forgets_with_the_next_line_and_when_it_is_full():
    shelf = Shelf(2)
    shelf.held()["a"] = 1
    assert shelf.held() == {"a": 1}
    make_speaker()
    assert shelf.held() == {}
    shelf.held().update(a=1, b=2)
    assert shelf.held() == {}


def test_a_page_stands_at_one_line():
    with one_page() as line:
        make_speaker()
        assert last_line() == line
    assert last_line() != line
