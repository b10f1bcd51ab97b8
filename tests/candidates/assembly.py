"""A village whose Party organisation is about to hold its assembly."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from accounts.models import User
from candidates.models import AgendaRecord, NotExpected, PartyDecision
from candidates.queries.assembly import expected_at
from candidates.services.agenda import hold_item
from candidates.services.agenda_checks import Adopted, Held, Votes
from candidates.services.not_expected import Situation, approve_leaving_out, leave_out
from elections.models import Election
from tests.cast import at
from villages.models import PartyMember, Resident

DAY = at(2021, 1, 5)
YES = Votes(30, 1, 1)


def members(person: Resident, number: int, **standing: Any) -> list[PartyMember]:
    """So many new residents like this one, all members of the village's Party organisation."""
    people = [
        Resident(
            village=person.village, group=person.group, household=person.household, name=f"党员{n:02}",
            pinyin=f"dangyuan{n:02}", initials="dy", strokes="", sex="M", birth_date=date(1970, 1, 1), nation="汉族",
            education="高中", relation="户主", id_sealed=b"", id_index=uuid4().bytes, id_last4="0000",
        )
        for n in range(1, number + 1)
    ]  # fmt: skip
    return PartyMember.objects.bulk_create(
        PartyMember(village=person.village, resident=each, joined_on=date(2005, 7, 1), **standing)
        for each in Resident.objects.bulk_create(people)
    )


def asked_and_answered(election: Election, by: User, *before: str) -> None:
    """The request to the township and its reply are on record, and other stages before them."""
    PartyDecision.objects.bulk_create(
        PartyDecision(
            election=election, stage=stage, held_on=date(2021, 1, 1), note="已办", decided_at=at(2021, 1, 1),
            decided_by=by, office="镇换届办",
        )
        for stage in (*before, "request", "reply")
    )  # fmt: skip


class Assembly:
    """The assembly of an election: each method is one act."""

    def __init__(self, election: Election, clerk: User, township: User) -> None:
        self.election, self.clerk, self.township = election, clerk, township

    def hold(self, item: str, now: datetime = DAY, **held: Any) -> AgendaRecord:
        return hold_item(by=self.clerk, election=self.election, item=item, held=Held(**held), now=now)

    def hold_all(self, until: str = "", given: Mapping[str, Any] | None = None) -> None:
        """The items in their order, up to one (not held) or all of them."""
        for item in self.election.cycle.rules.assembly_agenda:
            if item.key == until:
                return
            held: dict[str, Any] = {
                "votes": dict.fromkeys(item.votes, YES),
                "names": {duty: ["胡监票", "何计票"] for duty in item.names},
            }
            held |= {"present": 40} if item.counts else {}
            held |= {"issued": 40, "box_checked_by": "胡监票"} if item.ballots else {}
            self.hold(item.key, **held | dict((given or {}).get(item.key, {})))

    def leave_out(
        self, member: PartyMember, situation: str = "", now: datetime = DAY, **more: Any
    ) -> NotExpected:
        return leave_out(
            by=self.clerk, election=self.election, resident=member.resident, now=now,
            situation=Situation(situation, more.pop("detail", "长期患病"), **more),
        )  # fmt: skip

    def approve(self, entry: NotExpected, *approvals: str, now: datetime = DAY) -> None:
        for approval in approvals:
            by = self.township if "township" in approval or "superior" in approval else self.clerk
            approve_leaving_out(
                by=by, entry=entry, approval=approval, held_on=now.date(), note="已征求意见", now=now,
                adopted=self.adopted(now) if approval == "assembly" else None,
            )  # fmt: skip

    def adopted(self, now: datetime = DAY) -> Adopted:
        """Everybody who need not be left out is present and in favour."""
        present = expected_at(self.election, now.date()).number_if_adopted
        return Adopted(present, Votes(present))
