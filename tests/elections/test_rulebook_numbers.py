"""No rule stands outside the rulebooks: no term, age, share or limit of the law in any module or page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("villages", "elections", "voting", "candidates", "overview")
# What tells no rule: tables as they once were, and the people and figures of the demo.
APART = {"migrations", "demo", "rehearsal"}
# What looks like a rule and is none.
ALLOWED = {
    (
        "elections/states.py",
        "SOON_DAYS = 3",
    ): "when a step is shown as due soon is the interface's, not the law's",
    ("voting/tally/phrases.py", "a fixed Fraction"): "a half has a word of its own",
}

# The terms, ages and limits that the plans and laws set.
TERMS = {2, 3, 5, 7, 10, 15, 20, 30}
AGES = {18, 35, 45, 50, 55, 57, 60}
LIMITS = {2, 3, 5, 7, 9, 10, 15, 20, 30, 50, 100}
# Names that say what a number next to them would be.
COUNTED = re.compile(
    r"(?<!week)days?$|years?$|months$|_age$|^age$|prox|principal|deadline|turnout|quorum|notice|posted"
)
CONSTANT = re.compile(r"\w_DAYS$|(?:^|_)AGE(?:_|$)|PROXIES|PRINCIPALS|TURNOUT|QUORUM|MAJORITY|APPEAL|NOTICE")
SHARE = re.compile(r"[1-9]/[2-9]")
NUMBER = r"(?:[2-9]|\d{2,}|[二三五七十]|二十|三十|十五)"
SENTENCE = re.compile(
    rf"{NUMBER}(?:个工作)?[日天](?:前|内|以内|以前|之内)"
    r"|(?:\d+|十八|五十|四十五|三十五)周?岁(?:以上|以下)"
    r"|不[得应超]*过(?:\d+|[二三五七九十]+)[人名]"
    r"|(?<![+\d])\b(?:[2-9]|\d{2,}|five|seven|ten|twenty) (?:working )?(?:days|months) (?:before|after|from|of|within)"
)


def modules() -> list[Path]:
    found = (path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(path for path in found if not APART & {*path.parts})


def named(node: ast.expr) -> str:
    """The last name in an expression: `rule.days`, `days(rule)` and `len(rule.days)` are called days."""
    if isinstance(node, ast.Call):
        return named(node.args[0] if named(node.func) == "len" and node.args else node.func)
    return str(getattr(node, "attr", getattr(node, "id", "")))


def number(node: ast.expr | None) -> int | None:
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def rules_in(source: str) -> Iterator[tuple[int, str]]:
    """Each place that looks like a rule of law, with its line."""
    tree = ast.parse(source)
    harmless = {id(part) for node in ast.walk(tree) for part in _harmless(node)}
    for node in ast.walk(tree):
        if id(node) in harmless:
            continue
        if isinstance(node, ast.Call):
            yield from _in_call(node)
        elif isinstance(node, ast.Compare):
            yield from _in_comparison(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _in_assignment(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if SHARE.fullmatch(node.value):
                yield node.lineno, f"share {node.value!r}"
            elif found := numbers_in_words(node.value):
                yield node.lineno, f"sentence {found!r}"


def _harmless(node: ast.AST) -> list[ast.expr]:
    """A week is a week; and a share that a rule is only asked to be equal to decides nothing."""
    if isinstance(node, ast.Assign) and named(node.targets[0]) == "WEEK":
        return [node.value]
    if isinstance(node, ast.Compare) and all(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
        return [side for side in (node.left, *node.comparators) if isinstance(side, ast.Call)]
    return []


def numbers_in_words(text: str) -> str | None:
    """The first term, age or limit in a sentence of either language; None if it tells none."""
    found = SENTENCE.search(text)
    return found[0] if found else None


def _in_call(node: ast.Call) -> Iterator[tuple[int, str]]:
    name = named(node.func)
    if name == "timedelta":
        days = next((k.value for k in node.keywords if k.arg == "days"), node.args[0] if node.args else None)
        if number(days) in TERMS:
            yield node.lineno, f"timedelta of {number(days)} days"
    if name == "Fraction" and len(node.args) == 2 and all(number(a) for a in node.args):
        yield node.lineno, "a fixed Fraction"


def _in_comparison(node: ast.Compare) -> Iterator[tuple[int, str]]:
    sides = [node.left, *node.comparators]
    numbers = {n for side in sides if (n := number(side)) is not None}
    names = [name for side in sides if (name := named(side))]
    if numbers & (LIMITS | AGES) and any(COUNTED.search(name) for name in names):
        yield node.lineno, f"{' '.join(names)} compared with {sorted(numbers)}"
    elif numbers & AGES and any("year" in name or "age" in name.split("_") for name in names):
        yield node.lineno, f"an age compared with {sorted(numbers)}"


def _in_assignment(node: ast.Assign | ast.AnnAssign) -> Iterator[tuple[int, str]]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for name in (named(target) for target in targets):
        if CONSTANT.search(name) and name.isupper() and number(node.value) in LIMITS | AGES:
            yield node.lineno, f"{name} = {number(node.value)}"


def test_the_shelves_are_found() -> None:
    assert len(modules()) > 250


def test_no_module_holds_a_number_of_the_law() -> None:
    faults = [
        f"{module}:{line} {what}"
        for module in modules()
        for line, what in rules_in((ROOT / module).read_text(encoding="utf-8"))
        if (str(module), what) not in ALLOWED
    ]
    assert faults == []


def test_what_is_allowed_still_stands_there() -> None:
    found = {
        (str(module), what)
        for module in modules()
        for _line, what in rules_in((ROOT / module).read_text(encoding="utf-8"))
    }
    assert found == set(ALLOWED)


def test_no_page_and_no_paper_tells_a_term_an_age_or_a_limit() -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{number} {found}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := numbers_in_words(line))
    ]
    assert faults == []


@pytest.mark.parametrize(
    "line",
    [
        "last = day - timedelta(days=20)",
        "last = day + timedelta(5)",
        "if years < 18: pass",
        "if len(proxies) > 5: pass",
        "if notice.days >= 7: pass",
        "THRESHOLD = Fraction(4, 5)",
        "quorum = '4/5'",
        "APPEAL_DAYS = 5",
        "text = '选举日的二十日前公布'",
        "text = '每一选民接受委托不得超过3人'",
        "text = '年满18周岁以上的村民'",
        "text = _('The roll is posted 20 days before the vote.')",
    ],
)
def test_a_rule_written_into_code_is_noticed(line: str) -> None:
    assert list(rules_in(line))


@pytest.mark.parametrize(
    "line",
    [
        "tomorrow = day + timedelta(days=1)",
        "last = day - timedelta(days=rule.days)",
        "if years < rule.value: pass",
        "if len(rows) > 5: pass",
        "PAGE = 50",
        "if share.numerator == 1: pass",
        "if rule.more_than == Fraction(1, 2): pass",
        "WEEK = timedelta(days=7)",
        "text = '选举结果经过半数通过'",
        "text = f'{days}日前公布'",
        "if len(month) == 7: pass",
    ],
)
def test_what_is_no_rule_is_left_alone(line: str) -> None:
    assert not list(rules_in(line))
