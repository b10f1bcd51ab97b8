"""The opinion of the members on each person of the approved list, by which the assembly decides (A-ASM-02)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import party_refusals as refusals
from candidates.assembly_refusals import VotesOverPresent
from candidates.counted import Counted, Line
from candidates.enums import VoteAbout
from candidates.models import Candidacy
from candidates.queries.assembly import expected_at
from candidates.queries.formal_opinion import AskedOpinion, asked_opinion
from candidates.services.agenda_checks import meeting_faults
from candidates.services.names import Nominee
from candidates.services.stage import Opened
from candidates.tallied import opinion_counted
from candidates.told import told_name
from voting.recorded import RecordedVote


@dataclass(frozen=True)
class Opinion:
    """How many members were in favour of each person, by candidacy; `present` are those present who may vote.

    `present` is not asked where the application counted those present at the assembly: its count holds.
    """

    in_favour: Mapping[int, int] = field(default_factory=dict)
    present: int | None = None


@dataclass(frozen=True)
class Poll:
    """The opinion on everybody who stands, with what the rulebook asks of it."""

    opened: Opened
    asked: AskedOpinion
    day: date
    given: Opinion
    people: Mapping[int, Candidacy]

    @property
    def present(self) -> int | None:
        return self.given.present if self.asked.counted is None else self.asked.counted

    def found(self, present: int) -> Counted[Line]:
        """What the tally says of it."""
        lines = [
            (person.post, Line(person.pk, person.name, self.given.in_favour[person.pk]))
            for person in self.people.values()
        ]
        expected = expected_at(self.opened.election, self.day).number
        return opinion_counted(self.opened.election.cycle.rules, lines, expected, present)

    def held(self) -> RecordedVote:
        """The vote as it is kept; its faults were looked for before."""
        assert self.present is not None
        return self.found(self.present).recorded(VoteAbout.FORMAL_LIST, self.day)

    def told(self) -> dict[str, Any]:
        """What the ledger says of it."""
        return {
            "present": self.present,
            "in_favour": [
                {"candidacy": pk, "name": person.name, "votes": self.given.in_favour[pk]}
                for pk, person in self._by_candidacy().items()
            ],
        }

    def faults(self, listed: Sequence[Nominee]) -> Iterator[Refusal]:
        """Everything against deciding this list by this opinion.

        Present: PresentMissing, PresentOverExpected, NoQuorum, LeavingOutNotAdopted. Of each person: FavourMissing,
        VotesOverPresent; NoMajority of who is listed, MajorityLeftOff of who is not.
        """
        if self.present is None:
            told = _("Say how many who may vote were present at the assembly.")
            yield refusals.PresentMissing(told, clause=self.asked.rule.clause, field="present")
            return
        expected = expected_at(self.opened.election, self.day)
        wrong = [
            *meeting_faults(self.opened.election, expected, self.present),
            *self._figure_faults(self.present),
        ]
        yield from wrong or self._majority_faults(self.present, {each.resident.pk for each in listed})

    def _by_candidacy(self) -> dict[int, Candidacy]:
        return {person.pk: person for person in self.people.values()}

    def _figure_faults(self, present: int) -> Iterator[Refusal]:
        for pk, person in self._by_candidacy().items():
            votes, name = self.given.in_favour.get(pk), {"name": told_name(person.name)}
            at: Any = {"clause": self.asked.rule.clause, "field": f"favour-{pk}", "data": {"candidacy": pk}}
            if votes is None:
                yield refusals.FavourMissing(_("Enter how many were in favour of %(name)s."), name, **at)
            elif votes > present:
                yield VotesOverPresent(
                    _("%(what)s: %(cast)s votes, but only %(present)s are present with the right to vote."),
                    {"what": name["name"], "cast": votes, "present": present},
                    **at,
                )

    def _majority_faults(self, present: int, listed: set[int]) -> Iterator[Refusal]:
        found = self.found(present)
        ahead = {line.key for cut in found.places.values() for line in cut.ahead}
        need = next((cut.need for cut in found.places.values()), 0)
        for resident, person in self.people.items():
            if (person.pk in ahead) == (resident in listed):
                continue
            params = {
                "name": told_name(person.name),
                "votes": self.given.in_favour[person.pk],
                "present": present,
                "need": need,
            }
            kind, told = NOT_AS_THE_MAJORITY[resident in listed]
            yield kind(
                told,
                params,
                clause=self.asked.rule.clause,
                field=f"favour-{person.pk}",
                data={"candidacy": person.pk, "need": need},
            )


# What is wrong where the list and the majority differ, by whether the person is listed.
NOT_AS_THE_MAJORITY: Mapping[bool, tuple[type[Refusal], Any]] = {
    True: (
        refusals.NoMajority,
        _(
            "%(name)s: %(votes)s of %(present)s present in favour; %(need)s are needed to be a formal candidate."
        ),
    ),
    False: (
        refusals.MajorityLeftOff,
        _(
            "%(name)s: %(votes)s of %(present)s present in favour, which is a majority; the list leaves the person off."
        ),
    ),
}


def poll_of(opened: Opened, day: date, given: Opinion, known: Mapping[int, Candidacy]) -> Poll | None:
    """The opinion as it is put to the rule; None where the plan does not have the list decided by it."""
    asked = asked_opinion(opened.election, opened.stage)
    return Poll(opened, asked, day, given, known) if asked else None
