"""What the one script adds, and that nothing of it is needed."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import expect


@pytest.fixture
def context(browser):
    """A browser that lets pages write and read its clipboard."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context):
    return context.new_page()


def test_slash_leads_to_the_search_field_unless_something_is_typed(page, addresses):
    page.goto(addresses["quote"])
    page.keyboard.press("/")
    field = page.get_by_label("Search statements")
    expect(field).to_be_focused()
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")


def test_the_shortcut_can_be_switched_off_for_good_and_on_again(page, addresses):
    page.goto(addresses["accessibility"])
    page.get_by_role("button", name="Switch it off").click()
    page.goto(addresses["quote"])
    page.keyboard.press("/")
    expect(page.get_by_label("Search statements")).not_to_be_focused()
    page.goto(addresses["accessibility"])
    page.get_by_role("button", name="Switch it on").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("/")
    expect(page.get_by_label("Search statements")).to_be_focused()


@pytest.mark.parametrize(
    ("button", "element"),
    [("Copy the permanent link", "permalink"), ("Copy This record, APA 7", "cite-record-apa")],
)
def test_what_is_cited_can_be_copied(page, addresses, button, element):
    page.goto(addresses["quote"])
    shown = " ".join(page.locator(f"#{element}").inner_text().split())
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == shown


def test_names_are_proposed_while_one_is_typed(page, addresses):
    page.goto(addresses["names in a list"])
    field = page.get_by_label("Names that begin with")
    field.fill("")
    field.press_sequentially("ingr")
    expect(page.locator("datalist option")).to_have_text(["Ingrid Kreyle"])
    field.fill("")
    expect(page.locator("datalist option")).to_have_count(0)


def test_without_the_script_no_button_is_there_that_does_nothing(browser, addresses):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name, kept in (("quote", ["Search", "Compare"]), ("accessibility", ["Search"])):
        page.goto(addresses[name])
        expect(page.locator("button:visible")).to_have_text(kept)
    context.close()


def test_nothing_moves_when_the_script_has_run(page, addresses):
    page.goto(addresses["quote"], wait_until="networkidle")
    moved = page.evaluate(
        "new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce("
        "(sum, entry) => sum + entry.value, 0))).observe({type: 'layout-shift', buffered: true})"
        " || setTimeout(() => done(0), 300))"
    )
    assert moved <= 0.01


def test_style_and_script_are_light(settings):
    static = Path(settings.BASE_DIR, "static")
    weights = {
        path.suffix: len(gzip.compress(path.read_bytes()))
        for path in (static / "css" / "site.css", static / "js" / "site.js")
    }
    assert weights[".css"] <= 6_000
    assert weights[".js"] <= 4_000
