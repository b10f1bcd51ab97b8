"""Proxies: what is asked of them, their review, publication and end, and what the steps and the ledger tell."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates.models import Candidacy
from elections.enums import Act, State
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.ledger import breaks_in
from elections.queries.progress import progress_of_one
from elections.refusals import StepNotReady
from elections.services.step import Attached, withdraw_record
from tests.cast import COMMUNITY, Officer, at, under_changed_rules
from tests.voting.ballots import add_roll
from tests.voting.proxies import (
    ASKED,
    PUBLISHED,
    REVIEWED,
    UNDER_C,
    approved,
    codes,
    draft,
    entrust,
    entry,
    published,
    roll_c,
)
from villages.models import Resident
from voting.models import MobileVoter, Proxy, Roll, RollEntry
from voting.proxy_rules import proxy_rules
from voting.queries.proxy import counts_of, held_by, told_proxies, usable_proxies
from voting.refusals.proxy import (
    BoxesOpened,
    HolderNotOnRoll,
    MethodKnown,
    MethodSilent,
    NoProxyToPublish,
    PrincipalNotOnRoll,
    ProxiesNotAllowed,
    ProxyEnded,
    ProxyNotRequested,
)
from voting.services.proxy import (
    approve_proxy,
    publish_proxies,
    record_method,
    refuse_proxy,
    request_proxy,
    revoke_proxy,
)

__all__ = ["roll_c"]


# --- taken in


def test_a_proxy_is_taken_in_with_people_relation_and_what_is_on_file(
    election: Election, roll: Roll, clerk: User
) -> None:
    form = Attached("委托书.pdf", b"%PDF-1.4 wished", "application/pdf")
    made = entrust(clerk, election, 1, 10, form=form, form_name="")
    assert (made.principal, made.holder, made.relation) == ("选民1", "选民10", "sibling")
    assert (made.state, made.number) == ("requested", None)
    assert made.form is not None and bytes(made.form.content) == b"%PDF-1.4 wished"
    assert made.form_name == "委托书.pdf"
    told = LedgerEntry.objects.get(act=Act.PROXY_REQUESTED)
    assert told.data["principal"] == {"name": "选民1", "number": 1}
    assert told.step == "proxies"


def test_the_same_key_is_one_proxy(election: Election, roll: Roll, clerk: User) -> None:
    key, given = uuid4(), draft(election, 1, 10)
    first = request_proxy(by=clerk, election=election, draft=given, key=key, now=ASKED)
    again = request_proxy(by=clerk, election=election, draft=given, key=key, now=ASKED)
    assert first == again and Proxy.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"medium": "carrier_pigeon"}, "proxy_medium_unknown", "medium"),
        ({"form_name": " "}, "proxy_form_missing", "form_name"),
        ({"reason": "other", "note": " "}, "proxy_reason_missing", "note"),
        ({"reason": "busy"}, "proxy_reason_missing", "note"),
        ({"relation_proof": ""}, "relation_unproved", "relation_proof"),
        ({"relation": "close_in_law"}, "holder_not_near", "relation"),
    ],
)
def test_what_is_missing_or_wrong_is_refused_beside_its_field(
    given: dict[str, str], code: str, field: str, election: Election, roll: Roll, clerk: User
) -> None:
    with pytest.raises(Refusals) as refused:
        entrust(clerk, election, 1, 10, **given)
    assert [(r.code, r.field) for r in refused.value.refusals] == [(code, field)]
    assert not Proxy.objects.exists()


def test_every_fault_is_told_at_once(election: Election, roll: Roll, clerk: User) -> None:
    with pytest.raises(Refusals) as refused:
        entrust(clerk, election, 1, 10, medium="", form_name="", relation="neighbour")
    assert codes(refused) == ["proxy_medium_unknown", "proxy_form_missing", "holder_not_near"]


def test_nobody_is_the_own_proxy_neither_in_the_service_nor_in_the_database(
    election: Election, roll: Roll, clerk: User
) -> None:
    with pytest.raises(Refusals) as refused:
        entrust(clerk, election, 1, 1)
    assert codes(refused) == ["holder_is_principal"]
    made = entrust(clerk, election, 1, 10)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proxy.objects.filter(pk=made.pk).update(holder_index=made.principal_index)


def test_who_is_not_registered_neither_gives_nor_holds(election: Election, roll: Roll, clerk: User) -> None:
    for principal, holder, code in (
        (121, 10, "principal_not_on_roll"),
        (1, 121, "holder_not_on_roll"),
    ):
        with pytest.raises(Refusals) as refused:
            entrust(clerk, election, principal, holder)
        assert codes(refused) == [code]


def test_a_principal_gives_one_proxy_and_another_after_it_is_revoked(
    election: Election, roll: Roll, clerk: User
) -> None:
    first = entrust(clerk, election, 1, 10)
    with pytest.raises(Refusals) as refused:
        entrust(clerk, election, 1, 11)
    assert codes(refused) == ["proxy_given"]
    revoke_proxy(by=clerk, proxy=first, reason="改托他人", now=REVIEWED)
    assert entrust(clerk, election, 1, 11).holder == "选民11"


def test_what_was_entrusted_is_not_passed_on(election: Election, roll: Roll, clerk: User) -> None:
    """AMB-29: neither by who holds a proxy nor to who has given one."""
    entrust(clerk, election, 1, 10)
    for principal, holder in ((10, 11), (2, 1)):
        with pytest.raises(Refusals) as refused:
            entrust(clerk, election, principal, holder)
        assert codes(refused) == ["proxy_chained"]
        assert refused.value.refusals[0].clause == "AMB-29"


def test_who_is_down_for_the_mobile_box_gives_no_proxy(election: Election, roll: Roll, clerk: User) -> None:
    MobileVoter.objects.create(
        election=election,
        voter_index=(1).to_bytes(16),
        name="选民1",
        group=1,
        number=1,
        reason="ill",
        requested_at=ASKED,
        requested_by=clerk,
    )
    with pytest.raises(Refusals) as refused:
        entrust(clerk, election, 1, 10)
    assert codes(refused) == ["on_mobile_list"]


def test_before_the_roll_is_published_nothing_is_taken_in(
    election: Election, roll: Roll, clerk: User
) -> None:
    given = draft(election, 1, 10)
    Roll.objects.filter(pk=roll.pk).update(state="draft", published_at=None, digest="")
    with pytest.raises(StepNotReady):
        request_proxy(by=clerk, election=election, draft=given, key=uuid4(), now=ASKED)


def test_only_the_villages_clerk_writes(
    election: Election, roll: Roll, clerk: User, township: User, other_clerk: User, teller: User
) -> None:
    for by in (township, other_clerk, teller):
        with pytest.raises(NotThere):
            entrust(by, election, 1, 10)


# --- relation, candidates, kinds of place


def family(election: Election) -> tuple[RollEntry, RollEntry]:
    """A head of a household and the spouse, put on the roll as voters 1 and 2."""
    spouse = Resident.objects.filter(village=election.village_id, relation__in=["妻子", "妻", "配偶"]).first()
    assert spouse is not None, sorted(set(Resident.objects.values_list("relation", flat=True)))
    head = Resident.objects.get(household=spouse.household_id, relation="户主")
    for number, person in ((1, head), (2, spouse)):
        RollEntry.objects.filter(roll__election=election, number=number).update(
            name=person.name, id_index=bytes(person.id_index)
        )
    return entry(election, 1), entry(election, 2)


def test_what_the_registers_show_needs_no_declaration(election: Election, roll: Roll, clerk: User) -> None:
    family(election)
    made = entrust(clerk, election, 1, 2, relation="", relation_proof="")
    assert (made.relation, made.relation_proof) == ("spouse", "")


def test_what_the_registers_show_stands_against_another_declaration(
    election: Election, roll: Roll, clerk: User
) -> None:
    family(election)
    assert entrust(clerk, election, 1, 2, relation="sibling").relation == "spouse"


def under_strict_rules(cycle: Cycle, election: Election) -> Election:
    """A rulebook that keeps candidates and their spouses from holding proxies."""

    def change(data: dict[str, Any]) -> None:
        data["proxy"]["candidate_may_hold"] = {"value": False, "clause": "ZJ-25.1"}
        data["proxy"]["candidate_spouse_may_hold"] = {"value": False, "clause": "ZJ-25.9"}

    changed = under_changed_rules(cycle, change)
    return changed.elections.select_related("cycle__township", "village").get(pk=election.pk)


def test_a_candidate_and_the_spouse_hold_no_proxy_where_the_rulebook_says_so(
    cycle: Cycle, election: Election, roll: Roll, clerk: User
) -> None:
    head, _spouse = family(election)
    resident = Resident.objects.get(village=election.village_id, id_index=bytes(head.id_index))
    Candidacy.objects.create(
        election=election,
        post="chair",
        name=resident.name,
        sex=resident.sex,
        resident=resident,
        votes=9,
        changed_at=ASKED,
    )
    strict = under_strict_rules(cycle, election)
    for holder, clause in ((1, "ZJ-25.1"), (2, "ZJ-25.9")):
        with pytest.raises(Refusals) as refused:
            entrust(clerk, strict, 7, holder)
        assert [(r.code, r.clause) for r in refused.value.refusals] == [("holder_barred", clause)]
    assert entrust(clerk, strict, 7, 8)


def test_a_silent_rulebook_bars_no_candidate(election: Election, roll: Roll, clerk: User) -> None:
    head, _spouse = family(election)
    resident = Resident.objects.get(village=election.village_id, id_index=bytes(head.id_index))
    Candidacy.objects.create(
        election=election,
        post="chair",
        name=resident.name,
        sex=resident.sex,
        resident=resident,
        votes=9,
        changed_at=ASKED,
    )
    assert entrust(clerk, election, 7, 1)


def of_community(cycle: Cycle) -> Election:
    election = cycle.elections.select_related("cycle__township", "village").get(village=COMMUNITY)
    election.election_day = at(2021, 1, 20).date()
    election.save()
    add_roll(election, 20)
    return election


def test_residents_entrust_only_if_the_election_method_says_so(cycle: Cycle, officer: Officer) -> None:
    """AMB-29, plan A: residents of a community, once the article is on record; withdrawn, not any more."""
    by = officer(Role.VILLAGE_CLERK, COMMUNITY, "community-clerk")
    election = of_community(cycle)
    with pytest.raises(MethodSilent) as refused:
        entrust(by, election, 1, 10)
    assert refused.value.clause == "A-PROXY-01"
    kept = record_method(by=by, election=election, article="选举办法第十二条", now=ASKED)
    assert entrust(by, election, 1, 10)
    with pytest.raises(MethodKnown):
        record_method(by=by, election=election, article="第十三条", now=ASKED)
    withdraw_record(by=by, record=kept, reason="写错", now=ASKED)
    with pytest.raises(MethodSilent):
        entrust(by, election, 2, 10)


def test_a_rulebook_without_proxies_lets_nobody_entrust(
    cycle: Cycle, election: Election, roll: Roll, clerk: User
) -> None:
    def change(data: dict[str, Any]) -> None:
        data["proxy"]["allowed"]["value"] = False

    changed = under_changed_rules(cycle, change)
    strict = changed.elections.select_related("cycle__township", "village").get(pk=election.pk)
    with pytest.raises(ProxiesNotAllowed):
        entrust(clerk, strict, 1, 10)


def test_the_readings_in_force_are_told(election: Election) -> None:
    told = {reading.clause for reading in proxy_rules(election).readings}
    assert told == {"AMB-29"} and len(proxy_rules(election).readings) == 4
    assert not proxy_rules(election).written_only and not proxy_rules(election).published_first


def test_plan_c_takes_letters_only_and_wants_them_published(roll_c: Roll) -> None:
    """C-PROXY-01, C-PROXY-05."""
    rules = proxy_rules(roll_c.election)
    assert rules.written_only and rules.published_first and rules.published_clause == "C-PROXY-05"


# --- review, publication, end


def test_approved_proxies_are_numbered_in_turn_and_refused_ones_say_why(
    election: Election, roll: Roll, clerk: User
) -> None:
    one, two, three = (entrust(clerk, election, n, 10) for n in (1, 2, 3))
    assert approve_proxy(by=clerk, proxy=two, now=REVIEWED).number == 1
    refused = refuse_proxy(by=clerk, proxy=one, reason="没有签名", now=REVIEWED)
    assert (refused.state, refused.ended_because, refused.number) == ("refused", "没有签名", None)
    assert approve_proxy(by=clerk, proxy=three, now=REVIEWED).number == 2
    for done in (one, two):
        with pytest.raises(ProxyNotRequested):
            approve_proxy(by=clerk, proxy=done, now=REVIEWED)
    assert held_by(election, bytes(three.holder_index)) == 2


def test_the_review_follows_the_window_of_the_requests(roll_c: Roll, clerk: User) -> None:
    """C-PROXY-04 closes the requests on 5 March; what came in by then is reviewed and published after it."""
    asked = entrust(clerk, roll_c.election, 1, 10, at(2021, 3, 5))
    approve_proxy(by=clerk, proxy=asked, now=at(2021, 3, 7))
    assert publish_proxies(by=clerk, election=roll_c.election, now=at(2021, 3, 8)) == [asked]


def test_publication_is_due_two_days_after_the_review_and_wanted_for_use_under_plan_c(
    roll_c: Roll, clerk: User
) -> None:
    """C-PROXY-05."""
    election = roll_c.election
    asked = entrust(clerk, election, 1, 10, UNDER_C)
    approve_proxy(by=clerk, proxy=asked, now=at(2021, 3, 4))
    progress = progress_of_one(election, at(2021, 3, 4))
    assert progress.calendar["proxies_published"].not_after == at(2021, 3, 6).date()
    assert usable_proxies(election, proxy_rules(election)) == []
    publish_proxies(by=clerk, election=election, now=at(2021, 3, 5))
    assert usable_proxies(election, proxy_rules(election)) == [asked]


def test_under_plan_a_an_approved_proxy_can_be_used_unpublished(
    election: Election, roll: Roll, clerk: User
) -> None:
    made = approved(clerk, election, 1, 10)
    assert usable_proxies(election, proxy_rules(election)) == [made]


def test_only_what_is_approved_and_not_yet_published_is_published(
    election: Election, roll: Roll, clerk: User
) -> None:
    entrust(clerk, election, 3, 10)
    assert [p.principal_number for p in published(clerk, election, (1, 10), (2, 10))] == [1, 2]
    with pytest.raises(NoProxyToPublish):
        publish_proxies(by=clerk, election=election, now=PUBLISHED)
    assert LedgerEntry.objects.get(act=Act.PROXIES_PUBLISHED).data["certificates"] == [1, 2]


def test_a_principal_takes_it_back_until_the_boxes_are_opened(
    election: Election, roll: Roll, clerk: User
) -> None:
    """Without published hours they open with the day."""
    one, two = approved(clerk, election, 1, 10), approved(clerk, election, 2, 10)
    revoke_proxy(by=clerk, proxy=one, reason="已返乡", now=at(2021, 1, 19, 23, 59))
    assert held_by(election, bytes(one.holder_index)) == 1
    with pytest.raises(ProxyEnded):
        revoke_proxy(by=clerk, proxy=one, reason="已返乡", now=at(2021, 1, 19, 23, 59))
    assert two.state == "approved"


def test_while_the_boxes_stand_open_nothing_changes(
    open_contest: object, election: Election, clerk: User
) -> None:
    """Hours from 8 to 12 on the 20th."""
    one = entrust(clerk, election, 1, 10, at(2021, 1, 15))
    revoked = entrust(clerk, election, 2, 10, at(2021, 1, 15))
    revoke_proxy(by=clerk, proxy=revoked, reason="已返乡", now=at(2021, 1, 20, 7, 59))
    for act in (
        lambda: approve_proxy(by=clerk, proxy=one, now=at(2021, 1, 20, 8)),
        lambda: publish_proxies(by=clerk, election=election, now=at(2021, 1, 20, 9)),
        lambda: revoke_proxy(by=clerk, proxy=one, reason="已返乡", now=at(2021, 1, 20, 11, 59)),
    ):
        with pytest.raises(BoxesOpened):
            act()


def test_a_correction_that_takes_somebody_off_the_roll_ends_the_use(
    election: Election, roll: Roll, clerk: User
) -> None:
    approved(clerk, election, 1, 10)
    waiting = entrust(clerk, election, 2, 11)
    RollEntry.objects.filter(roll=roll, number__in=[1, 2]).update(not_registered="死亡")
    assert usable_proxies(election, proxy_rules(election)) == []
    assert [row.off_roll for row in told_proxies(election, list(Proxy.objects.all()))] == [True, True]
    with pytest.raises(PrincipalNotOnRoll):
        approve_proxy(by=clerk, proxy=waiting, now=REVIEWED)
    RollEntry.objects.filter(roll=roll, number=2).update(not_registered="")
    RollEntry.objects.filter(roll=roll, number=11).update(not_registered="迁出")
    with pytest.raises(HolderNotOnRoll):
        approve_proxy(by=clerk, proxy=waiting, now=REVIEWED)


# --- what is told


def test_the_step_does_not_apply_waits_and_is_done(election: Election, roll: Roll, clerk: User) -> None:
    def state() -> State:
        return progress_of_one(election, REVIEWED).steps["proxies"].standing.state

    assert state() == State.NA
    asked = entrust(clerk, election, 1, 10)
    assert state() == State.OPEN
    approve_proxy(by=clerk, proxy=asked, now=REVIEWED)
    assert state() == State.OPEN  # the law wants the list published
    publish_proxies(by=clerk, election=election, now=REVIEWED)
    assert state() == State.DONE


def test_figures_and_ledger_add_up(election: Election, roll: Roll, clerk: User) -> None:
    published(clerk, election, (1, 10), (2, 10))
    approved(clerk, election, 3, 10)
    entrust(clerk, election, 4, 10)
    refuse_proxy(by=clerk, proxy=entrust(clerk, election, 5, 11), reason="无签名", now=REVIEWED)
    counts = counts_of(election)
    assert (counts.requested, counts.approved, counts.unpublished, counts.refused) == (1, 3, 1, 1)
    assert counts.active == 4
    assert list(breaks_in(election.village_id)) == []
