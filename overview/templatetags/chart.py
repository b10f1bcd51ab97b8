"""What the chart of a journey writes beside its bars and on its axis."""

from datetime import date

from django import template
from django.utils.formats import date_format

from accounts.templatetags.interface import in_chinese
from elections.templatetags.schedule import span
from overview.queries.gantt import GanttRow

register = template.Library()


@register.filter
def span_words(row: GanttRow) -> str:
    """The days of a row: 12-14—12-20, —12-31, with the mark of an extension."""
    return span(row.first, row.last, row.more_time)


@register.filter
def month_name(value: date) -> str:
    """The month on the axis, with the year where it begins: 12月, 2021年1月."""
    if in_chinese():
        return f"{value.year}年{value.month}月" if value.month == 1 else f"{value.month}月"
    return date_format(value, "M Y" if value.month == 1 else "M")
