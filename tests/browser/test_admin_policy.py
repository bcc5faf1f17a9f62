"""The plain admin under the strict content security policy: its scripts have to go on working."""

import pytest
from django.contrib.auth import get_user_model


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
