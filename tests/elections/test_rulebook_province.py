"""A province that is not shipped, entered through the interface alone: head, law, values, the order of the work.

The values are those of Henan's measures as generally known; what matters is that each kind of place can be filled.
"""

import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from elections.calendar import build_calendar, step_windows
from elections.models import RulebookDraft, RulebookEdition
from elections.rulebook import Rulebook, Strength, parse_rulebook
from elections.services.cycle import open_cycle
from tests.cast import TOWNSHIP, at
from villages.models import Division, Village

HEAD = {
    "title_zh": "河南省村民委员会换届（2026年）",
    "title_en": "Henan villages, 2026",
    "name": "henan-village-2026",
    "edition": "1.0",
    "kind": "plan",
    "extends": "village-law-2018",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
}
LAW = {
    "title__zh": "河南省村民委员会选举办法",
    "title__en": "Henan Village Election Measures",
    "in_force": "2020-01-01",
    "covers": ["village"],
}
VALUES: dict[str, dict[str, Any]] = {
    "proxy.per_holder": {"value": "3", "clause": "HN-16", "quote": "每一选民接受的委托不得超过三人"},
    "proxy.allowed": {"value": "yes", "clause": "HN-16"},
    "proxy.communities": {"value": "no", "clause": "HN-16"},
    "proxy.relations": {"value": "配偶\n父母\nChildren\n姑舅表亲", "clause": "HN-16"},
    "review.formal_candidates_published": {
        "value__sort": "before",
        "value__count": "5",
        "value__unit": "days",
        "value__event": "election_day",
        "clause": "HN-14",
    },
    "review.candidates_introduced": {"value__sort": "dates", "clause": "HN-14", "strength": "aim"},
    "preparation.audit_done": {"value__sort": "dates", "value__end": "2026-03-31", "clause": "HN-3"},
    "followup.training_done": {
        "value__sort": "within",
        "value__count": "3",
        "value__unit": "months",
        "value__event": "result_confirmed",
        "clause": "HN-30",
    },
    "count.village_committee.overvote": {"value": "position", "clause": "HN-20"},
    "count.representatives.quorum": {
        "value__passed": "more_than",
        "value__share": "1/2",
        "value__of": "electors",
        "value__measure": "returned",
        "clause": "HN-28",
        "proposed": "on",
        "note__zh": "办法未写，建议过半数",
        "note__en": "The text is silent; half is proposed",
    },
    "election_committee.size": {
        "value__min": "5",
        "value__max": "9",
        "clause": "HN-7",
        "strength": "soft",
        "approver": "镇党委",
        "amb": "AMB-01",
        "reading": "2",
    },
    "structure.women_share_village_committee": {"value": "3/10", "clause": "HN-2", "strength": "aim"},
    "voting.window": {"value__start": "2026-05-10", "value__end": "2026-05-20", "clause": "HN-18"},
    "scope.campaign_start": {"value": "2026-03-01", "clause": "HN-3"},
    "scope.village_committee_ordinal": {"value": "13", "clause": "HN-3"},
    "qualification.new_member": {
        "value__max_age": "55",
        "value__born_from": "1971-01-01",
        "clause": "HN-10",
        "strength": "soft",
    },
    "papers.voter_certificate": {"value": "选民证", "clause": "HN-12"},
}
AMBIGUITY = {
    "key": "AMB-01",
    "question__zh": "人数是否含主任",
    "question__en": "Whether the number includes the chair",
    "readings__0__zh": "不含",
    "readings__0__en": "It does not",
    "readings__1__zh": "含",
    "readings__1__en": "It does",
}


def both(name: str, zh: str, en: str) -> dict[str, str]:
    return {f"{name}__zh": zh, f"{name}__en": en}


PHASE = {
    "key": "work",
    **both("title", "组织选举", "Election"),
    **both("short", "选举", "Election"),
    "clause": "HN-3",
    "start": "2026-03-01",
    "end": "2026-06-30",
}
TASKS = [
    {
        "number": "1",
        "phase": "work",
        **both("title", "财务审计", "Audit"),
        "clause": "HN-3",
        "deadline": "preparation.audit_done",
        "who": "镇党委",
    },
    {
        "number": "2",
        "phase": "work",
        **both("title", "选民登记", "Registration"),
        "clause": "HN-11",
        "start": "2026-04-01",
        "end": "2026-04-20",
    },
]
GROUPS = [
    {
        "number": "1",
        "key": "prepare",
        "phase": "work",
        **both("title", "准备", "Preparation"),
        "tasks": ["1"],
    },
    {
        "number": "2",
        "key": "vote",
        "phase": "work",
        **both("title", "选举", "Vote"),
        "tasks": ["2"],
        "shown": ["roll_published"],
    },
]


def step(key: str, zh: str, en: str, **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "group": "2",
        **both("title", zh, en),
        "clause": "HN-3",
        "extender": "镇换届办",
        "who": "村（社区）选举工作人员",
        **more,
    }


STEPS = [
    step(
        "audit",
        "财务审计",
        "Audit",
        group="1",
        offline="on",
        closes__item="audit_done",
        event="audit_done",
        tasks=["1"],
    )
    | {
        "parts__0__key": "published",
        **both("parts__0__title", "公开审计结果", "Result made public"),
        "parts__0__clause": "HN-3",
    },
    step(
        "registration", "选民登记", "Registration", opens__item="task_02", closes__item="task_02", tasks=["2"]
    )
    | {
        "prerequisites__0__step": "audit",
        "prerequisites__0__clause": "HN-3",
        "prerequisites__0__strength": "soft",
    },
    step(
        "roll_publication",
        "公布选民名单",
        "Roll published",
        closes__item="roll_published",
        locks__item="roll_published",
        event="roll_published",
    )
    | {
        "prerequisites__0__step": "registration",
        "prerequisites__0__clause": "HN-12",
        "prerequisites__0__strength": "hard",
    },
    step("appeals", "申诉", "Objections", opens__event="roll_published", closes__item="roll_appeal_decided"),
    step(
        "formal_candidates", "公布正式候选人", "Formal candidates", locks__item="formal_candidates_published"
    ),
    step("voting", "投票", "Vote", opens__event="election_day", closes__event="election_day"),
    step(
        "count", "计票", "Count", opens__event="election_day", closes__event="election_day", closes__days="1"
    ),
    step(
        "result",
        "确认结果",
        "Result",
        opens__event="election_day",
        closes__item="result_published",
        event="result_confirmed",
    ),
]
ORDER = {"first": "roll_published", "then": "election_day", "clause": "HN-12", "strict": "on"}


class Desk:
    """An officer at the pages of one draft: opens a form, types, sends it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.url = ""

    def begin(self) -> None:
        answer = self.client.post("/rulebooks/new/", HEAD)
        assert answer.status_code == 302, answer.context["form"].errors
        self.url = answer["Location"]

    def type(self, place: str, typed: dict[str, Any]) -> None:
        form = self.client.get(self.url + place).context["form"]
        sent = {"version": form["version"].value(), "strength": "hard", **typed}
        answer = self.client.post(self.url + place, sent)
        assert answer.status_code == 302, (place, answer.context["form"].errors)

    def add(self, path: str, typed: dict[str, Any]) -> None:
        self.type(f"lists/{path}/new/", typed)

    def rules(self) -> Rulebook:
        return parse_rulebook(RulebookDraft.objects.get().text)


@pytest.fixture
def henan(township: User, client_of: Callable[[User], Client]) -> Desk:
    """The draft of a whole province, typed page by page."""
    desk = Desk(client_of(township))
    desk.begin()
    assert desk.client.post(desk.url + "lists/laws/new/", {"key": "HN"})["Location"].endswith("/laws/HN/")
    desk.type("laws/HN/", LAW)
    desk.add("ambiguities", AMBIGUITY)
    for path, typed in VALUES.items():
        desk.type(f"values/{path}/", typed)
    desk.add("phases", PHASE)
    for path, entries in (("tasks", TASKS), ("groups", GROUPS), ("steps", STEPS)):
        for entry in entries:
            desk.add(path, entry)
    desk.add("orders", ORDER)
    return desk


def test_a_province_is_entered_published_and_a_cycle_opened_under_it(
    henan: Desk, township: User, township_place: Division, village: Village
) -> None:
    draft = RulebookDraft.objects.get()
    sent = {"version": draft.changed_at.isoformat(), "reason": "省里的选举办法"}
    assert henan.client.post(henan.url + "publish/", sent).status_code == 302
    edition = RulebookEdition.objects.get(name="henan-village-2026")
    assert (edition.owner, edition.version) == (TOWNSHIP, "1.0")
    cycle = open_cycle(
        by=township,
        township=township_place,
        edition=edition,
        name="2026年换届",
        training=True,
        now=at(2026, 3, 1),
    )
    rules = cycle.rules
    calendar = build_calendar(rules, election_day=date(2026, 5, 15))
    assert calendar["roll_published"].not_after == date(2026, 4, 25)
    assert calendar["formal_candidates_published"].not_after == date(2026, 5, 10)
    assert calendar["task_01"].not_after == date(2026, 3, 31)
    assert calendar["training_done"].not_after == date(2026, 8, 15)
    windows = step_windows(calendar)
    assert windows["roll_publication"].locks == at(2026, 4, 26, 0)
    assert windows["count"].closes == at(2026, 5, 17, 0)
    assert windows["audit"].clause == "HN-3"
    assert cycle.elections.get().ordinal == 13
    assert rules.cite("HN-16", "zh") == "《河南省村民委员会选举办法》第十六条"


def test_what_was_typed_in_words_is_kept_as_codes_and_own_words_stay(henan: Desk) -> None:
    rules = henan.rules()
    assert rules.proxy.relations.value == ("spouse", "parent", "child", "姑舅表亲")
    assert rules.election_committee.size.approver == "township_party_committee"
    assert rules.step("audit").extender == "township_office"
    assert rules.step("audit").who == ("village_clerk",)


def test_every_kind_of_place_says_what_was_typed(henan: Desk) -> None:
    rules = henan.rules()
    assert rules.review.formal_candidates_published.value.model_dump(exclude_none=True) == {
        "days": 5,
        "before": "election_day",
    }
    assert rules.review.candidates_introduced.strength == Strength.AIM
    assert rules.count.representatives.quorum.proposed
    assert rules.count.representatives.quorum.note.zh == "办法未写，建议过半数"
    assert rules.election_committee.size.value.model_dump() == {"min": 5, "max": 9}
    assert rules.reading_of("AMB-01") == 2
    assert rules.qualification.new_member.value.born_from == date(1971, 1, 1)
    (needed,) = rules.step("registration").prerequisites
    assert (needed.step, needed.strength) == ("audit", Strength.SOFT)
    (part,) = rules.step("audit").parts
    assert part.title.zh == "公开审计结果"
    assert rules.step("audit").offline
    assert rules.orders[0].strict
    # not typed: the law's
    assert rules.roll.published.clause.startswith("VCOL")


def test_opening_every_form_and_sending_it_back_changes_nothing(henan: Desk) -> None:
    before = henan.rules()
    places = [f"values/{path}/" for path in VALUES]
    places += [f"lists/steps/{n}/" for n in range(1, len(STEPS) + 1)]
    places += [
        "lists/tasks/1/",
        "lists/groups/2/",
        "lists/phases/1/",
        "lists/orders/1/",
        "lists/ambiguities/1/",
        "laws/HN/",
    ]
    for place in places:
        form = henan.client.get(henan.url + place).context["form"]
        sent = {
            field.html_name: "on" if field.value() is True else field.value()
            for field in form
            if field.value() not in (None, False, "")
        }
        answer = henan.client.post(henan.url + place, sent)
        assert answer.status_code == 302, (place, answer.context["form"].errors)
    assert henan.rules() == before


def test_the_draft_reads_like_a_file_that_somebody_wrote(henan: Desk) -> None:
    text = RulebookDraft.objects.get().text
    assert text.startswith("# Written in the interface.\n")
    assert '\n[proxy.per_holder]\nvalue = 3\nclause = "HN-16"\n' in text
    assert tomllib.loads(text)["steps"][0]["parts"][0]["key"] == "published"
