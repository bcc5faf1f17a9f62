"""One address for one page, so that an article is not taken in twice."""

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

# Query parameters that name the way a reader came, not the page: those of the common campaign and click counters.
TRACKING = {"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "yclid"}
TRACKING_PREFIXES = ("utm_", "at_campaign", "at_medium")
DEFAULT_PORTS = {"http": 80, "https": 443}
# RFC 1123, section 2.1, and the longest name that DNS can carry (RFC 1035, section 2.3.4).
HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9.-]*[a-z0-9]")


def canonical_url(url: str) -> str:
    """The form by which an article's address is compared: host in lower case, no fragment, no tracking parameters.

    http and https are one address, "www." and the final slash are not touched. Raises ValueError, with the reason,
    for what is no web address.
    """
    parts = _parse(url)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query, True) if not _tracks(name)])
    port = f":{parts.port}" if parts.port and parts.port != DEFAULT_PORTS[parts.scheme] else ""
    return f"https://{_host(parts)}{port}{parts.path or '/'}{'?' + query if query else ''}"


def host_of(url: str) -> str:
    """The host of an address without "www.", by which an outlet is found. Raises ValueError as canonical_url does."""
    return _host(_parse(url)).removeprefix("www.")


def _parse(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        valid = parts.scheme in DEFAULT_PORTS and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise ValueError(f"{url!r} is no web address: {error}") from error
    if not valid or any(ord(character) < 33 for character in url.strip()):
        raise ValueError(f"{url!r} is no web address: it should look like https://www.post.example/page")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    try:
        name = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise ValueError(f"{host!r} is no web address: {error}") from error
    if not HOST.fullmatch(name):
        raise ValueError(f"{host[:60]!r} is no web address: a host has letters, digits, dots and hyphens")
    return name


def _tracks(name: str) -> bool:
    return name.lower() in TRACKING or name.lower().startswith(TRACKING_PREFIXES)
