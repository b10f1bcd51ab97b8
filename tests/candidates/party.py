"""The Party's path of a village, walked stage by stage through the services."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from accounts.models import User
from candidates.eligibility.asked.person import headings_of, ticks_needed
from candidates.enums import ReviewLevel, Verdict
from candidates.models import Candidacy, Notice, PartyDecision, SeatPlan
from candidates.party_path import kind_of
from candidates.queries.findings import findings_of
from candidates.queries.party_path import standing_party, still_to_post, to_inspect
from candidates.queries.sheet import relaxable
from candidates.queries.sign_off import signings_in
from candidates.services.approval import record_approval
from candidates.services.formal_opinion import Opinion
from candidates.services.inspection import Inspected, record_inspections
from candidates.services.names import VoteLine
from candidates.services.notice import open_notice
from candidates.services.party_list import Named, decide_list
from candidates.services.party_stage import record_stage
from candidates.services.recommendation import Attendance, record_recommendation
from candidates.services.review import review_candidacy
from candidates.services.sign_off import record_sign_off
from candidates.services.stage import stage_of
from candidates.services.standards import Tick, tick_standards
from elections.models import Election
from elections.queries.progress import progress_of_one
from tests.cast import at
from villages.enums import Body
from villages.models import PartyMember, Resident

FULL = Attendance(60, 50, 40, 35, 85, 80)
POSTS = ("secretary", "party_deputy", "party_member", "party_member", "party_member", "party_member")


def seat(election: Election, members: int = 3) -> None:
    """The Party committee's seats: a secretary, a deputy, and members."""
    rows = (("secretary", 1), ("party_deputy", 1), ("party_member", members))
    SeatPlan.objects.bulk_create(
        SeatPlan(election=election, body=Body.PARTY, post=post, rank=rank, seats=seats)
        for rank, (post, seats) in enumerate(rows, start=1)
    )


def enlist(people: Sequence[Resident]) -> None:
    """These residents are members of the village's Party organisation."""
    PartyMember.objects.bulk_create(
        PartyMember(village=person.village, resident=person, joined_on=date(2005, 7, 1)) for person in people
    )


class Path:
    """Walks the stages of an election's plan; each method is one act at one moment."""

    def __init__(self, election: Election, people: Sequence[Resident], officers: dict[str, User]) -> None:
        self.election, self.people, self.officers = election, people, officers
        self.posts = POSTS

    def by(self, key: str) -> User:
        stage = next(s for s in self.election.cycle.rules.party_path if s.key == key)
        return self.officers[stage.who[0]]

    def meet(
        self, now: datetime, votes: int = 60, lines: Sequence[VoteLine] | None = None, **other: Any
    ) -> Any:
        lines = lines or [VoteLine(p, r.name, votes, r.pk) for p, r in self.pairs()]
        given = {
            "guides": "谭国安",
            "appraisal": "现任成员均称职",
            "attendance": FULL,
            "expected_reason": "名册尚未更新",
            **other,
        }
        return record_recommendation(
            by=self.by("recommendation_meeting"), election=self.election, held_on=now.date(), lines=lines, now=now, **given
        )  # fmt: skip

    def pairs(self) -> list[tuple[str, Resident]]:
        return list(zip(self.posts, self.people, strict=False))

    def decide(
        self,
        key: str,
        now: datetime,
        names: Sequence[Named] | None = None,
        by: User | None = None,
        opinion: Opinion | None = None,
    ) -> PartyDecision:
        names = (
            [Named(p.post, p.name, p.resident_id) for p in standing_party(self.election)]
            if names is None
            else names
        )
        return decide_list(
            by=by or self.by(key), election=self.election, stage=key, held_on=now.date(), note="会议研究确定",
            names=names, now=now, opinion=self.everybody() if opinion is None else opinion,
        )  # fmt: skip

    def everybody(self) -> Opinion:
        """All members come, and all are in favour of everybody who stands."""
        present = PartyMember.objects.filter(village=self.election.village).count()
        return Opinion({person.pk: present for person in standing_party(self.election)}, present)

    def first_list(self, key: str, now: datetime, count: int = 6) -> PartyDecision:
        return self.decide(key, now, [Named(p, r.name, r.pk) for p, r in self.pairs()[:count]])

    def choose(self, now: datetime, number: int = 0) -> PartyDecision:
        person = self.people[number]
        return self.decide("county_comparison", now, [Named("secretary", person.name, person.pk)])

    def review(self, now: datetime, *levels: ReviewLevel, verdict: Verdict = Verdict.PASS) -> None:
        for level in levels:
            by = self.officers["township_office" if level == ReviewLevel.TOWNSHIP else "county_reviewer"]
            people = list(standing_party(self.election))
            if level == ReviewLevel.COUNTY:
                self.relax(by, people, now)
            else:
                self.tick(by, people, now)
            for person in people:
                review_candidacy(
                    by=by,
                    candidacy=person,
                    level=level,
                    verdict=verdict,
                    reason="材料已核实",
                    now=now,
                    on_paper="各部门书面复函存档" if level == ReviewLevel.COUNTY else "",
                )

    def tick(self, by: User, people: list[Candidacy], now: datetime) -> None:
        """Every heading is ticked of whom a plan lets pass only with all of them (B-QUAL-08)."""
        rules = self.election.cycle.rules
        for person in people:
            if ticks_needed(rules, person.post):
                ticks = [Tick(heading, met=True) for heading in headings_of(rules, person.post)]
                tick_standards(by=by, candidacy=person, ticks=ticks, now=now)

    def relax(self, by: User, people: list[Candidacy], now: datetime) -> None:
        """The documents by which rules are relaxed are on record."""
        found = findings_of(people, self.election.cycle.rules, now.date())
        for person in people:
            for finding in relaxable(found[person.pk]):
                record_approval(
                    by=by, candidacy=person, rule=finding.key, document="县换届〔2020〕3号",
                    approved_on=now.date(), now=now,
                )  # fmt: skip

    def inspect(self, key: str, now: datetime, by: User | None = None, **found: Any) -> Any:
        stage = stage_of(self.election, key, "inspection")
        given = {
            "ways": ("democratic_appraisal", "collective_interview", "hearing_opinions"),
            "mass_appraisal": "发票60，赞成57", "discipline_opinion": "同意", "passed": True, **found,
        }  # fmt: skip
        people = [Inspected(person.pk, **given) for person in to_inspect(self.election, stage)]
        return record_inspections(
            by=by or self.by(key), election=self.election, stage=key, held_on=now.date(), inspectors="考察组",
            found=people, now=now,
        )  # fmt: skip

    def sign(self, now: datetime) -> None:
        """Everybody above signs whoever stands for secretary."""
        for signing in signings_in(self.election):
            for role in signing.missing:
                record_sign_off(
                    by=self.officers["county_office"], candidacy=signing.candidacy, role=role, name="周志强",
                    document="会议纪要12号", signed_on=now.date(), now=now,
                )  # fmt: skip

    def stage(self, key: str, now: datetime, by: User | None = None) -> PartyDecision:
        if key == "secretary_approval":
            self.sign(now)
        return self.record(key, now, by)

    def record(self, key: str, now: datetime, by: User | None = None) -> PartyDecision:
        return record_stage(
            by=by or self.by(key), election=self.election, stage=key, held_on=now.date(), note="已办", now=now
        )

    def post(self, key: str, now: datetime, by: User | None = None) -> Notice:
        """The stage's public notice, with everybody whom it has still to name."""
        stage = stage_of(self.election, key, "notice")
        return open_notice(
            by=by or self.by(key), election=self.election, kind=kind_of(stage),
            people=still_to_post(self.election, stage), now=now,
        )  # fmt: skip

    def done(self, now: datetime) -> list[str]:
        """The steps of the path that its evidence shows to be done."""
        steps = dict.fromkeys(stage.step for stage in self.election.cycle.rules.party_path)
        progress = progress_of_one(self.election, now)
        return [step for step in steps if progress.steps[step].evidence.done_at is not None]

    def formal(self) -> list[Candidacy]:
        return list(
            Candidacy.objects.filter(election=self.election, body=Body.PARTY, state="formal").order_by(
                "place"
            )
        )


TOWNSHIP, COUNTY = ReviewLevel.TOWNSHIP, ReviewLevel.COUNTY


def to_inspected_a(path: Path) -> None:
    """Plan A up to the inspection of everyone, on 26 December 2020."""
    to_reviewed_a(path)
    path.decide("inspection_list", at(2020, 12, 26))
    path.inspect("secretary_inspection", at(2020, 12, 26, 12))
    path.inspect("member_inspection", at(2020, 12, 26, 13))


def to_reviewed_a(path: Path) -> None:
    """Plan A up to the joint review of everyone."""
    path.meet(at(2020, 12, 18))
    path.first_list("organisation_list", at(2020, 12, 19))
    path.decide("township_recommendation", at(2020, 12, 22))
    path.choose(at(2020, 12, 24))
    path.review(at(2020, 12, 26), TOWNSHIP, COUNTY)


def to_noticed_a(path: Path, posted: datetime) -> Notice:
    """Plan A up to the notice of the prospective candidates."""
    to_inspected_a(path)
    path.stage("secretary_approval", at(2020, 12, 26, 15))
    path.decide("prospective_list", at(2020, 12, 26, 16))
    return path.post("candidate_notice", posted)


def to_approved_b(b: Path) -> None:
    """Plan B up to the list of those put up."""
    b.meet(at(2020, 10, 10))
    b.first_list("organisation_list", at(2020, 10, 11))
    b.inspect("inspection", at(2020, 10, 12))
    b.review(at(2020, 10, 14), TOWNSHIP)
    b.stage("secretary_approval", at(2020, 10, 15))
    b.decide("prospective_list", at(2020, 10, 16))


def to_inspected_c(c: Path) -> None:
    c.meet(at(2020, 12, 7))
    c.first_list("organisation_list", at(2020, 12, 8))
    c.review(at(2020, 12, 9), TOWNSHIP, COUNTY)
    c.inspect("secretary_inspection", at(2020, 12, 10))
    c.inspect("member_inspection", at(2020, 12, 10))


def to_approved_c(c: Path) -> None:
    """Plan C up to the decision on the secretary, after the first notice."""
    to_inspected_c(c)
    c.post("candidate_notice", at(2020, 12, 14))
    c.decide("prospective_list", at(2020, 12, 18))
    c.stage("secretary_approval", at(2020, 12, 18, 10))


def to_requested_c(c: Path) -> None:
    to_approved_c(c)
    c.post("secretary_notice", at(2020, 12, 18, 11))
    c.stage("request", at(2020, 12, 20))
