from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.utils import translation

from accounts.models import User
from elections.enums import State
from tests.cast import at


def told(template: str, language: str = "zh-hans", **context: object) -> str:
    with translation.override(language):
        return Template(template).render(Context({"user": AnonymousUser(), **context}))


@pytest.mark.parametrize(
    ("template", "zh", "en"),
    [
        ("{{ d|day }}", "1月20日", "20 Jan"),
        ("{{ d|full_day }}", "2021年1月20日", "20 Jan 2021"),
        ("{{ d|weekday }}", "周三", "Wed"),
        ("{{ d|long_day }}", "2021年1月20日 周三", "Wed 20 Jan 2021"),
        ("{{ d|axis_day }}", "1-20", "20 Jan"),
        ("{{ m|moment }}", "12月28日 16:40", "28 Dec 16:40"),
        ("{{ m|clock }}", "16:40", "16:40"),
        ("{{ nothing|day }}{{ nothing|moment }}{{ nothing|weekday }}{{ nothing|long_day }}", "", ""),
    ],
)
def test_days_are_written_in_the_way_of_the_language(template: str, zh: str, en: str) -> None:
    facts = {"d": date(2021, 1, 20), "m": at(2020, 12, 28, 16, 40), "nothing": None}
    assert told(template, "zh-hans", **facts) == zh
    assert told(template, "en", **facts) == en


def test_a_moment_is_told_on_the_clock_of_shanghai() -> None:
    assert told("{{ m|moment }}", m=datetime(2020, 12, 31, 20, tzinfo=UTC)) == "1月1日 04:00"


def test_a_bilingual_text_follows_the_page() -> None:
    text = {"zh": "选民登记", "en": "Voter registration"}
    assert told("{{ text|said }}", text=text) == "选民登记"
    assert told("{{ text|said }}", "en", text=text) == "Voter registration"
    assert told("{{ nothing|said }}", nothing=None) == ""


def test_chinese_words_are_marked_on_an_english_page_and_escaped() -> None:
    assert told("{{ w|words }}", "en", w="会议<b>") == '<span lang="zh-Hans">会议&lt;b&gt;</span>'
    assert told("{{ w|words }}", w="会议") == "会议"
    assert told("{{ w|words }}", "en", w="meeting") == "meeting"


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_sign_and_a_word_in_both_languages(state: State) -> None:
    for language in ("zh-hans", "en"):
        mark = told("{% state code 2 %}", language, code=state.value)
        assert f"#s-{state.value}" in mark
        assert f'class="st {state.value}"' in mark
        assert len(mark.split("<span>")[1]) > len("</span></span>")


@pytest.mark.parametrize(
    ("code", "number", "words"),
    [
        ("late", 1, "1 day late"),
        ("late", 1200, "1,200 days late"),
        ("soon", 0, "Today"),
        ("soon", 1, "Tomorrow"),
        ("soon", 2, "2 days left"),
        ("open", 0, "Open"),
        ("wait", 0, "Waiting since today"),
        ("back", 1, "Returned once"),
        ("done", None, "Done"),
        ("off", None, "Not open"),
    ],
)
def test_a_state_tells_its_number_in_words(code: str, number: int | None, words: str) -> None:
    assert told("{% state_words code number %}", "en", code=code, number=number) == words


def test_a_clause_leads_an_officer_to_the_rulebook_and_a_visitor_nowhere(clerk: User) -> None:
    assert told('{% clause "A-ROLL-17" %}') == '<span class="clause">A-ROLL-17</span>'
    chip = told('{% clause "A-ROLL-17" %}', user=clerk)
    assert 'href="/rulebook/#A-ROLL-17"' in chip


def test_a_statute_has_a_double_frame_and_no_clause_no_chip() -> None:
    assert 'class="clause law"' in told('{% clause "VCOL-15.2" %}')
    assert 'class="clause law"' in told('{% clause "组织法第十五条" %}')
    assert 'lang="zh-Hans"' in told('{% clause "组织法第十五条" %}', "en")
    assert told("{% clause nothing %}", nothing=None) == ""


def test_an_identity_number_shows_its_ends_only() -> None:
    assert told("{{ n|mask_id }}", n="430423197801013211") == "4304**********3211"
    assert told("{{ n|mask_id }}", n="3211") == "**************3211"


@pytest.mark.parametrize(
    ("template", "zh", "en"),
    [
        ("{{ '王建国'|person }}", "王建国", "Wang Jianguo"),
        ("{{ '棠兴村'|place }}", "棠兴村", "Tangxing Village"),
        ("{{ '长青社区'|place }}", "长青社区", "Changqing Community"),
        ("{{ '白果镇'|place }}", "白果镇", "Baiguo Town"),
        ("{{ '衡山县'|place }}", "衡山县", "Hengshan County"),
        ("{{ '棠兴村'|place_stem }}", "棠兴村", "Tangxing"),
    ],
)
def test_names_follow_the_page(template: str, zh: str, en: str) -> None:
    assert told(template) == zh
    assert told(template, "en") == en
