"""What a web server runs: `gunicorn archive.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from archive.database import OWNER_URL, open_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
# A named database is not asked here: a worker that starts while it is away answers 503 until it is back.
if not os.environ.get("DATABASE_URL"):
    open_database()
# Pages are never served as the owner of the tables.
os.environ.pop(OWNER_URL, None)
application = get_wsgi_application()

from django.conf import settings  # noqa: E402

from statements.search.engines import start  # noqa: E402

start(settings.VAR_DIR / "search")

from archive import urls  # noqa: E402, F401  # loads every view

# What is loaded stays. Where the collector looks through it time and again, every seventh page takes 80 to 120 ms more.
gc.collect()
gc.freeze()
