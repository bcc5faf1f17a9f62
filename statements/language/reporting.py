"""The verbs that report speech: "said", "warned", "according to"."""

import re
from typing import NamedTuple

from statements.language.spans import Span

# Our own list, from reading news reports; a lemma that is mostly a noun in print has no bare or -s form below.
_REGULAR = (
    "accuse acknowledge add advise affirm agree allege announce answer argue ask assert assure believe blast boast call "
    "caution charge claim clarify comment complain concede conclude condemn confirm contend continue counter criticise "
    "criticize declare decry demand denounce deny describe dismiss dub echo emphasise emphasize explain exclaim express "
    "fume hail hint imply indicate inform insist joke label lament maintain mention mock muse note observe opine pledge "
    "point_out praise predict proclaim promise propose protest question quote cite reaffirm reason recall reckon recount "
    "reiterate remark remind reply report repeat respond reveal signal stress suggest state tweet urge underline "
    "underscore voice vow warn whisper wonder yell allude testify tout dispute thank characterise characterize"
)
_IRREGULAR = {
    "say": "say|says|said|saying|went on to say|goes on to say",
    "tell": "tells|told|telling",
    "write": "writes|wrote|writing|written",
    "think": "thinks|thought",
    "admit": "admits|admitted|admitting",
    "quip": "quips|quipped",
    "make clear": "made clear|makes clear|made it clear",
    "put it": "put it|puts it",
    "shoot back": "shot back",
    "sum up": "summed up",
    "refer": "refers|referred|referring",
    "rebut": "rebutted",
    "read": "reads",
    "according to": "according to",
}
# Forms that are nouns more often than verbs: "the claims", "member states".
_NOUNS = frozenset(
    "calls claims comments states reports demands promises questions answers remarks pledges protests charges blasts "
    "hints jokes labels praises quotes tweets thanks hails signals voices reasons mocks urges disputes complaint".split()
)


class Cue(NamedTuple):
    """A reporting verb as it stands in a text, and its lemma ("point out" for "pointed out")."""

    span: Span
    lemma: str


def _inflect(lemma: str) -> list[str]:
    verb, _, particle = lemma.partition("_")
    if verb.endswith("y") and verb[-2] not in "aeou":
        forms = [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    elif verb.endswith("e"):
        forms = [verb + "s", verb + "d", verb[:-1] + "ing"]
    else:
        forms = [verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), verb + "ed", verb + "ing"]
    return [f"{form} {particle}".strip() for form in forms if particle or form not in _NOUNS]


LEMMAS: dict[str, str] = {form: lemma.replace("_", " ") for lemma in _REGULAR.split() for form in _inflect(lemma)}
LEMMAS.update({form: lemma for lemma, forms in _IRREGULAR.items() for form in forms.split("|")})
_CUE = re.compile(r"\b(?:%s)\b" % "|".join(sorted(LEMMAS, key=len, reverse=True)).replace(" ", r"\s+"), re.IGNORECASE)


def find_cues(text: str, start: int = 0, end: int | None = None) -> tuple[Cue, ...]:
    """The reporting verbs in text[start:end], in order; a word in mid-text capitals ("the Said family") is none.

    In a headline, where every word may be capital, hand in the text in small letters.
    """
    found = []
    for match in _CUE.finditer(text, start, len(text) if end is None else end):
        is_small = match.group()[0].islower() or match.group().lower() == "according to"
        if is_small:
            found.append(Cue(Span(*match.span()), LEMMAS[" ".join(match.group().lower().split())]))
    return tuple(found)
