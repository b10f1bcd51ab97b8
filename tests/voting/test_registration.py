"""The registration person by person: what each category and each ground needs, and what the register says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.refusals import StepClosed
from tests.cast import at
from tests.voting.registers import drawn, entry_of, everybody_heard, resident
from tests.voting.roll_fixtures import PUBLISHING, REGISTERING, draft, launch, launched
from tests.voting.roll_sheets import id_number, row
from villages.enums import Leaving
from villages.models import Village
from villages.sealing import unseal
from voting.enums import Ground
from voting.models import Roll, RollEntry
from voting.queries.registration import Filter, doubles_of, people_of, registration_of
from voting.refusals.roll import EvidenceMissing, NothingToCorrect, PeopleToAsk, RollNotDraft
from voting.services.correction import open_correction
from voting.services.registration import (
    Exclusion,
    Newcomer,
    add_voter,
    correct_entry,
    record_contact,
    refuse_voter,
    register_voter,
    strike_voter,
)
from voting.services.roll import publish_roll

__all__ = ["launched"]

SETTLED: dict[str, Any] = {
    "one_year": {"since": "2019-05-01"},
    "application": {"on": "2020-12-01"},
    "meeting_decision": {"on": "2020-12-05", "body": "村民代表会议"},
}
ASKED: dict[str, Any] = {"on": date(2020, 12, 14), "how": "电话", "now": REGISTERING}


@contextmanager
def refused() -> Iterator[set[str]]:
    """The codes of what is refused."""
    codes: set[str] = set()
    with pytest.raises((Refusal, Refusals)) as raised:
        yield codes
    error = raised.value
    codes |= {each.code for each in (error.refusals if isinstance(error, Refusals) else [error])}


@pytest.fixture
def roll(clerk: User, launched: Election) -> Roll:
    return drawn(clerk, launched)


@pytest.fixture
def person(village: Village, clerk: User, launched: Election) -> Callable[..., RollEntry]:
    """Makes a resident and draws the roll up: their entry."""

    def make(serial: int = 2, **more: Any) -> RollEntry:
        made = resident(village, serial, **more)
        return entry_of(drawn(clerk, launched), made)

    return make


# --- registering


def test_somebody_registered_elsewhere_is_a_voter_with_a_year_application_and_decision(
    clerk: User, person: Callable[..., RollEntry]
) -> None:
    """A-ROLL-06."""
    entry = person(registered_here=False, residence_since=date(2019, 5, 1))
    with refused() as codes:
        register_voter(by=clerk, entry=entry, category="V3", evidence={}, now=REGISTERING)
    assert codes == {"evidence_missing"}
    made = register_voter(by=clerk, entry=entry, category="V3", evidence=SETTLED, now=REGISTERING)
    assert (made.category, made.refusal, made.not_registered) == ("V3", "", "")
    assert made.evidence == SETTLED
    told = LedgerEntry.objects.get(act=Act.VOTER_REGISTERED)
    assert (told.subject, told.step) == (made.name, "registration")
    assert told.data["on_record"] == sorted(SETTLED) and made.id_last4 not in str(told.data)


def test_what_is_missing_is_told_all_at_once_beside_its_fields(
    clerk: User, person: Callable[..., RollEntry]
) -> None:
    entry = person(registered_here=False, residence_since=date(2020, 6, 1))
    with pytest.raises(Refusals) as raised:
        register_voter(by=clerk, entry=entry, category="V3", evidence={}, now=REGISTERING)
    assert {(each.code, each.field, each.clause) for each in raised.value.refusals} == {
        ("residence_too_short", "one_year_since", "A-ROLL-06"),
        ("evidence_missing", "application_on", "A-ROLL-06"),
        ("evidence_missing", "meeting_decision_on", "A-ROLL-06"),
    }
    entry.refresh_from_db()
    assert entry.refusal == Ground.TOO_SHORT


def test_the_register_is_not_contradicted(clerk: User, person: Callable[..., RollEntry]) -> None:
    away, foreign = person(2, lives_here=False), person(4, registered_here=False)
    for entry, category in ((away, "V1"), (foreign, "V1"), (foreign, "V2")):
        statement = {"statement": {"on": "2020-12-10", "how": "微信"}}
        with refused() as codes:
            register_voter(by=clerk, entry=entry, category=category, evidence=statement, now=REGISTERING)
        assert codes == {"register_says_otherwise"}


def test_a_category_of_the_other_kind_of_place_is_unknown(
    clerk: User, person: Callable[..., RollEntry]
) -> None:
    with refused() as codes:
        register_voter(by=clerk, entry=person(), category="R3", evidence=SETTLED, now=REGISTERING)
    assert codes == {"category_unknown"}


def test_an_entry_that_was_voter_before_is_changed_and_not_registered_again(
    clerk: User, person: Callable[..., RollEntry]
) -> None:
    register_voter(by=clerk, entry=person(), category="V1", evidence={}, now=REGISTERING)
    assert LedgerEntry.objects.filter(act=Act.VOTER_CHANGED).exists()
    assert not LedgerEntry.objects.filter(act=Act.VOTER_REGISTERED).exists()


# --- who lives elsewhere


def test_who_says_to_take_part_is_registered_with_the_statement(
    clerk: User, person: Callable[..., RollEntry]
) -> None:
    """A-ROLL-05."""
    entry = person(lives_here=False)
    made = record_contact(by=clerk, entry=entry, result="takes_part", **ASKED)
    assert (made.category, made.not_registered) == ("V2", "")
    assert made.evidence["statement"] == {"on": "2020-12-14", "how": "电话"}


def test_who_declines_is_listed_and_no_longer_to_be_asked(
    clerk: User, person: Callable[..., RollEntry]
) -> None:
    entry = person(lives_here=False)
    made = record_contact(by=clerk, entry=entry, result="declines", **ASKED)
    state = registration_of(made.roll, REGISTERING)
    assert made.refusal == Ground.NO_STATEMENT
    assert made not in people_of(state, Filter.ASK)
    assert made in people_of(state, Filter.REFUSED)


def test_who_cannot_be_reached_was_sought_more_than_once(
    clerk: User, person: Callable[..., RollEntry]
) -> None:
    """A-ROLL-16."""
    entry, beyond = person(lives_here=False), Exclusion(Ground.UNREACHABLE)
    for _try in range(2):
        with refused() as codes:
            refuse_voter(by=clerk, entry=entry, exclusion=beyond, now=REGISTERING)
        assert codes == {"contacts_missing"}
        record_contact(by=clerk, entry=entry, result="no_answer", **ASKED)
    made = refuse_voter(by=clerk, entry=entry, exclusion=beyond, now=REGISTERING)
    assert (made.refusal, made.not_registered) == (Ground.UNREACHABLE, "多方联系未果")
    assert [each["result"] for each in made.evidence["contacts"]] == ["no_answer"] * 2


def test_a_contact_has_a_way_and_is_not_in_the_future(clerk: User, person: Callable[..., RollEntry]) -> None:
    entry = person(lives_here=False)
    with refused() as codes:
        record_contact(
            by=clerk, entry=entry, on=date(2020, 12, 16), how=" ", result="declines", now=REGISTERING
        )
    assert codes == {"date_in_the_future", "proof_missing"}


# --- who is not registered


def test_deprivation_of_rights_needs_the_judicial_document(
    clerk: User, person: Callable[..., RollEntry]
) -> None:
    """A-ROLL-12."""
    entry = person()
    with refused() as codes:
        refuse_voter(by=clerk, entry=entry, exclusion=Exclusion(Ground.RIGHTS), now=REGISTERING)
    assert codes == {"proof_missing"}
    shown = Exclusion(Ground.RIGHTS, document="（2018）湘0423刑初12号", until=date(2021, 1, 20))
    made = refuse_voter(by=clerk, entry=entry, exclusion=shown, now=REGISTERING)
    assert (made.category, made.not_registered) == ("", "依法被剥夺政治权利")
    assert made.evidence == {"rights": {"document": "（2018）湘0423刑初12号", "until": "2021-01-20"}}


def test_who_has_the_rights_again_before_election_day_is_not_left_off(
    clerk: User, person: Callable[..., RollEntry]
) -> None:
    shown = Exclusion(Ground.RIGHTS, document="（2018）湘0423刑初12号", until=date(2021, 1, 19))
    with refused() as codes:
        refuse_voter(by=clerk, entry=person(), exclusion=shown, now=REGISTERING)
    assert codes == {"rights_restored"}


@pytest.mark.parametrize(
    ("exclusion", "codes", "reason"),
    [
        (Exclusion(Ground.ELSEWHERE), {"proof_missing"}, ""),
        (Exclusion(Ground.ELSEWHERE, place="湘潭市雨湖区"), set(), "已在湘潭市雨湖区登记"),
        (Exclusion(Ground.NOT_AGREED), {"proof_missing"}, ""),
        (Exclusion(Ground.NOT_AGREED, confirmed_on=date(2020, 12, 5)), set(), "会议未同意参加选举"),
        (Exclusion(Ground.OTHER, reason=" "), {"proof_missing"}, ""),
        (Exclusion(Ground.OTHER, reason="服刑在押"), set(), "服刑在押"),
        (Exclusion(Ground.TOO_SHORT), set(), "居住时间不足"),
        (Exclusion(Ground.NO_STATEMENT), {"contacts_missing"}, ""),
    ],
)
def test_every_ground_needs_what_shows_it(
    clerk: User,
    person: Callable[..., RollEntry],
    exclusion: Exclusion,
    codes: set[str],
    reason: str,
) -> None:
    entry = person()
    if codes:
        with refused() as told:
            refuse_voter(by=clerk, entry=entry, exclusion=exclusion, now=REGISTERING)
        assert told == codes
    else:
        made = refuse_voter(by=clerk, entry=entry, exclusion=exclusion, now=REGISTERING)
        assert (made.refusal, made.not_registered) == (exclusion.ground, reason)


def test_who_is_here_long_enough_is_not_left_off_as_too_short(
    clerk: User, person: Callable[..., RollEntry]
) -> None:
    entry = person(registered_here=False, residence_since=date(2015, 5, 1))
    with refused() as codes:
        refuse_voter(by=clerk, entry=entry, exclusion=Exclusion(Ground.TOO_SHORT), now=REGISTERING)
    assert codes == {"proof_missing"}


def test_the_ledger_tells_no_health_and_no_guardian(clerk: User, person: Callable[..., RollEntry]) -> None:
    shown = Exclusion(
        Ground.INCAPABLE, guardian="李桂兰", agreed_on=date(2020, 12, 10), confirmed_on=date(2020, 12, 12)
    )
    refuse_voter(by=clerk, entry=person(), exclusion=shown, now=REGISTERING)
    told = str(LedgerEntry.objects.get(act=Act.VOTER_REFUSED).data)
    assert "guardian" in told and "李桂兰" not in told


# --- newcomers, corrections, leaving


def newcomer(serial: int = 20, **more: Any) -> Newcomer:
    given = {"id_number": id_number(serial=serial), "name": "周小燕", "group": 2} | more
    return Newcomer(**given)


def test_somebody_who_is_in_no_register_is_put_on_the_roll(
    clerk: User, launched: Election, roll: Roll
) -> None:
    made = add_voter(
        by=clerk,
        election=launched,
        person=newcomer(),
        category="V3",
        evidence=SETTLED,
        now=REGISTERING,
    )
    assert (made.group, made.sex, made.birth_date, made.category) == (2, "F", date(1978, 3, 5), "V3")
    assert unseal(bytes(made.id_sealed)) == id_number(serial=20)
    before = roll.entries.filter(group__lte=2, not_registered="").count()
    assert made.number == before


def test_a_newcomer_is_checked_like_everybody(clerk: User, launched: Election, roll: Roll) -> None:
    for person, codes in (
        (newcomer(id_number="430499197803050031"), {"id_number_faulty"}),
        (newcomer(id_number="43049919780305"), {"id_number_faulty"}),
        (newcomer(group=9), {"group_unknown"}),
    ):
        with refused() as told:
            add_voter(
                by=clerk, election=launched, person=person, category="V3", evidence=SETTLED, now=REGISTERING
            )
        assert told == codes
    for codes in (set(), {"voter_twice"}):
        try:
            add_voter(
                by=clerk,
                election=launched,
                person=newcomer(),
                category="V3",
                evidence=SETTLED,
                now=REGISTERING,
            )
            assert not codes
        except Refusal as error:
            assert {error.code} == codes


def test_a_minor_is_not_added(clerk: User, launched: Election, roll: Roll) -> None:
    young = newcomer(id_number=id_number(date(2003, 1, 21), 20))
    with refused() as codes:
        add_voter(by=clerk, election=launched, person=young, category="V1", evidence={}, now=REGISTERING)
    assert codes == {"voter_under_age"}


def test_particulars_are_put_right(clerk: User, person: Callable[..., RollEntry]) -> None:
    entry = person()
    made = correct_entry(by=clerk, entry=entry, name="柳叶青", group=3, household="3001", now=REGISTERING)
    assert (made.name, made.pinyin, made.group) == ("柳叶青", "liuyeqing", 3)
    assert LedgerEntry.objects.get(act=Act.VOTER_CHANGED).data["before"] == {
        "name": entry.name,
        "group": 1,
        "household": entry.household,
    }
    with refused() as codes:
        correct_entry(by=clerk, entry=made, name="柳叶青", group=8, household="", now=REGISTERING)
    assert codes == {"group_unknown"}


def test_who_died_is_taken_off_with_what_shows_it(clerk: User, person: Callable[..., RollEntry]) -> None:
    entry = person()
    with refused() as codes:
        strike_voter(by=clerk, entry=entry, why=Leaving.DIED, note="", now=REGISTERING)
    assert codes == {"proof_missing"}
    strike_voter(by=clerk, entry=entry, why=Leaving.DIED, note="死亡证明 2020-12-11", now=REGISTERING)
    assert not RollEntry.objects.filter(pk=entry.pk).exists()
    assert LedgerEntry.objects.get(act=Act.VOTER_STRUCK).data["why"] == "died"
    with pytest.raises(NotThere):
        strike_voter(by=clerk, entry=entry, why=Leaving.DIED, note="再报", now=REGISTERING)


# --- publication


def test_the_roll_is_not_published_while_somebody_is_to_be_asked(
    clerk: User, launched: Election, roll: Roll
) -> None:
    with pytest.raises(PeopleToAsk) as raised:
        publish_roll(by=clerk, roll=roll, now=PUBLISHING)
    assert raised.value.clause == "A-ROLL-05"
    assert len(raised.value.data["numbers"]) == roll.entries.filter(refusal="no_statement").count()
    everybody_heard(clerk, roll)
    assert publish_roll(by=clerk, roll=roll, now=PUBLISHING).published_at == PUBLISHING


def test_the_roll_is_not_published_without_the_evidence(clerk: User, launched: Election, roll: Roll) -> None:
    everybody_heard(clerk, roll)
    bare = roll.entries.filter(category="V1").first()
    RollEntry.objects.filter(pk=bare.pk).update(category="V3")
    assert registration_of(roll, PUBLISHING).lacking[bare.pk].needs == [
        "one_year",
        "application",
        "meeting_decision",
    ]
    with pytest.raises(EvidenceMissing) as raised:
        publish_roll(by=clerk, roll=roll, now=PUBLISHING)
    assert raised.value.data["numbers"] == [bare.number]


def test_after_publication_people_are_changed_in_a_correction_and_keep_their_numbers(
    clerk: User, launched: Election, roll: Roll
) -> None:
    everybody_heard(clerk, roll)
    publish_roll(by=clerk, roll=roll, now=PUBLISHING)
    numbers = dict(roll.entries.values_list("id_index", "number"))
    entry = roll.entries.select_related("roll__election").first()
    now = at(2020, 12, 30)
    with pytest.raises(RollNotDraft):
        strike_voter(by=clerk, entry=entry, why=Leaving.DIED, note="死亡证明", now=now)
    with pytest.raises(NothingToCorrect):
        add_voter(by=clerk, election=launched, person=newcomer(), category="V3", evidence=SETTLED, now=now)
    made = open_correction(by=clerk, election=launched, now=now)
    strike_voter(by=clerk, entry=made.entries.get(number=1), why=Leaving.DIED, note="死亡证明", now=now)
    new = add_voter(by=clerk, election=launched, person=newcomer(), category="V3", evidence=SETTLED, now=now)
    assert new.number == max(numbers.values()) + 1
    kept = dict(made.entries.exclude(pk=new.pk).values_list("id_index", "number"))
    assert kept == {index: number for index, number in numbers.items() if number != 1}
    assert LedgerEntry.objects.get(act=Act.VOTER_STRUCK).step == "appeals"


def test_a_number_that_was_given_out_is_never_given_to_another(
    clerk: User, launched: Election, roll: Roll
) -> None:
    everybody_heard(clerk, roll)
    publish_roll(by=clerk, roll=roll, now=PUBLISHING)
    now, last = at(2020, 12, 30), roll.entries.last()
    made = open_correction(by=clerk, election=launched, now=now)
    strike_voter(
        by=clerk, entry=made.entries.get(number=last.number), why=Leaving.MOVED, note="迁出", now=now
    )
    new = add_voter(by=clerk, election=launched, person=newcomer(), category="V3", evidence=SETTLED, now=now)
    assert new.number == last.number + 1


def test_registration_is_closed_when_its_window_is(clerk: User, person: Callable[..., RollEntry]) -> None:
    with pytest.raises(StepClosed):
        register_voter(by=clerk, entry=person(), category="V1", evidence={}, now=at(2021, 1, 2))


def test_nobody_else_registers(
    other_clerk: User, township: User, teller: User, person: Callable[..., RollEntry]
) -> None:
    entry = person()
    for officer in (other_clerk, township, teller):
        with pytest.raises(NotThere):
            register_voter(by=officer, entry=entry, category="V1", evidence={}, now=REGISTERING)


# --- reading


def test_the_filters_count_and_show_the_same(clerk: User, launched: Election, village: Village) -> None:
    resident(village, 2, lives_here=False)
    resident(village, 4, name="柳同名")
    resident(village, 6, name="柳同名")
    roll = drawn(clerk, launched)
    bare = roll.entries.filter(category="V1").first()
    RollEntry.objects.filter(pk=bare.pk).update(category="V2", relocation="1")
    state = registration_of(roll, REGISTERING)
    shown = {each: people_of(state, each).count() for each in Filter}
    assert state.counts == shown
    assert (shown[Filter.MISSING], shown[Filter.RELOCATED], shown[Filter.DOUBLES]) == (1, 1, 2)
    assert not state.ready


def test_who_stands_on_another_roll_is_a_double_with_the_places_name(
    clerk: User, other_clerk: User, township: User, launched: Election, second_election: Election
) -> None:
    roll = draft(clerk, launched, row(2))
    other = draft(other_clerk, launch(second_election, township), row(4))
    RollEntry.objects.filter(roll=other).update(id_index=roll.entries.get().id_index)
    assert doubles_of(roll) == {roll.entries.get().pk: "五一村"}
