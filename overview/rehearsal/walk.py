"""One village's committee election, act by act, through the services that the pages use."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from random import Random

from accounts.enums import Role
from accounts.models import User
from accounts.rules import require
from candidates.enums import Allotment, DepartmentVerdict, Preselectors, ReviewLevel, Verdict
from candidates.models import Candidacy
from candidates.queries.department import waiting_for_department
from candidates.queries.election_committee import members_of
from candidates.queries.findings import findings_of
from candidates.queries.inspection import committee_to_inspect
from candidates.queries.nomination import nomination_of
from candidates.queries.preselection import awaits_preselection, choices_of
from candidates.queries.relatives import pairs_of
from candidates.queries.seats import proposed_seats, seats_of
from candidates.queries.sheet import relaxable
from candidates.services.approval import record_approval
from candidates.services.committee_inspection import Seen, inspect_candidates
from candidates.services.department import DepartmentDraft, give_department_verdicts
from candidates.services.election_committee import form_committee
from candidates.services.election_committee_chair import choose_chair
from candidates.services.election_committee_seat import announce_committee, file_committee, receive_committee
from candidates.services.kin import decide_kin
from candidates.services.names import VoteLine
from candidates.services.nomination import record_nomination
from candidates.services.preselection import PreselectionDraft, record_preselection
from candidates.services.proposal import Reply, propose_candidates
from candidates.services.publication import publish_candidates
from candidates.services.representative import (
    file_representatives,
    publish_representatives,
    receive_representatives,
)
from candidates.services.representative_places import allot_places
from candidates.services.representative_votes import record_unit_votes
from candidates.services.review import review_candidacy
from candidates.services.seats import plan_seats
from documents.models import Paper
from documents.papers import all_kinds
from documents.refusals import PaperNotReady
from documents.services.job import run
from documents.services.paper import issue_paper
from documents.services.posting import post_paper
from documents.sheets import template
from elections.calendar import build_calendar
from elections.models import Election
from elections.services.election import set_days
from elections.services.step import Signer, record_step
from elections.steps import worked_of
from overview.demo.officers import Township, VillageStaff
from overview.rehearsal.bodies import Elders, formation, unit_counts, unit_plans
from overview.rehearsal.figures import nominating_votes, part
from overview.rehearsal.people import nominees_of, register_lines
from overview.rehearsal.scenarios import CLEAN_WIN, Scenario
from overview.rehearsal.timetable import Timetable, moment
from overview.rehearsal.turns import TURNOUT
from villages.enums import Body, Post, Sex
from voting.importing.columns import roll_layout
from voting.models import Roll, RollUpload
from voting.queries.appeal import open_appeals, unpublished_adjustments
from voting.queries.roll import draft_roll, published_roll
from voting.services.roll import commit_upload, publish_roll
from voting.services.roll_ready import confirm_roll
from voting.services.upload import receive_upload

EXTRA_NOMINEES = 1
# Whom voters name for a post: for a seat among the members every second one is a woman.
SEXES: dict[str, tuple[Sex, ...]] = {Post.MEMBER: (Sex.FEMALE, Sex.MALE), Post.WOMAN_MEMBER: (Sex.FEMALE,)}


@dataclass
class Walk:
    """Plays the acts of one village. Each method is one act by the right officer; `now` is when it happens."""

    election: Election
    above: Township
    staff: VillageStaff
    days: Timetable
    random: Random
    scenario: Scenario = CLEAN_WIN
    papers: list[Paper] = field(default_factory=list)

    @property
    def clerk(self) -> User:
        return self.staff.clerk

    def deadline(self, key: str) -> date:
        """The last day of a calendar item of this election."""
        calendar = build_calendar(self.election.cycle.rules, election_day=self.days.election_day)
        last = calendar[key].not_after
        assert last is not None
        return last

    # preparation

    def set_days(self, now: datetime, reason: str = "") -> None:
        """The township sets the days and the seats."""
        self.election = set_days(
            by=self.above.office,
            election=self.election,
            registration_day=self.days.registration or self.days.days_set,
            party_day=self.days.party_election,
            election_day=self.days.first_day or self.days.election_day,
            reason=reason,
            now=now,
        )
        proposed = proposed_seats(self.election)
        plan_seats(
            by=self.above.office,
            election=self.election,
            posts=proposed.posts,
            team=proposed.team,
            reason="按党组织委员职数核定",
            now=now,
        )

    def record(
        self, step: str, held_on: date, people: str, note: str, signer: tuple[str, str], now: datetime
    ) -> None:
        """The office or the clerk, whoever does the step or a part of it, records that it was done off-line."""
        rule = self.election.cycle.rules.step(step)
        worked = [each for each in worked_of([self.election]).get(self.election.pk, ()) if each.step == step]
        shown = {part for each in worked for part in each.parts}
        left = [part for part in rule.parts if part.key not in shown]
        acts = groupby(left, key=lambda part: (part.who or rule.who, part.key if part.document else ""))
        for who, parts in [(who, list(parts)) for (who, _alone), parts in acts] or [(rule.who, [])]:
            record_step(
                by=self.clerk if Role.VILLAGE_CLERK in who else self.above.office,
                election=self.election,
                step=step,
                held_on=held_on,
                people=people,
                note=note,
                parts=[part.key for part in parts] or None,
                document=f"镇党委〔{held_on:%Y〕%-m%d}号" if any(part.document for part in parts) else "",
                signers=[Signer(*signer)],
                now=now,
            )

    # representatives and election committee

    def elect_representatives(self, now: datetime) -> None:
        """The groups elect; the clerk hands the register in, the township files it, the clerk publishes it."""
        plans = unit_plans(self.election)
        allot_places(by=self.clerk, election=self.election, mode=Allotment.GROUPS, units=plans, now=now)
        counts = list(unit_counts(plans, Elders(self.election), now))
        record_unit_votes(by=self.clerk, election=self.election, counts=counts, now=now)
        file_representatives(by=self.clerk, election=self.election, now=now)
        receive_representatives(by=self.above.office, election=self.election, now=now)
        publish_representatives(by=self.clerk, election=self.election, now=now)

    def form_committee(self, now: datetime) -> None:
        """The representatives elect the committee, its members a chair; it is filed and announced."""
        elected = formation(Elders(self.election), now)
        committee = form_committee(by=self.clerk, election=self.election, formation=elected, now=now)
        members = list(members_of(committee)[: elected.size])
        choose_chair(
            by=self.clerk,
            election=self.election,
            held_on=now.date(),
            votes={members[0].pk: elected.size - 1, members[1].pk: 1},
            chair=members[0].pk,
            deputies=[members[1].pk],
            category="other_party_member",
            reason="由成员推选，群众公认",
            now=now,
        )
        file_committee(by=self.clerk, election=self.election, now=now)
        receive_committee(by=self.above.office, election=self.election, now=now)
        announce_committee(by=self.clerk, election=self.election, now=now)

    # roll

    def upload_roll(self, now: datetime, *, faulty: bool = False) -> RollUpload:
        """The clerk uploads the roll sheet; a worker's job checks it."""
        upload = receive_upload(
            by=self.clerk,
            election=self.election,
            file_name=f"{self.election.village.name}选民登记表.xlsx",
            content=self._roll_sheet(faulty),
            key=uuid.UUID(int=self.random.getrandbits(128)),
            now=now,
        )
        assert upload.job is not None
        run(upload.job.pk, lambda: now)
        upload.refresh_from_db()
        return upload

    def _roll_sheet(self, faulty: bool) -> bytes:
        village = self.election.village
        layout = roll_layout(self.election.cycle.rules, village.kind, village.name)
        lines = list(register_lines(village, self.days.election_day, self.random))
        if faulty:
            lines[6]["id"] = lines[6]["id"][:-1] + ("1" if lines[6]["id"][-1] != "1" else "2")
            lines[40]["name"] = ""
            lines[77] = dict(lines[12])
        return template(layout, lines, example=False)

    def take_over_roll(self, upload: RollUpload, now: datetime) -> Roll:
        """The clerk takes the checked sheet over as the draft of the roll."""
        return commit_upload(by=self.clerk, upload=upload, reason="已逐户核对", now=now)

    def publish_roll(self, now: datetime) -> Roll:
        """The clerk publishes the draft."""
        roll = draft_roll(self.election)
        assert roll is not None
        return publish_roll(by=self.clerk, roll=roll, now=now)

    def confirm_roll(self, now: datetime) -> None:
        """The clerk confirms the roll as final, unless an objection or a correction still stands in the way."""
        waiting = open_appeals(self.election).exists() or unpublished_adjustments(self.election).exists()
        if not waiting and draft_roll(self.election) is None:
            confirm_roll(by=self.clerk, election=self.election, now=now)

    # candidates

    def nominate(self, now: datetime) -> None:
        """The clerk enters the result of the nomination, and of the preselection where one is due."""
        registered = self._voters()
        returned = part(registered, TURNOUT)
        lines: list[VoteLine] = []
        taken: set[int] = set()
        for seats in seats_of(self.election):
            wanted = seats.seats + seats.extra_candidates + EXTRA_NOMINEES
            people = nominees_of(self.election, wanted, taken, SEXES.get(seats.post, (Sex.MALE,)))
            taken |= {person.pk for person in people}
            for person, votes in nominating_votes(returned, people):
                lines.append(VoteLine(seats.post, person.name, votes, person.pk))
        record_nomination(
            by=self.clerk,
            election=self.election,
            held_on=now.date(),
            issued=returned + 3,
            returned=returned,
            lines=lines,
            now=now,
        )
        if awaits_preselection(self.election):
            self.preselect(now)

    def preselect(self, now: datetime) -> None:
        """The voters choose among the nominees where posts have more of them than places."""
        nomination = nomination_of(self.election)
        assert nomination is not None
        returned = part(self._voters(), TURNOUT)
        nominees = [vote for choice in choices_of(nomination) for vote in choice.nominees]
        draft = PreselectionDraft(
            held_on=now.date(),
            held_by=Preselectors.VOTERS,
            present=returned + 3,
            issued=returned + 3,
            returned=returned,
            votes={vote.pk: vote.votes for vote in nominees},
        )
        record_preselection(by=self.clerk, election=self.election, draft=draft, now=now)

    def _voters(self) -> int:
        roll = published_roll(self.election) or draft_roll(self.election)
        assert roll is not None
        return roll.entries.filter(not_registered="").count()

    def propose(self, now: datetime) -> None:
        """The clerk reports the Party organisation's deliberation and the nominees' acceptance."""
        people = Candidacy.objects.filter(election=self.election, body=Body.COMMITTEE)
        propose_candidates(
            by=self.clerk,
            election=self.election,
            held_on=now.date(),
            note="村党组织会议审议，同意上报",
            replies=[Reply(person.pk, accepted_on=now.date()) for person in people],
            now=now,
        )

    def review(
        self,
        level: ReviewLevel,
        now: datetime,
        *,
        verdict: Verdict = Verdict.PASS,
        people: Iterable[Candidacy] | None = None,
    ) -> None:
        """The township, or the county once its departments have answered, decides on everyone, or on these people."""
        if level == ReviewLevel.COUNTY:
            self.answer_as_departments(now)
        by = self.above.office if level == ReviewLevel.TOWNSHIP else self.above.county_reviewer
        reviewed = list(people) if people is not None else self.candidacies()
        if level == ReviewLevel.COUNTY and verdict == Verdict.PASS:
            self._inspect(reviewed, now)
            self._settle(reviewed, now)
        for person in reviewed:
            review_candidacy(
                by=by,
                candidacy=person,
                level=level,
                verdict=verdict,
                reason="材料齐全，已核实" if verdict == Verdict.PASS else "补交个人信用报告",
                on_paper="各部门书面复函，县换届办存档" if level == ReviewLevel.COUNTY else "",
                now=now,
            )

    def _inspect(self, people: Collection[Candidacy], now: datetime) -> None:
        """The township inspects those who were not yet, where the plan has candidates inspected."""
        rule, known = self.election.cycle.rules.review.committee_inspected, {person.pk for person in people}
        waiting = [person.pk for person in committee_to_inspect(self.election) if person.pk in known]
        if rule.stated and rule.value and waiting:
            inspect_candidates(
                by=self.above.office,
                election=self.election,
                held_on=now.date(),
                inspectors="镇党委考察组：谭国安、李秀芳",
                found=[Seen(pk, passed=True) for pk in waiting],
                now=now,
            )

    def _settle(self, people: Collection[Candidacy], now: datetime) -> None:
        """The documents by which rules are relaxed, and by which relatives both stand, come before the county."""
        for pair in pairs_of(self.election):
            if pair.open and pair.ground.approver:
                decide_kin(
                    by=self.above.office,
                    election=self.election,
                    first=pair.first.resident.pk,
                    second=pair.second.resident.pk,
                    yields=None,
                    document="镇党委〔2020〕31号",
                    decided_on=now.date(),
                    reason="群众公认，确无其他合适人选",
                    now=now,
                )
        found = findings_of(people, self.election.cycle.rules, now.date())
        for person in people:
            for finding in relaxable(found[person.pk]):
                record_approval(
                    by=self.above.county_reviewer,
                    candidacy=person,
                    rule=finding.key,
                    document="县换届领导小组〔2020〕12号",
                    approved_on=now.date(),
                    now=now,
                )

    def answer_as_departments(self, now: datetime) -> None:
        """Every department finds nothing, about all who wait at once."""
        for officer in self.above.departments:
            waiting = waiting_for_department(officer, self.election.cycle)
            given = [
                (review, DepartmentDraft(DepartmentVerdict.PASS))
                for review in waiting.filter(candidacy__election=self.election)
            ]
            give_department_verdicts(by=officer, given=given, now=now)

    def candidacies(self) -> Sequence[Candidacy]:
        return list(Candidacy.objects.filter(election=self.election, body=Body.COMMITTEE).order_by("pk"))

    def publish_candidates(self, now: datetime) -> None:
        """The clerk posts the formal list."""
        publish_candidates(by=self.clerk, election=self.election, now=now)

    # papers

    def issue_papers(self, now: datetime) -> list[Paper]:
        """The township prints every paper that can be printed now and was not, and posts the notices; ballots wait for
        the commitment letters.
        """
        code, by = self.election.village_id, self.above.office
        office = require(by, "paper.issue", code)
        made: list[Paper] = []
        for kind in all_kinds():
            for occasion in kind.occasions(code):
                known = Paper.objects.filter(
                    place_code=code, kind=kind.key, subject=kind.reference(occasion.subject), replaced_by=None
                )
                if known.exists():
                    continue
                try:
                    paper = issue_paper(
                        by=by,
                        office=office,
                        kind=kind.key,
                        subject=occasion.subject,
                        place_code=code,
                        place_name=occasion.place_name,
                        now=now,
                        training=occasion.training,
                    )
                except PaperNotReady:
                    continue
                made.append(paper)
                if kind.posted:
                    post_paper(by=by, office=office, paper=paper, until=self._until(now), now=now)
        self.papers += made
        return made

    def _until(self, now: datetime) -> datetime | None:
        """Notices before the vote hang until the vote; those of the result stay."""
        end = moment(self.days.election_day, 23, 59)
        return end if now < end else None
