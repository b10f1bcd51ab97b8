"""The head of an election's papers from its records, and the way from a paper back to its election."""

from datetime import date, datetime

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from documents.models import Paper
from documents.papers import Deed
from documents.refusals import PaperNotReady
from elections.enums import Act
from elections.models import Election
from elections.services.ledger import record
from villages.enums import VillageKind
from villages.models import Division
from voting.papers.heading import Heading

COUNTY_DIGITS = 6
ACTS = {Deed.ISSUED: Act.PAPER_ISSUED, Deed.POSTED: Act.PAPER_POSTED, Deed.TAKEN_DOWN: Act.PAPER_TAKEN_DOWN}


def heading_of(election: Election, day: date | None = None) -> Heading:
    """What stands at the head of the election's papers. Raises PaperNotReady without an election day.

    `day` stands in for it on papers of the Party's election, which may be over before the committee's day is set.
    """
    day = election.election_day or day
    if day is None:
        raise PaperNotReady(_("The election day is not set yet."))
    village, township = election.village, election.cycle.township
    county = Division.objects.filter(pk=township.code[:COUNTY_DIGITS]).first()
    return Heading(
        county=county.name if county else "",
        township=township.name,
        village=village.name,
        sign=village.sign,
        community=village.kind == VillageKind.COMMUNITY,
        ordinal=election.ordinal,
        election_day=day,
    )


def elections_at(village_code: str) -> list[Election]:
    """The elections whose papers a village prints today: those of cycles that run, the newest first."""
    return list(
        Election.objects.filter(village=village_code, cycle__closed_at=None)
        .select_related("cycle__township", "village")
        .order_by("-cycle__opened_at")
    )


def reference(subject: Model) -> str:
    """How a paper names what it is about: voting.contest:12."""
    return f"{subject._meta.label_lower}:{subject.pk}"


def election_of(paper: Paper) -> Election:
    """The election that a paper is about."""
    label, pk = paper.subject.split(":")[:2]
    ways = {
        "elections.election": Q(pk=pk),
        "voting.contest": Q(contests=pk),
        "voting.box": Q(contests__boxes=pk),
        "voting.appeal": Q(appeals=pk),
        "voting.invalidity": Q(contests__invalidities=pk),
    }
    return Election.objects.select_related("cycle__township", "village").get(ways[label])


def remember(deed: Deed, paper: Paper, by: User, office: Office, now: datetime) -> None:
    """Enter what was done with a paper in the ledger of its place."""
    record(
        by=by,
        office=office,
        act=ACTS[deed],
        cycle=election_of(paper).cycle,
        place_code=paper.place_code,
        subject=paper.title,
        data={
            "deed": deed.value,
            "kind": paper.kind,
            "number": paper.full_number,
            "about": paper.subject,
            "sha256": paper.file.sha256,
            "pages": paper.pages,
        },
        now=now,
    )


def clock(paper: Paper, real: datetime) -> datetime:
    """The time that holds for a paper: a training cycle has a clock of its own."""
    return election_of(paper).cycle.now(real)
