"""What is wrong with a rulebook: a sentence in both languages, with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from elections.rulebook.value import Text


class Fault(NamedTuple):
    """One fault: the path of its place (empty where it is the whole file), and the sentence."""

    path: str
    text: Text

    def __str__(self) -> str:
        return f"{self.path}: {self.text.en}" if self.path else self.text.en

    def told(self, chinese: bool) -> str:
        """The fault with its place, in one language."""
        sentence = self.text.zh if chinese else self.text.en
        return f"{self.path}{'：' if chinese else ': '}{sentence}" if self.path else sentence


class Unfit(ValueError):
    """A value that cannot be: raised by the model's own validators, told in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh=zh, en=en)


class Inconsistent(ValueError):
    """Parts of a rulebook that do not go together, each with its place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(map(str, self.faults)))


# Pydantic's own sentences are English; the Chinese ones go by the type of the fault.
CHINESE = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "literal_error": "不是可选的值，应为{expected}",
    "enum": "不是可选的值，应为{expected}",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "bool_type": "应为true或false",
    "bool_parsing": "应为true或false",
    "less_than_equal": "不能大于{le}",
    "greater_than_equal": "不能小于{ge}",
    "string_type": "应为带引号的文字",
    "string_too_short": "不能为空",
    "string_too_long": "不能超过{max_length}个字符",
    "string_pattern_mismatch": "写法不合要求（{pattern}）",
    "date_type": "应为日期，如2021-01-20",
    "date_parsing": "应为日期，如2021-01-20",
    "date_from_datetime_parsing": "应为日期，如2021-01-20",
    "date_from_datetime_inexact": "应为日期，如2021-01-20",
    "model_type": "应为一组取值",
    "dict_type": "应为一组取值",
    "tuple_type": "应为列表",
}
ANY = "取值不合要求"


def faults_of(error: dict[str, Any]) -> list[Fault]:
    """The faults in one entry of a pydantic error."""
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, Inconsistent):
        return cause.faults
    path = ".".join(str(part) for part in error["loc"])
    text = cause.text if isinstance(cause, Unfit) else _translated(error)
    if error["type"] == "missing":
        return [Fault(path, text)]
    given = f"{error['input']!r:.60}"
    return [Fault(path, Text(zh=f"{text.zh}（现为：{given}）", en=f"{text.en} (given: {given})"))]


def _translated(error: dict[str, Any]) -> Text:
    english = str(error["msg"]).removeprefix("Value error, ")
    chinese = CHINESE.get(error["type"], ANY).format_map(_Known(error.get("ctx", {})))
    return Text(zh=chinese, en=english)


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""
