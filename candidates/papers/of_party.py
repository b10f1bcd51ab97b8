"""The papers of the Party's path from the records."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from candidates.models import Candidacy, PartyDecision
from candidates.papers.duties import post_printed
from candidates.papers.party_sheets import (
    POSTS,
    PartyPaper,
    PartyPerson,
    PersonSheets,
    Sheet,
)
from candidates.queries.party_path import (
    decisions_of,
    party_people,
    recommendation_of,
    standing_party,
)
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.rulebook import PartyStage
from elections.rulebook.wording import word
from villages.enums import POSTS_OF, Body, Post
from villages.models import PartyOrganisation, Resident
from voting.papers.about import elections_at, heading_of
from voting.papers.heading import Heading
from voting.papers.occasions import occasion
from voting.papers.words import POSTS as COMMITTEE_POSTS
from voting.papers.words import SEXES


def recommendation_report(election: Election, day: date) -> PartyPaper:
    """What the village reports to the township after the meeting (A-NOM-04)."""
    meeting, made = recommendation_of(election), _decided(election, adds=True)
    if meeting is None or made is None:
        raise PaperNotReady(_("The list of the Party organisation is not decided yet."))
    lead = (
        f"{meeting.held_on:%Y年%-m月%-d日}召开推荐会议，应到党员{meeting.members_expected}人、实到{meeting.members_present}人，"
        f"应到村（居）民代表{meeting.representatives_expected}人、实到{meeting.representatives_present}人，"
        f"发出推荐票{meeting.issued}张、收回{meeting.returned}张。",
        *([f"镇党委派{meeting.guides}到场指导。"] if meeting.guides else []),
        "根据推荐情况，研究确定候选人初步人选如下：",
    )
    body = party_heading(election).body
    in_words = [f"{body}班子成员意向人选：{made.intended}。"] if made.intended else []
    return party_paper(
        election, "推荐结果报告", made, lead=lead, closing=(*in_words, "特此报告。"), votes=True,
        intended_as=f"{body}班子成员意向人选",
    )  # fmt: skip


def list_notification(election: Election, day: date) -> PartyPaper:
    """The township tells the village's Party organisation whom it recommends, and suggests for the committee (A-NOM-05)."""
    made = _decided(election, who="township_office")
    if made is None:
        raise PaperNotReady(_("The township has not decided on its list yet."))
    body = party_heading(election).body
    return party_paper(
        election, "候选人初步人选名单通报", made, to=party_name(election), from_=township_party(election),
        lead=("经研究，推荐下列同志为党组织班子成员候选人初步人选，现予通报：",),
        closing=(f"{body}候选人建议人选：{made.intended}。",) if made.intended else (),
        intended_as=f"{body}候选人建议人选",
    )  # fmt: skip


def inspection_form(election: Election, day: date) -> PersonSheets:
    """The inspection form of everyone who stands, under the standards of the plan (A-QUAL-01); filled where done."""
    people = standing_party(election)
    if not people:
        raise PaperNotReady(_("Nobody stands for the Party organisation yet."))
    return PersonSheets(
        **head_of(election, "党组织班子成员候选人考察表"),
        sheets=tuple(_inspected(election, person) for person in people),
        signed=("考察人签字", "考察组意见"),
    )


def head_of(election: Election, name: str, from_: str = "") -> dict[str, Any]:
    """What stands at the head of a paper of the Party organisation; `from_` issues it, else the organisation does."""
    party = party_name(election)
    return {"heading": party_heading(election), "party": party, "from_": from_ or party, "name": name}


def party_heading(election: Election) -> Heading:
    """The head of a paper of the Party's election, which has a day of its own. Raises PaperNotReady before either is set."""
    return heading_of(election, election.party_day)


def party_name(election: Election) -> str:
    """The village's Party organisation by name, as it is set up."""
    own = PartyOrganisation.objects.filter(village=election.village_id, parent=None, ended_on=None).first()
    return f"中共{own.name}" if own else f"{election.village.name}党组织"


def party_paper(
    election: Election,
    name: str,
    made: PartyDecision,
    *,
    lead: tuple[str, ...],
    closing: tuple[str, ...],
    to: str | None = None,
    from_: str = "",
    votes: bool = False,
    numbered: bool = False,
    intended_as: str = "",
) -> PartyPaper:
    """A paper of a decision with its people; a `numbered` one has the decision's day and the number of its document."""
    numbers = [each["candidacy"] for each in made.names]
    found = {person.pk: person for person in party_people(election).filter(pk__in=numbers)}
    people = sorted((found[pk] for pk in numbers if pk in found), key=lambda p: list(POSTS).index(p.post))
    return PartyPaper(
        **head_of(election, name, from_),
        to=township_party(election) if to is None else to,
        lead=lead,
        people=tuple(person_of_paper(each) for each in people),
        with_votes=votes,
        closing=closing,
        intended=tuple(_intended(made)) if intended_as else (),
        intended_as=intended_as,
        document=made.document if numbered else "",
        dated=made.held_on if numbered else None,
    )


def _intended(made: PartyDecision) -> Iterator[PartyPerson]:
    """Those whom a list intends for the committee, by rank of their posts, with the register's facts."""
    known = Resident.objects.in_bulk([each["resident"] for each in made.intended_people])
    ranks = POSTS_OF[Body.COMMITTEE]
    for each in sorted(made.intended_people, key=lambda one: ranks.index(one["post"])):
        person = known.get(each["resident"])
        yield PartyPerson(
            post=COMMITTEE_POSTS[each["post"]],
            name=each["name"],
            sex=SEXES[person.sex] if person else "",
            birth=person.birth_date if person else None,
            education=person.education if person else "",
            votes=each["votes"],
        )


def township_party(election: Election) -> str:
    """The township's Party committee by name."""
    return f"中共{election.cycle.township.name}委员会"


def person_of_paper(person: Candidacy, post: str = "") -> PartyPerson:
    """A candidate as papers tell one, with the post stood for or `post`."""
    return PartyPerson(
        post_printed(person, post, POSTS),
        person.name,
        SEXES[person.sex],
        person.birth_date,
        person.education,
        person.votes,
    )


def _inspected(election: Election, person: Candidacy) -> Sheet:
    rules, found = election.cycle.rules.qualification, getattr(person, "inspection", None)
    own = rules.secretary_standards if person.post == Post.SECRETARY else rules.standards
    standards = own if own.stated else rules.standards
    form = found.form if found else {}
    headings = tuple(
        (word(key).zh, form.get(key, "")) for key in (standards.value if standards.stated else ())
    )
    result = "" if found is None else "考察合格" if found.passed else f"考察不合格：{found.reason}"
    return Sheet(person_of_paper(person), headings, result)


def _stages(election: Election) -> Sequence[PartyStage]:
    return election.cycle.rules.party_path


def _latest(election: Election, stage: PartyStage | None) -> PartyDecision | None:
    return decisions_of(election).filter(stage=stage.key).last() if stage else None


def _decided(election: Election, *, adds: bool = False, who: str = "village_clerk") -> PartyDecision | None:
    lists = (s for s in _stages(election) if s.kind == "list" and who in s.who and (s.adds or not adds))
    return _latest(election, next(lists, None))


def reports(village_code: str) -> Iterator[Occasion]:
    return where(
        village_code,
        lambda election: (
            recommendation_of(election) is not None and _decided(election, adds=True) is not None
        ),
    )


def notifications(village_code: str) -> Iterator[Occasion]:
    return where(village_code, lambda election: _decided(election, who="township_office") is not None)


def inspected(village_code: str) -> Iterator[Occasion]:
    return where(village_code, lambda election: bool(standing_party(election)))


def where(village_code: str, ready: Callable[[Election], bool]) -> Iterator[Occasion]:
    """The elections of a village for which a paper is ready."""
    for election in elections_at(village_code):
        if ready(election):
            yield occasion(election, election)
