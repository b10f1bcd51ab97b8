"""The terms of those elected to a supporting body, in the place's register of posts."""

from collections.abc import Sequence
from datetime import date, datetime

from accounts.exempt import part_of_an_act
from accounts.models import User
from candidates.models import BodyMember, SupportingBody
from villages.models import Cadre
from villages.services.cadre import Holding, put_in_cadre, put_right_cadre


@part_of_an_act
def begin_terms(book: SupportingBody, people: Sequence[BodyMember], by: User, now: datetime) -> list[Cadre]:
    """Enter a term for each of them, from the day of the meeting; who sat in the body till then has ended.

    The caller holds the place. Raises what enter_cadre raises.
    """
    village = book.election.village
    made = []
    for one in people:
        since = one.meeting.held_on if one.meeting else _latest(book)
        holding = Holding(body=book.body, post=one.post, since=since)
        one.term = put_in_cadre(village, one.resident, holding, by, now)
        one.save(update_fields=["term"])
        made.append(one.term)
    return made


@part_of_an_act
def end_terms_before(book: SupportingBody, by: User, now: datetime) -> list[Cadre]:
    """End the terms of all who sit in the body till its election, on the day of its latest meeting."""
    ended = []
    day = _latest(book)
    sitting = Cadre.objects.filter(village=book.election.village_id, body=book.body, until=None)
    for cadre in sitting.select_related("resident").select_for_update(of=("self",)):
        end_term(cadre, max(day, cadre.since), by, now)
        ended.append(cadre)
    return ended


@part_of_an_act
def end_term(cadre: Cadre, day: date, by: User, now: datetime) -> None:
    """Put down that a term ended. Raises what change_cadre raises."""
    holding = Holding(cadre.body, cadre.post, cadre.since, until=day, term=cadre.term)
    put_right_cadre(cadre, holding, by, now)


def _latest(book: SupportingBody) -> date:
    return max(meeting.held_on for meeting in book.meetings.all())
