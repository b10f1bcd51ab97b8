"""The pages of rulebooks: what they show, to whom, in which language, and what they refuse."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from elections.models import Cycle, RulebookDraft, RulebookEdition
from elections.queries.comparison import comparison_of, places_in
from elections.queries.library import editions_for
from elections.queries.rulebook import clauses_within, subjects_of
from elections.rulebook import available, load_rulebook, parse_rulebook, shipped_text
from elections.rulebook.editing import with_entry, with_head
from elections.rulebook.plain import as_data
from elections.services.draft import start_amendment, start_draft, version_of
from elections.services.rulebook import make_edition
from tests.cast import COUNTY, OTHER_TOWNSHIP, TOWNSHIP, Officer, at

PLAN, LAW = load_rulebook("county-town-2020"), load_rulebook("village-law-2018")
TEXT = shipped_text("county-town-2020")
HAN = re.compile(r"[\u2e80-\u9fff]")
NOW = at(2020, 12, 1)
Browser = Callable[[User], Client]


def edition_of(by: User, owner: str, version: str) -> RulebookEdition:
    return make_edition(by=by, owner=owner, text=with_head(TEXT, {"version": version}), reason="试", now=NOW)


def page(client: Client, url: str, language: str = "en") -> str:
    client.cookies["django_language"] = language
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


@pytest.fixture
def browser(township: User, cycle: Cycle, client_of: Browser) -> Client:
    return client_of(township)


@pytest.fixture
def draft(township: User) -> RulebookDraft:
    head = {"name": "copy", "version": "1.0"}
    return start_draft(by=township, text=TEXT, based_on="county-town-2020 1.0", head=head, now=NOW)


# --- looking


def test_the_rulebook_in_force_tells_every_value_with_clause_words_and_strength(browser: Client) -> None:
    shown = page(browser, "/rulebook/")
    for words in (
        "20 days before election day",
        "more than 1/2 of the ballots returned",
        "3–5 persons",
        "参加选举的选民名单应当在选举日的20日前公布",
        "Organic Law of the Villagers’ Committees, Art. 15(2)",
        "warns and takes a reason on record, approved by County leading group",
        "refused otherwise",
        "only shown",
        "from the law",
        "until the last day of “Investigation and fact-finding”",
        "Audit (must, A-PRE-13)",
        "taken here",
    ):
        assert words in shown, words
    assert "{&#x27;" not in shown


def test_every_clause_that_other_pages_link_to_has_its_place_once(browser: Client) -> None:
    shown = page(browser, "/rulebook/")
    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    clauses = {clause for step in PLAN.steps for clause in (step.clause, *clauses_within(step))}
    clauses |= {task.clause for task in PLAN.tasks} | {order.clause for order in PLAN.orders}
    assert clauses <= set(ids)


def test_what_the_plan_is_silent_on_is_shown_as_silent_when_asked_for(browser: Client) -> None:
    assert "roll.order" not in page(browser, "/rulebook/")
    assert "roll.order" in page(browser, "/rulebook/?silent=1")
    rows = [row for subject in subjects_of(PLAN, TEXT, silent=True) for row in subject.rows]
    assert {row.path for row in rows if row.told is None} >= {"roll.order", "count.representatives.quorum"}
    assert {row.source for row in rows} == {"plan", "base", "silent"}


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("A-ROLL-17", {"roll.published"}),
        ("proxy.per_holder", {"proxy.per_holder"}),
        ("20 days before", {"roll.published"}),
        ("选举日前20日", {"roll.published"}),
        ("proxies to one", {"proxy.per_holder"}),
    ],
)
def test_a_search_finds_by_clause_place_and_words_of_either_language(query: str, paths: set[str]) -> None:
    rows = [row.path for subject in subjects_of(PLAN, TEXT, query=query) for row in subject.rows]
    assert paths <= set(rows)
    assert len(rows) < 6


def test_a_search_without_a_hit_says_so(browser: Client) -> None:
    assert "Nothing of that kind stands here" in page(browser, "/rulebook/?q=zzzz")


def test_an_ambiguity_shows_its_readings_the_one_taken_and_what_decides_it() -> None:
    doubts = [d for s in subjects_of(PLAN, TEXT) for d in s.doubts]
    (notice,) = [doubt for doubt in doubts if doubt.key == "AMB-42"]
    assert [reading.taken for reading in notice.readings] == [True, False]
    assert [path for path, _ in notice.settings][0] == "orders.candidate_notice_ends-assembly_held"
    (named,) = {label.en for path, label in notice.settings if path.startswith("fits.")}
    assert "Candidates’ notice ends" in named


@pytest.mark.parametrize("name", available())
def test_an_english_page_holds_chinese_only_where_it_is_marked_as_such(browser: Client, name: str) -> None:
    shown = page(browser, f"/rulebooks/{name}/?silent=1")
    main = shown[shown.index("<main") : shown.index("</main>")]
    marked = re.sub(r'<(\w+)[^>]*lang="zh-Hans"[^>]*>.*?</\1>', "", main, flags=re.S)
    assert not HAN.search(re.sub(r"<[^>]+>", " ", marked))


def test_the_cycle_page_leads_to_the_rulebooks_and_so_does_the_menu(browser: Client, cycle: Cycle) -> None:
    shown = page(browser, "/cycle/")
    assert f'href="/cycles/{cycle.pk}/rulebook/"' in shown
    assert shown.count('href="/rulebooks/"') >= 2


# --- comparing


def test_two_plans_side_by_side_show_both_values_in_words_with_their_clauses(browser: Client) -> None:
    shown = page(browser, "/rulebooks/compare/?left=county-town-2020&right=city-town-2020")
    assert "7 days before election day" in shown
    assert "5 days before election day" in shown
    assert "A-REV-11" in shown
    assert "C-REV-08" in shown
    assert "Order of the roll" in shown


def test_only_the_differences_are_shown_unless_everything_is_asked_for() -> None:
    differing, everything = (comparison_of(PLAN, PLAN, everything=each) for each in (False, True))
    assert differing == []
    assert places_in(everything) == 0
    assert sum(len(section.pairs) for section in everything) > 300


def test_an_entry_that_differs_shows_the_fields_that_do() -> None:
    entries = [as_data(task) for task in PLAN.tasks]
    other = parse_rulebook(with_entry(TEXT, "tasks", entries, 1, entries[0] | {"who": ["police"]}))
    (pair,) = [pair for section in comparison_of(PLAN, other) for pair in section.pairs]
    assert pair.path == "tasks.task_01"
    (line,) = pair.lines
    assert (line.label.en, line.left.told.en, line.right.told.en) == (
        "Who does it",
        "Township Party committee",
        "Police",
    )


def test_a_book_that_does_not_exist_is_not_compared(browser: Client) -> None:
    assert browser.get("/rulebooks/compare/?left=county-town-2020&right=edition.999").status_code == 404


# --- who sees what


def test_an_edition_is_seen_above_and_below_its_office_and_nowhere_else(
    township: User, county_office: User, clerk: User, officer: Officer
) -> None:
    other = officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "other")
    ours, theirs = edition_of(township, TOWNSHIP, "1.1"), edition_of(other, OTHER_TOWNSHIP, "1.2")
    countys = edition_of(county_office, COUNTY, "1.3")
    for user, seen in (
        (township, {ours, countys}),
        (clerk, {ours, countys}),
        (other, {theirs, countys}),
        (county_office, {ours, theirs, countys}),
    ):
        assert set(editions_for(user)) == seen, user.username


def test_another_townships_edition_and_draft_are_not_there(
    browser: Client, officer: Officer, client_of: Browser, draft: RulebookDraft
) -> None:
    other = officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "other")
    key = edition_of(other, OTHER_TOWNSHIP, "1.1").key
    for path in ("", "export/", "copy/"):
        assert browser.get(f"/rulebooks/{key}/{path}").status_code == 404
    theirs = client_of(other)
    for path in ("", "head/", "values/roll.published/", "publish/", "lists/tasks/1/", "changes/"):
        assert theirs.get(f"/rulebooks/drafts/{draft.pk}/{path}").status_code == 404
    assert theirs.post(f"/rulebooks/drafts/{draft.pk}/discard/").status_code == 404
    assert theirs.get(f"/rulebooks/{draft.key}/export/").status_code == 404


def test_a_clerk_may_look_compare_and_export_but_not_write(
    cycle: Cycle, clerk: User, client_of: Browser, draft: RulebookDraft
) -> None:
    clerks = client_of(clerk)
    for path in ("/rulebook/", "/rulebooks/", "/rulebooks/county-town-2020/", "/rulebooks/compare/"):
        shown = page(clerks, path)
        assert "/copy/" not in shown
        assert "/rulebooks/new/" not in shown
        assert str(draft.pk) not in re.findall(r"/drafts/(\d+)/", shown)
    assert clerks.get("/rulebooks/county-town-2020/export/").status_code == 200
    for path in ("new/", "import/", "county-town-2020/copy/", f"drafts/{draft.pk}/"):
        assert clerks.get(f"/rulebooks/{path}").status_code == 404
    assert clerks.get(f"/cycles/{cycle.pk}/rulebook/").status_code == 200
    assert clerks.post(f"/cycles/{cycle.pk}/rulebook/amend/").status_code == 404


@pytest.mark.parametrize(
    "key", ["atlantis", "edition.0", "edition.x", "draft.99999999999999999", "..", "edition."]
)
def test_an_address_of_no_rulebook_is_not_there(browser: Client, key: str) -> None:
    assert browser.get(f"/rulebooks/{key}/").status_code == 404


# --- files


@pytest.mark.parametrize("name", available())
def test_the_export_is_the_file_itself_and_imports_to_an_equal_rulebook(browser: Client, name: str) -> None:
    answer = browser.get(f"/rulebooks/{name}/export/")
    assert (
        answer["Content-Disposition"] == f'attachment; filename="{name}-{load_rulebook(name).version}.toml"'
    )
    assert answer.content.decode() == shipped_text(name)
    file = BytesIO(answer.content)
    file.name = "plan.toml"
    assert browser.post("/rulebooks/import/", {"file": file}).status_code == 302
    draft = RulebookDraft.objects.get()
    again = browser.get(f"/rulebooks/{draft.key}/export/").content.decode()
    assert parse_rulebook(again) == load_rulebook(name)


def test_a_faulty_file_is_refused_with_every_fault_in_the_pages_language(browser: Client) -> None:
    browser.cookies["django_language"] = "zh-hans"
    file = BytesIO(TEXT.replace('clause = "A-PROXY-04"', "").replace("value = 11\n", "").encode())
    file.name = "plan.toml"
    answer = browser.post("/rulebooks/import/", {"file": file})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "proxy.per_holder.clause" in shown
    assert "缺少这一项" in shown
    assert shown.count("缺少这一项") >= 2
    assert not RulebookDraft.objects.exists()


# --- writing


def test_a_fault_stands_beside_its_field_and_what_was_typed_stays(
    browser: Client, draft: RulebookDraft
) -> None:
    browser.cookies["django_language"] = "zh-hans"
    answer = browser.post(
        f"/rulebooks/drafts/{draft.pk}/values/roll.published/",
        {
            "version": version_of(draft),
            "value__sort": "before",
            "value__count": "-3",
            "value__unit": "days",
            "value__event": "election_day",
            "clause": "A-ROLL-17",
            "strength": "hard",
            "amb": "AMB-23",
            "reading": "9",
        },
    )
    assert answer.status_code == 409
    errors = answer.context["form"].errors
    assert "数目不能为负" in errors["value__sort"][0]
    assert answer.context["form"]["reading"].value() == "9"
    draft.refresh_from_db()
    assert parse_rulebook(draft.text).roll.published == PLAN.roll.published


def test_a_reading_that_does_not_exist_is_told_beside_the_reading(
    browser: Client, draft: RulebookDraft
) -> None:
    answer = browser.post(
        f"/rulebooks/drafts/{draft.pk}/values/proxy.per_holder/",
        {
            "version": version_of(draft),
            "value": "5",
            "clause": "A-1",
            "strength": "hard",
            "amb": "AMB-23",
            "reading": "9",
        },
    )
    assert list(answer.context["form"].errors) == ["reading"]


def test_a_form_opened_before_another_change_is_refused(browser: Client, draft: RulebookDraft) -> None:
    url = f"/rulebooks/drafts/{draft.pk}/values/proxy.per_holder/"
    sent = {"version": version_of(draft), "value": "3", "clause": "A-1", "strength": "hard"}
    assert browser.post(url, sent).status_code == 302
    answer = browser.post(url, sent | {"value": "4"})
    assert answer.status_code == 409
    assert "draft_changed_meanwhile" in answer.content.decode()


def test_an_entry_that_others_need_is_not_taken_out_and_the_page_says_who(
    browser: Client, draft: RulebookDraft
) -> None:
    answer = browser.post(
        f"/rulebooks/drafts/{draft.pk}/lists/phases/1/", {"version": version_of(draft), "remove": "1"}
    )
    assert answer.status_code == 409
    assert "tasks.1.phase" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["values/roll/", "values/roll.publishd/", "lists/roll/1/", "lists/tasks/99/", "lists/tasks/0/"]
)
def test_no_place_of_a_rulebook_no_page(browser: Client, draft: RulebookDraft, path: str) -> None:
    assert browser.get(f"/rulebooks/drafts/{draft.pk}/{path}").status_code == 404


def test_a_draft_whose_base_has_changed_can_be_exported_and_thrown_away(
    browser: Client, draft: RulebookDraft
) -> None:
    RulebookDraft.objects.filter(pk=draft.pk).update(
        text=draft.text.replace("village-law-2018", "village-law-1998")
    )
    shown = page(browser, f"/rulebooks/drafts/{draft.pk}/")
    assert "village-law-1998" in shown
    page(browser, "/rulebooks/")
    page(browser, "/rulebooks/compare/")
    assert browser.get(f"/rulebooks/{draft.key}/export/").status_code == 200
    assert browser.get(f"/rulebooks/drafts/{draft.pk}/head/").status_code == 404
    assert (
        browser.post(f"/rulebooks/drafts/{draft.pk}/discard/", {"version": version_of(draft)}).status_code
        == 302
    )


def test_a_draft_is_published_from_its_page(browser: Client, draft: RulebookDraft) -> None:
    url = f"/rulebooks/drafts/{draft.pk}/publish/"
    assert browser.post(url, {"version": version_of(draft), "reason": ""}).status_code == 409
    assert browser.post(url, {"version": version_of(draft), "reason": "新一届"}).status_code == 302
    edition = RulebookEdition.objects.get(owner=TOWNSHIP)
    assert (edition.name, edition.reason) == ("copy", "新一届")
    assert edition.key in page(browser, "/rulebooks/")


def test_the_county_amends_a_townships_cycle_by_the_same_pages(
    cycle: Cycle, county_office: User, client_of: Browser, election: Any
) -> None:
    browser = client_of(county_office)
    assert browser.post(f"/cycles/{cycle.pk}/rulebook/amend/").status_code == 302
    draft = RulebookDraft.objects.get()
    sent = {"version": version_of(draft), "value": "3", "clause": "A-PROXY-04", "strength": "hard"}
    assert browser.post(f"/rulebooks/drafts/{draft.pk}/values/proxy.per_holder/", sent).status_code == 302
    shown = page(browser, f"/rulebooks/drafts/{draft.pk}/changes/")
    assert "5 persons → 3 persons" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", shown))
    draft.refresh_from_db()
    answer = browser.post(
        f"/rulebooks/drafts/{draft.pk}/changes/", {"version": version_of(draft), "reason": "市里通知"}
    )
    assert answer["Location"] == f"/cycles/{cycle.pk}/rulebook/"
    history = page(browser, f"/cycles/{cycle.pk}/rulebook/")
    assert "市里通知" in history
    assert "county-town-2020 1.0 → county-town-2020 1.1" in history


def test_a_second_amendment_leads_to_the_one_under_way(browser: Client, township: User, cycle: Cycle) -> None:
    draft = start_amendment(by=township, cycle=cycle, now=NOW)
    answer = browser.post(f"/cycles/{cycle.pk}/rulebook/amend/")
    assert answer["Location"] == f"/rulebooks/drafts/{draft.pk}/"


# --- queries


def test_the_library_asks_as_often_for_many_editions_as_for_one(
    browser: Client, township: User, django_assert_num_queries: Any
) -> None:
    edition_of(township, TOWNSHIP, "1.1")
    page(browser, "/rulebooks/")
    with django_assert_num_queries(8):
        page(browser, "/rulebooks/")
    for version in ("1.2", "1.3"):
        edition_of(township, TOWNSHIP, version)
    with django_assert_num_queries(8):
        page(browser, "/rulebooks/")


@pytest.mark.parametrize(
    ("path", "number"), [("/rulebook/", 6), ("/rulebooks/county-town-2020/", 5), ("/rulebooks/compare/", 7)]
)
def test_a_page_of_a_rulebook_asks_the_database_little(
    browser: Client, django_assert_num_queries: Any, path: str, number: int
) -> None:
    page(browser, path)
    with django_assert_num_queries(number):
        page(browser, path)


def test_the_law_is_told_as_law_not_as_from_the_law(browser: Client) -> None:
    assert "from the law" not in page(browser, "/rulebooks/village-law-2018/")
    assert LAW.kind == "base"
