"""The forms that go with a candidate through the reviews, and the letter that each signs, from the records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from candidates.eligibility import StatementKind
from candidates.eligibility.asked.person import headings_of
from candidates.enums import CandidacyState, DepartmentVerdict, ReviewLevel, Verdict
from candidates.joint_rules import departments_of
from candidates.models import Candidacy, DepartmentReview, Review, Statement, TeamFact
from candidates.papers.duties import post_printed
from candidates.papers.forms import AddedBar, CommitmentLetters, Opinion, PersonForm, PersonForms, Recorded
from candidates.papers.of_joint_review import RESULTS
from candidates.papers.of_party import party_name, township_party
from candidates.party_path import needed_levels
from candidates.queries.candidacy import candidacies_of
from candidates.queries.department import answers_about, passed_before
from candidates.queries.own_bars import negative_list_of
from candidates.review_levels import latest_of
from candidates.source_rules import sources_of
from candidates.states import GONE, SIGNING
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.rulebook.wording import word
from villages.enums import Body
from voting.papers.about import elections_at, heading_of, reference
from voting.papers.occasions import occasion
from voting.papers.words import POSTS, SEXES

EXCLUDED = "审查人表明：近年来有无违法违纪行为、道德品行低劣、在群众中影响较坏的情形"
ANSWERS = {
    DepartmentVerdict.PASS: "未发现问题",
    DepartmentVerdict.CONCERN: "有疑虑",
    DepartmentVerdict.FAIL: "列入负面清单",
}


@dataclass(frozen=True, slots=True)
class CandidatesOf:
    """The candidates of one body of an election, whom such a paper is about."""

    election: Election
    body: Body


def of_body(subject: CandidatesOf) -> str:
    """How a paper names them: its election, then the body."""
    return f"{reference(subject.election)}:{subject.body}"


def record_form(subject: CandidatesOf, day: date) -> PersonForms:
    """The record form (登记表) of everyone who stands, with where they come from where the plan names sources (A-QUAL-03,
    A-QUAL-04, B-QUAL-13, C-QUAL-04), and before the reviews the standards as they are ticked (A-QUAL-01, B-QUAL-01 to
    B-QUAL-10, C-QUAL-01); why one is not met stays with the review. Raises PaperNotReady while nobody stands."""
    election = subject.election
    party, sources = Opinion(party_name(election), what="意见"), _sources(election)
    asked, ticks = sources_of(election.cycle.rules, election.village.kind), _ticks(election)
    pages = [
        PersonForm(
            replace(recorded(person), source=sources.get(person.resident_id, "")),
            (party, *_ticked(person, ticks.get(person.resident_id, {})), *levels),
        )
        for person, levels in _with_levels(subject)
    ]
    return replace(_forms(subject, "候选人登记表", pages), by_source=asked.stated)


def _sources(election: Election) -> dict[int, str]:
    """Where people come from, as stated, by resident."""
    facts = TeamFact.objects.filter(election=election).exclude(source="")
    return {
        fact.resident_id: word(fact.source).zh + ("（后备干部）" if fact.reserve else "") for fact in facts
    }


def _ticks(election: Election) -> dict[int, dict[str, Statement]]:
    """The latest statement on each heading of the standards, by resident."""
    found: dict[int, dict[str, Statement]] = {}
    rows = Statement.objects.filter(election=election, kind=StatementKind.STANDARDS).exclude(item="")
    for row in rows.order_by("stated_on", "pk"):
        found.setdefault(row.resident_id, {})[row.item] = row
    return found


def _ticked(person: Candidacy, ticks: Mapping[str, Statement]) -> tuple[Opinion, ...]:
    """Which standards for the post are ticked as met and as not met, and by whom; nothing while none is."""
    own = [ticks[key] for key in headings_of(person.election.cycle.rules, person.post) if key in ticks]
    if not own:
        return ()
    last = max(own, key=lambda tick: (tick.stated_on, tick.pk))
    said = (
        f"{label}：{'、'.join(word(tick.item).zh for tick in own if tick.holds is holds)}"
        for label, holds in (("符合", True), ("不符合", False))
        if any(tick.holds is holds for tick in own)
    )
    return (Opinion(f"人选标准（{last.office}）", "；".join(said), last.stated_on),)


def joint_review_form(subject: CandidatesOf, day: date) -> PersonForms:
    """The joint review form (联审表): a row for each department of the rulebook (A-REV-01, C-REV-01).

    A department's answer is printed once the joint review has decided on the person; before, its row is for writing.
    What was added to the negative list stands below, with its document (A-NEG-12). What a department found and why
    stays with the county. Where the plan wants it said, it prints that the person is none who must clearly not be chosen,
    and who states it (A-NEG-14). Raises PaperNotReady while nobody stands.
    """
    excluded = _excluded(subject.election)
    pages = [
        PersonForm(recorded(person), (*_exclusion(person, excluded), *levels), _departments(person))
        for person, levels in _with_levels(subject)
    ]
    return replace(
        _forms(subject, "候选人资格联审表", pages), added=added_bars(subject.election, subject.body)
    )


def commitment_letter(subject: CandidatesOf, day: date) -> CommitmentLetters:
    """The letter that each candidate signs for the election of this body alone (A-DISC-13, B-DISC-03, C-DISC-03).

    Raises PaperNotReady before the body has prospective or formal candidates.
    """
    election, rules = subject.election, subject.election.cycle.rules
    called, people = rules.papers.commitment_letter, _signing(subject)
    if not called.stated or not people:
        raise PaperNotReady(
            _("There are no candidates yet who sign the commitment letter."), clause=called.clause or None
        )
    forbidden = rules.discipline.forbidden_conduct
    return CommitmentLetters(
        **_head(subject, f"{_called(subject)}候选人{called.value}"),
        called=called.value,
        body=_called(subject),
        township_party=township_party(election),
        forbidden=tuple(word(each).zh for each in forbidden.value) if forbidden.stated else (),
        people=tuple(recorded(person) for person in people),
    )


def recorded(person: Candidacy) -> Recorded:
    """A person as the forms tell one."""
    resident = person.resident
    member = getattr(resident, "party_member", None)
    held = [POSTS[each.post] for each in resident.posts.all() if each.until is None]
    return Recorded(
        post=post_printed(person),
        name=person.name,
        sex=SEXES[person.sex],
        birth=person.birth_date,
        nation=resident.nation,
        education=person.education,
        joined=member.joined_on if member else None,
        group=resident.group.number,
        held="、".join(held),
        votes=person.votes,
    )


def _forms(subject: CandidatesOf, name: str, pages: Sequence[PersonForm]) -> PersonForms:
    if not pages:
        raise PaperNotReady(_("Nobody stands for this body yet."))
    return PersonForms(
        **_head(subject, f"{_called(subject)}{name}"),
        by_votes="推荐票数" if subject.body == Body.PARTY else "提名票数",
        pages=tuple(pages),
    )


def _head(subject: CandidatesOf, name: str) -> dict[str, Any]:
    heading = heading_of(subject.election)
    party = subject.body == Body.PARTY
    elected_in = f"{party_name(subject.election)}换届选举" if party else heading.election
    return {"heading": heading, "name": name, "elected_in": elected_in}


def _called(subject: CandidatesOf) -> str:
    """What the body is called on these papers."""
    return "党组织" if subject.body == Body.PARTY else heading_of(subject.election).body


def _excluded(election: Election) -> dict[int, Statement]:
    """The latest statement whether somebody must clearly not be chosen, by resident."""
    rows = Statement.objects.filter(election=election, kind=StatementKind.EXCLUDED).order_by(
        "stated_on", "pk"
    )
    return {row.resident_id: row for row in rows}


def _exclusion(person: Candidacy, stated: Mapping[int, Statement]) -> tuple[Opinion, ...]:
    """What an office states of A-NEG-14, or the township by passing; a place to write it before."""
    rule = person.election.cycle.rules.qualification.exclusion_stated
    if not rule.stated or not rule.value:
        return ()
    own, passed = stated.get(person.resident_id), latest_of(person.reviews.all()).get(ReviewLevel.TOWNSHIP)
    if own is not None:
        said = "有此情形" if own.holds else "无此情形"
        return (Opinion(f"{EXCLUDED}（{own.office}）", said, own.stated_on),)
    if passed is not None and passed.verdict == Verdict.PASS:
        return (Opinion(f"{EXCLUDED}（{passed.office}）", "无此情形", _day(passed.reviewed_at)),)
    return (Opinion(EXCLUDED),)


def _with_levels(subject: CandidatesOf) -> list[tuple[Candidacy, tuple[Opinion, ...]]]:
    """Everyone who stands, with the preliminary and the joint review that the plan asks for and its latest verdict."""
    election = subject.election
    offices = {
        ReviewLevel.TOWNSHIP: (township_party(election), "初审意见"),
        ReviewLevel.COUNTY: (heading_of(election).county, "资格联审意见"),
    }
    return [
        (
            person,
            tuple(
                _opinion(office, what, _latest(person, level))
                for level, (office, what) in offices.items()
                if level in asked
            ),
        )
        for person in _standing(subject)
        for asked in [_levels_asked(person)]
    ]


def _levels_asked(person: Candidacy) -> Sequence[str]:
    if person.body == Body.COMMITTEE:
        return ReviewLevel.values
    return needed_levels(person.election.cycle.rules, person.post)


def _latest(person: Candidacy, level: str) -> Review | None:
    """The latest verdict of a level; of the county also that of the Party's election, where that counts (C-REV-06)."""
    own = latest_of(person.reviews.all()).get(level)
    if own is not None:
        return own
    return passed_before(person) if level == ReviewLevel.COUNTY else None


def _opinion(office: str, what: str, review: Review | None) -> Opinion:
    if review is None:
        return Opinion(office, what=what)
    return Opinion(office, RESULTS[Verdict(review.verdict)], _day(review.reviewed_at), what)


def added_bars(election: Election, body: Body) -> tuple[AddedBar, ...]:
    """What county, township or the village itself added to the negative list of a body's candidates (A-NEG-12)."""
    return tuple(
        AddedBar(bar.title.zh, bar.added.by.zh, bar.added.document.zh, bar.added.on)
        for bar in negative_list_of(election, body)
        if bar.added
    )


def _departments(person: Candidacy) -> tuple[Opinion, ...]:
    """A row for each department; empty until the joint review has passed or refused the person."""
    decided = _latest(person, ReviewLevel.COUNTY)
    answers = answers_about(person) if decided and decided.verdict != Verdict.RETURN else ()
    answered = {each.department: each for each in answers if each.verdict}
    return tuple(
        _answer(department.title.zh, answered.get(key))
        for key, department in departments_of(person.election.cycle.rules).items()
    )


def _answer(department: str, review: DepartmentReview | None) -> Opinion:
    if review is None:
        return Opinion(department)
    return Opinion(department, ANSWERS[DepartmentVerdict(review.verdict)], _day(review.reviewed_at))


def _day(moment: Any) -> date:
    return localtime(moment).date()


def _standing(subject: CandidatesOf) -> list[Candidacy]:
    """Everyone who stands, with what the forms tell of them."""
    people = candidacies_of(subject.election, subject.body).exclude(state__in=GONE)
    standing = list(people.prefetch_related("reviews", "resident__posts"))
    for person in standing:
        person.election = subject.election
    return standing


def _signing(subject: CandidatesOf) -> list[Candidacy]:
    return [person for person in _standing(subject) if person.state in SIGNING]


def with_candidates(village_code: str) -> Iterator[Occasion]:
    """The bodies for which somebody stands."""
    return _bodies(village_code, GONE, stands=False)


def with_departments(village_code: str) -> Iterator[Occasion]:
    """The bodies for which somebody stands, where the plan names the departments of a joint review."""
    found = _bodies(village_code, GONE, stands=False)
    return (each for each in found if each.subject.election.cycle.rules.review.departments)


def with_letters(village_code: str) -> Iterator[Occasion]:
    """The bodies with candidates who sign, where the plan has the letter."""
    found = _bodies(village_code, SIGNING, stands=True)
    return (each for each in found if each.subject.election.cycle.rules.papers.commitment_letter.stated)


def _bodies(village_code: str, states: frozenset[CandidacyState], *, stands: bool) -> Iterator[Occasion]:
    for election in elections_at(village_code):
        people = election.candidacies.filter(body__in=(Body.PARTY, Body.COMMITTEE))
        people = people.filter(state__in=states) if stands else people.exclude(state__in=states)
        for body in sorted(set(people.order_by().values_list("body", flat=True)), reverse=True):
            yield occasion(election, CandidatesOf(election, Body(body)), str(Body(body).label))
