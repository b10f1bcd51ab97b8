"""Whom the Party's list may not name at all, as far as the registers and the offices tell it by then."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import refusals
from candidates.eligibility.naming import bars_naming
from candidates.models import Candidacy
from candidates.queries.findings import findings_of
from candidates.services.names import Nominee
from candidates.services.party_list_anew import as_listed
from candidates.services.stage import Opened
from candidates.told import told_name
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
