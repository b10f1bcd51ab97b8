from elections.models.cycle import Amendment, Cycle
from elections.models.election import Election, Postponement
from elections.models.ledger import LedgerEntry, LedgerHead
from elections.models.rulebook import AnnouncedHolidays, RulebookDraft, RulebookEdition
from elections.models.step import (
    KeptWindow,
    StepExtension,
    StepFile,
    StepRecord,
    StepSignature,
    StepWaiver,
)

__all__ = [
    "Amendment",
    "AnnouncedHolidays",
    "Cycle",
    "Election",
    "KeptWindow",
    "LedgerEntry",
    "LedgerHead",
    "Postponement",
    "RulebookDraft",
    "RulebookEdition",
    "StepExtension",
    "StepFile",
    "StepRecord",
    "StepSignature",
    "StepWaiver",
]
