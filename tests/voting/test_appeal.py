"""Objections to the roll: who may raise one, what is written down, how each is decided and by whom."""

import re
from collections.abc import Callable
from datetime import UTC
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from accounts.refusals import NotThere
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.ledger import breaks_in
from elections.refusals import StepClosed, StepNotReady
from tests.cast import VILLAGE, at, under_changed_rules
from tests.voting.appeals import CHANGGEN, FILED, GUIYING, LEFT, decide, file, objection, posted_roll
from tests.voting.roll_fixtures import draft, launch, launched
from tests.voting.roll_sheets import row
from voting.enums import AppealChannel, AppealState, RollState
from voting.models import Appeal
from voting.queries.appeal import (
    appeal_by_receipt,
    appeals_of,
    appeals_waiting,
    open_appeals,
    plain_receipt,
    shown_receipt,
    unpublished_adjustments,
)
from voting.queries.roll import draft_roll
from voting.refusals.appeal import (
    AdjustmentUnpublished,
    AnswerNeeded,
    AppealDecided,
    AppealLate,
    AppealsOpen,
    IdentityNumberWritten,
    NotAnAppellant,
    OutcomeUnknown,
)
from voting.refusals.count import StalePage
from voting.refusals.roll import RollConfirmed
from voting.services.appeal import file_appeal, file_publicly
from voting.services.appeal_gate import refuse_unsettled_roll
from voting.services.roll import publish_roll

__all__ = ["launched"]

LATE = at(2021, 1, 4)  # published on 28 December: five days are over with 2 January
EVE, VOTE = at(2021, 1, 19, 23), at(2021, 1, 20, 0, 0)


@pytest.fixture
def posted(clerk: User, launched: Election) -> Election:
    """The election with its roll published on 28 December."""
    posted_roll(clerk, launched)
    return launched


def voters_only(data: dict[str, Any]) -> None:
    data["roll"]["appeals_from"] |= {"value": "voters", "reading": 2}


def refuses_late(data: dict[str, Any]) -> None:
    data["roll"]["late_appeals"] |= {"value": "refuse"}


def silent_on(*names: str) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        for name in names:
            del data["roll"][name]

    return change


# --- taken in


def test_an_objection_is_taken_in_with_a_number_and_a_receipt(clerk: User, posted: Election) -> None:
    first, second = (
        file(clerk, posted),
        file(clerk, posted, appellant=GUIYING, appellant_group=1, person=LEFT),
    )
    assert (first.number, second.number) == (1, 2)
    assert (first.state, first.late, first.channel) == (AppealState.RECEIVED, False, AppealChannel.CLERK)
    assert (first.person, first.person_group) == (CHANGGEN, 2)  # about whoever objects, where nobody is named
    assert (second.person, second.person_group) == (LEFT, None)
    assert (first.taken_by, first.roll.version) == (clerk, 1)
    assert first.receipt != second.receipt


def test_a_receipt_number_has_three_groups_of_four_and_no_sign_to_be_mistaken(
    clerk: User, posted: Election
) -> None:
    receipts = [file(clerk, posted).receipt for _each in range(20)]
    assert len(set(receipts)) == 20
    assert all(
        re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}", shown_receipt(r)) for r in receipts
    )


@pytest.mark.parametrize(
    "typed", ["7k3m 92qd vx4p", "７Ｋ３Ｍ－９２ＱＤ－ＶＸ４Ｐ", " 7K3M-92QD-VX4P\n", "7k3m92qdvx4p"]
)
def test_a_receipt_number_is_read_however_it_is_typed(typed: str) -> None:
    assert plain_receipt(typed) == "7K3M92QDVX4P"


def test_a_receipt_number_finds_its_objection_in_its_village_alone(
    clerk: User, posted: Election, second_election: Election
) -> None:
    appeal = file(clerk, posted)
    assert appeal_by_receipt(posted, shown_receipt(appeal.receipt)) == appeal
    assert appeal_by_receipt(second_election, appeal.receipt) is None
    assert appeal_by_receipt(posted, "") is None


def test_the_same_form_sent_twice_is_one_objection(clerk: User, posted: Election) -> None:
    key = uuid4()
    assert file(clerk, posted, key=key) == file(clerk, posted, key=key)
    assert Appeal.objects.count() == 1
    assert LedgerEntry.objects.filter(act=Act.APPEAL_FILED).count() == 1


def test_the_form_of_another_village_is_not_taken_for_this_one(
    clerk: User, other_clerk: User, township: User, posted: Election, second_election: Election
) -> None:
    launch(second_election, township)
    roll = draft(other_clerk, second_election, row(8, name="李秀兰"))
    publish_roll(by=other_clerk, roll=roll, now=at(2020, 12, 28))
    key = uuid4()
    file(clerk, posted, key=key)
    with pytest.raises(StalePage):
        file(other_clerk, second_election, key=key, appellant="李秀兰", appellant_group=1)


def test_names_are_kept_in_one_spelling(clerk: User, posted: Election) -> None:
    appeal = file(clerk, posted, appellant=" 刘 长根 ", person=" 周　明亮", text="  漏了周明亮  ")
    assert (appeal.appellant, appeal.person, appeal.text) == (CHANGGEN, LEFT, "漏了周明亮")


def test_the_ledger_tells_that_one_was_taken_in_and_no_names_words_or_telephone(
    clerk: User, posted: Election
) -> None:
    file(clerk, posted, contact="13800001111")
    entry = LedgerEntry.objects.get(act=Act.APPEAL_FILED)
    assert (entry.step, entry.data["number"], entry.data["state"]) == ("appeals", 1, "received")
    told = str(entry.data) + entry.subject
    assert not any(word in told for word in ("13800001111", CHANGGEN, "户口"))
    assert not list(breaks_in(VILLAGE))


def test_a_villager_files_without_an_office_and_the_ledger_tells_it_at_once_and_with_the_decision(
    clerk: User, posted: Election
) -> None:
    appeal = file_publicly(election=posted, objection=objection(), key=uuid4(), now=FILED)
    assert (appeal.channel, appeal.taken_by) == (AppealChannel.PUBLIC, None)
    entry = LedgerEntry.objects.get(act=Act.APPEAL_FILED)
    assert (entry.user, entry.user_name, entry.office, entry.role) == (None, "", "", "")
    assert (entry.data["number"], entry.data["channel"]) == (appeal.number, "public")
    assert not any(word in str(entry.data) + entry.subject for word in ("13800001111", CHANGGEN, "户口"))
    assert not list(breaks_in(VILLAGE))
    decide(clerk, appeal)
    assert not list(breaks_in(VILLAGE))
    told = LedgerEntry.objects.get(act=Act.APPEAL_DECIDED).data
    assert (told["channel"], told["filed_at"]) == ("public", FILED.astimezone(UTC).isoformat())


@pytest.mark.parametrize("field", ["text", "contact"])
@pytest.mark.parametrize("number", ["430499197803050021", "43049919780305002x", "４３０４９９ 19780305 0021"])
def test_an_identity_number_is_not_taken_in(clerk: User, posted: Election, field: str, number: str) -> None:
    with pytest.raises(IdentityNumberWritten) as refused:
        file(clerk, posted, **{field: f"身份证{number}。"})
    assert refused.value.field == field
    assert not Appeal.objects.exists()


def test_a_telephone_number_is_no_identity_number(clerk: User, posted: Election) -> None:
    assert file(clerk, posted, contact="13800001111 / 0734-8765432").contact


# --- who (AMB-25)


def test_everybody_on_either_list_may_object(clerk: User, posted: Election) -> None:
    file(clerk, posted)
    file(clerk, posted, appellant=GUIYING, appellant_group=1, about="wrongly_on", person=CHANGGEN)
    file(clerk, posted, appellant=GUIYING, appellant_group=None, about="detail")


def test_who_is_on_neither_list_may_say_to_be_missing_and_nothing_else(clerk: User, posted: Election) -> None:
    assert file(clerk, posted, about="left_off", appellant=LEFT, appellant_group=1).person == LEFT
    for changes in ({"about": "wrongly_on"}, {"about": "left_off", "person": "周小亮"}):
        with pytest.raises(NotAnAppellant) as refused:
            file(clerk, posted, **{"appellant": LEFT, "appellant_group": 1} | changes)
        assert (refused.value.clause, refused.value.field) == ("A-ROLL-19", "appellant")
        assert refused.value.data == {"amb": "AMB-25", "reading": 1}


def test_the_right_name_in_another_group_is_somebody_else(clerk: User, posted: Election) -> None:
    with pytest.raises(NotAnAppellant):
        file(clerk, posted, appellant_group=3)


def test_where_only_voters_may_object_those_not_registered_may_not(
    clerk: User, posted: Election, cycle: Cycle
) -> None:
    under_changed_rules(cycle, voters_only)
    for changes in ({}, {"about": "left_off", "appellant": LEFT}):
        with pytest.raises(NotAnAppellant) as refused:
            file(clerk, posted, **changes)
        assert refused.value.data["reading"] == 2
    assert file(clerk, posted, appellant=GUIYING, appellant_group=1, person=CHANGGEN)


def test_where_the_rulebook_is_silent_the_first_reading_holds(
    clerk: User, posted: Election, cycle: Cycle
) -> None:
    under_changed_rules(cycle, silent_on("appeals_from", "late_appeals"))
    assert not file(clerk, posted).late
    assert file(clerk, posted, now=LATE).state == AppealState.WITH_TOWNSHIP


# --- when


def test_before_the_roll_is_published_there_is_nothing_to_object_to(clerk: User, launched: Election) -> None:
    with pytest.raises(StepNotReady):
        file(clerk, launched, now=at(2020, 12, 20))


def test_the_fifth_day_is_in_time_until_midnight(clerk: User, posted: Election) -> None:
    assert not file(clerk, posted, now=at(2021, 1, 2, 23, 59)).late
    assert file(clerk, posted, now=at(2021, 1, 3, 0, 0)).late


def test_a_late_objection_goes_to_the_township(clerk: User, township: User, posted: Election) -> None:
    appeal = file(clerk, posted, now=LATE)
    assert (appeal.late, appeal.state) == (True, AppealState.WITH_TOWNSHIP)
    with pytest.raises(NotThere):
        decide(clerk, appeal, now=LATE)
    assert decide(township, appeal, "refused_late", now=LATE).state == AppealState.REFUSED_LATE


def test_where_the_rulebook_refuses_what_is_late_it_is_refused_with_the_last_day(
    clerk: User, posted: Election, cycle: Cycle
) -> None:
    under_changed_rules(cycle, refuses_late)
    with pytest.raises(AppealLate) as refused:
        file(clerk, posted, now=LATE)
    assert (refused.value.clause, refused.value.data) == ("A-ROLL-19", {"last": "2021-01-02"})
    assert "2021年1月2日" in refused.value.text("zh-hans")
    assert not Appeal.objects.exists()


def test_on_election_day_nothing_is_taken_in(clerk: User, posted: Election) -> None:
    assert file(clerk, posted, now=EVE).late
    for filed in (
        lambda: file(clerk, posted, now=VOTE),
        lambda: file_publicly(election=posted, objection=objection(), key=uuid4(), now=VOTE),
    ):
        with pytest.raises(StepClosed):
            filed()


# --- decided


def test_one_that_is_upheld_opens_the_draft_in_which_the_roll_is_corrected(
    clerk: User, posted: Election
) -> None:
    decide(clerk, file(clerk, posted), "adjusted", answer="经核实应予登记。")
    made = draft_roll(posted)
    assert made is not None and (made.version, made.entries.count()) == (2, 2)
    acts = list(LedgerEntry.objects.order_by("pk").values_list("act", flat=True))[-2:]
    assert acts == [Act.ROLL_CORRECTION_OPENED, Act.APPEAL_DECIDED]


def test_one_that_is_explained_leaves_the_roll_alone(clerk: User, posted: Election) -> None:
    decided = decide(clerk, file(clerk, posted), answer="  户口已迁出。 ")
    assert (decided.state, decided.answer, decided.decided_by) == (
        AppealState.EXPLAINED,
        "户口已迁出。",
        clerk,
    )
    assert draft_roll(posted) is None


def test_the_ledger_keeps_the_digest_of_the_answer_and_not_its_words(clerk: User, posted: Election) -> None:
    decide(clerk, file(clerk, posted), answer="刘长根户口已迁出。")
    entry = LedgerEntry.objects.get(act=Act.APPEAL_DECIDED)
    assert (entry.data["state"], len(entry.data["answer"])) == ("explained", 64)
    assert CHANGGEN not in str(entry.data)
    assert not list(breaks_in(VILLAGE))


@pytest.mark.parametrize("answer", ["", "  \n"])
def test_there_is_no_decision_without_an_answer(clerk: User, posted: Election, answer: str) -> None:
    with pytest.raises(AnswerNeeded) as refused:
        decide(clerk, file(clerk, posted), answer=answer)
    assert (refused.value.clause, refused.value.field) == ("A-ROLL-20", "answer")


def test_an_answer_that_is_printed_holds_no_identity_number(clerk: User, posted: Election) -> None:
    with pytest.raises(IdentityNumberWritten):
        decide(clerk, file(clerk, posted), answer="430499197803050021不在册。")


def test_what_is_decided_is_not_decided_again(clerk: User, posted: Election) -> None:
    appeal = file(clerk, posted)
    decide(clerk, appeal, "withdrawn", answer="本人撤回。")
    with pytest.raises(AppealDecided) as refused:
        decide(clerk, appeal)
    assert refused.value.data == {"state": "withdrawn"}
    appeal.refresh_from_db()
    assert appeal.answer == "本人撤回。"


@pytest.mark.parametrize("outcome", ["refused_late", "received", "with_township", "nonsense"])
def test_one_in_time_cannot_be_refused_as_late(clerk: User, posted: Election, outcome: str) -> None:
    with pytest.raises(OutcomeUnknown):
        decide(clerk, file(clerk, posted), outcome)


def test_nobody_else_decides(
    clerk: User, township: User, other_clerk: User, teller: User, auditor: User, posted: Election
) -> None:
    appeal = file(clerk, posted)
    for officer in (township, other_clerk, teller, auditor):
        with pytest.raises(NotThere):
            decide(officer, appeal)
        with pytest.raises(NotThere):
            file_appeal(by=officer, election=posted, objection=objection(), key=uuid4(), now=FILED)


def test_a_late_one_that_is_upheld_opens_the_correction_too(
    clerk: User, township: User, posted: Election
) -> None:
    decide(township, file(clerk, posted, now=LATE), "adjusted", now=LATE)
    assert draft_roll(posted) is not None


def test_an_answer_can_be_given_after_the_step_is_locked_but_the_roll_is_not_changed_then(
    clerk: User, posted: Election
) -> None:
    appeal = file(clerk, posted)
    with pytest.raises(StepClosed):
        decide(clerk, appeal, "adjusted", now=VOTE)
    appeal.refresh_from_db()
    assert appeal.state == AppealState.RECEIVED
    assert decide(clerk, appeal, now=VOTE).state == AppealState.EXPLAINED


def test_a_final_roll_is_not_changed_by_an_objection(clerk: User, township: User, posted: Election) -> None:
    posted.rolls.filter(state=RollState.PUBLISHED).update(confirmed_at=LATE)
    with pytest.raises(RollConfirmed):
        decide(township, file(clerk, posted, now=LATE), "adjusted", now=LATE)


# --- what stands in the way


def test_an_objection_in_time_stops_the_vote_until_it_is_decided(clerk: User, posted: Election) -> None:
    appeal = file(clerk, posted)
    with pytest.raises(AppealsOpen) as refused:
        refuse_unsettled_roll(posted)
    assert refused.value.clause == "A-ROLL-20"
    assert refused.value.data == {"receipts": [shown_receipt(appeal.receipt)]}
    decide(clerk, appeal)
    refuse_unsettled_roll(posted)


def test_one_upheld_stops_it_until_the_changed_roll_is_published(clerk: User, posted: Election) -> None:
    appeal = decide(clerk, file(clerk, posted), "adjusted")
    assert list(unpublished_adjustments(posted)) == [appeal]
    with pytest.raises(AdjustmentUnpublished) as refused:
        refuse_unsettled_roll(posted)
    assert refused.value.clause == "A-ROLL-21"
    made = draft_roll(posted)
    assert made is not None
    publish_roll(by=clerk, roll=made, now=at(2020, 12, 31))
    refuse_unsettled_roll(posted)
    assert appeals_of(posted).get().published_in == 2


def test_a_version_published_before_the_decision_does_not_hold_the_change(
    clerk: User, posted: Election
) -> None:
    first, second = file(clerk, posted), file(clerk, posted)
    decide(clerk, first, "adjusted")
    made = draft_roll(posted)
    assert made is not None
    publish_roll(by=clerk, roll=made, now=at(2020, 12, 31))
    decide(clerk, second, "adjusted", now=at(2021, 1, 1))
    assert list(unpublished_adjustments(posted)) == [second]


def test_a_late_objection_stops_nothing(clerk: User, posted: Election) -> None:
    file(clerk, posted, now=LATE)
    assert not open_appeals(posted).exists()
    refuse_unsettled_roll(posted)


# --- the township's list


def test_the_township_sees_what_is_late_or_overdue_and_not_what_is_in_time(
    clerk: User, posted: Election, second_election: Election
) -> None:
    file(clerk, posted)
    assert appeals_waiting([posted, second_election], FILED) == []
    late = file(clerk, posted, now=LATE)
    (found,) = appeals_waiting([posted, second_election], LATE)
    assert [(row.appeal.number, row.overdue) for row in found.rows] == [(1, True), (late.number, False)]
