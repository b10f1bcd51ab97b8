"""The words and marks every page is written with; loaded in all templates."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from accounts.said import Said

register = template.Library()

ID_NUMBER_LENGTH = 18
STATUTE = re.compile(r"^([A-Z]{2,})-(.+)$")
HAN = re.compile(r"[\u2e80-\u9fff]")


def in_chinese() -> bool:
    """Whether the page is told in Chinese."""
    return (get_language() or "zh").startswith("zh")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign of the sprite; always beside a word, so hidden from screen readers."""
    return format_html(
        '<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons/sprite.svg"), name
    )


# --- grounds


@register.simple_tag(takes_context=True)
def clause(context: template.Context, code: str | None) -> SafeString | str:
    """The ground of a demand as a chip; for officers it leads to the place in the rulebook. Nothing for no clause."""
    if not code:
        return ""
    statute = STATUTE.match(code)
    css = "clause law" if statute or HAN.search(code) else "clause"
    label = f"{_law_name(statute[1])} {statute[2]}" if statute else code
    words = format_html('<span lang="zh-Hans">{}</span>', label) if _is_foreign(label) else label
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return format_html('<span class="{}">{}</span>', css, words)
    return format_html('<a class="{}" href="{}#{}">{}</a>', css, reverse("elections:rulebook"), code, words)


def _law_name(key: str) -> str:
    """The short name of a law that clauses are cited from; its key where no name is known."""
    names = {
        "VCOL": pgettext("law", "Village Committee Law"),
        "UCOL": pgettext("law", "Residents Committee Law"),
    }
    return names.get(key, key)


def _is_foreign(text: str) -> bool:
    return not in_chinese() and bool(HAN.search(text))


# --- states


@register.simple_tag
def state(code: str, number: int | None = None, css: str = "") -> SafeString:
    """A state by shape, word and number. `number` is days left, late or waiting, or times returned."""
    return format_html(
        '<span class="st {}{}">{}<span>{}</span></span>',
        code,
        f" {css}" if css else "",
        icon(f"s-{code}"),
        state_words(code, number),
    )


@register.simple_tag
def state_words(code: str, number: int | None = None) -> str:
    """The words of a state: 逾4天, 还有2天, 等1天; the bare word where there is no number."""
    if number is None or (number == 0 and code not in ("soon", "wait")):
        return _state_name(code)
    told = {
        "late": lambda: _counted(number, _("1 day late"), _("%(n)s days late")),
        "soon": lambda: _days_left(number),
        "open": lambda: _days_left(number),
        "wait": lambda: _("Waiting since today") if number == 0 else _counted(number, *_waiting()),
        "back": lambda: _counted(number, _("Returned once"), _("Returned %(n)s times")),
    }
    return told[code]() if code in told else _state_name(code)


def _state_name(code: str) -> str:
    return {
        "late": pgettext("state", "Late"),
        "back": pgettext("state", "Returned"),
        "soon": pgettext("state", "Due soon"),
        "wait": pgettext("state", "Waiting"),
        "open": pgettext("state", "Open"),
        "done": pgettext("state", "Done"),
        "off": pgettext("state", "Not open"),
        "na": pgettext("state", "N/A"),
    }[code]


def _waiting() -> tuple[str, str]:
    return _("Waiting 1 day"), _("Waiting %(n)s days")


def _days_left(number: int) -> str:
    near = {0: _("Today"), 1: _("Tomorrow")}
    return near.get(number) or _("%(n)s days left") % {"n": number}


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else many % {"n": f"{number:,}"}


# --- days and words


@register.filter
def said(text: Any) -> str:
    """A bilingual text (zh and en as keys or attributes) in the active language; other texts as they are."""
    if text is None or text == "":
        return ""
    bilingual = isinstance(text, Mapping) or (hasattr(text, "zh") and hasattr(text, "en"))
    return str(Said(text)) if bilingual else str(text)


@register.filter
def day(value: date | None) -> str:
    """1月20日, 20 Jan."""
    return _dated(value, "MONTH_DAY_FORMAT")


@register.filter
def full_day(value: date | None) -> str:
    """2021年1月20日, 20 Jan 2021."""
    return _dated(value, "DATE_FORMAT")


@register.filter
def weekday(value: date | None) -> str:
    """周三, Wed."""
    if not value:
        return ""
    return _weekdays()[_here(value).weekday()]


def _weekdays() -> tuple[str, ...]:
    return (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )


@register.filter
def long_day(value: date | None) -> str:
    """2020年12月29日 周二, Tue 29 Dec 2020."""
    parts = {"day": full_day(value), "weekday": weekday(value)}
    return pgettext("a day with its weekday", "%(weekday)s %(day)s") % parts if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """12月28日 16:40, 28 Dec 16:40."""
    return f"{day(value)} {_here(value):%H:%M}" if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """The time of day: 16:40."""
    return f"{_here(value):%H:%M}" if value else ""


@register.filter
def axis_day(value: date | None) -> str:
    """The short form of tables and axes: 12-28, 1-04; 28 Dec in English."""
    if not value:
        return ""
    here = _here(value)
    return f"{here.month}-{here.day:02}" if in_chinese() else day(here)


def _dated(value: date | None, style: str) -> str:
    return date_format(_here(value), style) if value else ""


def _here(value: Any) -> Any:
    return localtime(value) if isinstance(value, datetime) else value


@register.filter
def words(text: Any) -> SafeString | str:
    """What somebody wrote in Chinese, marked as such on an English page."""
    plain = "" if text is None else str(text)
    return format_html('<span lang="zh-Hans">{}</span>', plain) if _is_foreign(plain) else plain


@register.filter
def mask_id(number: str) -> str:
    """An identity number, or its last four places, with the middle hidden: 4304**********3211."""
    shown = number[:4] if len(number) == ID_NUMBER_LENGTH else ""
    return shown + "*" * (ID_NUMBER_LENGTH - len(shown) - 4) + number[-4:]
