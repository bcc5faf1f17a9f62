"""Who is mentioned in a text: names with their titles, roles, institutions, pronouns.

No lists of people: a name is known by its capitals, an institution by its nouns, a role by its head word.
"""

import re
from typing import NamedTuple

from statements.language.spans import Span

_ROLE_NOUNS = (
    "spokesman spokeswoman spokesperson president minister secretary senator congressman congresswoman lawmaker governor "
    "mayor chairman chairwoman chair director leader chief boss head official adviser advisor analyst expert critic "
    "candidate nominee businessman businesswoman billionaire attorney lawyer prosecutor judge justice officer general "
    "commander host moderator author professor economist researcher scientist historian chancellor premier ambassador "
    "envoy diplomat king queen pope bishop owner founder executive manager strategist editor activist coach captain "
    "resident representative deputy commissioner lieutenant colonel admiral sheriff counsel treasurer aide "
    "source reporter journalist voter supporter opponent pollster negotiator organiser organizer delegate councillor "
    "prince princess doctor teacher"
)
_BODY_NOUNS = (
    "campaign company group organisation organization agency department ministry government administration alliance "
    "report study survey statement lawsuit newspaper magazine paper website committee board union network court panel "
    "commission council embassy office team party bank firm foundation institute university police army military"
)
_BODY_WORDS = frozenset(
    _BODY_NOUNS.split()
    + "times post news tribune journal house senate congress parliament association center centre federation league club "
    "fund service bureau treasury nations states states' inc corp ltd herald guardian international press radio television "
    "society authority kremlin pentagon college school hospital city county street organisation".split()
)
_PLACES = frozenset(
    "Moscow Washington London Paris Berlin Beijing Brussels Tehran Kyiv Kiev Ankara Tokyo Delhi Rome Madrid Warsaw Seoul "
    "Pyongyang Jerusalem Riyadh Cairo Russia China France Germany Britain Ukraine Turkey Iran Israel Japan India Italy "
    "Spain Poland Europe America Canada Australia Mexico Brazil Syria Iraq Congress Parliament".split()
)
_TITLES = frozenset(
    "president minister secretary general secretary-general chancellor senator sen rep representative congressman "
    "congresswoman governor gov mayor chairman chairwoman chair director chief judge justice king queen prince princess "
    "pope speaker ambassador commissioner prof professor dr gen lt col colonel admiral captain capt sgt rev attorney "
    "spokesman spokeswoman spokesperson leader deputy premier ceo coach officer commander manager sheriff republican "
    "democrat sir lady lord mr mrs ms miss nominee candidate envoy counsel editor professor".split()
)
_FEMALE = frozenset(
    "mrs ms miss lady queen princess congresswoman chairwoman spokeswoman businesswoman anna anne maria mary sarah "
    "elizabeth hillary susan jennifer linda barbara karen nancy lisa emma olivia julia laura angela theresa ursula "
    "christine michelle kate katherine emily helen jane alice martha ruth rachel rebecca amy diana carol sandra donna "
    "melania ivanka kellyanne patricia jessica amanda stephanie nicole claire eva elena irina olga sofia".split()
)
_MALE = frozenset(
    "mr sir lord king prince pope congressman chairman spokesman businessman james john robert michael william david "
    "richard joseph thomas charles daniel matthew anthony mark donald steven paul andrew kevin brian george peter "
    "edward ronald timothy jason jeffrey ryan gary eric stephen barack bill mike jim joe tim tom bob ted jeff jens hans "
    "vladimir dmitry sergei ivan boris emmanuel justin jeremy gordon harry jack frank henry martin simon adam alan "
    "bernie mitch rand marco chris ben carl rudy newt roger larry".split()
)
_STOP = frozenset(
    "The A An In On At And But If When While As For With That This These Those Its His Her Their Our My After Before "
    "Since Then There Here What Why How Which Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February "
    "March April May June July August September October November December According However Meanwhile Also Not No Yes "
    "So Or To From By During Earlier Later Last Asked Now Still Just Even Though Although Because Both Such One Two "
    "Three Many Some Most Other Another Speaking Despite Until Under Over Of All Only More Once Several I You We "
    "Yet Nor Like Former Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec".split()
)
_CAPITAL = (
    r"(?:(?:Mrs?|Ms|Dr|Prof|Sens?|Reps?|Gov|Gen|Lt|Col|Capt|Sgt|Rev|St|Jr|Sr)\.|(?:[A-ZÀ-ÞŁŚŠŽČ]\.)+"
    r"|(?:[a-z]{1,3}[’'])?[A-ZÀ-ÞŁŚŠŽČ](?:[’'](?=[A-Z]))?\w*(?:-\w+)*)"
)
_NAME = re.compile(rf"(?<![\w’']){_CAPITAL}(?:[ \xa0](?:(?:of the|of|for|de la|de|la|van|von|der|den|bin|al|el|du|am) )?{_CAPITAL})*")
_ROLE_WORDS = rf"(?:secretary[- ]general|{'|'.join(sorted(_ROLE_NOUNS.split(), key=len, reverse=True))})(?:s|es)?"
_BODIES = "|".join(sorted(_BODY_NOUNS.split(), key=len, reverse=True))
_START = r"(?:the|an?|his|her|their|its|one|another|some|several|many|other|two|three|senior|\w+[’']s|\w+s[’'])"
_ROLE = re.compile(
    rf"\b{_START}[ \xa0](?:[\w.&-]+[ \xa0]){{0,4}}?(?:{_ROLE_WORDS}|{_BODIES})\b(?![ \xa0]of[ \xa0]staff)"
    rf"|\b(?:{_ROLE_WORDS})\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)


class Mention(NamedTuple):
    """A trace of somebody in a text.

    kind: "person", "institution", "role" ("the mayor") or "pronoun". name: the words without title and possessive,
    "" for a role. role: the title or role words ("Harbour Minister"). gender: "f", "m" or "" where nothing tells it.
    """

    span: Span
    kind: str
    name: str
    role: str
    gender: str


def find_mentions(text: str, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
    """The mentions in text[start:end] by position; a role inside a name with its title is not counted again."""
    end = len(text) if end is None else end
    found = [mention for match in _NAME.finditer(text, start, end) if (mention := _read_name(text, match))]
    taken = {place for mention in found for place in range(*mention.span)}
    for match in _ROLE.finditer(text, start, end):
        if match.end() - 1 not in taken:
            kind = "institution" if match.group().split()[-1].lower() in _BODY_WORDS else "role"
            found.append(Mention(Span(*match.span()), kind, "", match.group(), guess_gender(match.group())))
    for match in _PRONOUN.finditer(text, start, end):
        gender = {"he": "m", "she": "f"}.get(match.group().lower(), "")
        found.append(Mention(Span(*match.span()), "pronoun", match.group().lower(), "", gender))
    return tuple(sorted(found))


def guess_gender(words: str) -> str:
    """"f" or "m" where a title or a forename tells it, else ""."""
    parts = {word.strip(".").lower() for word in words.split()}
    is_female, is_male = bool(parts & _FEMALE), bool(parts & _MALE)
    return "" if is_female == is_male else "f" if is_female else "m"


def split_title(words: str) -> tuple[str, str]:
    """A capitalised phrase as (role, name): "Harbour Minister Ann Roe" gives ("Harbour Minister", "Ann Roe")."""
    parts = words.split()
    last = max((n for n, part in enumerate(parts) if part.strip(".").lower() in _TITLES), default=-1)
    if parts[last + 1 : last + 2] == ["of"] and last + 2 < len(parts):
        last += 2 + (parts[last + 2] == "the")
    return " ".join(parts[: last + 1]), " ".join(parts[last + 1 :])


def _read_name(text: str, match: re.Match[str]) -> Mention | None:
    start, words = match.start(), re.sub(r"[’']s?$", "", match.group())
    article = ""
    while (first := re.match(r"(\S+)(\s+|$)", words)) and first[1] in _STOP:
        article, start, words = first[1], start + first.end(), words[first.end() :]
    if len(words) < 2:
        return None
    role, name = split_title(words)
    span = Span(start, start + len(words))
    if not name:
        return Mention(span, "role", "", role, guess_gender(role))
    return Mention(span, _kind_of(name, text[max(0, start - 4) : start]), name, role, guess_gender(words))


def _kind_of(name: str, before: str) -> str:
    parts = name.split()
    is_body = any(part.lower() in _BODY_WORDS for part in parts) or " of " in name or " for " in name
    is_acronym = len(parts) == 1 and name.isupper() and len(name) < 7
    is_thing = before.lower().endswith("the ") or name in _PLACES
    return "institution" if is_body or is_acronym or is_thing else "person"
