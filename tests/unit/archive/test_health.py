import pytest
from django.db import connection

from archive import health


def test_live_asks_nothing_of_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


def test_ready_once_every_migration_is_applied(client, db):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


def test_ready_misses_a_migration(client, db, monkeypatch):
    newer = health.shipped_migrations() | {("statements", "9999_newer")}
    monkeypatch.setattr(health, "shipped_migrations", lambda: newer)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["reason"]) == (503, "migrations are missing")


@pytest.mark.django_db(transaction=True)
def test_ready_misses_the_database(client, monkeypatch):
    connection.close()
    with monkeypatch.context() as away:
        away.setitem(connection.settings_dict, "HOST", "/nowhere")
        response = client.get("/readyz")
    assert (response.status_code, response.json()["reason"]) == (503, "the database does not answer")


def test_health_is_told_without_tls_too(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
    assert client.get("/healthz").status_code == 200
    assert client.get("/admin/").status_code == 301
