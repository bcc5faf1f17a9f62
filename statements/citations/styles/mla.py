"""The MLA Handbook, 9th edition (2021)."""

from collections.abc import Sequence

from statements.citations.styles.parts import inverted, italic, joined, short_names, straight
from statements.citations.styles.reference import Issued, Name, Reference
from statements.citations.styles.titles import print_title, stopped

MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()


def entry(reference: Reference) -> str:
    """Its entry in a list of works cited."""
    accessed = reference.accessed
    where = [
        italic(reference.container),
        f"Version {reference.version}" if reference.version else "",
        _when(reference.issued) if reference.issued else "",
        reference.url,
    ]
    parts = [
        stopped(_authors(reference.authors)) if reference.authors else "",
        stopped(print_title(reference)),
        stopped(f"{reference.genre[0].upper()}{reference.genre[1:]}") if reference.genre else "",
        f"{', '.join(filter(None, where))}.",
        ""
        if reference.issued
        else f"Accessed {_when(Issued((accessed.year, accessed.month, accessed.day)))}.",
    ]
    return " ".join(filter(None, parts))


def in_text(reference: Reference, cited_by: Sequence[Name] = ()) -> str:
    """The form within a text; `cited_by` is whose words the article is cited for."""
    names = short_names(reference.authors, "and") or print_title(reference)
    return f"(qtd. in {names})" if cited_by else f"({names})"


def _authors(names: Sequence[Name]) -> str:
    first = inverted(names[0], names[0].given)
    if len(names) > 2:
        return f"{first}, et al."
    return joined([first, *map(straight, names[1:])], names, "and")


def _when(issued: Issued) -> str:
    """The day first: "4 Apr. 2018", "4–6 Apr. 2018", "30 Dec. 2017–2 Jan. 2018"."""
    if issued.literal:
        return issued.literal
    first, last = issued.first, issued.last
    if not last:
        return _day(first)
    if first[0] != last[0]:
        return f"{_day(first)}–{_day(last)}"
    if first[:2] == last[:2]:
        return f"{first[2]}–{_day(last)}"
    return f"{_day(first).removesuffix(f' {first[0]}')}–{_day(last)}"


def _day(parts: Sequence[int]) -> str:
    written = [MONTHS[parts[1] - 1]] if len(parts) > 1 else []
    return " ".join([*map(str, parts[2:]), *written, str(parts[0])])
