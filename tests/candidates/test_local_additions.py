"""Circumstances that a county or township adds to the negative list (A-NEG-12, C-QUAL-03)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import Refusals
from candidates.department_refusals import DepartmentFails
from candidates.eligibility import Finding, Outcome
from candidates.enums import DepartmentVerdict, ReviewLevel
from candidates.joint_rules import judged_by
from candidates.models import Candidacy, DepartmentReview
from candidates.papers.of_forms import CandidatesOf, joint_review_form
from candidates.queries.findings import findings_of
from candidates.services.department import DepartmentDraft, give_department_verdict
from elections.models import Cycle, Election, RulebookDraft
from elections.refusals import RulebookFaulty
from elections.services.draft import change_entry, put_in_force, start_amendment, version_of
from tests.candidates.conftest import verdict
from tests.candidates.department_officers import court, police
from tests.candidates.party_fixtures import officers
from tests.cast import at
from villages.enums import Body

__all__ = ["court", "officers", "police"]
NOW, SOON = at(2020, 11, 22), at(2020, 12, 29, 15)
LIST = "qualification.negative_list"
FIRE: dict[str, Any] = {
    "key": "forest_fire",
    "title": {"zh": "野外违规用火被处罚", "en": "Punished for fire in the open"},
    "clause": "A-NEG-12",
    "added": {
        "by": {"zh": "洣水镇党委", "en": "Party committee of the township"},
        "document": {"zh": "洣发〔2020〕12号", "en": "Document 12 of 2020"},
        "on": date(2020, 11, 21),
        "judged_by": ["public_security"],
    },
}


def amend(by: User, cycle: Cycle, entry: dict[str, Any] = FIRE) -> Cycle:
    draft = start_amendment(by=by, cycle=cycle, now=NOW)
    draft = change_entry(
        by=by, draft=draft, path=LIST, number=None, entry=entry, version=version_of(draft), now=NOW
    )
    put_in_force(by=by, draft=draft, reason="洣发〔2020〕12号", version=version_of(draft), now=NOW)
    return Cycle.objects.select_related("edition", "township").get(pk=cycle.pk)


@pytest.fixture
def added(township: User, cycle: Cycle) -> Cycle:
    return amend(township, cycle)


def fresh(candidacy: Candidacy) -> Candidacy:
    return Candidacy.objects.select_related("election__cycle__edition", "election__village").get(
        pk=candidacy.pk
    )


def fire(candidacy: Candidacy) -> Finding:
    one = fresh(candidacy)
    found = findings_of([one], one.election.cycle.rules, SOON.date())[one.pk]
    return next(each for each in found if each.key == "negative.forest_fire")


def test_a_neg_12_an_addition_is_judged_by_its_department_and_no_other(added: Cycle) -> None:
    """The plan's ten items stay with their departments; the eleventh goes to the one that it names."""
    rules = added.rules
    assert [bar.key for bar in rules.added_bars] == ["forest_fire"]
    bars = {bar.key: bar for bar in rules.qualification.negative_list}
    assert [each.key for each in rules.judges_of(bars["forest_fire"])] == ["public_security"]
    listed = list(bars.values())
    assert "forest_fire" in [bar.key for bar in judged_by(rules, listed, "public_security")]
    assert "forest_fire" not in [bar.key for bar in judged_by(rules, listed, "court")]
    crime = {each.key for each in rules.judges_of(bars["crime"])}
    assert crime == {"public_security", "court", "procuratorate"}


def test_a_neg_12_the_check_asks_of_an_addition_and_says_whose_it_is(
    candidacy: Candidacy, added: Cycle
) -> None:
    found = fire(candidacy)
    assert (found.outcome, found.clauses) == (Outcome.PROOF, ("A-NEG-12",))
    assert found.facts["unanswered"] == ["public_security"]
    assert "洣水镇党委，洣发〔2020〕12号，2020年11月21日" in found.why


def test_a_neg_12_the_department_finds_it_and_the_county_cannot_pass(
    candidacy: Candidacy, added: Cycle, police: User, court: User, township: User, county_reviewer: User
) -> None:
    """An addition bars like an item of the plan: the court may not answer it, the police may."""
    verdict(township, fresh(candidacy))
    asked = {each.department: each for each in DepartmentReview.objects.filter(resident=candidacy.resident)}
    draft = DepartmentDraft(DepartmentVerdict.FAIL, "forest_fire", "2019年3月行政拘留")
    with pytest.raises(Refusals) as refused:
        give_department_verdict(by=court, review=asked["court"], draft=draft, now=SOON)
    assert [each.code for each in refused.value.refusals] == ["item_not_judged"]
    give_department_verdict(by=police, review=asked["public_security"], draft=draft, now=SOON)
    assert fire(candidacy).outcome == Outcome.FAIL
    with pytest.raises(DepartmentFails) as stands:
        verdict(county_reviewer, fresh(candidacy), ReviewLevel.COUNTY, on_paper="法院等复函")
    assert stands.value.data["items"] == ["forest_fire"]


def test_a_neg_12_the_form_of_the_joint_review_prints_it_with_its_document(
    candidacy: Candidacy, election: Election, added: Cycle
) -> None:
    election = Election.objects.select_related("cycle__edition", "cycle__township", "village__township").get(
        pk=election.pk
    )
    (bar,) = joint_review_form(CandidatesOf(election, Body.COMMITTEE), SOON.date()).added
    assert (bar.title, bar.document, bar.on) == ("野外违规用火被处罚", "洣发〔2020〕12号", date(2020, 11, 21))


@pytest.mark.parametrize(
    ("judges", "told"), [([], "judges the circumstance"), (["fire_brigade"], "there is no department")]
)
def test_a_neg_12_somebody_who_exists_must_judge_it(
    township: User, cycle: Cycle, judges: list[str], told: str
) -> None:
    with pytest.raises(RulebookFaulty) as refused:
        amend(township, cycle, FIRE | {"added": FIRE["added"] | {"judged_by": judges}})
    (fault,) = refused.value.told
    assert fault.path == f"{LIST}.10.added.judged_by" and told in fault.text.en


def test_a_neg_12_a_key_of_the_plan_is_not_taken_twice(township: User, cycle: Cycle) -> None:
    with pytest.raises(RulebookFaulty) as refused:
        amend(township, cycle, FIRE | {"key": "crime"})
    assert LIST in {fault.path for fault in refused.value.told}


def test_a_neg_12_the_county_adds_one_from_the_page_of_the_editions(
    county_office: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    """One button leads to the entry; once in force the page names it, its document, its day and its department."""
    browser = client_of(county_office)
    page = reverse("elections:cycle_rulebook", args=[cycle.pk])
    assert LIST in browser.get(page).content.decode()
    begun = browser.post(reverse("elections:cycle_amend", args=[cycle.pk]), {"entry": LIST})
    draft = RulebookDraft.objects.get()
    assert begun["Location"] == reverse("elections:draft_new_entry", args=[draft.pk, LIST])
    assert begun["Location"] in browser.get(page).content.decode()
    sent = {
        "version": version_of(draft), "key": "forest_fire", "title__zh": "野外违规用火", "title__en": "Fire",
        "clause": "A-NEG-12", "added__by__zh": "县委组织部", "added__by__en": "County",
        "added__document__zh": "组发〔2020〕9号", "added__document__en": "Document 9", "added__on": "2020-11-21",
        "added__judged_by": "",
    }  # fmt: skip
    refused = browser.post(begun["Location"], sent)
    assert refused.status_code == 409 and "须写明由联审的哪个部门" in refused.content.decode()
    assert browser.post(begun["Location"], sent | {"added__judged_by": "court"}).status_code == 302
    draft.refresh_from_db()
    browser.post(
        reverse("elections:draft_changes", args=[draft.pk]),
        {"version": version_of(draft), "reason": "组发〔2020〕9号"},
    )
    shown = browser.get(page).content.decode()
    assert (
        "野外违规用火" in shown and "组发〔2020〕9号" in shown and "法院" in shown and "县委组织部" in shown
    )
