"""Random secrets that are made once and kept in a file only its owner may read."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

# Far beyond any search, and the 50 characters that Django's security check asks for.
SECRET_BYTES = 40


def kept_secret(path: Path) -> str:
    """The secret kept at `path`, 54 characters of A-Z a-z 0-9 - _; made on the first call.

    Two processes that start at once agree on one: the file gets its name only when it is whole. Raises
    OSError when the file can be neither read nor made.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(SECRET_BYTES))
        with suppress(FileExistsError):
            path.hardlink_to(unfinished)
        unfinished.unlink()
    return path.read_text()
