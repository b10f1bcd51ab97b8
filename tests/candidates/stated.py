"""What the police state of somebody who stands."""

from datetime import date, datetime

from accounts.models import User
from candidates.eligibility import StatementKind
from candidates.models import Candidacy
from candidates.services.statement import StatementDraft, record_statement


def state(by: User, person: Candidacy, now: datetime, *, holds: bool = True) -> None:
    """The police write that the person was punished in 1998, or that there was no punishment."""
    draft = StatementDraft(
        kind=StatementKind.CRIME, office="县公安局", document="函〔2020〕5号", stated_on=now.date(), holds=holds,
        day=date(1998, 5, 1) if holds else None,
    )  # fmt: skip
    record_statement(by=by, candidacy=person, draft=draft, now=now)
