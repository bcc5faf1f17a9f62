"""How the pages of a running archive do in Lighthouse and in the validator of HTML, and what they weigh.

usage: python bench/pages.py NAME [ADDRESS]

Takes the most carried reviewed quote of the archive at ADDRESS (http://localhost:8000 by default), its article and
speaker, and the two outlets of most statements. Writes the result into pages.json beside this file, under NAME. Needs
node, java and Chromium.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen  # noqa: TID251 - an archive of one's own

HERE = Path(__file__).resolve().parent
# Where npm puts the two tools; `make clean` takes it away.
TOOLS = HERE.parent / "var" / "audit"
PACKAGES = ("lighthouse@12.8.2", "vnu-jar")
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
# More than a server of ours has.
WORKERS, TRIES = 4, 5
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def read(url: str) -> str:
    with urlopen(url, timeout=30) as answer:  # noqa: S310
        return str(answer.read().decode())


def first(pattern: str, page: str) -> str:
    """The first address on a page that the pattern finds."""
    if found := re.search(f'href="({pattern})', page):
        return found[1]
    raise SystemExit(f"No address like {pattern}: the archive is empty, or not one of ours.")


def addresses(site: str) -> dict[str, str]:
    """The pages that are looked at, by name."""
    # What no editor has seen is kept out of search engines, which costs it a score.
    quote = first('/q/[^"#]+', read(f"{site}/search?reviewed=yes&sort=carried"))
    page, outlets = read(site + quote), read(f"{site}/search")
    a, b = re.findall(r'name="outlet" value="(\w+)"', outlets)[:2]
    return {
        "home": "/",
        "search": "/search",
        "quote": quote,
        "article": first('/a/[^"#]+', page),
        "speaker": first('/speakers/[^"#]+/[^"#]+', page),
        "compare": f"/compare?a={a}&b={b}",
    }


def scores_of(url: str) -> dict[str, Any]:
    """The median of three looks, as Lighthouse advises: a score of speed moves with what else the machine does."""
    looks = [lighthouse(url) for _ in range(3)]
    return {name: sorted(look[name] for look in looks)[1] for name in looks[0]}


def lighthouse(url: str) -> dict[str, Any]:
    """The four scores of 100 and how much the layout shifted, as on a phone."""
    report = TOOLS / "report.json"
    command = [
        *(TOOLS / "node_modules/.bin/lighthouse", url, "--quiet", "--output=json", f"--output-path={report}"),
        f"--chrome-flags={CHROME}",
    ]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    # The browser loses the trace of a page now and then (NO_NAVSTART).
    if not any(subprocess.run(command, env=environment).returncode == 0 for _ in range(TRIES)):
        raise SystemExit(f"Lighthouse failed {TRIES} times on {url}.")
    found = json.loads(report.read_text())
    scores = {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}
    return scores | {"layout shift": round(found["audits"]["cumulative-layout-shift"]["numericValue"], 3)}


def errors_of(pages: dict[str, str]) -> int:
    """How many errors the validator finds in some pages."""
    for name, page in pages.items():
        (TOOLS / f"{name}.html").write_text(page)
    files = [str(TOOLS / f"{name}.html") for name in pages]
    jar = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
    told = subprocess.run(
        ["java", "-jar", jar, "--errors-only", "--exit-zero-always", "--format", "json", *files],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(told.stderr)["messages"]
    for message in messages:
        print(f"{message['url']}: {message['message']}")
    return len(messages)


def main() -> None:
    name, site = sys.argv[1], (sys.argv[2:] or ["http://localhost:8000"])[0].rstrip("/")
    TOOLS.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "install", "--silent", "--no-fund", "--prefix", TOOLS, *PACKAGES], check=True)
    paths = addresses(site)
    # Asked for often enough that every worker has it.
    pages = {page: [read(site + path) for _ in range(2 * WORKERS)][-1] for page, path in paths.items()}
    result: dict[str, Any] = {
        page: scores_of(site + path) | {"bytes of HTML, gzipped": len(gzip.compress(pages[page].encode()))}
        for page, path in paths.items()
    }
    result["errors of HTML"] = errors_of(pages)
    file = HERE / "pages.json"
    held = json.loads(file.read_text()) if file.exists() else {}
    file.write_text(json.dumps(held | {name: result}, indent=2) + "\n")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
