"""The standards ticked heading by heading, and what is stated of who must clearly not be chosen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path as FilePath
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals
from candidates.eligibility import Finding, StatementKind
from candidates.eligibility.asked.person import headings_of
from candidates.enums import CandidacyState
from candidates.models import Candidacy, Statement
from candidates.papers.of_forms import CandidatesOf, joint_review_form, record_form
from candidates.queries.findings import findings_of
from candidates.services.asked_anew import found_faults
from candidates.services.standards import Tick, tick_standards
from candidates.services.statement import StatementDraft, record_statement
from documents.queries.paper import issuable
from elections.models import Cycle, LedgerEntry
from elections.rulebook import load_rulebook
from elections.rulebook.wording import word
from tests.candidates.conftest import REVIEWED, verdict
from tests.candidates.party import Path
from tests.candidates.party_fixtures import b, officers, under
from tests.candidates.party_people import stands_for_the_party
from tests.candidates.test_candidate_papers import issued, text_of
from tests.candidates.test_last_level import to_review
from tests.cast import VILLAGE, at, under_changed_rules
from tests.programs import Program, problem
from villages.enums import Body, Post

__all__ = ["b", "officers", "under"]
IN_B = at(2020, 10, 14)
B = load_rulebook("district-town-2020")
MEMBERS = list(B.qualification.standards.value)
ALL = headings_of(B, Post.SECRETARY)


@pytest.fixture
def secretary(candidacy: Candidacy, cycle: Cycle) -> Candidacy:
    """Somebody who is to be secretary, under plan B's standards, and waits for the township."""

    def as_in_plan_b(data: Any) -> None:
        for name in ("standards", "secretary_standards", "secretary_ticks_needed"):
            rule = getattr(B.qualification, name)
            data["qualification"][name] = {"value": rule.value, "clause": rule.clause}

    under_changed_rules(cycle, as_in_plan_b)
    made = stands_for_the_party(candidacy.election, candidacy.resident, state="proposed")
    return Candidacy.objects.get(pk=made.pk)


def standards(person: Candidacy, key: str = "standards") -> Finding:
    person = Candidacy.objects.select_related("election__cycle", "election__village").get(pk=person.pk)
    found = findings_of([person], person.election.cycle.rules, REVIEWED.date())[person.pk]
    return next(finding for finding in found if finding.key == key)


def tick(by: User, person: Candidacy, *headings: str, met: bool = True, remark: str = "") -> list[Statement]:
    ticks = [Tick(heading, met, remark) for heading in headings]
    return tick_standards(by=by, candidacy=person, ticks=ticks, now=REVIEWED)


def test_the_seven_conditions_and_three_good_four_strong_are_headings() -> None:
    """B-QUAL-01 to -07, B-QUAL-09, B-QUAL-10; that the members' are met is no heading of its own (B-QUAL-08)."""
    assert len(MEMBERS) == 7 and headings_of(B, Post.PARTY_MEMBER) == MEMBERS
    assert ALL[:7] == MEMBERS and len(ALL) == 7 + 7 + 1 and "member_conditions" not in ALL


def test_a_secretary_passes_only_with_every_heading_ticked(b: Path, township: User) -> None:
    """B-QUAL-08: which are missing, and who states them."""
    to_review(b)
    secretary = b.election.candidacies.filter(post="secretary").first()
    assert secretary is not None
    tick(township, secretary, *ALL[:-2])
    with pytest.raises(refusals.StandardsIncomplete) as refused:
        verdict(township, secretary, reason="材料已核实", now=IN_B)
    assert refused.value.clause == "B-QUAL-08"
    assert refused.value.data["missing"] == ALL[-2:] and refused.value.data["stated_by"] == "township"
    tick(township, secretary, *ALL[-2:])
    assert not standards(secretary).facts["missing"]
    assert verdict(township, secretary, reason="材料已核实", now=IN_B).state == CandidacyState.TOWNSHIP_PASSED


def test_one_statement_on_all_together_is_no_tick_where_each_is_needed(
    secretary: Candidacy, township: User
) -> None:
    draft = StatementDraft(
        kind=StatementKind.STANDARDS, holds=True, office="镇党委", stated_on=date(2020, 12, 28)
    )
    record_statement(by=township, candidacy=secretary, draft=draft, now=REVIEWED)
    assert standards(secretary).facts["missing"] == ALL


def test_no_list_is_fixed_with_a_secretary_whose_ticks_are_missing(
    secretary: Candidacy, township: User
) -> None:
    person = Candidacy.objects.select_related("election__cycle", "election__village").get(pk=secretary.pk)
    faults = [fault.code for fault in found_faults(person.election, [person], REVIEWED)]
    assert "standards_incomplete" in faults
    tick(township, secretary, *ALL)
    faults = [fault.code for fault in found_faults(person.election, [person], REVIEWED)]
    assert "standards_incomplete" not in faults


def test_a_heading_that_is_not_met_fails_until_it_is_stated_otherwise(
    candidacy: Candidacy, township: User
) -> None:
    heading, *others = headings_of(candidacy.election.cycle.rules, candidacy.post)
    tick(township, candidacy, *others)
    assert standards(candidacy).outcome == "proof" and standards(candidacy).by_verdict
    tick(township, candidacy, heading, met=False, remark="两次处理纠纷不公")
    found = standards(candidacy)
    assert found.outcome == "fail" and found.facts["not_met"] == [heading]
    with pytest.raises(refusals.FindingFails):
        verdict(township, candidacy)
    tick(township, candidacy, heading)
    assert standards(candidacy).outcome == "pass"
    assert Statement.objects.filter(item=heading).count() == 2, "what was stated before stays"


def test_where_nothing_is_ticked_the_verdict_states_the_standards(
    candidacy: Candidacy, township: User
) -> None:
    assert standards(candidacy).by_verdict
    verdict(township, candidacy)
    assert standards(candidacy).outcome == "pass"


def test_what_is_refused(candidacy: Candidacy, township: User, clerk: User) -> None:
    heading = headings_of(candidacy.election.cycle.rules, candidacy.post)[0]
    for headings, more, code in (
        ((), {}, "statement_incomplete"),
        (("party_spirit",), {}, "statement_incomplete"),
        ((heading,), {"met": False}, "reason_needed"),
    ):
        with pytest.raises(Refusals) as refused:
            tick(township, candidacy, *headings, **more)
        assert [each.code for each in refused.value.refusals] == [code]
    with pytest.raises(NotThere):
        tick(clerk, candidacy, heading)
    User.objects.filter(pk=township.pk).update(name=candidacy.name)
    with pytest.raises(refusals.OwnCandidacy):
        tick(User.objects.get(pk=township.pk), candidacy, heading)
    assert not Statement.objects.exists()


def test_page_and_program_tick(
    candidacy: Candidacy, township: User, client_of: Callable[[User], Client]
) -> None:
    first, second, *_others = headings_of(candidacy.election.cycle.rules, candidacy.post)
    browser, page = client_of(township), reverse("candidates:standards", args=[candidacy.pk])
    assert page in browser.get(reverse("candidates:review", args=[candidacy.pk])).content.decode()
    sent = {
        f"met-{first}": "yes",
        f"remark-{first}": "群众公认",
        f"met-{second}": "no",
        f"remark-{second}": "",
    }
    assert browser.post(page, sent).status_code == 409
    assert browser.post(page, sent | {f"remark-{second}": "待核实"}).status_code == 302
    assert (
        browser.post(page, sent | {f"remark-{second}": "已核实", f"met-{second}": "yes"}).status_code == 302
    )
    kept = Statement.objects.order_by("pk").values_list("item", "holds", "note")
    assert list(kept) == [(first, True, "群众公认"), (second, False, "待核实"), (second, True, "已核实")]
    assert len(LedgerEntry.objects.filter(act="fact.stated").order_by("seq").last().data["ticks"]) == 1
    program, path = Program(township), f"villages/{VILLAGE}/candidates/{candidacy.pk}/standards/"
    assert program.post(path, {"ticks": [{"heading": first, "met": True}]}).status_code == 201
    assert problem(program.post(path, {"ticks": []}))["problems"][0]["code"] == "statement_incomplete"


def test_a_remark_without_a_tick_is_refused_and_stays_and_what_was_ticked_is_not_opened(
    candidacy: Candidacy, township: User, client_of: Callable[[User], Client]
) -> None:
    first, second, *_others = headings_of(candidacy.election.cycle.rules, candidacy.post)
    browser, page = client_of(township), reverse("candidates:standards", args=[candidacy.pk])
    refused = browser.post(page, {f"met-{first}": "yes", f"remark-{second}": "群众反映良好"})
    assert refused.status_code == 409 and list(refused.context["form"].errors) == [f"met-{second}"]
    assert "群众反映良好" in refused.content.decode() and not Statement.objects.exists()
    tick(township, candidacy, first)
    fields = browser.get(page).context["form"].fields
    assert [value for value, _label in fields[f"met-{first}"].choices] == ["yes", "no"]
    assert [value for value, _label in fields[f"met-{second}"].choices] == ["", "yes", "no"]


def test_the_sheet_says_met_of_a_standard_and_not_that_it_exists(
    candidacy: Candidacy, township: User, client_of: Callable[[User], Client]
) -> None:
    first, second, *_others = headings_of(candidacy.election.cycle.rules, candidacy.post)
    tick(township, candidacy, first)
    tick(township, candidacy, second, met=False, remark="待核实")
    sheet = client_of(township).get(reverse("candidates:review", args=[candidacy.pk])).content.decode()
    listed = sheet[sheet.index('id="stated"') :]
    assert "不符合" in listed and "不存在" not in listed


def test_the_record_form_prints_the_ticks_before_the_reviews_and_keeps_the_remark(
    b: Path, township: User, tmp_path: FilePath
) -> None:
    to_review(b)
    b.election.election_day = date(2020, 12, 20)
    b.election.save()
    people = list(b.election.candidacies.filter(body=Body.PARTY).order_by("pk"))
    secretary = next(person for person in people if person.post == Post.SECRETARY)
    form = CandidatesOf(b.election, Body.PARTY)
    labels = {opinion.office for page in record_form(form, IN_B.date()).pages for opinion in page.opinions}
    assert not [label for label in labels if label.startswith("人选标准")], "nothing is ticked yet"
    tick(township, secretary, *ALL[:-1])
    tick(township, secretary, ALL[-1], met=False, remark="两次处理纠纷不公")
    tick(township, secretary, ALL[0], met=False, remark="待核实")
    tick(township, secretary, ALL[0])
    page = next(page for page in record_form(form, IN_B.date()).pages if page.person.name == secretary.name)
    told = page.opinions[1]
    assert told.office == "人选标准（镇换届办）" and told.day == REVIEWED.date()
    assert told.said.startswith(f"符合：{word(ALL[0]).zh}、") and told.said.endswith(
        f"；不符合：{word(ALL[-1]).zh}"
    )
    (found,) = [one for one in issuable(VILLAGE) if one.kind.key == "record_form"]
    paper = issued(township, "record_form", found.occasion.subject, b.election)
    assert paper.pages == len(record_form(form, IN_B.date()).pages), "still a page for each"
    printed = text_of(paper, tmp_path)
    assert "人选标准" in printed and "两次处理纠纷不公" not in printed


class TestExcluded:
    """A-NEG-14: who must clearly not be chosen, as the review states it."""

    def test_the_townships_pass_states_it_and_a_statement_that_it_holds_fails(
        self, candidacy: Candidacy, township: User
    ) -> None:
        assert standards(candidacy, "excluded").by_verdict
        assert standards(candidacy, "excluded").clauses == ("A-NEG-14",)
        self.state(township, candidacy, holds=True)
        assert standards(candidacy, "excluded").outcome == "fail"
        with pytest.raises(refusals.FindingFails) as refused:
            verdict(township, candidacy)
        assert refused.value.clause == "A-NEG-14"
        self.state(township, candidacy, holds=False)
        verdict(township, candidacy)
        assert standards(candidacy, "excluded").outcome == "pass"

    def test_the_joint_review_form_prints_who_states_it(self, candidacy: Candidacy, township: User) -> None:
        assert self.printed(candidacy) == (
            "审查人表明：近年来有无违法违纪行为、道德品行低劣、在群众中影响较坏的情形",
            "",
        )
        verdict(township, candidacy)
        label, said = self.printed(candidacy)
        assert "镇换届办" in label and said == "无此情形"
        self.state(township, candidacy, holds=True)
        label, said = self.printed(candidacy)
        assert "镇纪委" in label and said == "有此情形"

    def state(self, by: User, person: Candidacy, *, holds: bool) -> None:
        draft = StatementDraft(
            kind=StatementKind.EXCLUDED, holds=holds, office="镇纪委", stated_on=date(2020, 12, 28)
        )
        record_statement(by=by, candidacy=person, draft=draft, now=REVIEWED)

    def printed(self, person: Candidacy) -> tuple[str, str]:
        form = joint_review_form(CandidatesOf(person.election, Body.COMMITTEE), REVIEWED.date())
        page = next(page for page in form.pages if page.person.name == person.name)
        first = page.opinions[0]
        return first.office, first.said
