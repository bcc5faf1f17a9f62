"""The plain admin under the strict policy of content: its scripts go on working, and our pages are open to all."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from statements import curation
from tests.factories import make_outlet, make_quote

# Heads of columns without words are in Django's own tables of rows under an entry.
OWN = {"rules": {"empty-table-header": {"enabled": False}}}
AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"


@pytest.fixture
def complaints(page):
    """What the browser's console says of blocked or failing scripts, styles and fonts."""
    found = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def editor(page):
    """The window of an editor who has logged in."""
    get_user_model().objects.create_superuser("editor", password="correct horse battery")
    page.goto("/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "correct horse battery")
    page.click("[type=submit]")
    return page


def test_admin_scripts_run_under_the_policy(editor, complaints):
    editor.goto("/admin/auth/group/add/")
    editor.click("#id_permissions_add_all")
    assert editor.locator("#id_permissions_to option").count() > 20
    editor.goto("/admin/auth/user/add/")
    editor.locator("#id_username").fill("second")
    assert complaints == []


def test_admin_runs_no_inline_script(editor, complaints):
    editor.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    editor.wait_for_timeout(200)
    assert editor.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in complaints)


def test_pages_of_acts_conflicts_and_histories_keep_to_the_policy(editor, complaints):
    quote = make_quote(carried_by=[make_outlet(), make_outlet()])
    page, form = f"/admin/statements/quote/{quote.pk}", "input[value='Set note and answer']"
    editor.goto(f"{page}/act/edit/")
    editor.select_option("#id_note", "disputed")
    editor.fill("#id_reason", "the outlet says so")
    curation.edit(quote, by=get_user_model().objects.get(), reason="she says so", note="denied")
    editor.click(form)
    assert "she says so" in editor.locator(".clash").inner_text()
    assert editor.input_value("#id_reason") == "the outlet says so"
    editor.click(form)
    editor.click(".messagelist a")
    assert "Undo this act" in editor.locator(".acts").inner_text()
    for name in ("split", "redate", "merge", "reattribute"):
        editor.goto(f"{page}/act/{name}/")
        assert editor.evaluate("document.documentElement.scrollWidth <= innerWidth")
    editor.goto(f"{page}/history/")
    assert editor.locator(".history-steps del").first.inner_text() == "denied by the speaker"
    colour = "element => getComputedStyle(element).backgroundColor"
    assert editor.locator(".history-steps ins").first.evaluate(colour) != "rgba(0, 0, 0, 0)"
    assert complaints == []


def test_our_pages_of_the_admin_have_no_axe_violation(browser, editor, live_server):
    quote = make_quote(carried_by=[make_outlet(), make_outlet()])
    page = f"/admin/statements/quote/{quote.pk}"
    state = editor.context.storage_state()
    context = browser.new_context(base_url=live_server.url, bypass_csp=True, storage_state=state)
    window, found = context.new_page(), {}
    acts = ("edit", "split", "redate", "merge", "reattribute", "withdraw")
    for address in (f"{page}/change/", f"{page}/history/", *(f"{page}/act/{act}/" for act in acts)):
        window.goto(address)
        window.add_script_tag(path=AXE)
        for violation in window.evaluate("options => axe.run(options)", OWN)["violations"]:
            found[address, violation["id"]] = [node["html"][:160] for node in violation["nodes"]]
    context.close()
    assert found == {}
