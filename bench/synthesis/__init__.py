"""Whole archives of invented statements, of any size, with what is true of them: see bench/synthetic.py.

An archive follows from the number of its quotes and a seed alone. `words` of `vocabulary` make `sentences`, these the
`stories` of a `world`; outlets print them (`wordings`, `coverage`, `articles`), and `chunk` writes all that down as the
rows that the pipeline would save. `load` brings the rows into a database, `truth` keeps what is true beside it.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()
