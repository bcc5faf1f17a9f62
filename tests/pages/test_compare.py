"""Two or three outlets beside each other."""

from datetime import date

import pytest

from tests.factories import make_appearance, make_article, make_outlet, make_quote, make_reading, make_topic

pytestmark = pytest.mark.django_db

FULL, CUT = "We sail at dawn and we sail alone.", "We sail at dawn."


@pytest.fixture
def outlets():
    """Two outlets that carried one statement, the second a day later and less of it; each carried one more alone."""
    post, wire = make_outlet(name="Harbour Post"), make_outlet(name="Meridian Wire")
    printed = [
        make_appearance(
            reading=make_reading(
                article=make_article(outlet=outlet, published=date(2026, 2, day)), text=f"“{words}”"
            ),
            words=[words],
        )
        for outlet, day, words in ((post, 10, FULL), (wire, 11, CUT))
    ]
    make_quote(appearances=printed)
    make_quote(wording="The quay is ours.", carried_by=[post])
    make_quote(wording="The sea is nobody’s.", carried_by=[wire])
    return post, wire


def address(a, b):
    return f"/compare?a={a.public_id}&b={b.public_id}"


def test_compare_shows_what_both_carried_word_by_word(client, outlets):
    page = client.get(address(*outlets)).content.decode()
    assert FULL in page
    assert "<del>" in page or 'class="cut"' in page
    assert "1 day later" in page
    assert "The quay is ours." not in page


def test_compare_counts_what_one_carried_without_the_other(client, outlets):
    page = client.get(address(*outlets)).content.decode()
    links = [link.partition('"')[0] for link in page.split('<dd><a href="')[1:]]
    totals = [client.get(link.replace("&amp;", "&")).context["results"].pages.total for link in links]
    assert totals == [1, 1, 1]
    assert "Of 3 statements that one of them carried" in page
    assert "%)" not in page  # too few for shares


def test_compare_asks_for_the_other_outlet(client, outlets):
    page = client.get(f"/compare?a={outlets[0].public_id}")
    assert page.status_code == 200
    assert f'<option value="{outlets[0].public_id}" selected>' in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("?a={0}&b={0}", 400, "Choose different outlets"),
        ("?a={0}&b=zzzzzzzz", 404, "no such outlet"),
        ("?a={0}&b=", 400, "This field is required"),
        ("?a={0}&b=%00", 400, "Null characters"),
        ("?a={0}&b={1}&page=2", 404, "no such page"),
        ("?a={0}&b={1}&page=x", 404, ""),
        ("?a={0}&b={1}&topic=zzzzzzzz", 400, "zzzzzzzz"),
        ("?a={0}&b={1}&topic=000000bd", 404, "or topic"),
    ],
)
def test_compare_says_what_is_wrong(client, outlets, asked, status, said):
    page = client.get("/compare" + asked.format(*(outlet.public_id for outlet in outlets)))
    assert (page.status_code, said in page.content.decode()) == (status, True)


def test_compare_of_outlets_without_a_common_statement(client, outlets):
    other = make_outlet(name="Coastline")
    make_quote(wording="Fog.", carried_by=[other])
    assert "carried by both" in client.get(address(outlets[0], other)).content.decode()


def test_a_paraphrase_stands_in_no_quotation_marks_and_is_not_compared(client, outlets):
    post, wire = outlets
    told = "he would have the quay mended"
    reading = make_reading(article=make_article(outlet=wire), text=f"He said {told}.")
    quoted = make_reading(article=make_article(outlet=post), text="“I shall mend the quay.”")
    quote = make_quote(
        appearances=[
            make_appearance(reading=quoted, words=["I shall mend the quay."]),
            make_appearance(reading=reading, words=[told], kind="indirect"),
        ]
    )
    quote.carriages.filter(appearance__kind="indirect").update(relation="paraphrased")
    page = client.get(address(*outlets)).content.decode()
    assert f'<span dir="auto">{told}</span>' in page
    assert f'<q dir="auto">{told}' not in page


def test_compare_of_three_counts_what_all_carried_and_each_alone(client, outlets):
    third = make_outlet(name="Coastline")
    make_quote(wording="We dredge.", carried_by=[*outlets, third])
    make_quote(wording="We wait.", carried_by=[outlets[0], third])
    page = client.get(f"{address(*outlets)}&c={third.public_id}")
    shares = [(share.label, share.count) for share in page.context["page"].shares]
    assert shares == [
        ("All carried", 1),
        ("Harbour Post alone", 1),
        ("Meridian Wire alone", 1),
        ("Coastline alone", 0),
    ]
    assert [len(row.sides) for row in page.context["page"].rows] == [3]
    for share in page.context["page"].shares:
        assert client.get(share.url).context["results"].pages.total == share.count


def test_compare_is_narrowed_to_a_topic_and_days(client, outlets):
    topic = make_topic()
    make_quote(wording="We dredge.", carried_by=outlets, topics=[topic], said=date(2025, 3, 1))
    make_quote(wording="We dig.", carried_by=outlets, topics=[topic], said=date(2026, 3, 1))
    page = client.get(f"{address(*outlets)}&topic={topic.public_id}&said_from=2026")
    assert [row.statement.label for row in page.context["page"].rows] == ["We dig."]
    share = page.context["page"].shares[0]
    assert share.count == client.get(share.url).context["results"].pages.total == 1
    assert 'value="2026"' in page.content.decode()


def test_compare_says_which_day_it_cannot_read_and_keeps_it(client, outlets):
    page = client.get(f"{address(*outlets)}&said_from=soon")
    assert page.status_code == 400
    assert 'value="soon"' in page.content.decode()


def test_compare_as_csv_has_a_row_for_each_outlet_of_each_statement(client, outlets):
    make_quote(wording="We dredge.", carried_by=outlets)
    response = client.get(address(*outlets).replace("?", ".csv?"))
    rows = b"".join(response.streaming_content).decode().splitlines()[1:]
    assert sorted(row.split(",")[3] for row in rows) == ["Harbour Post"] * 2 + ["Meridian Wire"] * 2
    assert any(f",{CUT}," in row for row in rows)


def test_compare_as_csv_of_one_outlet_is_the_page_that_says_why_not(client, outlets):
    assert client.get("/compare.csv?a={0}&b={0}".format(outlets[0].public_id)).status_code == 400
