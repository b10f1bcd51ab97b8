"""How particulars of people and places are told on pages."""

from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format, localize
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.templatetags.interface import words
from villages.words import FIELDS

register = template.Library()


@register.filter
def field_word(name: str) -> str:
    """What a field is called."""
    return str(FIELDS[name])


@register.filter
def field_value(value: Any) -> SafeString | str:
    """A value of a register: a day, a yes or no, a number, somebody's words; a dash for nothing."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return localize(value) if isinstance(value, int) else words(value)
