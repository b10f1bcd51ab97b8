"""The papers of the representatives and of the election committee from the records."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from candidates.models import CommitteeMember, Representative
from candidates.papers.bodies import CommitteeSheet, RepresentativesSheet, Seated, Unit
from candidates.queries.election_committee import Roster, by_proposal, roster_of
from candidates.queries.representative import Register, register_of
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.models import Election
from elections.rulebook.wording import word
from villages.models import Resident
from voting.papers.about import elections_at, heading_of
from voting.papers.occasions import occasion
from voting.papers.words import SEXES

ROLES = {"chair": "主任", "deputy": "副主任", "member": "成员"}
FORMED_BY = "election_committee.formed_by"
TOWNSHIP_BODY = "township_election_body"


def representative_register(election: Election, day: date) -> RepresentativesSheet:
    """The register that is filed. Raises PaperNotReady before it is handed in."""
    register = register_of(election)
    if register is None or register.book.filed_at is None:
        raise PaperNotReady(_("The register is not handed in to the township yet."))
    return _representatives(election, register, posted=False)


def representative_notice(election: Election, day: date) -> RepresentativesSheet:
    """The announcement to everybody. Raises PaperNotReady before the representatives are published."""
    register = register_of(election)
    if register is None or register.book.published_at is None:
        raise PaperNotReady(_("The representatives are not published yet."))
    return _representatives(election, register, posted=True)


def _representatives(election: Election, register: Register, *, posted: bool) -> RepresentativesSheet:
    return RepresentativesSheet(
        heading=heading_of(election),
        units=tuple(
            Unit(
                unit.unit.name,
                unit.unit.households,
                unit.unit.held_on,
                tuple(_seated(one, one.resident) for one in unit.elected),
            )
            for unit in register.units
            if unit.unit.held_on is not None
        ),
        women=register.share.women,
        party_members=register.party_members,
        households=register.households,
        posted=posted,
    )


def _seated(one: Representative | CommitteeMember, person: Resident, role: str = "") -> Seated:
    return Seated(
        name=one.name,
        sex=SEXES[one.sex],
        birth=person.birth_date,
        education=person.education,
        party=hasattr(person, "party_member"),
        votes=one.votes,
        role=role,
    )


def committee_notice(election: Election, day: date) -> CommitteeSheet:
    """The announcement of the members. Raises PaperNotReady before they are announced."""
    roster = roster_of(election)
    if roster is None or roster.committee.announced_at is None:
        raise PaperNotReady(_("The election committee is not announced yet."))
    return _committee(election, roster, posted=True)


def committee_filing(election: Election, day: date) -> CommitteeSheet:
    """The form that is filed. Raises PaperNotReady before the committee is handed in."""
    roster = roster_of(election)
    if roster is None or roster.committee.filed_at is None:
        raise PaperNotReady(_("The committee is not handed in to the township yet."))
    return _committee(election, roster, posted=False)


def _committee(election: Election, roster: Roster, *, posted: bool) -> CommitteeSheet:
    made, rules, heading = roster.committee, roster.rules, heading_of(election)
    if made.held_on is None:
        raise PaperNotReady(_("The election of the committee is not recorded yet."))
    order = list(ROLES)
    people = sorted(roster.serving, key=lambda one: (order.index(one.role), one.place))
    return CommitteeSheet(
        heading=heading,
        people=tuple(_seated(one, one.resident, ROLES[one.role]) for one in people),
        formed_by=word(made.formed_by, FORMED_BY).zh.replace("村（居）民", heading.people),
        held_on=made.held_on,
        chosen_on=made.chosen_on,
        presided_by=made.presided_by,
        outgoing=rules.announced_by.stated and rules.announced_by.value == "outgoing_committee",
        leading_group=by_proposal(election),
        filed_with=f"{heading.township}选举工作机构"
        if rules.filed_with.stated and rules.filed_with.value == TOWNSHIP_BODY
        else heading.township,
        posted=posted,
        duties=tuple(word(code).zh for code in rules.duties.value) if rules.duties.stated else (),
    )


def filed_registers(village_code: str) -> Iterator[Occasion]:
    """Elections whose register of representatives is handed in and names somebody."""
    return _with_register(village_code, "filed_at")


def published_registers(village_code: str) -> Iterator[Occasion]:
    """Elections whose representatives are published."""
    return _with_register(village_code, "published_at")


def filed_committees(village_code: str) -> Iterator[Occasion]:
    """Elections whose committee is handed in."""
    return _with_committee(village_code, "filed_at")


def announced_committees(village_code: str) -> Iterator[Occasion]:
    """Elections whose committee is announced."""
    return _with_committee(village_code, "announced_at")


def _with_register(village_code: str, moment: str) -> Iterator[Occasion]:
    for election in elections_at(village_code):
        register = register_of(election)
        if register is not None and register.people and getattr(register.book, moment) is not None:
            yield occasion(election, election)


def _with_committee(village_code: str, moment: str) -> Iterator[Occasion]:
    for election in elections_at(village_code):
        roster = roster_of(election)
        if roster is not None and roster.serving and getattr(roster.committee, moment) is not None:
            yield occasion(election, election)
