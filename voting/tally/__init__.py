"""One round of one contest in, one explained outcome out. Pure, with exact numbers."""

from voting.tally.count import tally
from voting.tally.faults import Fault, NotACount

__all__ = ["Fault", "NotACount", "tally"]
