"""The Party's path of one village's rehearsal, from the recommendation meeting to the township's reply."""

from collections.abc import Sequence
from datetime import date, datetime

from accounts.models import User
from candidates.duties import deputy_is_commissioner
from candidates.enums import ReviewLevel
from candidates.party_path import kind_of
from candidates.queries.intended import least_intended, names_intended
from candidates.queries.party_path import least_names, standing_party, still_to_post, to_inspect
from candidates.queries.seats import seats_of
from candidates.queries.sign_off import signings_in
from candidates.services.formal_opinion import Opinion
from candidates.services.inspection import Inspected, record_inspections
from candidates.services.names import VoteLine
from candidates.services.notice import open_notice
from candidates.services.party_list import NOT_ASKED, Named, decide_list
from candidates.services.party_stage import record_stage
from candidates.services.recommendation import Attendance, record_recommendation
from candidates.services.sign_off import record_sign_off
from candidates.services.stage import stage_of
from overview.rehearsal.people import party_people
from overview.rehearsal.walk import Walk
from villages.enums import Body, Duty, Post
from villages.models import PartyMember, Resident
from villages.services.party import add_party_members

ATTENDANCE = Attendance(58, 52, 47, 45, 97, 96)
VOTES = 83
COMMISSIONER = 2  # after secretary and deputy, a member
POSTS = (Post.SECRETARY, Post.PARTY_DEPUTY, Post.PARTY_MEMBER)
SIGNERS = ("罗建平", "周志强", "谭国安")
JOINED = date(2008, 7, 1)


def recommend(walk: Walk, now: datetime) -> None:
    """The meeting of members and representatives, and the list of the Party organisation."""
    people = _members(walk)
    posts = [*POSTS, *[Post.PARTY_MEMBER] * (len(people) - len(POSTS))]
    by_plan = deputy_is_commissioner(walk.election.cycle.rules)
    named = [
        Named(post, each.name, each.pk, Duty.DISCIPLINE if place == COMMISSIONER and not by_plan else "")
        for place, (post, each) in enumerate(zip(posts, people, strict=True))
    ]
    intended = _intended(walk, "organisation_list", people)
    record_recommendation(
        by=walk.clerk,
        election=walk.election,
        held_on=now.date(),
        attendance=ATTENDANCE,
        guides="镇党委委员谭国安",
        appraisal="评议现任班子成员，均为称职以上",
        expected_reason="按会前核对的名册，含外出未归的党员和代表",
        lines=[
            VoteLine(each.post, each.name, VOTES - place, each.resident_id)
            for place, each in enumerate([*named, *intended])
        ],
        now=now,
    )
    decide(walk, "organisation_list", now, [*named, *intended])


def recommend_again(walk: Walk, now: datetime) -> None:
    """The township decides on whom it recommends."""
    people = party_people(walk.election, least_intended(walk.election) or 0)
    standing = [Named(p.post, p.name, p.resident_id) for p in standing_party(walk.election)]
    decide(
        walk, "township_recommendation", now, [*standing, *_intended(walk, "township_recommendation", people)]
    )


def compare(walk: Walk, now: datetime) -> None:
    """The county decides on the secretary."""
    chosen = next(person for person in standing_party(walk.election) if person.post == Post.SECRETARY)
    decide(walk, "county_comparison", now, [Named(chosen.post, chosen.name, chosen.resident_id)])


def review_party(walk: Walk, now: datetime) -> None:
    """The township, then the county, passes everyone."""
    for level in ReviewLevel:
        walk.review(level, now, people=standing_party(walk.election))


def inspect(walk: Walk, now: datetime) -> None:
    """The list of those to be inspected; the county inspects the secretary, the township the others."""
    decide(walk, "inspection_list", now)
    standards = walk.election.cycle.rules.qualification.standards.value
    for key in ("secretary_inspection", "member_inspection"):
        stage = stage_of(walk.election, key, "inspection")
        people = to_inspect(walk.election, stage)
        record_inspections(
            by=officer(walk, stage.who[0]),
            election=walk.election,
            stage=key,
            held_on=now.date(),
            inspectors="考察组",
            found=[Inspected(p.pk, passed=True, form=dict.fromkeys(standards, "好")) for p in people],
            now=now,
        )


def post_prospective(walk: Walk, now: datetime) -> None:
    """The secretary is signed and decided on, the list of prospective candidates drawn up and posted."""
    approve_secretary(walk, now)
    decide(walk, "prospective_list", now)
    stage = stage_of(walk.election, "candidate_notice", "notice")
    open_notice(
        by=officer(walk, stage.who[0]),
        election=walk.election,
        kind=kind_of(stage),
        people=still_to_post(walk.election, stage),
        now=now,
    )


def request_reply(walk: Walk, now: datetime) -> None:
    """The village asks, the township replies."""
    ask(walk, now)
    reply(walk, now)


def ask(walk: Walk, now: datetime) -> None:
    """The village asks."""
    _stage(walk, "request", now, "请示确定候选人预备人选")


def reply(walk: Walk, now: datetime) -> None:
    """The township replies."""
    _stage(walk, "reply", now, "同意")


def _intended(walk: Walk, key: str, people: Sequence[Resident]) -> list[Named]:
    """These people, by rank of the committee's posts, where the list names persons intended for it."""
    rules, stage = walk.election.cycle.rules, stage_of(walk.election, key, "list")
    plans = seats_of(walk.election, Body.COMMITTEE)
    if not plans or not names_intended(rules, stage):
        return []
    posts = [plan.post for plan in plans for _seat in range(plan.seats)]
    posts += [posts[-1]] * max(0, len(people) - len(posts))
    return [Named(post, each.name, each.pk) for post, each in zip(posts, people, strict=False)]


def _members(walk: Walk) -> list[Resident]:
    """As many as the list needs, entered as members where they are none yet."""
    people = party_people(walk.election, least_names(walk.election) or len(POSTS) + 1)
    known = set(PartyMember.objects.filter(resident__in=people).values_list("resident_id", flat=True))
    add_party_members(
        PartyMember(village=walk.election.village, resident=each, joined_on=JOINED)
        for each in people
        if each.pk not in known
    )
    return people


def decide(
    walk: Walk,
    key: str,
    now: datetime,
    names: list[Named] | None = None,
    opinion: Opinion = NOT_ASKED,
) -> None:
    """A list of the path: these people, or those who stand."""
    standing = [Named(p.post, p.name, p.resident_id) for p in standing_party(walk.election)]
    stage = stage_of(walk.election, key, "list", "choice")
    decide_list(
        by=officer(walk, stage.who[0]),
        election=walk.election,
        stage=key,
        held_on=now.date(),
        note="会议研究确定",
        names=standing if names is None else names,
        opinion=opinion,
        now=now,
    )


def approve_secretary(walk: Walk, now: datetime) -> None:
    """The candidate for secretary is signed by everybody above and decided on."""
    _sign(walk, now)
    _stage(walk, "secretary_approval", now, "书记人选经上级党委常委会研究审定")


def _sign(walk: Walk, now: datetime) -> None:
    """Everybody above signs the candidate for secretary, in the plan's order."""
    for signing in signings_in(walk.election):
        for role, name in zip(signing.missing, SIGNERS, strict=False):
            record_sign_off(
                by=walk.above.county_office,
                candidacy=signing.candidacy,
                role=role,
                name=name,
                document="换组〔2020〕18号",
                signed_on=now.date(),
                now=now,
            )


def _stage(walk: Walk, key: str, now: datetime, note: str) -> None:
    stage = stage_of(walk.election, key, "approval", "request", "reply")
    record_stage(
        by=officer(walk, stage.who[0]),
        election=walk.election,
        stage=key,
        held_on=now.date(),
        note=note,
        now=now,
    )


def officer(walk: Walk, role: str) -> User:
    """Who plays the role in this walk."""
    return {"village_clerk": walk.clerk, "county_office": walk.above.county_office}.get(
        role, walk.above.office
    )
