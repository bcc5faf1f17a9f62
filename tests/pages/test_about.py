"""Pages about the archive: what it holds, how well it works, how it is cited."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import make_article, make_outlet, make_quote, make_reading
from tests.factories.quotes import make_appearance

pytestmark = pytest.mark.django_db

PAGES = ["about", "method", "coverage", "how-to-cite", "accessibility"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_the_pages_about_the_archive(client, page):
    assert client.get(f"/{page}").status_code == 200
    assert f'href="/{page}"' in client.get("/").content.decode()


def test_method_tells_the_figures_that_were_measured(client):
    measured = json.loads((settings.BASE_DIR / "bench" / "extraction.json").read_text())["dev"]
    linked = json.loads((settings.BASE_DIR / "bench" / "linking.json").read_text())
    page = client.get("/method").content.decode()
    for figure in (measured["right, F1"], measured["published names, right"], linked["linked, truncated"]):
        assert str(figure) in page


def test_about_says_how_little_there_is_in_an_empty_archive(client):
    assert "holds no published statement yet" in client.get("/about").content.decode()
    assert "No article of this archive is public yet" in client.get("/coverage").content.decode()


def rows(page):
    """The rows of the page's table as lists of words."""
    table = page.partition("<tbody>")[2].partition("</table>")[0]
    cells = [row.replace("<td>", "|").replace("</th>", "|") for row in table.split("<tr>")[1:]]
    return [[cell.split(">")[-1].strip() for cell in _bare(row).split("|") if cell.strip()] for row in cells]


def _bare(row):
    for tag in ("</td>", "</a>", "</tr>", "</tbody>", "<tfoot>", "</tfoot>"):
        row = row.replace(tag, "")
    return row.replace('<th scope="row">', "")


def carried(outlet, day):
    article = make_article(outlet=outlet, published=day)
    reading = make_reading(article=article, text="“We sail at dawn.”")
    make_quote(appearances=[make_appearance(reading=reading, words=["We sail at dawn."])])


def test_coverage_counts_articles_by_outlet_and_year():
    post, wire = make_outlet(name="Harbour Post"), make_outlet(name="Meridian Wire")
    for day in (date(2025, 3, 4), date(2025, 9, 1), date(2026, 1, 1)):
        carried(post, day)
    carried(wire, None)
    page = Client().get("/coverage").content.decode()
    heads = [
        head.partition("</th>")[0] for head in page.partition("</thead>")[0].split('<th scope="col">')[1:]
    ]
    assert heads == ["Outlet", "Articles", "2026", "2025", "undated"]
    assert rows(page) == [
        ["Harbour Post", "3", "1", "2", "–"],
        ["Meridian Wire", "1", "–", "–", "1"],
        ["All", "4", "1", "2", "1"],
    ]
