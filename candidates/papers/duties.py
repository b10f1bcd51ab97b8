"""The post of a candidate as papers print it, with the duty that goes with it (C-ORG-01, C-REV-03, A-POST-02)."""

from collections.abc import Mapping

from candidates.duties import duty_of
from candidates.models import Candidacy
from villages.enums import Duty
from voting.papers.words import POSTS

DUTIES = {Duty.DISCIPLINE: "纪检委员"}


def post_printed(person: Candidacy, post: str = "", names: Mapping[str, str] = POSTS) -> str:
    """The post stood for, or `post`, by the names of a paper; of who is meant as discipline commissioner, or is it by
    the plan, with that.
    """
    post = post or person.post
    duty = duty_of(person.election.cycle.rules, post, person.duty)
    return f"{names[post]}（{DUTIES[Duty(duty)]}）" if duty else names[post]
