"""Permanent names, publication, and what of an article may be shown."""
