"""How much memory the embedded server takes."""

import pytest

from archive.server_memory import memory_options


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("100000000\n", 128),  # less than PostgreSQL's own default is asked of no machine
        ("1073741824\n", 256),
        ("4398046511104\n", None),
        ("max\n", None),
    ],
    ids=["small", "1 GB", "more than there is", "none"],
)
def test_server_takes_a_quarter_of_what_its_container_has(tmp_path, limit, expected):
    path = tmp_path / "memory.max"
    path.write_text(limit)
    (_, option) = memory_options(path)
    without = memory_options(tmp_path / "missing")[1]
    assert option == (without if expected is None else f"shared_buffers={expected}MB")
