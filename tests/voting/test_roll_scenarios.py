"""The scenarios of the specification on registration and roll, each under the reading it names."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from elections.models import Cycle, Election
from elections.queries.days import calendar_of
from elections.refusals import StepClosed
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from tests.cast import at, under_changed_rules
from tests.voting.registers import drawn, entry_of, everybody_heard, put, resident
from tests.voting.roll_fixtures import REGISTERING, draft, launch, launched
from tests.voting.roll_sheets import id_number, row
from tests.voting.test_registration import SETTLED, refused
from villages.models import Village
from voting.enums import Ground, Relocation
from voting.models import Appeal, Roll
from voting.papers.of_roll import roll_poster
from voting.queries.certificates import certificates_may_be_issued
from voting.refusals.roll import EvidenceMissing, VoterElsewhere
from voting.services.correction import open_correction
from voting.services.registration import Exclusion, Newcomer, add_voter, refuse_voter, register_voter
from voting.services.roll import publish_roll
from voting.services.roll_ready import confirm_roll

__all__ = ["launched"]


def on(election: Election, day: date) -> Election:
    election.election_day = day
    election.save()
    return election


def last_day_of(election: Election) -> date | None:
    return calendar_of(election)["roll_published"].not_after


# --- SC-49, SC-50: twenty days


def test_sc_49_the_roll_is_published_twenty_days_before_election_day(clerk: User, launched: Election) -> None:
    """A-ROLL-17: for 19 January the last day is 30 December; on 31 December it is refused."""
    roll = draft(clerk, on(launched, date(2021, 1, 19)), row(2))
    assert last_day_of(launched) == date(2020, 12, 30)
    with pytest.raises(StepClosed) as refusal:
        publish_roll(by=clerk, roll=roll, now=at(2020, 12, 31))
    assert refusal.value.clause == "A-ROLL-17"
    on(launched, date(2021, 1, 20))
    assert publish_roll(by=clerk, roll=roll, now=at(2020, 12, 31)).published_at


def test_sc_49_for_another_day(launched: Election) -> None:
    assert last_day_of(on(launched, date(2021, 1, 25))) == date(2021, 1, 5)


def test_sc_50_under_the_city_plan_the_roll_stands_by_group(
    township: User, township_place: Any, village: Village
) -> None:
    """C-ROLL-04: for 20 March the last day is 28 February, the poster goes by group; earlier is allowed (AMB-50)."""
    city = open_cycle(
        by=township,
        township=township_place,
        edition=shipped_edition("city-town-2020", at(2020, 11, 20)),
        name="C",
        training=True,
        now=at(2020, 11, 20),
    )
    election = on(
        city.elections.select_related("cycle__township", "village").get(village=village), date(2021, 3, 20)
    )
    assert last_day_of(election) == date(2021, 2, 28)
    roll = Roll.objects.create(
        election=election, version=1, state="published", digest="0" * 64, published_at=at(2021, 2, 20)
    )
    for number, group in ((1, 2), (2, 1), (3, 2)):
        put(roll, number, group=group)
    assert [group.title for group in roll_poster(election, date(2021, 2, 20)).groups] == ["第1组", "第2组"]


# --- SC-53: an adjustment that is not published yet


def upheld(election: Election, roll: Roll) -> Appeal:
    return Appeal.objects.create(
        election=election,
        roll=roll,
        number=1,
        receipt="7K2M9P4Q6RST",
        channel="clerk",
        about="left_off",
        appellant="周小燕",
        person="周小燕",
        text="漏登",
        filed_at=at(2020, 12, 30),
        state="adjusted",
        answer="补登",
        decided_at=at(2021, 1, 4),
    )


def test_sc_53_cards_wait_for_the_adjusted_roll(clerk: User, launched: Election) -> None:
    """A-ROLL-21, A-ROLL-23: one voter more; before the new publication no cards, after it and the confirmation yes."""
    roll = drawn(clerk, launched)
    everybody_heard(clerk, roll)
    publish_roll(by=clerk, roll=roll, now=at(2020, 12, 30))
    upheld(launched, roll)
    assert certificates_may_be_issued(launched).clause == "A-ROLL-21"
    made = open_correction(by=clerk, election=launched, now=at(2021, 1, 4))
    add_voter(
        by=clerk,
        election=launched,
        person=Newcomer(id_number(serial=20), "周小燕", 2),
        category="V3",
        evidence=SETTLED,
        now=at(2021, 1, 4),
    )
    assert not certificates_may_be_issued(launched)
    publish_roll(by=clerk, roll=made, now=at(2021, 1, 6))
    waiting = certificates_may_be_issued(launched)
    assert (bool(waiting), waiting.clause) == (False, "A-ROLL-23")
    assert calendar_of(launched, {"roll_published": date(2020, 12, 30)})[
        "roll_appeals_close"
    ].not_after == date(2021, 1, 4)
    confirm_roll(by=clerk, election=launched, now=at(2021, 1, 6, 10))
    assert certificates_may_be_issued(launched)


def test_sc_53_where_cards_go_out_with_the_publication(clerk: User, cycle: Cycle, launched: Election) -> None:
    """The reading of the city plan: with the publication (C-ROLL-05), though never over an open correction."""

    def at_publication(data: dict[str, Any]) -> None:
        data["roll"]["certificates_issued"]["value"] = "roll_published"

    under_changed_rules(cycle, at_publication)
    launched.refresh_from_db()
    roll = drawn(clerk, launched)
    everybody_heard(clerk, roll)
    assert not certificates_may_be_issued(launched)
    publish_roll(by=clerk, roll=roll, now=at(2020, 12, 30))
    assert certificates_may_be_issued(launched)
    open_correction(by=clerk, election=launched, now=at(2020, 12, 31))
    assert not certificates_may_be_issued(launched)


# --- SC-56: a year, an application, a decision


def sc_56(village: Village, clerk: User, election: Election, since: date) -> Any:
    on(election, date(2021, 1, 19))
    person = resident(village, 2, registered_here=False, residence_since=since)
    entry = entry_of(drawn(clerk, election), person)
    evidence = SETTLED | {"one_year": {"since": since.isoformat()}}
    return entry, evidence


def test_sc_56_under_one_year_is_not_eligible(village: Village, clerk: User, launched: Election) -> None:
    """A-ROLL-06: since 1 February 2020, election on 19 January 2021."""
    entry, evidence = sc_56(village, clerk, launched, date(2020, 2, 1))
    assert entry.refusal == Ground.TOO_SHORT
    with refused() as codes:
        register_voter(by=clerk, entry=entry, category="V3", evidence=evidence, now=REGISTERING)
    assert codes == {"residence_too_short"}


def test_sc_56_over_one_year_with_application_and_decision_is(
    village: Village, clerk: User, launched: Election
) -> None:
    entry, evidence = sc_56(village, clerk, launched, date(2020, 1, 15))
    made = register_voter(by=clerk, entry=entry, category="V3", evidence=evidence, now=REGISTERING)
    assert (made.category, made.not_registered) == ("V3", "")


def test_sc_56_the_decision_missing_blocks(village: Village, clerk: User, launched: Election) -> None:
    entry, evidence = sc_56(village, clerk, launched, date(2020, 1, 15))
    del evidence["meeting_decision"]
    with pytest.raises(EvidenceMissing) as refusal:
        register_voter(by=clerk, entry=entry, category="V3", evidence=evidence, now=REGISTERING)
    assert (refusal.value.data, refusal.value.clause) == ({"needs": ["meeting_decision"]}, "A-ROLL-06")


def test_sc_56_counted_to_the_registration_it_is_a_year_later(
    village: Village, clerk: User, cycle: Cycle, launched: Election
) -> None:
    """AMB-28, the other reading: on 15 December 2020 it is not a year yet since 15 January."""

    def to_registration(data: dict[str, Any]) -> None:
        data["roll"]["residence_counted_to"]["value"] = "registration"

    under_changed_rules(cycle, to_registration)
    launched.refresh_from_db()
    entry, evidence = sc_56(village, clerk, launched, date(2020, 1, 15))
    with refused() as codes:
        register_voter(by=clerk, entry=entry, category="V3", evidence=evidence, now=REGISTERING)
    assert codes == {"residence_too_short"}


# --- SC-58: one person, two places


def test_sc_58_a_person_on_one_roll_is_not_put_on_a_second(
    clerk: User, other_clerk: User, township: User, launched: Election, second_election: Election
) -> None:
    """A-ROLL-13: by hand as by sheet; the place is named, nothing else of it."""
    draft(other_clerk, launch(second_election, township), row(2))
    drawn(clerk, launched)
    with pytest.raises(VoterElsewhere) as refusal:
        add_voter(
            by=clerk,
            election=launched,
            person=Newcomer(id_number(), "王桂英", 1),
            category="V1",
            evidence={},
            now=REGISTERING,
        )
    assert (refusal.value.clause, refusal.value.data) == ("A-ROLL-13", {"places": ["五一村"]})


# --- SC-59: the guardian refuses


CONFIRMED = Exclusion(Ground.INCAPABLE, confirmed_on=date(2020, 12, 12))


def test_sc_59_without_the_guardians_consent_the_person_stays_on_the_roll(
    village: Village, clerk: User, launched: Election
) -> None:
    """A-ROLL-14; AMB-27, first reading: though the committee confirms."""
    person = resident(village, 2)
    entry = entry_of(drawn(clerk, launched), person)
    with refused() as codes:
        refuse_voter(by=clerk, entry=entry, exclusion=CONFIRMED, now=REGISTERING)
    entry.refresh_from_db()
    assert (codes, entry.category) == ({"consent_missing"}, "V1")
    agreed = Exclusion(
        Ground.INCAPABLE, guardian="李桂兰", agreed_on=date(2020, 12, 10), confirmed_on=date(2020, 12, 12)
    )
    assert refuse_voter(by=clerk, entry=entry, exclusion=agreed, now=REGISTERING).refusal == "incapable"


def test_sc_59_by_the_other_reading_the_committee_decides_alone(
    village: Village, clerk: User, cycle: Cycle, launched: Election
) -> None:
    """AMB-27, second reading."""

    def committee_alone(data: dict[str, Any]) -> None:
        data["roll"]["guardian_consent"]["value"] = False

    under_changed_rules(cycle, committee_alone)
    launched.refresh_from_db()
    person = resident(village, 2)
    entry = entry_of(drawn(clerk, launched), person)
    assert refuse_voter(by=clerk, entry=entry, exclusion=CONFIRMED, now=REGISTERING).category == ""
    again = entry_of(entry.roll, person)
    with refused() as codes:
        refuse_voter(by=clerk, entry=again, exclusion=Exclusion(Ground.INCAPABLE), now=REGISTERING)
    assert codes == {"consent_missing"}


# --- SC-60: relocated villagers


def test_sc_60_a_village_moved_as_a_whole_votes_as_before(
    village: Village, clerk: User, launched: Election
) -> None:
    """A-ROLL-11: in the original village, without a statement, though nobody lives there."""
    person = resident(village, 2, lives_here=False)
    entry = entry_of(drawn(clerk, launched), person)
    made = register_voter(
        by=clerk, entry=entry, category="V1", evidence={}, relocation=Relocation.WHOLE, now=REGISTERING
    )
    assert (made.category, made.relocation) == ("V1", "1")


@pytest.mark.parametrize(
    ("relocation", "record", "codes"),
    [
        (Relocation.WHOLE, {}, {"relocated_elsewhere"}),
        (Relocation.SCATTERED, {}, {"relocated_elsewhere"}),
        (Relocation.PART, {}, {"evidence_missing"}),
        (Relocation.PART, {"relocated": {"reason": "2015年搬迁", "approval": "镇政府〔2020〕8号"}}, set()),
    ],
)
def test_sc_60_who_may_vote_where_they_were_moved_to(
    village: Village,
    clerk: User,
    launched: Election,
    relocation: Relocation,
    record: dict[str, Any],
    codes: set[str],
) -> None:
    """A-ROLL-11: only who moved with a part of a village, with a reason and an approval."""
    person = resident(village, 2, registered_here=False, residence_since=date(2015, 1, 1))
    entry = entry_of(drawn(clerk, launched), person)
    act = {
        "by": clerk,
        "entry": entry,
        "category": "V3",
        "evidence": SETTLED | record,
        "relocation": relocation,
        "now": REGISTERING,
    }
    if codes:
        with refused() as told:
            register_voter(**act)
        assert told == codes
    else:
        assert register_voter(**act).relocation == "2"


def test_sc_60_who_moved_the_registration_votes_where_it_is(
    village: Village, clerk: User, launched: Election
) -> None:
    person = resident(village, 2)
    entry = entry_of(drawn(clerk, launched), person)
    made = register_voter(
        by=clerk, entry=entry, category="V1", evidence={}, relocation=Relocation.SCATTERED, now=REGISTERING
    )
    assert made.relocation == "3"
