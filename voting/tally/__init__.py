"""One round of one contest in, one explained outcome out. Pure, with exact numbers."""

from voting.tally.box import Contents
from voting.tally.count import open_count, tally, votes_needed
from voting.tally.faults import Fault, NotACount

__all__ = ["Contents", "Fault", "NotACount", "open_count", "tally", "votes_needed"]
