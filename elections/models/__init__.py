from elections.models.cycle import Cycle
from elections.models.election import Election
from elections.models.ledger import LedgerEntry, LedgerHead
from elections.models.step import StepRecord

__all__ = ["Cycle", "Election", "LedgerEntry", "LedgerHead", "StepRecord"]
