"""One step of one village: how it stands, what is on record, what was asked for."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.enums import Role
from elections.models import Election, StepExtension, StepFile, StepRecord
from elections.queries.progress import Progress, StepProgress
from elections.rulebook import Part, Prerequisite, StepRule
from elections.rulebook.sections.schedule import FORCEABLE
from elections.steps import Worked, worked_of


@dataclass(frozen=True)
class PartStanding:
    """A part of an off-line step, and what shows it: a record, or the work that was done in the application."""

    part: Part
    record: StepRecord | Worked | None

    @property
    def who(self) -> list[Role]:
        """Who does it, where that is not whoever does the step."""
        return [Role(role) for role in self.part.who]


@dataclass(frozen=True)
class Needed:
    """A step that must be done before, and how it stands here."""

    prerequisite: Prerequisite
    step: StepProgress
    waived: bool

    @property
    def in_the_way(self) -> bool:
        """Whether it is neither done nor passed over, and applies to the village."""
        return not self.waived and self.step.applies and self.step.evidence.done_at is None


@dataclass(frozen=True)
class StepSheet:
    """Everything the page of one step tells."""

    here: StepProgress
    parts: list[PartStanding]
    needed: list[Needed]
    after: list[StepProgress]
    records: list[StepRecord]
    extensions: list[StepExtension]

    @property
    def open_parts(self) -> list[Part]:
        return [each.part for each in self.parts if each.record is None]

    @property
    def done(self) -> bool:
        return self.here.evidence.done_at is not None

    @property
    def blocking(self) -> list[Needed]:
        return [each for each in self.needed if each.in_the_way]

    @property
    def passable(self) -> list[Needed]:
        """Steps in the way that an office could let pass: what the application works with cannot be missing."""
        return [e for e in self.blocking if e.step.rule.offline or e.step.step in FORCEABLE]

    @property
    def who(self) -> list[Role]:
        return [Role(role) for role in self.here.rule.who]

    @property
    def extender(self) -> Role:
        return Role(self.here.rule.extender)


def sheet_of(progress: Progress, step: str) -> StepSheet:
    """The sheet of a step. Raises KeyError for one that the rulebook does not have."""
    here = progress.steps[step]
    records = list(records_of(progress.election, step))
    standing: dict[str, StepRecord | Worked] = {
        part: record for record in reversed(records) if not record.withdrawn_at for part in record.parts
    }
    worked = [
        work for work in worked_of([progress.election]).get(progress.election.pk, ()) if work.step == step
    ]
    standing |= {part: work for work in worked for part in work.parts}
    waived = {waiver.over for waiver in here.waivers}
    return StepSheet(
        here=here,
        parts=[PartStanding(part, standing.get(part.key)) for part in here.rule.parts],
        needed=[Needed(p, progress.steps[p.step], p.step in waived) for p in here.rule.prerequisites],
        after=[s for s in progress.steps.values() if any(p.step == step for p in s.rule.prerequisites)],
        records=records,
        extensions=list(
            StepExtension.objects.filter(election=progress.election, step=step)
            .select_related("asked_by", "answered_by")
            .order_by("-pk")
        ),
    )


def records_of(election: Election, step: str) -> QuerySet[StepRecord]:
    """What is on record of a step, withdrawn records too, in the order of the days."""
    return (
        StepRecord.objects.filter(election=election, step=step)
        .select_related("recorded_by", "withdrawn_by")
        .prefetch_related(
            "signatures", Prefetch("files", StepFile.objects.defer("file__content").select_related("file"))
        )
    )


def record_with(election: Election, kind: str) -> StepRecord | None:
    """The record of the part with which a kind of paper goes, or None: its day, who acted, the document's number."""
    return record_of(election, election.cycle.rules.with_paper(kind))


def record_of(election: Election, asked: tuple[StepRule, Part | None] | None) -> StepRecord | None:
    """The record of a step, or of one of its parts; None where there is none, or nothing is asked."""
    if asked is None:
        return None
    step, part = asked
    kept = StepRecord.objects.filter(election=election, step=step.key, withdrawn_at=None)
    return (kept.filter(parts__contains=[part.key]) if part else kept).last()


def step_file(village_code: str, pk: int) -> StepFile | None:
    """A file attached to a record of a village, with its bytes, or None."""
    return (
        StepFile.objects.filter(pk=pk, record__election__village=village_code).select_related("file").first()
    )
