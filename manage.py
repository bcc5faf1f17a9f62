#!/usr/bin/env python3
"""Runs a command of the archive; `manage.py help` lists them. Without DATABASE_URL it brings a database."""

import io
import os
import signal
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from archive.database import open_database

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    # What is printed is seen at once, in a log file too.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    # As an exit like any other: the command's transaction is rolled back and the embedded server stopped.
    for stop in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(stop) is signal.SIG_DFL:
            signal.signal(stop, lambda number, _: sys.exit(128 + number))
    try:
        open_database()
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
