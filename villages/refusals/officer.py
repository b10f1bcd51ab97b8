from accounts.refusals import Refusal


class OwnEntryStays(Refusal):
    """Who an officer is in the registers is not changed or taken away by the officer (A-COM-07)."""

    code = "own_entry_stays"
