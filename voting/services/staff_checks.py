"""What stands against those who are to serve at the vote; every fault is told at once."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal, Refusals
from accounts.said import Listed
from elections.models import Election
from voting.barred import Bar, Duty, barred_from
from voting.count_sheet import called
from voting.enums import StaffRole
from voting.meeting_duties import scrutineers_of_meeting
from voting.models import Contest, StaffMember
from voting.naming import Named, twice, typed_names
from voting.queries.contest import rounds_of
from voting.queries.staff import at_box, barred_staff, names_of, scrutineers_at, serving
from voting.refusals import staff as refusals
from voting.staff_rules import APPOINTED, AT_COUNT, exclude_each_other, staff_rules


def person_faults(election: Election, people: Sequence[Named], field: str) -> Iterator[Refusal]:
    """Named twice, or kept from serving."""
    again = sorted(set(twice(people)))
    if again:
        yield refusals.StaffTwice(
            _("Named twice: %(names)s."), {"names": Listed(called(name) for name in again)}, field=field
        )
    bars = barred_from(Duty.STAFF, election, [person.index for person in people if person.index])
    for person in people:
        if person.index and (bar := bars.get(person.index)):
            yield barred(person.name, bar, field)


def duty_faults(
    election: Election, role: str, place: str, people: Sequence[Named], besides: int | None = None
) -> Iterator[Refusal]:
    """What is wrong with the duty, and who does it already or does another that excludes it.

    `besides` is the id of somebody who makes room for them.
    """
    if role not in APPOINTED:
        yield refusals.StaffWithRoute(_("Who carries the mobile box is named with its route."), field="role")
    if place and place not in places_known(election):
        yield refusals.StaffPlaceUnknown(_("There is no box of this name."), field="place")
    rules = staff_rules(election)
    here = [member for member in serving(election) if member.pk != besides]
    for person in people:
        theirs = [member for member in here if _same(person, member)]
        if any((member.role, member.place) == (role, place) for member in theirs):
            yield refusals.StaffTwice(
                _("%(name)s serves as that already."), {"name": called(person.name)}, field="people"
            )
        against = [member for member in theirs if exclude_each_other(role, member.role)]
        if rules.apart and against:
            yield refusals.StaffNotApart(
                _("%(name)s is “%(other)s” already; who oversees the count neither calls nor counts."),
                {"name": called(person.name), "other": StaffRole(against[0].role).label},
                clause=rules.apart_clause or None,
                field="people",
            )


def places_known(election: Election) -> list[str]:
    """The names of the boxes of the last round; none before hours and places are set."""
    rounds = rounds_of(election)
    return [box.name for box in rounds[-1].boxes.all()] if rounds else []


def _same(person: Named, member: StaffMember) -> bool:
    if person.index and member.person_index:
        return person.index == bytes(member.person_index)
    return person.index is None and member.person_index is None and person.name == member.name


def barred(name: str, bar: Bar, field: str | None = None) -> Refusal:
    """The refusal of somebody who is kept from serving."""
    return refusals.StaffBarred(
        _("%(name)s does not serve at the vote: %(why)s."),
        {"name": called(name), "why": bar.why},
        clause=bar.clause,
        field=field,
    )


def refuse_barred_staff(election: Election) -> None:
    """Raises Refusals with everybody who serves and became a candidate, or a candidate's relative, since."""
    faults = [barred(member.name, bar) for member, bar in barred_staff(election)]
    if faults:
        raise Refusals(faults)


def refuse_unfilled_duties(election: Election, *, at_count: bool) -> None:
    """Raises DutyUnfilled where staff are named and nobody does a duty that the plan asks for by now.

    While nobody at all is named the page warns: the staff stand on a paper list, and the count sheet names who signed.
    """
    rules = staff_rules(election)
    named = {member.role for member in serving(election)} & set(APPOINTED)
    missing = [role for role in rules.needed if role not in named and (role in AT_COUNT) == at_count]
    if rules.needed_stops and named and missing:
        raise refusals.DutyUnfilled(
            _("Nobody is named yet as: %(duties)s. Name people on the staff list first."),
            {"duties": Listed(role.label for role in missing)},
            clause=rules.needed_clause or None,
            data={"duties": [role.value for role in missing]},
        )


def refuse_unnamed_rulers(contest: Contest, place: str, scrutineers: str, chief: str) -> None:
    """Raises ScrutineerNotNamed where the staff of a box is named and others ruled, or are named as its chief; in a meeting
    scrutineers and chief are of those whom it adopted.
    """
    refuse_unnamed_scrutineers(contest, place, typed_names(scrutineers))
    if not contest.by_roll:
        _refuse_not_adopted(contest, typed_names(chief), "chief")
    named = names_of(at_box(contest.election, place), StaffRole.CHIEF) if contest.by_roll else ()
    if named and not set(typed_names(chief)) <= set(named):
        raise refusals.ScrutineerNotNamed(
            _(
                "Chief of the count of this box is %(named)s. Whoever else signed is named on the staff list first."
            ),
            {"named": Listed(called(name) for name in named)},
            clause=staff_rules(contest.election).needed_clause or None,
            field="chief",
        )


def _refuse_not_adopted(contest: Contest, names: Sequence[str], field: str) -> None:
    """A meeting's count is overseen by the scrutineers on the list that it adopted (A-ASM-12, C-ASM-08, A-CNT-04).

    Raises ScrutineerNotNamed.
    """
    adopted = scrutineers_of_meeting(contest.election)
    if adopted and (not names or not set(names) <= set(adopted)):
        scrutiny = contest.election.cycle.rules.voting.counted_under_scrutiny
        raise refusals.ScrutineerNotNamed(
            _("The scrutineers that the meeting adopted are %(named)s; nobody else oversees its count."),
            {"named": Listed(called(name) for name in adopted)},
            clause=scrutiny.clause or None,
            field=field,
        )


def refuse_unnamed_scrutineers(contest: Contest, place: str, names: Sequence[str]) -> None:
    """Raises ScrutineerNotNamed where scrutineers of the box are named, or adopted by the meeting, and others signed."""
    if not contest.by_roll:
        _refuse_not_adopted(contest, names, "scrutineers")
        return
    named = scrutineers_at(contest, place)
    others = [name for name in names if name not in named]
    if named and (others or not names):
        raise refusals.ScrutineerNotNamed(
            _("Scrutineers of this box are %(named)s. Whoever else signed is named on the staff list first."),
            {"named": Listed(called(name) for name in named)},
            clause=staff_rules(contest.election).needed_clause or None,
            field="scrutineers",
        )
