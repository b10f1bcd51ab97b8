"""What does not add up on a count sheet. Problems that the tally knows too carry its codes."""

from typing import ClassVar

from accounts.refusals import Refusal


class FigureMissing(Refusal):
    """A figure is not there or is no whole number of at least 0."""

    code: ClassVar[str] = "figure_missing"


class UnknownFigure(Refusal):
    """A figure for a post or person that this round does not have."""

    code: ClassVar[str] = "unknown_figure"


class IssuedOverElectors(Refusal):
    code: ClassVar[str] = "issued_over_electors"


class IssuedOverPresent(Refusal):
    """More papers than people present who may vote; nobody votes for another (A-ASM-17)."""

    code: ClassVar[str] = "issued_over_present"


class PapersMismatch(Refusal):
    """Spoilt and void papers are more than the papers returned."""

    code: ClassVar[str] = "papers_mismatch"


class VotesOverPapers(Refusal):
    """One person has more votes than there are valid papers."""

    code: ClassVar[str] = "votes_over_papers"


class MarksOverSeats(Refusal):
    """All votes of a post exceed valid papers × seats."""

    code: ClassVar[str] = "marks_over_seats"


class WriteInPrinted(Refusal):
    """The name written in is printed for this post; its votes belong into its row."""

    code: ClassVar[str] = "write_in_printed"


class WriteInIncomplete(Refusal):
    """A row of write-ins has a name without votes or votes without a name."""

    code: ClassVar[str] = "write_in_incomplete"


class WriteInTwice(Refusal):
    code: ClassVar[str] = "write_in_twice"


class SheetWarning(Refusal):
    """Not impossible, but it must have been seen: told once, taken when the clerk accepts its code."""

    code: ClassVar[str] = "warning"


class MoreReturnedThanIssued(SheetWarning):
    """The round will be void if the other boxes do not make up for it (A-CNT-01)."""

    code: ClassVar[str] = "more_returned_than_issued"


class NothingReturned(SheetWarning):
    code: ClassVar[str] = "nothing_returned"


class IssuedOffRegister(SheetWarning):
    """The number of papers issued differs from the register of ballots handed out at the box; the data give both."""

    code: ClassVar[str] = "issued_off_register"


class IssuedOffAccount(SheetWarning):
    """The number of papers issued differs from the closed account of the box's papers; the data give both."""

    code: ClassVar[str] = "issued_off_account"
