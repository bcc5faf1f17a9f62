"""From an answer of the archive to a file: links to what a copy has lead there, all others to a page that says what it
has not.
"""

import html
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import Resolver404, resolve

# What links of a copy lead to where it has no page.
COPY = "/copy/"
# Parameters of pages that the copy has, each under an address of its own: /speakers/?page=2 is /speakers/page/2.
PAGED = ("page", "articles", "printings", "at")
# Addresses that answer what somebody asks, which files cannot.
ASKED = {"search", "suggest", "check", "report", "compare", "compare-csv", "statistics-csv", "search-feed"}
ASKED |= {"opensearch", "export", "new-set", "api", "outlet-csv", "occasion-csv"}
_LINK = re.compile(r"<link\b[^>]*>")
_TARGET = re.compile(r'(?<= )(href|action|formaction|src)="([^"]*)"')
_MAIN = re.compile(r'(<main id="main"[^>]*>)')
_PAGE = re.compile(rf'href="([^"#]*/(?:{"|".join(PAGED)})/[^"#]+)')


def file_of(address: str) -> str:
    """The file that a plain server answers an address of the copy with: a page is the index of a folder."""
    path = address.partition("#")[0].strip("/")
    is_file = "." in path.rpartition("/")[2]
    return path if is_file else f"{path}/index.html".lstrip("/")


def address_in_copy(address: str) -> str:
    """Where a link to an address of the archive leads in the copy; addresses elsewhere stay as they are."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith("/static/"):
        return address
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    query = parse_qsl(parts.query)
    if not _is_held(parts.path) or any(name not in PAGED for name, _ in query):
        return COPY
    pages = "".join(f"/{name}/{value}" for name, value in query if value != "1")
    return f"{parts.path.rstrip('/')}{pages}{fragment}" if pages else f"{parts.path}{fragment}"


def _is_held(path: str) -> bool:
    if path.startswith(COPY):
        return True
    try:
        found = resolve(path)
    except Resolver404:
        return False
    name = found.url_name or ""
    # Only the editors' desk has a namespace.
    return not found.namespaces and name not in ASKED and not name.startswith(("api-", "export-"))


def rewritten(page: str, own: str, notice: str) -> str:
    """A page for the copy: its links lead within it, and a notice stands at its head. `own` is its address here."""

    def target(found: re.Match[str]) -> str:
        return f'{found[1]}="{html.escape(_absolute(html.unescape(found[2]), own))}"'

    page = _LINK.sub(lambda found: "" if _leads_nowhere(found[0], own) else found[0], page)
    return _MAIN.sub(lambda found: found[1] + notice, _TARGET.sub(target, page), count=1)


def _absolute(address: str, own: str) -> str:
    """A link of a page; one that only has a query or nothing is of the page's own address. Of two lists on a page the
    copy turns over one: the other is on its first page then.
    """
    if address.startswith("?") or not address:
        here, there = urlsplit(own), urlsplit(address)
        turned = [one for one in parse_qsl(there.query) if one not in parse_qsl(here.query)]
        fragment = f"#{there.fragment}" if there.fragment else ""
        return address_in_copy(f"{here.path}?{urlencode(turned)}{fragment}")
    return address if address.startswith("#") else address_in_copy(address)


def _leads_nowhere(link: str, own: str) -> bool:
    found = _TARGET.search(link)
    return bool(found) and _absolute(html.unescape(found[2]), own) == COPY if found else False


def further_pages(page: str) -> set[str]:
    """The addresses in the copy of the pages of lists that a rewritten page leads to."""
    return {html.unescape(address) for address in _PAGE.findall(page)}


def asked_for(address: str) -> str:
    """The address of the archive that an address of the copy stands for."""
    parts = address.split("/")
    for place in range(len(parts) - 2, 0, -1):
        if parts[place] in PAGED:
            path = "/".join(parts[:place])
            base = path if _is_held(path) else f"{path}/"
            return f"{base}?{parts[place]}={parts[place + 1]}"
    return address


def moved_page(to: str) -> str:
    """A page that leads on at once, as a redirect does."""
    address = html.escape(address_in_copy(to))
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Moved</title>\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n<link rel="canonical" href="{address}">\n'
        f'<p>It is at <a href="{address}">{address}</a>.\n</html>\n'
    )


def sitemap_of(addresses: list[str], site: str) -> str:
    """A sitemap (sitemaps.org) of these addresses, at most 50,000."""
    places = "".join(f"<url><loc>{html.escape(site + address)}</loc></url>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAPS}">\n{places}</urlset>\n'


def sitemap_index_of(names: list[str], site: str) -> str:
    """An index of sitemaps by the names of their files."""
    maps = "".join(f"<sitemap><loc>{html.escape(f'{site}/{name}')}</loc></sitemap>\n" for name in names)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{SITEMAPS}">\n{maps}</sitemapindex>\n'
    )


SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
