"""The way to the formal list, made ready step by step for the tests of candidates."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime

import pytest

from accounts.models import User
from candidates.enums import ReviewLevel, Verdict
from candidates.models import Candidacy, Nomination
from candidates.seating import PlannedPost
from candidates.services.names import VoteLine
from candidates.services.nomination import record_nomination
from candidates.services.proposal import Reply, propose_candidates
from candidates.services.review import review_candidacy
from candidates.services.seats import approve_seats, plan_seats
from elections.models import Election
from tests.candidates.passed import passed
from tests.cast import LAUNCH, at, on_record
from tests.copied import copied
from villages.models import KinTie, Resident, Village
from voting.enums import RollState
from voting.models import Roll, RollEntry

NOMINATED, PROPOSED, REVIEWED, LATEST = (
    at(2020, 12, 24),
    at(2020, 12, 27),
    at(2020, 12, 29),
    at(2021, 1, 13, 23),
)
SEATS = (PlannedPost("chair", 1, 1), PlannedPost("deputy", 1, 1), PlannedPost("member", 3, 1))

Lines = Callable[..., list[VoteLine]]


@pytest.fixture
def launched(election: Election, township: User, people: list[Resident]) -> Election:
    """All that comes before the nomination is on record, and the roll is published."""
    on_record(township, election, *LAUNCH, held_on=date(2020, 12, 1), now=at(2020, 12, 2))
    add_roll(election)
    return election


def add_roll(election: Election) -> Roll:
    """A published roll with every grown-up of the village."""
    roll = Roll.objects.create(
        election=election,
        version=1,
        state=RollState.PUBLISHED,
        digest="0" * 64,
        published_at=at(2020, 12, 20),
    )
    grown_up = Resident.objects.filter(village=election.village, birth_date__lte=date(2003, 1, 20))
    copied(
        RollEntry(
            roll=roll,
            village_id=election.village_id,
            number=number,
            group=person.group.number,
            name=person.name,
            pinyin=person.pinyin,
            sex=person.sex,
            birth_date=person.birth_date,
            category="V1",
            id_sealed=person.id_sealed,
            id_index=person.id_index,
            id_last4=person.id_last4,
        )
        for number, person in enumerate(grown_up.select_related("group").order_by("pk"), start=1)
    )
    return roll


@pytest.fixture
def people(village: Village) -> list[Resident]:
    """Twelve residents whom no rule stands against, each of another household, six women first."""
    everyone = list(Resident.objects.filter(village=village).order_by("pk"))
    names = Counter(person.name for person in everyone)
    heads: dict[int, Resident] = {}
    for person in everyone:
        if names[person.name] == 1:
            heads.setdefault(person.household_id, person)
    chosen = list(heads.values())[:12]
    assert len(chosen) == 12
    for number, person in enumerate(chosen):
        person.sex = "F" if number < 6 else "M"
        person.birth_date, person.education = date(1975 + number, 5, 1), "大专"
        person.save()
    return chosen


def two_more(by: User, election: Election) -> None:
    """The township Party committee approved two persons beyond the headcount (A-ORG-10)."""
    approve_seats(
        by=by,
        election=election,
        approver="township_party_committee",
        number=2,
        document="白党发〔2020〕31号",
        decided_on=date(2020, 12, 1),
        now=at(2020, 12, 2),
    )


@pytest.fixture
def seats(launched: Election, township: User) -> Election:
    """Five seats, two more than usual for the 120 people of the cast's village, and approved."""
    two_more(township, launched)
    plan_seats(
        by=township,
        election=launched,
        posts=SEATS,
        extra_reason="scattered_dwellings",
        reason="居住分散，工作量大",
        now=at(2020, 12, 3),
    )
    return launched


@pytest.fixture
def lines(people: list[Resident]) -> list[VoteLine]:
    """Three for chair, three for deputy, six for member; every second name is a woman's."""
    votes = {"chair": (30, 20, 3), "deputy": (25, 15, 5), "member": (35, 30, 25, 20, 16, 10)}
    names = iter([name for pair in zip(people[:6], people[6:], strict=True) for name in pair])
    return [VoteLine(post, next(names).name, number) for post, numbers in votes.items() for number in numbers]


def turnout(election: Election) -> int:
    """Papers that came back: three quarters of the roll."""
    return election.rolls.get().entries.count() * 3 // 4


@pytest.fixture
def nomination(seats: Election, clerk: User, lines: list[VoteLine]) -> Nomination:
    return record_nomination(
        by=clerk,
        election=seats,
        held_on=date(2020, 12, 23),
        issued=turnout(seats) + 5,
        returned=turnout(seats),
        lines=lines,
        now=NOMINATED,
    )


def accepting(election: Election) -> list[Reply]:
    """Every nominee says yes."""
    nominees = Candidacy.objects.filter(election=election, state="nominated")
    return [Reply(person.pk, accepted_on=date(2020, 12, 26)) for person in nominees]


@pytest.fixture
def proposed(nomination: Nomination, clerk: User) -> Election:
    """Eight people wait for the township."""
    election = nomination.election
    propose_candidates(
        by=clerk,
        election=election,
        held_on=date(2020, 12, 26),
        note="村党组织会议审议，同意上报。",
        replies=accepting(election),
        now=PROPOSED,
    )
    return election


@pytest.fixture
def candidacy(proposed: Election) -> Candidacy:
    """One of the people who wait for the township."""
    return proposed.candidacies.filter(post="member").first()


def verdict(
    by: User,
    candidacy: Candidacy,
    level: ReviewLevel = ReviewLevel.TOWNSHIP,
    said: Verdict = Verdict.PASS,
    reason: str = "",
    now: datetime = REVIEWED,
    on_paper: str = "各部门书面复函存档",
) -> Candidacy:
    """A verdict, and the candidacy as it stands afterwards; departments without an officer answered on paper."""
    review_candidacy(
        by=by, candidacy=candidacy, level=level, verdict=said, reason=reason, now=now, on_paper=on_paper
    )
    candidacy.refresh_from_db()
    return candidacy


@pytest.fixture
def reviewed(proposed: Election, township: User, county_reviewer: User) -> Election:
    """Everyone passed both reviews."""
    reviewers = {ReviewLevel.TOWNSHIP: township, ReviewLevel.COUNTY: county_reviewer}
    passed(proposed.candidacies.all(), reviewers, REVIEWED)
    return proposed


def married(first: Resident, second: Resident, by: User, tie: str = "spouse") -> KinTie:
    """A bond between two residents, as added by hand; `first` is the spouse, parent or sibling of `second`."""
    return KinTie.objects.create(
        first=first, second=second, tie=tie, proof="户口簿", made_by=by, made_at=at(2020, 12, 1)
    )
