"""Where each address leads."""

from django.contrib import admin
from django.urls import include, path

from archive import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.live),
    path("readyz", health.ready),
    path("", include("statements.urls")),
]
