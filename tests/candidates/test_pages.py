import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from candidates.enums import CandidacyState, ReviewLevel, Verdict
from candidates.models import Candidacy, Nomination
from candidates.services.names import VoteLine
from elections.models import Cycle, Election
from tests.candidates.conftest import married, turnout, two_more, verdict
from tests.cast import COMMUNITY, SECOND_VILLAGE, VILLAGE, at
from villages.models import Resident, Village

Browser = Callable[[User], Client]
PAGES = ("candidates", "seats", "nomination", "propose", "publish")


def url(name: str, *args: object) -> str:
    return reverse(f"candidates:{name}", args=args or [VILLAGE])


def text(response: Any) -> str:
    """What a reader sees: no tags, white space folded."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def codes(form: Any) -> set[str]:
    return {error.code for errors in form.errors.as_data().values() for error in errors}


def set_clock(cycle: Cycle, *moment: int) -> None:
    cycle.clock = at(*moment)
    cycle.save()


@pytest.fixture
def filled(seats: Election, lines: list[VoteLine]) -> dict[str, Any]:
    """The form of the nomination as a clerk fills it in."""
    rows: dict[str, Any] = {
        "held_on": "2020-12-23",
        "issued": turnout(seats) + 5,
        "returned": turnout(seats),
    }
    for number, line in enumerate(lines):
        rows |= {f"post-{number}": line.post, f"name-{number}": line.name, f"votes-{number}": line.votes}
    return rows


class TestOverview:
    def test_before_anything_the_township_is_asked_to_set_the_seats(
        self, election: Election, client_of: Browser, township: User, clerk: User
    ) -> None:
        page = client_of(township).get(url("candidates"))
        assert page.context["act"].url == url("seats")
        assert page.context["acts"]
        assert not client_of(clerk).get(url("candidates")).context["acts"]

    def test_each_stage_has_its_next_act(
        self, nomination: Nomination, client_of: Browser, clerk: User
    ) -> None:
        assert client_of(clerk).get(url("candidates")).context["act"].url == url("propose")

    def test_what_is_returned_shows_the_reason_and_the_answer(
        self, candidacy: Candidacy, client_of: Browser, clerk: User, township: User
    ) -> None:
        verdict(township, candidacy, said=Verdict.RETURN, reason="学历证明未附")
        page = client_of(clerk).get(url("candidates"))
        assert "学历证明未附" in text(page)
        assert url("answer", VILLAGE, candidacy.pk) in page.content.decode()
        assert page.context["act"].url == url("answer", VILLAGE, candidacy.pk)

    def test_a_list_without_a_woman_and_relatives_are_told(
        self, candidacy: Candidacy, client_of: Browser, clerk: User
    ) -> None:
        election = candidacy.election
        election.candidacies.update(sex="M")
        other = election.candidacies.exclude(resident=candidacy.resident).first()
        married(candidacy.resident, other.resident, clerk)
        notices = client_of(clerk).get(url("candidates")).context["board"].notices
        assert [notice.clause for notice in notices] == ["A-TGT-04", "A-KIN-01"]

    def test_the_page_costs_the_same_however_many_stand(
        self,
        reviewed: Election,
        client_of: Browser,
        clerk: User,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        browser = client_of(clerk)
        with django_assert_max_num_queries(60) as first:
            browser.get(url("candidates"))
        reviewed.candidacies.filter(post="member").delete()
        with django_assert_max_num_queries(60) as second:
            browser.get(url("candidates"))
        assert len(first) == len(second)


class TestAccess:
    @pytest.mark.parametrize("page", PAGES)
    @pytest.mark.parametrize("village", [SECOND_VILLAGE, COMMUNITY])
    def test_another_village_is_not_there(
        self, cycle: Cycle, client_of: Browser, clerk: User, page: str, village: str
    ) -> None:
        assert client_of(clerk).get(url(page, village)).status_code == 404

    @pytest.mark.parametrize("page", ["nomination", "propose", "publish"])
    def test_what_the_clerk_does_is_not_there_for_the_township(
        self, election: Election, client_of: Browser, township: User, page: str
    ) -> None:
        assert client_of(township).get(url(page)).status_code == 404

    def test_seats_are_not_there_for_the_clerk(
        self, election: Election, client_of: Browser, clerk: User
    ) -> None:
        assert client_of(clerk).get(url("seats")).status_code == 404

    def test_reviews_are_there_for_reviewers_only(
        self, candidacy: Candidacy, client_of: Browser, clerk: User, teller: User, county_reviewer: User
    ) -> None:
        for user in (clerk, teller):
            assert client_of(user).get(url("review", candidacy.pk)).status_code == 404
            assert client_of(user).get(reverse("candidates:reviews")).status_code == 404
        assert client_of(county_reviewer).get(url("review", candidacy.pk)).status_code == 200

    def test_without_a_session_one_signs_in(self, election: Election, client: Client) -> None:
        assert client.get(url("candidates")).status_code == 302


class TestSeats:
    def test_the_usual_numbers_are_offered(
        self, election: Election, client_of: Browser, township: User
    ) -> None:
        form = client_of(township).get(url("seats")).context["form"]
        offered = {body: [seats.value() for _post, seats, *_others in rows] for body, rows in form.blocks()}
        assert offered["party"] == [1, 0, 2]
        assert offered["committee"] == [1, 0, 2, None]

    def test_a_refusal_stands_beside_its_field_and_what_was_typed_stays(
        self, election: Election, client_of: Browser, township: User
    ) -> None:
        typed = {"seats-chair": 1, "seats-deputy": 1, "seats-member": 3}
        typed |= {f"extra-{post}": 1 for post in ("chair", "deputy", "member")}
        page = client_of(township).post(url("seats"), typed)
        assert page.status_code == 409
        assert set(page.context["form"].errors) == {"extra_reason", "reason", "__all__"}
        assert page.context["form"]["seats-member"].value() == "3"
        typed |= {"extra_reason": "poor_transport", "reason": "交通不便"}
        two_more(township, election)
        assert client_of(township).post(url("seats"), typed).status_code == 302
        assert election.seat_plan.count() == 3

    def test_after_the_nomination_they_stand(
        self, nomination: Nomination, client_of: Browser, township: User
    ) -> None:
        assert client_of(township).get(url("seats")).context["fixed"]


class TestNomination:
    def test_it_is_recorded_and_leads_back(
        self, filled: dict[str, Any], client_of: Browser, clerk: User, seats: Election
    ) -> None:
        page = client_of(clerk).post(url("nomination"), filled)
        assert (page.status_code, page.headers["Location"]) == (302, url("candidates"))
        assert seats.candidacies.count() == 8

    def test_blank_rows_are_passed_over_and_rows_may_come_in_any_order(
        self, filled: dict[str, Any], client_of: Browser, clerk: User, seats: Election
    ) -> None:
        moved = {
            re.sub(r"-(\d+)$", lambda n: f"-{900 - int(n[1])}", name): value for name, value in filled.items()
        }
        moved |= {"post-2000": "chair", "name-2000": " ", "votes-2000": ""}
        assert client_of(clerk).post(url("nomination"), moved).status_code == 302
        assert seats.nomination.votes.count() == 12

    def test_every_fault_stands_in_its_row(
        self, filled: dict[str, Any], client_of: Browser, clerk: User
    ) -> None:
        page = client_of(clerk).post(url("nomination"), filled | {"name-3": "查无此人", "votes-5": "9000"})
        assert page.status_code == 409
        assert {"name-3", "votes-5"} <= set(page.context["form"].errors)
        assert page.context["form"]["name-3"].value() == "查无此人"

    def test_a_name_without_votes_is_asked_for_them(
        self, filled: dict[str, Any], client_of: Browser, clerk: User
    ) -> None:
        page = client_of(clerk).post(url("nomination"), filled | {"votes-4": ""})
        assert set(page.context["form"].errors) == {"votes-4"}

    def test_of_one_name_the_person_is_chosen_on_the_page(
        self,
        filled: dict[str, Any],
        client_of: Browser,
        clerk: User,
        village: Village,
        people: list[Resident],
        seats: Election,
    ) -> None:
        namesake = Resident.objects.filter(village=village).exclude(pk__in=[p.pk for p in people]).first()
        Resident.objects.filter(pk=namesake.pk).update(name=filled["name-0"])
        page = client_of(clerk).post(url("nomination"), filled)
        assert codes(page.context["form"]) == {"same_name"}
        choices = [value for value, _label in page.context["form"].fields["resident-0"].choices]
        assert set(choices) == {"", people[0].pk, namesake.pk}
        chosen = filled | {"resident-0": namesake.pk}
        assert client_of(clerk).post(url("nomination"), chosen).status_code == 302
        assert seats.candidacies.filter(resident=namesake).exists()

    def test_a_tie_is_decided_on_the_page(
        self, filled: dict[str, Any], client_of: Browser, clerk: User, seats: Election
    ) -> None:
        level = filled | {"votes-2": 20}
        page = client_of(clerk).post(url("nomination"), level)
        assert codes(page.context["form"]) == {"tie_undecided"}
        chosen = page.context["ties"][0].data["level"][0]["id"]
        assert f'name="decided-chair" value="{chosen}"' in page.content.decode()
        decided = level | {"decided-chair": chosen, "tie_decision": "抽签"}
        assert client_of(clerk).post(url("nomination"), decided).status_code == 302
        assert seats.nomination.tie_decision == "抽签"

    def test_a_pasted_list_fills_the_rows_and_records_nothing(
        self, seats: Election, client_of: Browser, clerk: User, lines: list[VoteLine]
    ) -> None:
        names = {"chair": "主任", "deputy": "副主任", "member": "委员"}
        pasted = "\n".join(f"{names[line.post]}\t{line.name}\t{line.votes}票" for line in lines)
        page = client_of(clerk).post(url("nomination"), {"act": "paste", "pasted": pasted, "issued": "80"})
        assert page.status_code == 200
        assert [(row.name, row.votes) for row in page.context["form"].typed] == [
            (line.name, str(line.votes)) for line in lines
        ]
        assert page.context["form"]["issued"].value() == "80"
        assert not Nomination.objects.exists()

    def test_lines_that_cannot_be_read_are_numbered(
        self, seats: Election, client_of: Browser, clerk: User
    ) -> None:
        page = client_of(clerk).post(
            url("nomination"), {"act": "paste", "pasted": "主任 王海涛 三十\n委员 李桂香 12"}
        )
        assert page.context["unread"] == [1]
        assert len(page.context["form"].typed) == 1

    def test_a_row_more_comes_as_a_fragment(self, seats: Election, client_of: Browser, clerk: User) -> None:
        page = client_of(clerk).get(url("nomination_row"), {"post": "chair", "number": "44"})
        assert 'name="name-44"' in page.content.decode()
        assert "number=45" in page.content.decode()
        assert (
            client_of(clerk).get(url("nomination_row"), {"post": "secretary", "number": "4"}).status_code
            == 404
        )

    def test_once_recorded_the_page_leads_to_the_candidates(
        self, nomination: Nomination, client_of: Browser, clerk: User
    ) -> None:
        assert client_of(clerk).get(url("nomination")).headers["Location"] == url("candidates")


class TestProposal:
    def form_of(self, nomination: Nomination) -> dict[str, Any]:
        typed: dict[str, Any] = {"held_on": "2020-12-26", "note": "同意上报"}
        for person in nomination.election.candidacies.all():
            typed |= {f"reply-{person.pk}": "accepts", f"accepted-{person.pk}": "2020-12-26"}
        return typed

    def test_everyone_is_handed_in(self, nomination: Nomination, client_of: Browser, clerk: User) -> None:
        page = client_of(clerk).post(url("propose"), self.form_of(nomination))
        assert page.headers["Location"] == url("candidates")
        assert nomination.election.candidacies.filter(state="proposed").count() == 8

    def test_one_day_may_stand_for_all_signatures(
        self, nomination: Nomination, client_of: Browser, clerk: User
    ) -> None:
        typed = {name: value for name, value in self.form_of(nomination).items() if "accepted" not in name}
        assert client_of(clerk).post(url("propose"), typed | {"signed_on": "2020-12-25"}).status_code == 302
        assert {str(person.accepted_on) for person in nomination.election.candidacies.all()} == {"2020-12-25"}

    def test_a_missing_day_is_told_by_the_name(
        self, nomination: Nomination, client_of: Browser, clerk: User
    ) -> None:
        person = nomination.election.candidacies.first()
        page = client_of(clerk).post(url("propose"), self.form_of(nomination) | {f"accepted-{person.pk}": ""})
        assert page.status_code == 409
        assert set(page.context["form"].errors) == {f"reply-{person.pk}"}

    def test_a_return_is_answered(
        self, candidacy: Candidacy, client_of: Browser, clerk: User, township: User
    ) -> None:
        verdict(township, candidacy, said=Verdict.RETURN, reason="学历证明未附")
        place = url("answer", VILLAGE, candidacy.pk)
        assert "学历证明未附" in text(client_of(clerk).get(place))
        assert client_of(clerk).post(place, {"text": "已补交"}).status_code == 302
        assert client_of(clerk).post(place, {"text": "再补"}).status_code == 409

    def test_the_next_by_votes_moves_up(
        self, candidacy: Candidacy, client_of: Browser, clerk: User, township: User
    ) -> None:
        place = url("next", VILLAGE, "member")
        assert client_of(clerk).get(place).status_code == 404
        verdict(township, candidacy, said=Verdict.REJECT, reason="不符合条件")
        vote = client_of(clerk).get(place).context["votes"][0]
        assert client_of(clerk).post(place, {"vote": vote.pk}).status_code == 302
        assert candidacy.election.candidacies.filter(resident=vote.resident).exists()


class TestReview:
    def test_the_queue_counts_and_begins_with_the_first(
        self, proposed: Election, client_of: Browser, township: User
    ) -> None:
        page = client_of(township).get(reverse("candidates:reviews"))
        assert page.context["counts"] == {"waiting": 8, "returned": 0, "decided": 0}
        assert len(page.context["queue"]) == 8

    @pytest.mark.parametrize("shown", ["waiting", "returned", "decided"])
    def test_an_empty_list_says_what_will_fill_it(
        self, cycle: Cycle, client_of: Browser, township: User, shown: str
    ) -> None:
        page = client_of(township).get(reverse("candidates:reviews"), {"show": shown})
        assert 'class="panel empty"' in page.content.decode()

    def test_a_verdict_leads_to_the_next_person(
        self, proposed: Election, client_of: Browser, township: User
    ) -> None:
        first, second, *_others = client_of(township).get(reverse("candidates:reviews")).context["queue"]
        page = client_of(township).post(url("review", first[0].pk), {"verdict": "pass", "reason": ""})
        assert page.headers["Location"] == url("review", second[0].pk)
        first[0].refresh_from_db()
        assert first[0].state == CandidacyState.TOWNSHIP_PASSED

    def test_after_the_last_person_the_queue_is_empty(
        self, proposed: Election, client_of: Browser, township: User
    ) -> None:
        *others, last = proposed.candidacies.all()
        for person in others:
            verdict(township, person)
        page = client_of(township).post(url("review", last.pk), {"verdict": "pass"})
        assert page.headers["Location"] == reverse("candidates:reviews")

    def test_without_a_reason_nobody_is_sent_back_and_the_choice_stays(
        self, candidacy: Candidacy, client_of: Browser, township: User
    ) -> None:
        page = client_of(township).post(url("review", candidacy.pk), {"verdict": "return", "reason": " "})
        assert page.status_code == 409
        assert codes(page.context["form"]) == {"reason_needed"}
        assert page.context["form"]["verdict"].value() == "return"

    def test_who_was_slower_is_told_on_the_same_page(
        self, candidacy: Candidacy, client_of: Browser, township: User
    ) -> None:
        verdict(township, candidacy)
        page = client_of(township).post(
            url("review", candidacy.pk), {"verdict": "reject", "reason": "不同意"}
        )
        assert page.status_code == 409
        assert codes(page.context["form"]) == {"candidacy_moved_on"}

    def test_a_failing_rule_locks_passing(
        self, candidacy: Candidacy, client_of: Browser, township: User
    ) -> None:
        Candidacy.objects.filter(pk=candidacy.pk).update(birth_date="2003-01-21")
        page = client_of(township).get(url("review", candidacy.pk))
        assert 'value="pass"' not in page.content.decode()
        assert 'value="reject"' in page.content.decode()

    def test_the_county_sees_who_is_still_with_the_township_without_a_form(
        self, candidacy: Candidacy, client_of: Browser, county_reviewer: User
    ) -> None:
        page = client_of(county_reviewer).get(url("review", candidacy.pk))
        assert page.context["level"] is None
        assert "data-verdict" not in page.content.decode()

    def test_no_identity_number_stands_on_the_page(
        self, candidacy: Candidacy, client_of: Browser, township: User
    ) -> None:
        shown = text(client_of(township).get(url("review", candidacy.pk)))
        assert f"**************{candidacy.resident.id_last4}" in shown

    def test_the_queue_costs_the_same_however_many_wait(
        self,
        proposed: Election,
        client_of: Browser,
        township: User,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        browser = client_of(township)
        with django_assert_max_num_queries(30) as many:
            browser.get(reverse("candidates:reviews"))
        proposed.candidacies.filter(post="member").delete()
        with django_assert_max_num_queries(30) as few:
            browser.get(reverse("candidates:reviews"))
        assert len(many) == len(few)


class TestPublication:
    def test_the_list_is_shown_in_its_order_and_published(
        self, reviewed: Election, cycle: Cycle, client_of: Browser, clerk: User
    ) -> None:
        set_clock(cycle, 2021, 1, 13)
        page = client_of(clerk).get(url("publish"))
        assert [len(people) for _plan, people in page.context["posts"]] == [2, 2, 4]
        assert client_of(clerk).post(url("publish")).headers["Location"] == url("candidates")
        assert client_of(clerk).get(url("publish")).status_code == 302

    def test_too_late_it_is_refused_on_the_page(
        self, reviewed: Election, cycle: Cycle, client_of: Browser, clerk: User
    ) -> None:
        set_clock(cycle, 2021, 1, 14)
        page = client_of(clerk).post(url("publish"))
        assert (page.status_code, codes(page.context["form"])) == (409, {"step_closed"})

    def test_who_is_undecided_is_named(
        self, candidacy: Candidacy, client_of: Browser, clerk: User, township: User, county_reviewer: User
    ) -> None:
        verdict(township, candidacy)
        verdict(county_reviewer, candidacy, ReviewLevel.COUNTY)
        page = client_of(clerk).get(url("publish"))
        assert len(page.context["open"]) == 7
        assert [person.pk for person in page.context["passed"]] == [candidacy.pk]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_of_a_whole_village_mixes_languages(
    candidacy: Candidacy, client_of: Browser, clerk: User, township: User, language: str
) -> None:
    verdict(township, candidacy, said=Verdict.RETURN, reason="学历证明未附")
    other = candidacy.election.candidacies.filter(state="proposed").first()
    places = [
        (clerk, url("candidates")),
        (clerk, url("publish")),
        (clerk, url("answer", VILLAGE, candidacy.pk)),
        (township, reverse("candidates:reviews")),
        (township, url("review", other.pk)),
    ]
    for user, place in places:
        browser = client_of(user)
        browser.cookies["django_language"] = language
        page = browser.get(place)
        assert page.status_code == 200
        if language == "en":
            foreign = re.sub(r'<(\w+)[^>]*lang="zh-Hans".*?</\1>', "", page.content.decode(), flags=re.S)
            assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"<[^>]+>", " ", foreign)), place
