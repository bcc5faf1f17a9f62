"""Pages for what goes wrong: they say it in words and lead on."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import get_template
from django.test import RequestFactory
from django.views.defaults import permission_denied, server_error


@pytest.mark.django_db
def test_unknown_address_offers_a_search(client):
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert "This archive has no page at this address." in response.content.decode()
    assert 'action="/search"' in response.content.decode()


@pytest.mark.django_db
def test_unknown_address_is_shown_as_text(client):
    assert "<script>" not in client.get("/q/%3Cscript%3E").content.decode()


def test_forbidden_page_leads_home():
    response = permission_denied(RequestFactory().get("/"), PermissionError())
    assert (response.status_code, b'href="/"' in response.content) == (403, True)


def test_fault_page_needs_nothing_but_itself():
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"Something went wrong on our side" in response.content


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_fault_pages_are_static(name):
    source = get_template(name).template.source
    assert "{%" not in source
    assert "{{" not in source


@pytest.mark.django_db
def test_nobody_may_frame_a_page_a_file_or_an_error(client):
    file = client.get(staticfiles_storage.url("icon.svg"))
    refused = client.get("/", headers={"host": "elsewhere.example"})
    responses = [client.get("/"), client.get("/nowhere"), file, refused]
    assert [(response.status_code, response.headers["X-Frame-Options"]) for response in responses] == [
        (200, "DENY"),
        (404, "DENY"),
        (200, "DENY"),
        (400, "DENY"),
    ]
    file.close()
