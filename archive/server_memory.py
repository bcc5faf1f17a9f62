"""How much memory the embedded server keeps tables in."""

import os
from pathlib import Path

# PostgreSQL's own default, and what an archive of a million quotes has use for, in MB. A quarter of a machine's memory
# is what its manual advises; with 1 GB the first search for a common word of a million quotes takes a quarter as long.
LEAST, MOST = 128, 1024
# What a container may take (cgroup v2): a number of bytes, or "max".
LIMIT = Path("/sys/fs/cgroup/memory.max")


def memory_options(limit: Path = LIMIT) -> list[str]:
    """Options for the server's command line: a quarter of the memory of this machine, or of this container, between
    LEAST and MOST."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    if limit.exists() and (text := limit.read_text().strip()).isdigit():
        memory = min(memory, int(text))
    return ["-c", f"shared_buffers={min(MOST, max(LEAST, memory // 4 // 2**20))}MB"]
