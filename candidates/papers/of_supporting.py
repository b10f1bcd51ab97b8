"""The papers of the bodies after the vote from the records: the register that is filed, the list that is posted."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from candidates.enums import MeetingBasis
from candidates.models import BodyMeeting, BodyMember, SupportingBody
from candidates.papers.bodies import Seated
from candidates.papers.supporting import BodySheet, Line
from candidates.queries.supporting import BodyBoard, board_of_body
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from villages.enums import Body, Post
from villages.models import Group
from voting.papers.about import elections_at, heading_of
from voting.papers.occasions import occasion
from voting.papers.words import SEXES

ROLES = {
    Post.HEAD_SUPERVISOR: "主任",
    Post.SUPERVISOR: "成员",
    Post.GROUP_LEADER: "组长",
    Post.CONVENER: "召集人",
    Post.COUNCILLOR: "成员",
}
MEETINGS = {
    MeetingBasis.ADULTS: "村（居）民会议",
    MeetingBasis.HOUSEHOLDS: "户代表会议",
    MeetingBasis.REPRESENTATIVES: "村（居）民代表会议",
}


def body_register(book: SupportingBody, day: date) -> BodySheet:
    """The register that is filed. Raises PaperNotReady before the body is handed in."""
    if book.filed_at is None:
        raise PaperNotReady(_("It is not handed in to the township yet."))
    return _sheet(book, posted=False)


def body_notice(book: SupportingBody, day: date) -> BodySheet:
    """The list that is posted. Raises PaperNotReady before the body is published."""
    if book.published_at is None:
        raise PaperNotReady(_("It is not published yet."))
    return _sheet(book, posted=True)


def _sheet(book: SupportingBody, *, posted: bool) -> BodySheet:
    board = board_of_body(book.election, book.body)
    if board is None:
        raise PaperNotReady(_("The plan of this cycle elects no such body."))
    return BodySheet(
        heading=heading_of(book.election), body=book.body, lines=tuple(_lines(board)), posted=posted
    )


def _lines(board: BodyBoard) -> Iterator[Line]:
    for one in board.by_office:
        yield Line("", None, "", 0, 0, _seated(one))
    for unit in board.units:
        for one in unit.sitting:
            if unit.meeting is not None:
                yield _line(unit.meeting, unit.group, one)


def _line(meeting: BodyMeeting, group: Group | None, one: BodyMember) -> Line:
    named = str(group) if group else MEETINGS[MeetingBasis(meeting.basis)]
    return Line(named, meeting.held_on, meeting.chaired_by, meeting.present, meeting.entitled, _seated(one))


def _seated(one: BodyMember) -> Seated:
    person = one.resident
    return Seated(
        name=one.name,
        sex=SEXES[one.sex],
        birth=person.birth_date,
        education=person.education,
        party=hasattr(person, "party_member"),
        votes=one.votes,
        role=ROLES[Post(one.post)],
    )


def filed_bodies(village_code: str) -> Iterator[Occasion]:
    """Bodies that are handed in."""
    return _bodies(village_code, "filed_at")


def published_bodies(village_code: str) -> Iterator[Occasion]:
    """Bodies that are published."""
    return _bodies(village_code, "published_at")


def _bodies(village_code: str, moment: str) -> Iterator[Occasion]:
    for election in elections_at(village_code):
        for book in SupportingBody.objects.filter(election=election, **{f"{moment}__isnull": False}):
            book.election = election
            yield occasion(election, book, str(Body(book.body).label))
