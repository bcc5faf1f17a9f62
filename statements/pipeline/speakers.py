"""From the names that articles give to speakers."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.text import slugify

from statements.language.normalise import fold
from statements.models import Appearance, Name, Role, Speaker

NAMED = "named in the article"
SURNAME_ONLY = "surname only; the archive holds one speaker of that name"
SURNAME_AND_OFFICE = "surname and office; the archive holds one speaker with both"
# Of more speakers with one surname than these it is nobody's.
_NAMESAKES = 20


def unresolved() -> QuerySet[Appearance]:
    """Current appearances whose article names a speaker and whose quote, if any, credits none."""
    credited = Q(carriages__is_active=True, carriages__quote__credits__isnull=False)
    return (
        Appearance.objects.current()
        .exclude(speaker_name="")
        .exclude(pk__in=Appearance.objects.filter(credited).values("pk"))
    )


def resolve(appearances: Iterable[Appearance]) -> dict[int, Speaker]:
    """The speaker of each appearance by the appearance's key; those whose name fits nobody or several are left out.

    Full names come first and make new speakers, so that surnames find them whatever the order of the articles.
    """
    by_name: dict[tuple[str, str, str], list[Appearance]] = {}
    for appearance in appearances:
        name, kind = appearance.speaker_name, appearance.speaker_kind
        role = "" if _is_full(name, kind) else appearance.role
        by_name.setdefault((name, kind, role), []).append(appearance)
    found: dict[int, Speaker] = {}
    ordered = sorted(by_name.items(), key=lambda item: (not _is_full(*item[0][:2]), item[0]))
    for (name, kind, role), bearers in ordered:
        if speaker := resolve_name(name, kind, role):
            if _is_full(name, kind):
                _note_roles(speaker, bearers)
            found |= {bearer.pk: speaker for bearer in bearers}
    return found


def resolve_name(name: str, kind: str, role: str = "") -> Speaker | None:
    """The speaker of a name as an article gives it, made anew where a full name is new; None where it fits nobody or
    several. Of several with one surname it is the one who holds the office that the article gives.
    """
    return _by_full_name(name, kind) if _is_full(name, kind) else _by_surname(name, role)


def is_known(appearance: Appearance, speaker: Speaker) -> bool:
    """Whether an appearance names its speaker by more than a surname: in full, or with an office that other articles,
    or an editor, give to the speaker.
    """
    is_full = _is_full(appearance.speaker_name, appearance.speaker_kind)
    return is_full or _holds(speaker, appearance.role)


def basis_of(appearance: Appearance, speaker: Speaker) -> str:
    """How the speaker of an appearance is known, in words for readers."""
    if not _is_full(appearance.speaker_name, appearance.speaker_kind):
        return SURNAME_AND_OFFICE if _holds(speaker, appearance.role) else SURNAME_ONLY
    how = appearance.attributed_by
    return NAMED if how == "name" else f"{NAMED}; here by {how}"


def _is_full(name: str, kind: str) -> bool:
    return kind == Speaker.Kind.INSTITUTION or len(fold(name).split()) > 1


def _by_full_name(name: str, kind: str) -> Speaker | None:
    folded = fold(name)
    holders = Speaker.objects.filter(names__folded=folded).distinct()[:2]
    if len(holders) > 1:
        return None
    speaker = holders[0] if holders else _make(name, kind)
    speaker.names.get_or_create(name=name, defaults={"folded": folded})
    return speaker


def _make(name: str, kind: str) -> Speaker:
    return Speaker.objects.create(
        name=name, slug=slugify(name)[:80] or "speaker", kind=kind or Speaker.Kind.PERSON
    )


def _by_surname(name: str, role: str) -> Speaker | None:
    folded = fold(name)
    persons = Name.objects.filter(folded__endswith=f" {folded}", speaker__kind=Speaker.Kind.PERSON)
    bearers = list(Speaker.objects.filter(pk__in=persons.values("speaker"))[:_NAMESAKES])
    holders = [bearer for bearer in bearers if _holds(bearer, role)] or bearers
    return holders[0] if len(holders) == 1 else None


def _holds(speaker: Speaker, role: str) -> bool:
    """Whether a role that an article gives is one that the archive knows of a speaker, in fewer or in more words:
    "President" is "President of the Republic".
    """
    given = set(fold(role).split())
    held = (set(fold(title).split()) for title in speaker.roles.values_list("title", flat=True))
    return any(given <= words or words <= given for words in held if given)


def _note_roles(speaker: Speaker, bearers: list[Appearance]) -> None:
    known = {fold(title) for title in speaker.roles.values_list("title", flat=True)}
    for title in sorted({bearer.role for bearer in bearers if bearer.role}):
        if fold(title) not in known:
            known.add(fold(title))
            speaker.roles.create(title=title, basis=Role.Basis.TEXT)
