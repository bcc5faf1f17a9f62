"""The forms of a statement and of outlets: without a script, and with the keyboard alone."""

import re

from playwright.sync_api import expect


def test_report_is_written_and_followed_with_the_keyboard_alone(scriptless, addresses):
    page = scriptless
    page.goto(addresses["quote"])
    page.get_by_role("link", name="Report an error or reply").press("Enter")
    page.get_by_label("Something here is wrong").press("ArrowDown")
    expect(page.get_by_label("I was quoted or named, and reply")).to_be_checked()
    page.get_by_label("What should the editors know?").press_sequentially("I meant the dams.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/reports/\w{8}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("The editors have your reply")


def test_printings_are_compared_with_another_without_a_script(scriptless, addresses):
    page = scriptless
    page.goto(addresses["quote"])
    page.get_by_label("Compare with").select_option(index=1)
    page.get_by_role("button", name="Compare").press("Enter")
    expect(page).to_have_url(re.compile(r"\?against=\w{8}&diff=#h-printings$"))
    expect(page.get_by_text("Against the wording of")).to_be_visible()


def test_a_third_outlet_is_compared_without_a_script(scriptless, addresses):
    page = scriptless
    page.goto(addresses["compared"])
    page.locator("#c").select_option(label="Žďár Daily")
    page.get_by_role("button", name="Compare").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Žďár Daily")


def test_results_are_shown_as_articles_without_a_script(scriptless, addresses):
    page = scriptless
    page.goto(addresses["search"])
    page.get_by_label("Show").select_option("articles")
    page.get_by_role("button", name="Sort").press("Enter")
    expect(page).to_have_url(re.compile(r"group=articles"))
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Articles with statements")
