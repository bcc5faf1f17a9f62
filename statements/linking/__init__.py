"""Linking: which wordings are one thing said once, and which lines are said again.

Pure functions on frozen values; the callers turn rows into wordings and partitions into rows.
"""

from statements.linking.candidates import fingerprints
from statements.linking.copies import are_copies, find_credit, runs_of
from statements.linking.grouping import group, nearest_to_speech
from statements.linking.judging import compare, judge
from statements.linking.occasions import same_occasion
from statements.linking.refrains import find_refrains
from statements.linking.values import Partition, Refrain, Verdict, Wording

__all__ = ["Partition", "Refrain", "Verdict", "Wording"]
__all__ += [
    "are_copies",
    "compare",
    "find_credit",
    "find_refrains",
    "fingerprints",
    "group",
    "judge",
    "nearest_to_speech",
    "runs_of",
    "same_occasion",
]
