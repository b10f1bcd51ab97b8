"""The roll drawn up from the household register: who stands where, and what a second drawing leaves alone."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import NotThere
from elections.enums import Act, State, Step
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.progress import progress_of_one
from tests.cast import ELECTION_DAY, VILLAGE, at, under_changed_rules
from tests.voting.registers import drawn, entry_of, everybody_heard, resident
from tests.voting.roll_fixtures import PUBLISHING, REGISTERING, draft, launch, launched, published
from tests.voting.roll_sheets import id_number, row
from villages.enums import Leaving
from villages.models import Resident, Village
from voting.importing.voter import facts_of
from voting.importing.workbook import layout_for
from voting.models import RollUpload
from voting.queries.drawing import NO_APPLICATION, drawing_of
from voting.queries.roll import draft_roll, voters_of
from voting.refusals.roll import RegisterEmpty, RollPublished
from voting.services.drawing import draw_up_roll
from voting.services.registration import record_contact
from voting.services.registration_checks import against_registering
from voting.services.roll import publish_roll
from voting.services.upload import UploadState

__all__ = ["launched"]


def of_age(**more: object) -> int:
    return Resident.objects.filter(village=VILLAGE, birth_date__lte=date(2003, 1, 20), **more).count()


def test_who_lives_here_is_a_voter_and_who_lives_elsewhere_is_to_be_asked(
    clerk: User, launched: Election
) -> None:
    roll = drawn(clerk, launched)
    here, away = of_age(lives_here=True), of_age(lives_here=False)
    assert here and away and of_age() < 120
    assert voters_of(roll).count() == here
    assert set(voters_of(roll).values_list("category", flat=True)) == {"V1"}
    waiting = roll.entries.filter(refusal="no_statement")
    assert waiting.count() == away
    assert all(entry.evidence == {"drawn": True, "contacts": []} for entry in waiting)
    told = LedgerEntry.objects.get(act=Act.ROLL_DRAWN_UP)
    assert told.data == {
        "version": 1,
        "gone": 0,
        "changed": 0,
        "new": here + away,
        "voters": here,
        "not_registered": away,
    }


def test_age_is_that_of_election_day_the_birthday_included(
    clerk: User, launched: Election, village: Village
) -> None:
    """A-ROLL-03; AMB-26."""
    turning = resident(village, 2, ELECTION_DAY.replace(year=2003))
    younger = resident(village, 4, date(2003, 1, 21))
    roll = drawn(clerk, launched)
    assert roll.entries.filter(id_index=turning.id_index).exists()
    assert not roll.entries.filter(id_index=younger.id_index).exists()


def test_on_the_other_reading_the_birthday_itself_does_not_count(
    cycle: Cycle, clerk: User, launched: Election, village: Village
) -> None:
    """AMB-26, reading 2: the register, the entry by hand and the sheet agree."""

    def change(data: dict[str, Any]) -> None:
        data["roll"]["voter_min_age"]["reading"] = 2

    changed = under_changed_rules(cycle, change)
    election = changed.elections.select_related("cycle__township", "village").get(pk=launched.pk)
    turning = resident(village, 2, ELECTION_DAY.replace(year=2003))
    older = resident(village, 4, date(2003, 1, 19))
    roll = drawn(clerk, election)
    assert not roll.entries.filter(id_index=turning.id_index).exists()
    assert roll.entries.filter(id_index=older.id_index).exists()
    entry = entry_of(roll, older)
    entry.birth_date = turning.birth_date
    found = [refusal.code for refusal in against_registering(election, entry, REGISTERING)]
    assert found == ["voter_under_age"]
    facts = facts_of(changed.rules, "village", ELECTION_DAY, frozenset({1}), REGISTERING.date())
    assert facts.youngest == date(2003, 1, 19)
    assert "选举日当天满的不算" in " ".join(layout_for(election).notes)


def test_who_is_registered_elsewhere_is_listed_until_there_is_evidence(
    clerk: User, launched: Election, village: Village
) -> None:
    newcomer = resident(village, 2, registered_here=False, residence_since=date(2020, 2, 1))
    settled = resident(village, 4, registered_here=False, residence_since=date(2015, 2, 1))
    roll = drawn(clerk, launched)
    short, long = entry_of(roll, newcomer), entry_of(roll, settled)
    assert (short.refusal, short.evidence["one_year"]) == ("too_short", {"since": "2020-02-01"})
    assert (long.refusal, long.not_registered) == ("other", NO_APPLICATION)


def test_who_stands_on_another_roll_is_not_drawn_onto_a_second(
    clerk: User,
    other_clerk: User,
    township: User,
    launched: Election,
    second_election: Election,
    village: Village,
) -> None:
    """A-ROLL-13; SC-58."""
    person = resident(village, 2, id_number=id_number())
    draft(other_clerk, launch(second_election, township), row(2))
    entry = entry_of(drawn(clerk, launched), person)
    assert (entry.refusal, entry.not_registered) == ("elsewhere", "已在五一村登记")
    assert entry.evidence["elsewhere"] == {"place": "五一村"}


def test_numbers_run_by_group_and_household_and_those_not_registered_follow(
    clerk: User, launched: Election
) -> None:
    roll = drawn(clerk, launched)
    rows = list(roll.entries.order_by("number"))
    assert [entry.number for entry in rows] == list(range(1, len(rows) + 1))
    voters = [entry for entry in rows if not entry.not_registered]
    assert rows[: len(voters)] == voters
    assert [entry.group for entry in voters] == sorted(entry.group for entry in voters)
    households = [(entry.group, entry.household) for entry in voters]
    assert len(set(households)) == sum(a != b for a, b in zip(households, [None, *households], strict=False))


def test_the_preview_tells_what_is_done(clerk: User, launched: Election, village: Village) -> None:
    resident(village, 2, registered_here=False, residence_since=date(2020, 2, 1))
    before = drawing_of(launched, REGISTERING)
    roll = drawn(clerk, launched)
    told = LedgerEntry.objects.get(act=Act.ROLL_DRAWN_UP).data
    assert (len(before.new), before.voters) == (told["new"], told["voters"])
    assert before.grounds == {"no_statement": told["not_registered"] - 1, "too_short": 1}
    assert (before.base, before.residents, before.minors) == (None, 121, 121 - told["new"])
    assert drawing_of(launched, REGISTERING).nothing and roll == draft_roll(launched)


def test_a_second_drawing_brings_what_the_register_says_now(
    clerk: User, launched: Election, village: Village
) -> None:
    gone, moved, back = (resident(village, n, lives_here=n != 6) for n in (2, 4, 6))
    roll = drawn(clerk, launched)
    numbers = dict(roll.entries.values_list("id_last4", "number"))
    Resident.objects.filter(pk=gone.pk).update(left_on=date(2020, 12, 10), left_why=Leaving.DIED)
    Resident.objects.filter(pk=moved.pk).update(lives_here=False)
    Resident.objects.filter(pk=back.pk).update(lives_here=True, name="柳归来")
    new = resident(village, 8)
    preview = drawing_of(launched, REGISTERING)
    assert [person.name for person in preview.gone] == [gone.name]
    assert [person.name for person in preview.new] == [new.name]
    assert {(p.name_now, p.ground, p.ground_now) for p in preview.changed} == {
        (moved.name, "", "no_statement"),
        ("柳归来", "no_statement", ""),
    }
    drawn(clerk, launched)
    assert not roll.entries.filter(id_index=gone.id_index).exists()
    assert entry_of(roll, moved).refusal == "no_statement"
    assert (entry_of(roll, back).category, entry_of(roll, back).name) == ("V1", "柳归来")
    assert entry_of(roll, new).category == "V1"
    assert numbers and [*roll.entries.values_list("number", flat=True)] == [
        *range(1, roll.entries.count() + 1)
    ]


def test_a_second_drawing_keeps_what_was_decided_and_says_so(
    clerk: User, launched: Election, village: Village
) -> None:
    person = resident(village, 2, lives_here=False)
    roll = drawn(clerk, launched)
    record_contact(
        by=clerk,
        entry=entry_of(roll, person),
        on=date(2020, 12, 14),
        how="微信",
        result="takes_part",
        now=REGISTERING,
    )
    Resident.objects.filter(pk=person.pk).update(name="柳改名")
    preview = drawing_of(launched, REGISTERING)
    assert ([p.name_now for p in preview.kept], preview.changed) == (["柳改名"], [])
    drawn(clerk, launched)
    kept = entry_of(roll, person)
    assert (kept.category, kept.name, kept.evidence["statement"]) == (
        "V2",
        person.name,
        {"on": "2020-12-14", "how": "微信"},
    )


def test_tries_to_reach_somebody_outlive_a_second_drawing(
    clerk: User, launched: Election, village: Village
) -> None:
    person = resident(village, 2, lives_here=False)
    roll = drawn(clerk, launched)
    tried = {"on": date(2020, 12, 14), "how": "电话", "result": "no_answer", "now": REGISTERING}
    record_contact(by=clerk, entry=entry_of(roll, person), **tried)
    Resident.objects.filter(pk=person.pk).update(name="柳改名")
    drawn(clerk, launched)
    kept = entry_of(roll, person)
    assert (kept.name, len(kept.evidence["contacts"])) == ("柳改名", 1)


def test_open_sheets_are_put_away(clerk: User, launched: Election) -> None:
    from tests.voting.roll_fixtures import check, send

    upload = check(send(clerk, launched, row(2)))
    drawn(clerk, launched)
    assert RollUpload.objects.get(pk=upload.pk).state == UploadState.DISCARDED


def test_registration_is_done_when_the_last_one_was_heard(clerk: User, launched: Election) -> None:
    def standing() -> tuple[State, str]:
        step = progress_of_one(launched, REGISTERING).steps[Step.REGISTRATION]
        return step.standing.state, str(step.evidence.remark)

    roll = drawn(clerk, launched)
    away = roll.entries.filter(refusal="no_statement").count()
    state, remark = standing()
    assert state != State.DONE and str(away) in remark
    everybody_heard(clerk, roll)
    assert standing() == (State.DONE, "")
    publish_roll(by=clerk, roll=roll, now=PUBLISHING)


def test_a_published_roll_is_not_drawn_up_anew(clerk: User, launched: Election) -> None:
    published(clerk, launched, row(2))
    with pytest.raises(RollPublished) as refused:
        drawn(clerk, launched, at(2020, 12, 30))
    assert refused.value.clause == "A-ROLL-21"


def test_an_empty_register_draws_nothing(
    other_clerk: User, township: User, second_election: Election
) -> None:
    launch(second_election, township)
    with pytest.raises(RegisterEmpty):
        drawn(other_clerk, second_election)
    assert draft_roll(second_election) is None


def test_nobody_else_draws_it_up(other_clerk: User, township: User, launched: Election) -> None:
    for officer in (other_clerk, township):
        with pytest.raises(NotThere):
            draw_up_roll(by=officer, election=launched, now=REGISTERING)
