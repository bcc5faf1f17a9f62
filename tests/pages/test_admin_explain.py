"""The page of the desk that shows what the extraction decides of a reading."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_reading

pytestmark = pytest.mark.django_db


def test_page_shows_each_decision_to_editors_alone(client):
    reading = make_reading(text="Nerys Quill spoke. “We will keep the lighthouse lit,” Quill said.")
    address = reverse("admin:statements_reading_explain", args=[reading.pk])
    assert client.get(address).status_code == 302
    client.force_login(make_editor())
    page = client.get(address).content.decode()
    assert "We will keep the lighthouse lit," in page
    assert "Nerys Quill" in page
    assert "always" in page
    entry = client.get(reverse("admin:statements_reading_change", args=[reading.pk])).content.decode()
    assert address in entry


def test_page_of_no_reading_is_not_found(client):
    client.force_login(make_editor())
    assert client.get(reverse("admin:statements_reading_explain", args=[1])).status_code == 404
