"""What is told of a file that is not a count: every fault with its path, in both languages."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Fault(NamedTuple):
    """One fault. `path` names the field: `boxes.0.ballots.3.marks.chair`; empty for the whole."""

    path: str
    zh: str
    en: str


class NotACount(ValueError):
    """The input is no count. `faults` lists all that is wrong with its fields."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(f"{fault.path}: {fault.en}" for fault in self.faults))


# By the type of pydantic's error, and by the codes that this package raises itself.
SENTENCES: dict[str, tuple[str, str]] = {
    "missing": ("缺少这一项", "is missing"),
    "extra_forbidden": ("没有这个字段", "is not a field of a count"),
    "invalid_key": ("字段名应为文本", "a field's name must be text"),
    "int_type": ("应为整数", "must be a whole number"),
    "bool_type": ("应为 true 或 false", "must be true or false"),
    "string_type": ("应为文本", "must be text"),
    "string_unicode": ("含有不成字的编码", "holds a code that is no character"),
    "string_too_short": ("不能为空", "must not be empty"),
    "string_pattern_mismatch": ("写法不对", "is not written as it must be"),
    "list_type": ("应为列表", "must be a list"),
    "too_short": ("至少应有{min_length}项", "must have at least {min_length} items"),
    "too_long": ("至多可有{max_length}项", "must have at most {max_length} items"),
    "dict_type": ("应为对象", "must be an object"),
    "model_type": ("应为对象", "must be an object"),
    "literal_error": ("只能是{expected}", "must be {expected}"),
    "greater_than_equal": ("不得小于{ge}", "must not be less than {ge}"),
    "less_than_equal": ("不得大于{le}", "must not be more than {le}"),
    "json": ("不是JSON：{reason}", "is not JSON: {reason}"),
    "key_twice": ("字段“{key}”出现两次", "the field “{key}” is given twice"),
    "fraction": ("应为“4/5”这样的分数，不小于0，不大于1", "must be a fraction such as “4/5”, from 0 to 1"),
    "one_bound": ("more_than与at_least应有且只有一项", "must have either more_than or at_least"),
    "one_rule": ("rule与rulebook应有且只有一项", "must have either rule or rulebook"),
    "no_rulebook": ("规则库中没有适用的“{name}”", "there is no rulebook “{name}” for this body and round"),
    "one_content": ("ballots与totals应有且只有一项", "must have either ballots or totals"),
    "write_in_id": ("候选人编号不得以“w:”开头", "a candidate's id must not start with “w:”"),
    "same_id": ("编号“{id}”重复", "the id “{id}” stands there twice"),
    "no_candidate": ("候选人中没有“{id}”", "there is no candidate “{id}”"),
    "kin_of_self": ("亲属关系应为两个人", "a pair of relatives must be two persons"),
    "present_needed": ("规则按到会人数计算，应填到会人数", "the rule asks for the attendance"),
}
OTHER = ("这一项不正确", "is not right")


def fault(path: Iterable[str | int], code: str, facts: Mapping[str, Any] | None = None) -> Fault:
    """The fault with its sentences; an unknown code gets a general one."""
    zh, en = SENTENCES.get(code, OTHER)
    values = dict(facts or {})
    in_zh = {**values, "expected": str(values.get("expected")).replace(" or ", "或")}
    return Fault(".".join(map(str, path)), zh.format(**in_zh), en.format(**values))
