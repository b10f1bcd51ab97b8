"""The roll drawn up from the household register, the first time and again; what officers decided stays."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import require
from elections.enums import Act, Step
from elections.models import Election
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.services.planner import tell_planner
from voting.enums import RollState
from voting.models import Roll, RollEntry
from voting.queries.drawing import DIFFERS, GONE, WANTED, facts_of
from voting.queries.roll import draft_roll, figures_of, published_roll
from voting.refusals.roll import RegisterEmpty, RollPublished
from voting.services.correction import copy_people, next_version
from voting.services.locks import lock_county
from voting.services.numbering import next_number, settle_numbers
from voting.services.roll_gate import gate_list
from voting.services.upload import discard

TAKE_OFF = "".join(("DELETE FROM voting_rollentry e WHERE e.roll_id = %(roll)s AND", GONE))
CHANGE = "".join(
    (
        WANTED,
        """
    UPDATE voting_rollentry e SET "group" = w."group", household = w.household, name = w.name, pinyin = w.pinyin,
        sex = w.sex, birth_date = w.birth_date, category = w.category, refusal = w.refusal,
        not_registered = w.not_registered,
        evidence = CASE WHEN e.refusal = w.refusal THEN w.evidence || e.evidence ELSE w.evidence END
    FROM wanted w
    WHERE e.roll_id = %(roll)s AND e.id_index = w.id_index AND e.evidence ? 'drawn' AND (
""",
        DIFFERS,
        ")",
    )
)
ADD = "".join(
    (
        WANTED,
        """
    INSERT INTO voting_rollentry (roll_id, village_id, number, "group", household, name, pinyin, sex, birth_date,
        category, evidence, relocation, statement, not_registered, refusal, id_sealed, id_index, id_last4)
    SELECT %(roll)s, %(village)s,
        %(last)s + row_number() OVER (ORDER BY w.refusal <> '', w."group", length(w.household), w.household, w.id),
        w."group", w.household, w.name, w.pinyin, w.sex, w.birth_date, w.category, w.evidence, '', '',
        w.not_registered, w.refusal, w.id_sealed, w.id_index, w.id_last4
    FROM wanted w
    WHERE NOT EXISTS (SELECT FROM voting_rollentry e WHERE e.roll_id = %(roll)s AND e.id_index = w.id_index)
""",
    )
)
STATEMENTS = {"gone": TAKE_OFF, "changed": CHANGE, "new": ADD}


def draw_up_roll(*, by: User, election: Election, now: datetime) -> Roll:
    """Draw the draft of the roll up from the register: who is registered and lives here is a voter, who lives
    elsewhere is to be asked, who is registered elsewhere is listed until there is evidence, minors are left out.

    Done again it brings in what the register says by now and keeps whatever an officer decided. A person on the roll
    of another place of the county is listed as not registered here (A-ROLL-13). After a postponement that renews the
    roll it starts from the published one (A-ROLL-22). Open sheets are put away, for their previews no longer hold.
    Raises RollPublished, RegisterEmpty, and what `gate_list` raises.
    """
    office = require(by, "roll.register", election.village_id)
    with transaction.atomic():
        lock_county(election)
        election = lock_election(election)
        step = gate_list(election, now)
        if step == Step.APPEALS:
            raise RollPublished(
                _("The roll is published. It is corrected person by person, and posted again."),
                clause=election.cycle.rules.roll.adjusted_republished.clause or None,
            )
        roll = draft_roll(election) or _new_draft(election)
        told = _draw(roll, election, now)
        figures = figures_of(roll)
        if not figures.voters and not figures.not_registered:
            raise RegisterEmpty(_("Nobody of age is in the household register of this village."))
        discard(election.roll_uploads.all())
        record_act(
            by=by,
            office=office,
            act=Act.ROLL_DRAWN_UP,
            election=election,
            step=step,
            subject=f"{election.village} {roll.version}",
            data={
                "version": roll.version,
                **told,
                "voters": figures.voters,
                "not_registered": figures.not_registered,
            },
            now=now,
        )
    return roll


def _new_draft(election: Election) -> Roll:
    """An empty first draft; where a roll is to be renewed, a copy of the one that was published."""
    before = published_roll(election)
    made = Roll.objects.create(election=election, version=next_version(election), state=RollState.DRAFT)
    if before is not None:
        copy_people(before, made)
    return made


def _draw(roll: Roll, election: Election, now: datetime) -> dict[str, int]:
    """Bring the draft to what the register says; how many were taken off, changed and added."""
    facts = facts_of(election, roll, now) | {"last": next_number(roll) - 1}
    told = {name: _run(statement, facts) for name, statement in STATEMENTS.items()}
    tell_planner(told["new"], RollEntry)
    settle_numbers(roll)
    return told


def _run(statement: str, facts: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return int(cursor.rowcount)
