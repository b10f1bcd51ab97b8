"""Whether the figures of a count sheet can be true together. Problems that the tally knows too carry its codes."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from villages.enums import Post
from voting.count_sheet import WRITE_IN, Sheet, SheetPlan, SheetPost, called
from voting.refusals import sheet as refusals


def faults_of(sheet: Sheet, plan: SheetPlan) -> list[Refusal]:
    """Everything on a sheet that cannot be, then what can but must have been seen (`SheetWarning`)."""
    return [fault for check in CHECKS for fault in check(sheet, plan)]


def head_faults(head: Mapping[str, int], plan: SheetPlan) -> list[Refusal]:
    """What of `issued` and `returned` alone cannot be, and what can but must have been seen (`SheetWarning`)."""
    return [*_over_electors(head, plan), *_warnings(head, plan)]


def _over_electors(sheet: Mapping[str, int], plan: SheetPlan) -> Iterator[Refusal]:
    if plan.present is not None and sheet["issued"] > plan.present:
        yield refusals.IssuedOverPresent(
            _("%(issued)s papers issued for %(present)s present with the right to vote."),
            {"issued": sheet["issued"], "present": plan.present},
            clause=plan.present_clause,
            field="issued",
        )
    elif sheet["issued"] > plan.electors:
        yield refusals.IssuedOverElectors(
            _("%(issued)s papers issued, but only %(electors)s voters are on the roll."),
            {"issued": sheet["issued"], "electors": plan.electors},
            field="issued",
        )


def _papers(sheet: Sheet, plan: SheetPlan) -> Iterator[Refusal]:
    returned, spoilt = sheet["returned"], sheet["spoilt"]
    if spoilt > returned:
        yield refusals.PapersMismatch(
            _("%(spoilt)s papers void as a whole, but only %(returned)s came out of the box."),
            {"spoilt": spoilt, "returned": returned},
            field="spoilt",
        )
        return
    for post in plan.posts:
        invalid = sheet["positions"][post.post]["invalid"]
        if spoilt + invalid > returned:
            yield refusals.PapersMismatch(
                _("%(post)s: %(spoilt)s void as a whole + %(invalid)s void here exceed %(returned)s papers."),
                {"post": Post(post.post).label, "spoilt": spoilt, "invalid": invalid, "returned": returned},
                field=post.figure("invalid"),
            )


def _votes(sheet: Sheet, plan: SheetPlan) -> Iterator[Refusal]:
    for post in plan.posts:
        valid, votes = valid_papers(sheet, post.post), sheet["positions"][post.post]["votes"]
        if valid >= 0:
            yield from (
                _over_papers(post, key, number, valid) for key, number in votes.items() if number > valid
            )
            yield from _over_seats(post, sum(votes.values()), valid)


def _over_papers(post: SheetPost, key: str, number: int, valid: int) -> Refusal:
    name = post.printed.get(key) or key.removeprefix(WRITE_IN)
    return refusals.VotesOverPapers(
        _("%(name)s has %(votes)s votes for %(post)s, more than the %(valid)s valid papers."),
        {"name": called(name), "votes": number, "post": Post(post.post).label, "valid": valid},
        field=post.figure(key),
    )


def _over_seats(post: SheetPost, marks: int, valid: int) -> Iterator[Refusal]:
    if marks > valid * post.seats:
        yield refusals.MarksOverSeats(
            _("%(post)s: %(marks)s votes in all exceed %(valid)s valid papers × %(seats)s seats = %(most)s."),
            {
                "post": Post(post.post).label,
                "marks": marks,
                "valid": valid,
                "seats": post.seats,
                "most": valid * post.seats,
            },
            field=post.figure("sum"),
        )


def _warnings(sheet: Mapping[str, int], plan: SheetPlan) -> Iterator[Refusal]:
    issued, returned = sheet["issued"], sheet["returned"]
    if returned > issued:
        yield refusals.MoreReturnedThanIssued(
            _("%(returned)s returned, %(issued)s issued: the vote is void if all boxes together are so."),
            {"returned": returned, "issued": issued},
            clause=plan.balance_clause or None,
            field="returned",
        )
    if plan.accounted is not None:
        if issued != plan.accounted:
            yield refusals.IssuedOffAccount(
                _("The sheet says %(issued)s papers were issued, the account of this box %(accounted)s."),
                {"issued": issued, "accounted": plan.accounted},
                field="issued",
            )
    elif plan.handed_out is not None and issued != plan.handed_out:
        yield refusals.IssuedOffRegister(
            _("The sheet says %(issued)s papers were issued, the register of this box %(handed_out)s."),
            {"issued": issued, "handed_out": plan.handed_out},
            field="issued",
        )
    if returned == 0:
        yield refusals.NothingReturned(_("No paper came out of this box."), field="returned")


CHECKS: tuple[Callable[[Sheet, SheetPlan], Iterable[Refusal]], ...] = (
    _over_electors,
    _papers,
    _votes,
    _warnings,
)


def valid_papers(sheet: Sheet, post: str) -> int:
    """Papers that count for a post: neither void as a whole nor void there."""
    return int(sheet["returned"] - sheet["spoilt"] - sheet["positions"][post]["invalid"])
