"""The sealed half of the demonstration archive, by the list of its names: what it says is for the benchmark alone."""

import re
import tarfile
from pathlib import Path, PurePosixPath

import pytest

DEMONSTRATION = Path(__file__).resolve().parents[3] / "demonstration"


@pytest.fixture(scope="module")
def names():
    with tarfile.open(DEMONSTRATION / "sealed.tar.xz", "r:xz") as archive:
        members = archive.getmembers()
    assert all(member.isfile() for member in members)
    return [member.name for member in members]


def test_no_name_leads_out_of_the_folder_it_is_unpacked_in(names):
    assert [name for name in names if name != PurePosixPath(name).name] == []
    assert len(set(names)) == len(names)


def test_nothing_of_it_lies_loose_in_the_demonstration(names):
    shared = {"articles.csv", "gold.json", "topics.csv", "outlets.csv"}
    assert [name for name in names if name not in shared and (DEMONSTRATION / name).exists()] == []


def test_it_holds_a_manifest_a_gold_file_and_as_many_articles_as_its_readme_says(names):
    readme = (DEMONSTRATION / "README.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"^\| Articles sealed \| (\d+) \|$", readme, re.M)
    assert {"articles.csv", "gold.json"} <= set(names)
    assert len([name for name in names if name.endswith((".txt", ".html"))]) == int(told)
