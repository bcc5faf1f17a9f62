"""Editors' writes: each act is one function, checked first, whole or not at all, in the history, and undoable."""

from statements.curation.acts import Conflict, Refused, acting, state_of
from statements.curation.edit import (
    choose_wording,
    confirm,
    confirm_carriage,
    edit,
    reattribute,
    redate,
    reject,
    withdraw,
)
from statements.curation.erase import erase
from statements.curation.limits import TooMuch
from statements.curation.merge import merge
from statements.curation.merge_entries import merge_outlets, merge_speakers, merge_topics
from statements.curation.reports import file_report
from statements.curation.sets import freeze_set
from statements.curation.split import reject_carriage, split
from statements.curation.undo import arrived_meanwhile, restore, undo, unmerge

__all__ = ["Conflict", "Refused", "TooMuch", "acting", "arrived_meanwhile", "state_of"]
__all__ += [
    "choose_wording",
    "confirm",
    "confirm_carriage",
    "edit",
    "erase",
    "file_report",
    "freeze_set",
    "reattribute",
    "redate",
    "reject",
]
__all__ += ["merge", "merge_outlets", "merge_speakers", "merge_topics", "reject_carriage", "restore"]
__all__ += ["split", "undo", "unmerge", "withdraw"]
