"""What stands against posting a notice, and against going on after one."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.said import Listed
from candidates import notice_refusals as refusals
from candidates.enums import NoticeKind
from candidates.models import Candidacy, Notice, NoticePerson
from candidates.queries.elected_notice import ElectedByName, to_be_posted
from candidates.queries.notice import has_run_out, rule_of, undecided
from candidates.queries.party_vote import party_vote_of
from candidates.states import GONE
from candidates.term_refusals import WriteInUnmatched
from candidates.told import told_name
from elections.models import Election


def refuse_people(
    election: Election,
    kind: NoticeKind,
    people: Sequence[Candidacy],
    now: datetime,
    written_in: Sequence[ElectedByName] = (),
) -> None:
    """Raises NoticeEmpty, NotOnNotice, NoticeStands."""
    clause = rule_of(election.cycle.rules, kind).clause
    if not people and not written_in:
        raise refusals.NoticeEmpty(_("A notice names at least one person."), clause=clause, field="people")
    strange = [p for p in people if p.election_id != election.pk or p.state in GONE]
    if strange or len({person.pk for person in people}) < len(people):
        raise refusals.NotOnNotice(
            _("Name people who stand in this election, each once."), clause=clause, field="people"
        )
    standing = NoticePerson.objects.filter(
        notice__election=election,
        notice__kind=kind,
        notice__ends__gte=localtime(now).date(),
        candidacy__in=people,
    ).first()
    if standing is not None:
        raise refusals.NoticeStands(
            _("%(name)s is on a notice that hangs until %(ends)s."),
            {"name": told_name(standing.name), "ends": standing.notice.ends},
            clause=clause,
            data={"notice": standing.notice_id},
        )


def refuse_another_list(people: Iterable[Candidacy], owed: Sequence[Candidacy], clause: str) -> None:
    """A notice of the Party's path names everybody whom its stage has still to name, and nobody else (A-REV-08).

    Raises NoticeIncomplete.
    """
    if {person.pk for person in people} != {person.pk for person in owed}:
        raise refusals.NoticeIncomplete(
            _("The notice names all of these and nobody else: %(names)s."),
            {"names": Listed(told_name(person.name) for person in owed)},
            clause=clause,
            field="people",
            data={"people": [person.pk for person in owed]},
        )


def refuse_others_than_elected(election: Election, people: Iterable[Candidacy], clause: str) -> None:
    """A notice of those elected names exactly those whom the Party elected here and no notice has named (C-RES-02).

    Raises ElectedNotSettled, NoticeIncomplete; nothing where the Party did not vote here.
    """
    owed = to_be_posted(election)
    if owed is None:
        return
    if not party_vote_of(election).settled:
        raise refusals.ElectedNotSettled(
            _(
                "The vote of the Party organisation is not over; those elected are posted when it is confirmed."
            ),
            clause=clause,
        )
    refuse_another_list(people, owed, clause)


def refuse_unknown(election: Election, written_in: Iterable[ElectedByName]) -> None:
    """The public is told of a resident, not of a name on a ballot. Raises WriteInUnmatched (A-REV-13)."""
    for each in written_in:
        if each.resident is None:
            raise WriteInUnmatched(
                _("%(name)s was written in; say which resident that is."),
                {"name": told_name(each.name)},
                clause=election.cycle.rules.review.write_in_reviewed.clause or None,
                data={"name": each.name, "post": each.post},
            )


def refuse_unclear(notice: Notice, now: datetime) -> None:
    """What stands against going on after a notice. Raises NoticeRunning, ObjectionsOpen."""
    if not has_run_out(notice, now):
        raise refusals.NoticeRunning(
            _("The notice hangs until %(ends)s; it goes on from the day after."),
            {"ends": notice.ends},
            clause=notice.clause,
            data={"ends": notice.ends.isoformat()},
        )
    numbers = list(undecided(notice).values_list("number", flat=True))
    if numbers:
        raise refusals.ObjectionsOpen(
            _("Objections to the notice are not decided: %(n)s."),
            {"n": len(numbers)},
            clause=notice.clause,
            data={"objections": numbers},
        )
