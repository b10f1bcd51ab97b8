"""Whom the Party's list and the committee's proposal may not name, as far as registers and offices tell it by then."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import refusals
from candidates.eligibility.naming import bars_naming, negative_list_bars_naming
from candidates.models import Candidacy
from candidates.queries.findings import findings_of
from candidates.services.asked_anew import FAILS
from candidates.services.names import Nominee
from candidates.services.party_list_anew import as_listed
from candidates.services.stage import Opened
from candidates.told import told_name
from elections.models import Election
from villages.enums import Body

TOLD = _("%(name)s may not be named for this post: “%(finding)s” fails. %(why)s")


def naming_faults(
    opened: Opened, people: Sequence[Nominee], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    """FindingFails of everybody whom a rule of the plan keeps from being nominated or recommended (C-QUAL-05, C-NEG-01,
    B-NEG-01), for the post for which the list names them. What nobody has stated yet bars nobody here; the review asks.
    """
    rules, day = opened.election.cycle.rules, localtime(opened.now).date()
    drafts = {nominee.row: _draft(opened, nominee, known) for nominee in people}
    found = findings_of(drafts.values(), rules, day)
    for row, draft in drafts.items():
        for finding in found[draft.pk]:
            if bars_naming(rules, finding):
                yield refusals.FindingFails(
                    TOLD,
                    {"name": told_name(draft.name), "finding": finding.title, "why": finding.why},
                    clause=finding.clauses[-1],
                    field=f"name-{row}",
                    data={"row": row, "finding": finding.key},
                )


def proposal_faults(election: Election, people: Sequence[Candidacy], now: datetime) -> Iterator[Refusal]:
    """FindingFails of everybody whom the committee's proposal names against the plan's negative list (C-NEG-01).

    Voters nominate whom they like; where the plan says that whom the list fits is not nominated, the proposal to the
    township is where an office names them. The field of a person is `reply-` and the candidacy's number.
    """
    rules = election.cycle.rules
    if not people or not negative_list_bars_naming(rules):
        return
    found = findings_of(people, rules, localtime(now).date())
    for person in people:
        for finding in found[person.pk]:
            if bars_naming(rules, finding):
                yield refusals.FindingFails(
                    FAILS,
                    {"name": told_name(person.name), "finding": finding.title},
                    clause=finding.clauses[-1],
                    field=f"reply-{person.pk}",
                    data={"candidacy": person.pk, "finding": finding.key},
                )


def _draft(opened: Opened, nominee: Nominee, known: Mapping[int, Candidacy]) -> Candidacy:
    """The candidacy as the list would make it, not saved; who does not stand yet has a key that nobody has."""
    resident = nominee.resident
    if resident.pk in known:
        return as_listed(known[resident.pk], nominee)
    return Candidacy(
        pk=-1 - nominee.row,
        election=opened.election,
        body=Body.PARTY,
        post=nominee.post,
        name=resident.name,
        sex=resident.sex,
        birth_date=resident.birth_date,
        education=resident.education,
        resident=resident,
    )
