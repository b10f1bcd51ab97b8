from typing import ClassVar

from accounts.refusals import Refusal


class CountedBySheets(Refusal):
    """The sheets of the box are being entered; in one counting a box is counted one way."""

    code: ClassVar[str] = "counted_by_sheets"


class CountedByPapers(Refusal):
    """The box is being counted paper by paper; in one counting a box is counted one way."""

    code: ClassVar[str] = "counted_by_papers"


class PapersNotOpened(Refusal):
    """What came out of the box must be on record before its first paper."""

    code: ClassVar[str] = "papers_not_opened"


class PapersClosed(Refusal):
    code: ClassVar[str] = "papers_closed"


class CountedAnew(Refusal):
    """The paper was typed for an earlier counting of the box; a recount was opened meanwhile."""

    code: ClassVar[str] = "counted_anew"


class PaperUnreadable(Refusal):
    """What was sent is no ballot of this round; the data name what is unknown."""

    code: ClassVar[str] = "paper_unreadable"


class PaperUnknown(Refusal):
    """A paper to be taken back never arrived."""

    code: ClassVar[str] = "paper_unknown"


class PaperUndone(Refusal):
    code: ClassVar[str] = "paper_undone"


class PaperNotDoubtful(Refusal):
    code: ClassVar[str] = "paper_not_doubtful"


class NamesNeeded(Refusal):
    """Scrutineers and the chief of the count are named (A-CNT-04)."""

    code: ClassVar[str] = "names_needed"


class PhotoNeeded(Refusal):
    """A doubtful paper is ruled on without a photograph, and nobody said why there is none."""

    code: ClassVar[str] = "photo_needed"


class PhotoUnfit(Refusal):
    """What was sent is no picture, or too large a one."""

    code: ClassVar[str] = "photo_unfit"


class PapersMiscounted(Refusal):
    """More or fewer papers are entered than came out of the box; the data give both figures."""

    code: ClassVar[str] = "papers_miscounted"


class PapersUnruled(Refusal):
    """Doubtful papers are not ruled on yet; the data count them."""

    code: ClassVar[str] = "papers_unruled"
