"""The standards of the plan ticked heading by heading by the office that reviews (A-QUAL-01, B-QUAL-01 to -10, C-QUAL-01)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from accounts.said import Listed, Said
from candidates import refusals
from candidates.eligibility import Finding, StatementKind
from candidates.eligibility.asked.person import headings_of, ticks_missing
from candidates.models import Candidacy, Statement
from candidates.recusal import refuse_recused
from candidates.services.candidacy import lock_candidacy
from candidates.told import told_name
from elections.enums import Act
from elections.rulebook.wording import word
from elections.services.ledger import record_act


@dataclass(frozen=True, slots=True)
class Tick:
    """One heading of the standards: whether the person meets it, and a remark; one that is not met has a remark."""

    heading: str
    met: bool
    remark: str = ""


@ungated("An office judges whenever it learns of a fact; the verdict that rests on the ticks is gated.")
def tick_standards(
    *, by: User, candidacy: Candidacy, ticks: Sequence[Tick], now: datetime
) -> list[Statement]:
    """Put down under which headings of the standards a person is found to meet them; each outweighs the one before.

    Raises OwnCandidacy, RelativeCandidacy; Refusals with all of StatementIncomplete (no heading, or none of the
    plan's), ReasonNeeded (not met, without a remark). The field of a remark is `remark-` and the heading.
    """
    office = require(by, "candidate.state_fact", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        refuse_recused(by, candidacy)
        faults = list(_faults(candidacy, ticks))
        if faults:
            raise Refusals(faults)
        made = Statement.objects.bulk_create(
            Statement(
                election=candidacy.election,
                resident=candidacy.resident,
                kind=StatementKind.STANDARDS,
                item=tick.heading,
                holds=tick.met,
                office=office.title,
                stated_on=localtime(now).date(),
                note=tick.remark.strip(),
                entered_by=by,
                entered_at=now,
            )
            for tick in ticks
        )
        record_act(
            by=by,
            office=office,
            act=Act.FACT_STATED,
            election=candidacy.election,
            subject=candidacy.name,
            data={
                "kind": StatementKind.STANDARDS.value,
                "post": candidacy.post,
                "ticks": [{"heading": t.heading, "met": t.met, "remark": t.remark.strip()} for t in ticks],
            },
            now=now,
        )
    return made


def _faults(candidacy: Candidacy, ticks: Sequence[Tick]) -> Iterator[Refusal]:
    known = headings_of(candidacy.election.cycle.rules, candidacy.post)
    if not ticks:
        yield refusals.StatementIncomplete(_("Tick at least one heading."), data={"items": known})
    for tick in ticks:
        if tick.heading not in known:
            told = _("Choose a heading of the standards of the plan.")
            yield refusals.StatementIncomplete(told, field="heading", data={"items": known})
        elif not tick.met and not tick.remark.strip():
            told = _("“%(heading)s” is not met; say why.")
            yield refusals.ReasonNeeded(
                told, {"heading": Said(word(tick.heading))}, field=f"remark-{tick.heading}"
            )


def incomplete(finding: Finding, candidacy: Candidacy) -> Refusal:
    """StandardsIncomplete of a finding whose missing ticks let nobody pass: which are missing, and who states them."""
    missing = ticks_missing(finding)
    return refusals.StandardsIncomplete(
        _("%(name)s: not ticked yet: %(headings)s. The township’s review ticks them."),
        {"name": told_name(candidacy.name), "headings": Listed(Said(word(each)) for each in missing)},
        clause=finding.clauses[-1],
        data={"candidacy": candidacy.pk, "missing": missing, "stated_by": "township"},
    )


def refuse_unticked(found: Sequence[Finding], candidacy: Candidacy) -> None:
    """Raises StandardsIncomplete for somebody whom only ticks under every heading let pass (B-QUAL-08)."""
    for finding in found:
        if ticks_missing(finding):
            raise incomplete(finding, candidacy)
