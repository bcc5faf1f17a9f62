"""Search by hand: without a script, and with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(scriptless):
    """A page in a browser that runs no script."""
    return scriptless


def test_search_narrow_and_widen_without_script(page, addresses):
    page.goto(addresses["home"])
    page.get_by_label("Search statements").fill("“wall of dams”")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/search\?q=[^&]+$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("2 statements with “wall of dams”")
    page.get_by_role("checkbox", name="Harbour Post 1 statements").check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"/search\?q=[^&]+&outlet=\w{8}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 statement ")
    page.get_by_role("link", name=re.compile("^Outlet Harbour Post ?, remove this filter$")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 statements ")
    page.get_by_label("Sort").select_option("Oldest said")
    page.get_by_role("button", name="Sort").click()
    expect(page).to_have_url(re.compile(r"/search\?q=[^&]+&sort=oldest$"))
    page.locator(".card h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Today we do not want a new wall of dams.")


def test_bars_of_the_histogram_lead_to_their_years_with_the_keyboard_alone(page, addresses):
    page.goto(addresses["search"])
    page.get_by_role("link", name="2024: 1 statement").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?year=2024$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 statement")


def test_days_are_asked_for_by_two_fields(page, addresses):
    page.goto(addresses["search"])
    page.get_by_label("Said from").fill("2023")
    page.locator("#said_to").fill("2024-05")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"/search\?said=2023\.\.2024-05$"))
    expect(page.get_by_label("Said from")).to_have_value("2023")


def test_skip_link_comes_first_and_leads_to_the_page(page, addresses):
    page.goto(addresses["quote"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def test_way_from_quote_to_article_and_back(page, addresses):
    page.goto(addresses["quote"])
    page.get_by_role("link", name="In the archived article").first.click()
    expect(page.locator(":target")).to_contain_text("We do not want a contest over the river.")
    page.locator(":target").click()
    expect(page).to_have_url(addresses["quote"])
