"""What a value can be: exact shares, ranges, thresholds, spans of days, and deadlines."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from elections.rulebook.faults import Unfit
from elections.rulebook.value import Strict

# More than any election knows, and less than a date of today could not bear.
CENTURY = 36525


def _exact(raw: Any) -> Any:
    if isinstance(raw, Fraction):
        return raw
    if not isinstance(raw, str):
        raise Unfit('比例写成带引号的分数，如"4/5"', 'write a share as a fraction in quotes, such as "4/5"')
    try:
        return Fraction(raw)
    except (ValueError, ZeroDivisionError) as error:
        raise Unfit(f'{raw!r}不是分数，应如"4/5"', f'{raw!r} is no fraction such as "4/5"') from error


Ratio = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(lambda share: f"{share.numerator}/{share.denominator}", return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d+/\d+$"}),
]


class Range(Strict):
    """A number of things, both ends included; an open end is left out."""

    min: int | None = None
    max: int | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Range:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise Unfit(f"下限{self.min}大于上限{self.max}", f"min {self.min} is above max {self.max}")
        return self

    def __contains__(self, number: int) -> bool:
        return (self.min is None or number >= self.min) and (self.max is None or number <= self.max)


def reversed_span(start: dt.date, end: dt.date) -> Unfit:
    """What is wrong with days that begin after they end."""
    return Unfit(f"开始{start}晚于截止{end}", f"starts on {start}, after it ends on {end}")


class Span(Strict):
    """Days from `start` through `end`, both included; an open end is left out."""

    start: dt.date | None = None
    end: dt.date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Span:
        if self.start and self.end and self.start > self.end:
            raise reversed_span(self.start, self.end)
        return self

    def __contains__(self, day: dt.date) -> bool:
        return (self.start is None or day >= self.start) and (self.end is None or day <= self.end)


class Days(Span):
    """A span with both ends."""

    start: dt.date
    end: dt.date


class Threshold(Strict):
    """A share that must be passed (`more_than`) or reached (`at_least`), of a named whole; compared exactly.

    `of` is what the share is taken of, `measure` what is compared with it where it is not plain (a quorum).
    """

    of: Literal["electors", "present", "returned", "valid", "members", "seats"]
    measure: Literal["present", "returned"] | None = None
    more_than: Ratio | None = None
    at_least: Ratio | None = None

    @model_validator(mode="after")
    def _one_share(self) -> Threshold:
        if (self.more_than is None) == (self.at_least is None):
            raise Unfit("more_than和at_least只能写一个", "give either more_than or at_least")
        return self

    @property
    def share(self) -> Fraction:
        given = self.more_than if self.at_least is None else self.at_least
        assert given is not None
        return given

    def met(self, have: int, whole: int) -> bool:
        """Whether `have` of `whole` passes; no rounding."""
        left, right = have * self.share.denominator, whole * self.share.numerator
        return left >= right if self.at_least is not None else left > right

    def need(self, whole: int) -> int:
        """The smallest whole number that passes."""
        exact = self.share * whole
        return -(-exact.numerator // exact.denominator) if self.at_least is not None else int(exact) + 1


class Age(Strict):
    """An age limit and, where the text fixes it, the earliest birth date (included)."""

    max_age: int
    born_from: dt.date | None = None


class Band(Strict):
    """How many persons go with a population; both ends of either range included."""

    kind: Literal["village", "community"] = "village"
    population: Range
    persons: Range


class ClassSeats(Strict):
    """How many seats a body has in a place of a class that the jurisdiction assigns (AMB-12).

    `persons` is the usual range, `most` the number that may not be passed even with a reason.
    """

    body: Literal["party_committee", "committee"]
    place_class: str
    kinds: tuple[Literal["village", "community"], ...] = ("village", "community")
    persons: Range
    most: int | None = None


Count = Annotated[int, Field(le=CENTURY)]


class Deadline(Strict):
    """When something must be done.

    A count of days, working days or months, `before` an event (the latest day), `within` it (the last day),
    or of a public `notice` posted on it; or fixed days, `start` and `end`. `since` is an event before which
    it cannot be done; it stands with a count before, or with fixed days. With nothing given the text demands
    the act but names no day.
    """

    days: Count | None = None
    working_days: Count | None = None
    months: Annotated[int, Field(le=CENTURY // 31)] | None = None
    before: str | None = None
    within: str | None = None
    notice: str | None = None
    since: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None

    @model_validator(mode="after")
    def _one_sort(self) -> Deadline:
        counts = [c for c in (self.days, self.working_days, self.months) if c is not None]
        anchors = [a for a in (self.before, self.within, self.notice) if a is not None]
        if len(counts) > 1 or len(anchors) > 1 or len(counts) != len(anchors):
            raise Unfit(
                "数目（days、working_days、months）和before、within、notice各写一个，须同时写",
                "give one count (days, working_days or months) with one of before, within or notice",
            )
        if counts and (counts[0] < 0 or self.start or self.end):
            raise Unfit(
                "数目不能为负，也不能与start、end同时写",
                "a count is not negative and stands without start and end",
            )
        if self.start and self.end and self.start > self.end:
            raise reversed_span(self.start, self.end)
        if self.since and (self.within or self.notice or self.start):
            raise Unfit(
                "since只能与before或end同时写，其他写法已写明何时开始",
                "since stands with before or end: anything else says itself when it begins",
            )
        return self

    @property
    def count(self) -> int | None:
        return next((c for c in (self.days, self.working_days, self.months) if c is not None), None)

    @property
    def unit(self) -> Literal["days", "working_days", "months", "date"]:
        if self.working_days is not None:
            return "working_days"
        if self.months is not None:
            return "months"
        return "days" if self.days is not None else "date"

    @property
    def counted(self) -> Literal["before", "within", "notice"] | None:
        """How the count stands to its anchor."""
        if self.anchor is None:
            return None
        return "before" if self.before else "within" if self.within else "notice"

    @property
    def anchor(self) -> str | None:
        return self.before or self.within or self.notice
