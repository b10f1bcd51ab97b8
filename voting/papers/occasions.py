"""What the papers of the vote can be issued about today, village by village."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from documents.papers import Occasion
from elections.models import Election
from elections.queries.step import record_with
from villages.enums import Post
from voting.enums import InvalidScope, Round
from voting.models import Contest
from voting.papers.about import elections_at
from voting.papers.of_result import REPLY, certificates_for
from voting.proxy_rules import proxy_rules
from voting.queries.after import invalidities_of
from voting.queries.appeal import UNDECIDED, appeals_of
from voting.queries.certificates import certificates_may_be_issued
from voting.queries.contest import rounds_of
from voting.queries.mobile import confirmed_mobile
from voting.queries.proxy import published_proxies, usable_proxies
from voting.queries.result import vote_of
from voting.queries.roll import published_roll
from voting.queries.roll_changes import published_before
from voting.queries.staff import staff_board
from voting.rounds import COMMITTEE


def occasion(election: Election, subject: Any, label: str = "", name: str = "") -> Occasion:
    """An occasion at the place of an election."""
    return Occasion(subject, election.village.name, election.cycle.training, label, name)


def published_rolls(village_code: str) -> Iterator[Occasion]:
    for election in elections_at(village_code):
        roll = published_roll(election)
        if roll is not None:
            yield occasion(election, election, _("Version %(n)s") % {"n": roll.version})


def corrected_rolls(village_code: str) -> Iterator[Occasion]:
    for election in elections_at(village_code):
        roll = published_roll(election)
        if roll is not None and published_before(roll) is not None:
            yield occasion(election, election, _("Version %(n)s") % {"n": roll.version})


def appeals(village_code: str) -> Iterator[Occasion]:
    for election in elections_at(village_code):
        for appeal in appeals_of(election):
            yield occasion(
                election, appeal, _("Objection No. %(n)s") % {"n": appeal.number}, appeal.appellant
            )


def decided_appeals(village_code: str) -> Iterator[Occasion]:
    return (each for each in appeals(village_code) if each.subject.decided_at is not None)


def elections_with_decided_appeals(village_code: str) -> Iterator[Occasion]:
    for election in elections_at(village_code):
        decided = appeals_of(election).exclude(state__in=UNDECIDED).count()
        if decided:
            yield occasion(election, election, _("Objections decided: %(n)s") % {"n": decided})


def cards(village_code: str) -> Iterator[Occasion]:
    """Elections whose voter cards may go out (A-ROLL-21, A-ROLL-23)."""
    for election in elections_at(village_code):
        roll = published_roll(election)
        if roll is not None and certificates_may_be_issued(election):
            yield occasion(election, election, _("Version %(n)s") % {"n": roll.version})


def published_lists(village_code: str) -> Iterator[Occasion]:
    """Elections with a published proxy."""
    for election in elections_at(village_code):
        if published_proxies(election).exists():
            yield occasion(election, election)


def usable(village_code: str) -> Iterator[Occasion]:
    """Elections with a proxy by which a ballot could be handed out."""
    for election in elections_at(village_code):
        if usable_proxies(election, proxy_rules(election)):
            yield occasion(election, election)


def routed(village_code: str) -> Iterator[Occasion]:
    """Elections with a route and a confirmed voter of the mobile box."""
    for election in elections_at(village_code):
        if election.mobile_routes.exists() and confirmed_mobile(election).exists():
            yield occasion(election, election)


def staffed(village_code: str) -> Iterator[Occasion]:
    """Elections with somebody named for polling day, none of whom may not serve."""
    for election in elections_at(village_code):
        board = staff_board(election)
        if board.rows and not board.barred:
            yield occasion(election, election)


def published_boxes(village_code: str) -> Iterator[Occasion]:
    """The boxes of rounds whose places are published."""
    for election, contest in _rounds(village_code):
        if contest.places_published_at is not None:
            for box in contest.boxes.all():
                yield occasion(election, box, str(Round(contest.round).label), box.name)


def rounds(village_code: str) -> Iterator[Occasion]:
    for election, contest in _rounds(village_code):
        yield occasion(election, contest, str(Round(contest.round).label))


def fixed_first_rounds(village_code: str) -> Iterator[Occasion]:
    for election, contest in _rounds(village_code):
        if contest.parent_id is None and contest.places_published_at is not None:
            yield occasion(election, contest)


def further_rounds(village_code: str) -> Iterator[Occasion]:
    for election, contest in _rounds(village_code):
        if contest.parent_id is not None:
            yield occasion(election, contest, str(Round(contest.round).label))


def boxes(village_code: str, *bodies: str) -> Iterator[Occasion]:
    for election, contest in _rounds(village_code, *bodies):
        for box in contest.boxes.all():
            yield occasion(election, box, str(Round(contest.round).label), box.name)


def shown_boxes(village_code: str, *bodies: str) -> Iterator[Occasion]:
    """The boxes that were shown empty."""
    for election, contest in _rounds(village_code, *bodies):
        for box in contest.boxes.filter(record__isnull=False):
            yield occasion(election, box, str(Round(contest.round).label), box.name)


def accounted_rounds(village_code: str, *bodies: str) -> Iterator[Occasion]:
    """The rounds whose ballot papers are accounted for at every box."""
    for election, contest in _rounds(village_code, *bodies):
        if contest.boxes.exists() and not contest.boxes.filter(record__accounted_at=None).exists():
            yield occasion(election, contest, str(Round(contest.round).label))


def sealed_rounds(village_code: str, *bodies: str) -> Iterator[Occasion]:
    """The rounds whose ballots are under seal."""
    for election, contest in _rounds(village_code, *bodies):
        if contest.sealings.filter(broken_at=None).exists():
            yield occasion(election, contest, str(Round(contest.round).label))


def declared_invalid(village_code: str, *bodies: str) -> Iterator[Occasion]:
    """What was declared invalid and is void, of the committee's vote or of those of other bodies."""
    for election in elections_at(village_code):
        for each in invalidities_of([election]):
            if each.void and each.contest.body in (bodies or (COMMITTEE,)):
                yield occasion(election, each, str(InvalidScope(each.scope).label), each.name)


def announced_votes(village_code: str) -> Iterator[Occasion]:
    """The results that the election committee has confirmed and announced."""
    for election in elections_at(village_code):
        vote = vote_of(election)
        if vote is not None and vote.announced:
            yield occasion(election, election)


def reported_votes(village_code: str) -> Iterator[Occasion]:
    """Those of them that the plan has reported to the township (A-RES-03, C-RES-05)."""
    for each in announced_votes(village_code):
        rules = each.subject.cycle.rules
        if rules.papers.result_report.stated or rules.result.reported.stated:
            yield each


def replied_votes(village_code: str) -> Iterator[Occasion]:
    """Those whose report the township has replied to, where the plan has a reply (A-RES-03)."""
    for election in elections_at(village_code):
        if election.cycle.rules.result.replied_by.stated and record_with(election, REPLY):
            vote = vote_of(election)
            if vote is not None and vote.announced and vote.confirmed:
                yield occasion(election, election)


def elected_people(village_code: str) -> Iterator[Occasion]:
    for election in elections_at(village_code):
        for subject in certificates_for(election):
            yield occasion(election, subject, str(Post(subject.person.post).label), subject.person.name)


def _rounds(village_code: str, *bodies: str) -> Iterator[tuple[Election, Contest]]:
    """The rounds of the committee's vote, or of those of other bodies."""
    for election in elections_at(village_code):
        for body in bodies or (COMMITTEE,):
            for contest in rounds_of(election, body):
                yield election, contest
