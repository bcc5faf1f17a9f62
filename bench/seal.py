"""Seals a folder of articles and their gold file as demonstration/sealed.tar.xz.

usage: python bench/seal.py FOLDER

FOLDER holds articles.csv, gold.json and the articles that articles.csv names, and no folders. The sealed half measures
how the archive does on texts that nobody who works on its rules has read: packed, no search through the repository and
no open editor shows a sentence of it by chance. The loose folder is never committed. The same files give the same
bytes, whoever packs them and whenever.
"""

import csv
import sys
import tarfile
from pathlib import Path

SEALED = Path(__file__).resolve().parent.parent / "demonstration" / "sealed.tar.xz"
# 1 January 2026, 00:00 UTC, for every member.
SEALED_AT = 1_767_225_600


def check(folder: Path) -> list[Path]:
    """The files of the folder by name; exits where one is missing, or where something lies there that is no file."""
    missing = [name for name in ("articles.csv", "gold.json") if not (folder / name).is_file()]
    if not missing:
        with (folder / "articles.csv").open(encoding="utf-8", newline="") as stream:
            named = [row.get("file") or "a row's file name" for row in csv.DictReader(stream)]
        missing = [name for name in named if not (folder / name).is_file()]
    if missing:
        sys.exit(f"{folder} lacks {', '.join(missing)}: nothing was sealed.")
    odd = [path.name for path in folder.iterdir() if path.is_symlink() or not path.is_file()]
    if odd:
        sys.exit(f"{folder} may hold files alone; {', '.join(odd)} is none: nothing was sealed.")
    return sorted(folder.iterdir())


def anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """The member without what differs from one machine to the next: owner, rights, time."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o644
    member.mtime = SEALED_AT
    return member


def main(folder: Path) -> None:
    paths = check(folder)
    unfinished = SEALED.with_suffix(".part")
    with tarfile.open(unfinished, "w:xz", format=tarfile.PAX_FORMAT) as archive:
        for path in paths:
            archive.add(path, arcname=path.name, filter=anonymous)
    unfinished.replace(SEALED)
    print(f"{len(paths)} files sealed in {SEALED.name}, {SEALED.stat().st_size} bytes.")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
