"""What stands against entering, ruling on and closing papers."""

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from voting.models import Box, Contest, CountEntry, PaperCount
from voting.queries.paper import PaperFigures
from voting.refusals.paper import (
    CountedBySheets,
    NamesNeeded,
    PapersClosed,
    PapersMiscounted,
    PapersUnruled,
)

NAMED = {
    "callers": _("Name who calls and who counts."),
    "scrutineers": _("Name the scrutineers."),
    "chief": _("Name the chief of the count."),
}


def refuse_sheets(box: Box) -> None:
    """Raises CountedBySheets."""
    if CountEntry.objects.filter(box=box, version=box.version).exists():
        raise counted_by_sheets(box)


def counted_by_sheets(box: Box) -> CountedBySheets:
    return CountedBySheets(
        _("The sheets of box %(number)s are being entered; one counting of a box goes one way."),
        {"number": box.number},
    )


def refuse_closed(count: PaperCount | None) -> None:
    """Raises PapersClosed."""
    if count is not None and count.closed_at is not None:
        raise PapersClosed(
            _("The count of this box was closed by %(chief)s."),
            {"chief": count.chief},
            data={"closed_at": count.closed_at.isoformat()},
        )


def need_names(contest: Contest, **names: str) -> list[Refusal]:
    """NamesNeeded for each of these that is empty."""
    clause = contest.election.cycle.rules.voting.counted_under_scrutiny.clause or None
    return [
        NamesNeeded(NAMED[what], clause=clause, field=what)
        for what, name in names.items()
        if not name.strip()
    ]


def closing_faults(figures: PaperFigures) -> list[Refusal]:
    """All in which a counting does not add up."""
    faults: list[Refusal] = []
    if figures.entered != figures.returned:
        short = figures.entered < figures.returned
        message = (
            _("%(entered)s papers are entered, %(returned)s came out of the box: %(gap)s are missing.")
            if short
            else _("%(entered)s papers are entered, %(returned)s came out of the box: %(gap)s are too many.")
        )
        gap = abs(figures.left)
        told = {"entered": figures.entered, "returned": figures.returned, "gap": gap}
        faults.append(PapersMiscounted(message, told, data=told))
    if figures.aside:
        faults.append(
            PapersUnruled(
                _("Doubtful papers not ruled on: %(n)s."), {"n": figures.aside}, data={"aside": figures.aside}
            )
        )
    return faults
