"""Readers' forms as a server takes them."""

from django.db import connection


def post(client, address, data, **extra):
    """Posts a form on a connection that has no name in the history, as those of a server have none for readers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('archive.actor', '', false)")
    try:
        return client.post(address, data, **extra)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('archive.actor', 'test', false)")
