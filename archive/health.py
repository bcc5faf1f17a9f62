"""For those who watch over the archive: does the process answer, and can it serve pages?"""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """200 while the process answers; the database is not asked."""
    return JsonResponse({"status": "ok"})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and has every migration of this version, else 503 with the reason."""
    try:
        missing = shipped_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "reason": "the database does not answer"}, status=503)
    if missing:
        return JsonResponse({"status": "unavailable", "reason": "migrations are missing"}, status=503)
    return JsonResponse({"status": "ok"})


@cache
def shipped_migrations() -> frozenset[tuple[str, str]]:
    """App and name of each migration in this version of the code."""
    return frozenset(MigrationLoader(None).disk_migrations)
