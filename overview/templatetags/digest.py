"""What a digest says, from its data, in the language of who reads it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.templatetags.interface import day
from villages.templatetags.names import place, place_stem

register = template.Library()
Line = Mapping[str, Any]
Told = Mapping[str, list[Line]]


@register.filter
def digest_parts(told: Told) -> list[tuple[str, str | Promise, list[Line]]]:
    """The parts of a digest that say something, in order: key, title, lines."""
    titles = {
        "late": pgettext("matters", "Late"),
        "soon": _("Due within three days"),
        "waiting": _("Waiting for you"),
        "opens": _("Opens today"),
    }
    return [(key, title, told[key]) for key, title in titles.items() if told.get(key)]


@register.simple_tag
def digest_sentence(told: Told) -> str:
    """The digest in one sentence: 逾期3件，临期2件，等您办1件，今天开始1件."""
    counts = {key: len(told.get(key, [])) for key in ("late", "soon", "waiting", "opens")}
    words = {
        "late": _("%(n)s late"),
        "soon": _("%(n)s due within three days"),
        "waiting": _("%(n)s waiting for you"),
        "opens": _("%(n)s opening today"),
    }
    return pgettext("facts", ", ").join(words[key] % {"n": n} for key, n in counts.items() if n)


@register.filter
def digest_place(line: Line) -> str:
    """棠兴村, or 棠兴村等3村."""
    if line["villages"] == 1:
        return place(line["place"])
    return _("%(village)s and others, %(n)s villages") % {
        "village": place_stem(line["place"]),
        "n": line["villages"],
    }


@register.filter
def digest_day(line: Line) -> str:
    """The last day, or the day until which time is asked for; empty where no day counts."""
    if not line["day"]:
        return ""
    shown = day(date.fromisoformat(line["day"]))
    if line["why"]:
        return _("asks for time until %(day)s:") % {"day": shown}
    return _("Last day %(day)s, 24:00.") % {"day": shown}
