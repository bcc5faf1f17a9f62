"""The habits of this repository that no other tool checks: sizes, names, reasons, and what must be absent."""

import ast
import re
import subprocess
from collections.abc import Iterator
from glob import glob
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What nine in ten files and functions keep to in the code bases whose style we follow.
FILE_LINES, TEST_FILE_LINES, FUNCTION_LINES, VIEW_LINES, TEMPLATE_LINES = 300, 400, 40, 25, 100
# They say nothing of what is inside, so everything ends up there.
EMPTY_NAMES = {"utils", "helpers", "common", "misc", "manager", "managers", "handler", "handlers"}
# Put together of parts, so that this file does not hold what it looks for.
HOME = re.compile(r"(?<![\w.])/(?:" + "root|home|Users)" + r"/\w")
REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|yarnpkg|crates)" + r"\.(?:org|com|io)\b")
RAW_MARKUP = re.compile(r"mark_safe|SafeString\(|\|\s*safe(?:seq)?\b|autoescape\s+off")


def own_files() -> list[Path]:
    """The project's own files, relative to the root: those in git, or all in sight where there is no git."""
    # The checkout may belong to another account; git is only asked for names.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    names = listed.split("\0") if listed else glob("**", root_dir=ROOT, recursive=True)
    return sorted(Path(name) for name in names if (ROOT / name).is_file() and not name.startswith("var/"))


def text(path: Path) -> str:
    """The text of a file; pictures and fonts have none."""
    try:
        return (ROOT / path).read_text()
    except UnicodeDecodeError:
        return ""


def long_functions(path: Path) -> Iterator[str]:
    """The functions of a file that have more lines than their place allows."""
    limit = VIEW_LINES if path.is_relative_to("statements/views") else FUNCTION_LINES
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            if length > limit:
                yield f"{path}:{node.lineno} {node.name} has {length} lines"


def long_files(paths: list[Path], limit: int) -> list[str]:
    """The files of more than `limit` lines."""
    counted = [(path, len(text(path).splitlines())) for path in paths]
    return [f"{path} has {count} lines" for path, count in counted if count > limit]


FILES = own_files()
CODE = [path for path in FILES if path.suffix == ".py" and "migrations" not in path.parts]
TESTS = [path for path in CODE if path.is_relative_to("tests")]
TEMPLATES = [path for path in FILES if path.is_relative_to("templates")]


def test_files_are_short():
    assert CODE
    assert TEMPLATES
    assert long_files([path for path in CODE if path not in TESTS], FILE_LINES) == []
    assert long_files(TESTS, TEST_FILE_LINES) == []
    assert long_files(TEMPLATES, TEMPLATE_LINES) == []


def test_functions_are_short():
    assert [finding for path in CODE for finding in long_functions(path)] == []


def test_names_of_modules_say_what_is_inside():
    assert [path for path in CODE if EMPTY_NAMES.intersection(path.with_suffix("").parts)] == []


def test_foreign_text_is_never_taken_for_markup():
    shown = [path for path in CODE if path not in TESTS] + TEMPLATES
    assert [(path, RAW_MARKUP.findall(text(path))) for path in shown if RAW_MARKUP.search(text(path))] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_have_a_reason_and_hashes(name):
    pinned = re.findall(r"^([\w.-]+)==", text(Path(name)), re.M)
    assert pinned
    assert re.findall(r"^# \S.+\n([\w.-]+)==\S+ \\\n    --hash=sha256:", text(Path(name)), re.M) == pinned


def test_files_name_no_home_folder_and_no_package_registry():
    assert [(path, HOME.findall(text(path))) for path in FILES if HOME.search(text(path))] == []
    assert [(path, REGISTRY.findall(text(path))) for path in FILES if REGISTRY.search(text(path))] == []
