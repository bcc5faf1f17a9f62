"""Every page in a real browser: open to all readers, whole on a small screen, and asking nobody else for anything."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories import make_appearance, make_article, make_quote, make_reading

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
# Of the rules of axe colours alone depend on the scheme.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
RULES = {"dark": COLOURS, "forced": COLOURS}
SCREENS = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "forced": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
}
# The pages that answer with an error status, which the browser reports on its console.
FAULTS = {"faulty search", "not found", "withdrawn quote"}


@pytest.mark.parametrize("screen", SCREENS)
def test_pages_have_no_axe_violation(browser, addresses, screen):
    # The policy of the pages lets no script be put in, not even this one.
    context = browser.new_context(bypass_csp=True, **SCREENS[screen])
    page, found = context.new_page(), {}
    for name, address in addresses.items():
        page.goto(address)
        page.add_script_tag(path=AXE)
        for violation in page.evaluate("options => axe.run(options)", RULES.get(screen, {}))["violations"]:
            found[name, violation["id"]] = [node["html"][:200] for node in violation["nodes"]]
    context.close()
    assert found == {}


def test_pages_do_not_overflow_a_small_screen(browser, addresses):
    context = browser.new_context(**SCREENS["narrow"])
    page, widths = context.new_page(), {}
    for name, address in addresses.items():
        page.goto(address)
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert {name: width for name, width in widths.items() if width > 320} == {}


def test_pages_keep_their_policy_and_ask_nobody_else(browser, addresses, live_server):
    context = browser.new_context(**SCREENS["light"])
    page, heard, asked = context.new_page(), [], set()
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", lambda request: heard.append(f"failed: {request.url}"))
    page.on("request", lambda request: asked.add(request.url))
    for name, address in addresses.items():
        heard.append(name)
        page.goto(address, wait_until="networkidle")
        if name in FAULTS:
            assert "the server responded with a status of 4" in heard.pop()
        assert heard.pop() == name
    context.close()
    assert not [url for url in asked if not url.startswith(f"{live_server.url}/")]
    assert any(url.endswith(".woff2") for url in asked)


def test_pages_weigh_at_most_15_kilobytes(client, addresses):
    paths = {name: "/" + url.split("/", 3)[3] for name, url in addresses.items()}
    weights = {name: len(gzip.compress(client.get(path).content)) for name, path in paths.items()}
    assert {name: weight for name, weight in weights.items() if weight > 15_000} == {}


def test_marks_and_bars_are_seen_in_forced_colours(browser, addresses):
    context = browser.new_context(**SCREENS["forced"])
    page = context.new_page()
    page.goto(addresses["quote"])
    painted = "element => getComputedStyle(element).color !== getComputedStyle(document.body).backgroundColor"
    assert page.locator(".map .m").first.evaluate(painted)
    page.goto(addresses["statistics"])
    bar = "element => getComputedStyle(element).fill !== getComputedStyle(document.body).backgroundColor"
    assert page.locator(".bar rect").first.evaluate(bar)
    context.close()


def test_a_printed_quote_page_holds_quote_sources_address_and_citation(page, addresses):
    page.emulate_media(media="print")
    page.goto(addresses["quote"])
    shown = page.locator("main").inner_text()
    for words in (
        "We do not want a contest over the river.",
        "Ingrid Kreyle",
        "Meridian Wire",
        "Harbour Post",
        "machine-linked, unreviewed]. Statement Archive. http",
        addresses["quote"].rpartition("/")[2],
    ):
        assert words in shown
    for left_out in ("nav", "button", "select"):
        expect(page.locator(f"{left_out}:visible")).to_have_count(0)


def test_fonts_weigh_at_most_60_kilobytes(settings):
    fonts = Path(settings.BASE_DIR, "static", "fonts").glob("*.woff2")
    assert 0 < sum(font.stat().st_size for font in fonts) <= 60_000


def test_words_of_a_right_to_left_language_run_that_way(page):
    words = ["لن نغلق الميناء أبدا", "سنبقى هنا"]
    whole = make_reading(article=make_article(language="ar"), text=f"“{words[0]}.”\n“{words[1]}.”")
    later = make_reading(article=make_article(language="ar"), text=f"“{words[1]}.”")
    quote = make_quote(
        appearances=[
            make_appearance(reading=whole, words=words),
            make_appearance(reading=later, words=words[1:]),
        ],
        language="ar",
    )
    direction = "elements => elements.map(element => getComputedStyle(element).direction)"
    page.goto(quote.get_absolute_url())
    assert page.eval_on_selector_all("h1, .app blockquote", direction) == ["rtl", "rtl", "rtl"]
    assert page.eval_on_selector_all(".seam", direction) == ["ltr", "ltr"]
    page.goto(whole.article.get_absolute_url())
    assert page.eval_on_selector_all(".text p", direction) == ["rtl", "rtl"]
    page.goto("/search")
    assert page.eval_on_selector_all(".card h3", direction) == ["rtl"]
