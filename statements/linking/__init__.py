"""Linking: which wordings are one thing said once, and which lines are said again.

Pure functions on frozen values; the callers turn rows into wordings and partitions into rows.
"""

from statements.linking.candidates import fingerprints
from statements.linking.copies import are_copies, find_credit, runs_of
from statements.linking.grouping import group, nearest_to_speech
from statements.linking.judging import compare, features, judge
from statements.linking.occasions import same_occasion
from statements.linking.refrains import find_refrains
from statements.linking.values import Partition, Refrain, Verdict, Wording

# Stored with every judgement of the machine; raised whenever a rule changes what it holds of a pair.
LINKER_VERSION = "3"

__all__ = ["LINKER_VERSION", "Partition", "Refrain", "Verdict", "Wording"]
__all__ += [
    "are_copies",
    "compare",
    "features",
    "find_credit",
    "find_refrains",
    "fingerprints",
    "group",
    "judge",
    "nearest_to_speech",
    "runs_of",
    "same_occasion",
]
