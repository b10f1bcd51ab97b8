"""The papers of the joint review, the public notice and the signatures above, from the records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from candidates.enums import NoticeKind, Verdict
from candidates.models import Candidacy, ListChange, Notice, NoticePerson, SupportingBody
from candidates.papers.duties import post_printed
from candidates.papers.of_party import party_name
from candidates.party_path import stage_posting
from candidates.queries.feedback import joint_results
from candidates.queries.notice import notices_of
from candidates.queries.sign_off import PATH, asks_signatures, signing_roles
from candidates.states import GONE
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.rulebook.wording import word
from villages.enums import Body, Post
from voting.papers.about import elections_at, heading_of, reference
from voting.papers.heading import ElectionSheet
from voting.papers.occasions import occasion
from voting.papers.words import POSTS, SEXES

TITLES = {
    NoticeKind.CANDIDATES: "党组织班子成员候选人预备人选公示",
    NoticeKind.SECRETARY: "党组织书记候选人预备人选公示",
    NoticeKind.ELECTED: "党组织选举结果公示",
}
INSPECTED = "党组织班子成员候选人考察对象公示"
LEADS = {
    NoticeKind.CANDIDATES: "经组织考察和资格审查，现将下列人员予以公示：",
    NoticeKind.SECRETARY: "经研究审定，现将下列人员予以公示：",
    NoticeKind.ELECTED: "现将党组织选举结果公示如下：",
}
RESULTS = {Verdict.PASS: "通过", Verdict.RETURN: "退回补充", Verdict.REJECT: "不予通过"}


@dataclass(frozen=True, slots=True)
class Named:
    """A person on one of these papers."""

    name: str
    sex: str
    birth: date | None
    post: str
    result: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSheet(ElectionSheet):
    """A public notice; the township's Party committee posts the secretary's and the result's (C-REV-05, C-RES-02)."""

    party: str
    name: str
    from_: str
    lead: str
    people: tuple[Named, ...]
    begins: date
    ends: date

    @property
    def title(self) -> str:
        return self.name

    @property
    def issuer(self) -> str:
        return self.from_


@dataclass(frozen=True, slots=True)
class Signature:
    role: str
    name: str
    document: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffSheet(ElectionSheet):
    """The secretary's candidate with the signatures above: those on record, and places for those to come."""

    party: str
    person: Named
    signatures: tuple[Signature, ...]

    @property
    def title(self) -> str:
        return "党组织书记候选人预备人选审签表"

    @property
    def issuer(self) -> str:
        return f"中共{self.heading.county}委组织部"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSheet(ElectionSheet):
    """The result of the joint review, in writing, down to the village (A-REV-02), with the place for its receipt."""

    people: tuple[Named, ...]

    @property
    def title(self) -> str:
        return "候选人资格联审结果反馈"

    @property
    def issuer(self) -> str:
        return f"中共{self.heading.county}委组织部"


def public_notice(notice: Notice, day: date) -> NoticeSheet:
    """The list of a public notice, in the order in which it was posted."""
    people, kind = (
        notice.people.select_related("resident", "candidacy").order_by("place"),
        NoticeKind(notice.kind),
    )
    heading, party = heading_of(notice.election), party_name(notice.election)
    return NoticeSheet(
        heading=heading,
        party=party,
        name=_notice_name(notice.election, kind),
        from_=party if kind == NoticeKind.CANDIDATES else f"中共{heading.township}委员会",
        lead=LEADS[kind],
        people=tuple(
            Named(line.name, SEXES[line.resident.sex], line.resident.birth_date, _noticed_as(notice, line))
            for line in people
        ),
        begins=localtime(notice.posted_at).date(),
        ends=notice.ends,
    )


def _noticed_as(notice: Notice, line: NoticePerson) -> str:
    """The post as the notice names it; whoever was written in has no duty by a list."""
    if line.candidacy is None:
        return POSTS[line.post]
    line.candidacy.election = notice.election
    return post_printed(line.candidacy, line.post)


def _notice_name(election: Election, kind: NoticeKind) -> str:
    """Before the list of prospective candidates those inspected are posted, after it those listed (A-REV-06, C-REV-04)."""
    rules = election.cycle.rules
    stage = stage_posting(rules, kind)
    if kind != NoticeKind.CANDIDATES or stage is None:
        return TITLES[kind]
    before = rules.party_path[: rules.party_path.index(stage)]
    return TITLES[kind] if any(each.gives == "prospective" for each in before) else INSPECTED


def sign_off_sheet(candidacy: Candidacy, day: date) -> SignOffSheet:
    """The signatures on a candidate for secretary, in the plan's order (A-REV-05, B-REV-01)."""
    signed = {each.role: each for each in candidacy.sign_offs.all()}
    roles = signing_roles(candidacy.election.cycle.rules)
    return SignOffSheet(
        heading=heading_of(candidacy.election),
        party=party_name(candidacy.election),
        person=_named(candidacy),
        signatures=tuple(
            Signature(
                word(role, PATH).zh,
                signed[role].name if role in signed else "",
                signed[role].document if role in signed else "",
                signed[role].signed_on if role in signed else None,
            )
            for role in roles
        ),
    )


def review_feedback(election: Election, day: date) -> FeedbackSheet:
    """What the county's joint review decided on each person. Raises PaperNotReady before its first verdict."""
    decided = joint_results(election)
    if not decided:
        raise PaperNotReady(
            _("The joint review has decided on nobody yet."),
            clause=election.cycle.rules.review.written_feedback.clause or None,
        )
    return FeedbackSheet(
        heading=heading_of(election),
        people=tuple(
            _named(review.candidacy, RESULTS[Verdict(review.verdict)], review.reason) for review in decided
        ),
    )


def _named(candidacy: Candidacy, result: str = "", reason: str = "") -> Named:
    return Named(
        candidacy.name,
        SEXES[candidacy.sex],
        candidacy.birth_date,
        post_printed(candidacy),
        result,
        "" if result == RESULTS[Verdict.PASS] else reason,
    )


def notices(village_code: str) -> Iterator[Occasion]:
    """The public notices that were posted."""
    for election in elections_at(village_code):
        for notice in notices_of(election):
            notice.election = election
            label = NoticeKind(notice.kind).label
            yield occasion(election, notice, str(label), notice.ends.isoformat())


def secretaries(village_code: str) -> Iterator[Occasion]:
    """The candidates for secretary on whom offices above sign."""
    for election in elections_at(village_code):
        people = election.candidacies.filter(body=Body.PARTY, post=Post.SECRETARY).exclude(state__in=GONE)
        for person in people:
            person.election = election
            if asks_signatures(person) and signing_roles(election.cycle.rules):
                yield occasion(election, person, "", person.name)


def reviewed(village_code: str) -> Iterator[Occasion]:
    """Elections in which the county's joint review has decided on somebody."""
    for election in elections_at(village_code):
        if joint_results(election):
            yield occasion(election, election)


def within_election(subject: Notice | Candidacy | ListChange | SupportingBody) -> str:
    """How such a paper names what it is about: its election, then the row."""
    return f"{reference(subject.election)}:{subject.pk}"
