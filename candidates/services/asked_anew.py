"""Findings asked anew of everybody on a list when it is fixed: what an office stated after the verdicts counts too."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import refusals
from candidates.eligibility.asked.person import ticks_missing
from candidates.models import Candidacy
from candidates.queries.bars import failing
from candidates.queries.findings import findings_of
from candidates.queries.sheet import relaxable
from candidates.services.standards import incomplete
from candidates.told import told_name
from elections.models import Election

FAILS = _(
    "%(name)s: “%(finding)s” fails and nobody may relax it. Cancel the candidacy on the ground of the negative list, or "
    "have the office put right what it stated."
)
LEAVE_OUT = _(
    "%(name)s: “%(finding)s” fails and nobody may relax it. Leave the person off the list, or have the office put right "
    "what it stated."
)
RELAX = _("%(name)s: “%(finding)s” may be relaxed; record the document of the office that agrees first.")


def found_faults(
    election: Election, people: Collection[Candidacy], now: datetime, *, told: str | Promise = FAILS
) -> Iterator[Refusal]:
    """FindingFails, ApprovalMissing and StandardsIncomplete of these people, in the queries of one person's findings.

    The candidacies come with their election, its village and the resident. Relatives are looked at as pairs by the list
    itself. The person is told in `data` as `candidacy`.
    """
    found = findings_of(people, election.cycle.rules, localtime(now).date()) if people else {}
    for person in people:
        for finding in found[person.pk]:
            if ticks_missing(finding):
                yield incomplete(finding, person)
        kinds = (
            (refusals.FindingFails, told, failing(found[person.pk])),
            (refusals.ApprovalMissing, RELAX, relaxable(found[person.pk])),
        )
        for kind, sentence, findings in kinds:
            for finding in findings:
                yield kind(
                    sentence,
                    {"name": told_name(person.name), "finding": finding.title},
                    clause=finding.clauses[-1] if finding.clauses else None,
                    data={"candidacy": person.pk, "finding": finding.key},
                )
