"""What a change of a few words touches: a number, a negation, a modal, an intensifier, or who acts."""

from collections.abc import Callable, Mapping

from statements.language.normalise import FUNCTION_WORDS, NEGATIONS, PRONOUNS, words

# In more words another number or a "not" is a rewording: as in linking.
FEW_WORDS = 3
AMOUNTS = frozenset("half double twice dozen hundred thousand million billion trillion percent".split())
MODALS = frozenset("can could may might must shall should will would ought".split())
INTENSIFIERS = frozenset(
    """very really so too quite rather extremely absolutely completely totally utterly entirely fully deeply highly
    strongly firmly clearly certainly definitely surely simply just only even ever always hardly barely almost nearly
    perhaps probably possibly largely mostly somewhat slightly""".split()
)
# Besides the pronouns of a subject.
AGENTS = PRONOUNS | frozenset(
    "me him her us them my your his its our their everybody everyone somebody".split()
)
# In the order in which a change of several is told by one.
CLASSES: Mapping[str, Callable[[str], bool]] = {
    "number": lambda form: form[0].isdigit() or form in AMOUNTS,
    "negation": NEGATIONS.__contains__,
    "modal": MODALS.__contains__,
    "intensifier": INTENSIFIERS.__contains__,
    "agent": AGENTS.__contains__,
}


def class_of(before: str, after: str) -> str:
    """The first of CLASSES of which one side has other words than the other; "agent" as well for one name instead of
    another. Empty for none of them, and where more than FEW_WORDS changed. The lists are ours and English.
    """
    sides = [{word.form for word in words(text)} for text in (before, after)]
    if max(map(len, sides)) > FEW_WORDS:
        return ""
    for name, belongs in CLASSES.items():
        if set(filter(belongs, sides[0])) != set(filter(belongs, sides[1])):
            return name
    names = [
        {word for word in text.split() if word[0].isupper() and word.lower() not in FUNCTION_WORDS}
        for text in (before, after)
    ]
    is_other_name = all(names) and {word.lower() for word in names[0]} != {word.lower() for word in names[1]}
    return "agent" if is_other_name else ""
