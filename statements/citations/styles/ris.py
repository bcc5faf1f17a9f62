"""References as RIS, the format of reference managers (Research Information Systems; tags as Zotero reads them)."""

from statements.citations.styles.reference import Issued, Name, Reference

MEDIA_TYPE = "application/x-research-info-systems"


def ris(reference: Reference) -> str:
    """One record, each line a tag and its value, with the line ends that the format asks for."""
    issued = reference.issued
    fields = [
        ("TY", "DATA" if reference.is_data else "NEWS" if reference.is_article else "ELEC"),
        ("ID", reference.key),
        *(("AU", _name(name)) for name in reference.authors),
        ("TI", reference.title),
        ("T2" if reference.is_article else "PB", reference.container),
        ("PY", str(issued.first[0]) if issued and issued.first else ""),
        ("DA", _day(issued) if issued else ""),
        ("M3", reference.genre),
        ("ET", reference.version),
        ("LA", reference.language),
        ("UR", reference.url),
        ("Y2", f"{reference.accessed:%Y/%m/%d/}"),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "".join(f"{line}\r\n" for line in (*lines, "ER  - ", ""))


def _name(name: Name) -> str:
    """Family, given, suffix; a body ends with a comma so that no part of it is taken for a forename."""
    if name.literal:
        return f"{name.literal},"
    family = " ".join(filter(None, (name.particle, name.family)))
    return ", ".join(filter(None, (family, name.given, name.suffix)))


def _day(issued: Issued) -> str:
    """Year, month and day, each with a slash behind it, and what else is to be said of them."""
    year, month, day = (*issued.first, 0, 0, 0)[:3]
    parts = "/".join(f"{part:02}" if part else "" for part in (year, month, day)) if year else "//"
    other = issued.literal or (f"to {'-'.join(f'{part:02}' for part in issued.last)}" if issued.last else "")
    return f"{parts}/{other}"
