"""The chart of a village's journey as a print in A3: the picture of the page, under a head of its own."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from documents.typeset import typeset
from documents.typeset.fonts import SANS
from elections.models import Election
from overview.queries.gantt import Gantt

STYLES = Path(settings.BASE_DIR) / "static" / "paper"
# A drawing takes one family, not a list.
FONT = f'.chart text {{ font-family: "{SANS[0]}" }}'


def print_chart(election: Election, chart: Gantt, now: datetime) -> bytes:
    """The PDF of a chart in the active language."""
    context = {"election": election, "gantt": chart, "now": now}
    html = render_to_string("overview/print/gantt.html", context)
    return typeset(html, pictures={"chart.svg": picture_of(chart)})


def picture_of(chart: Gantt) -> bytes:
    """The chart as a drawing that brings its own style."""
    context = {"gantt": chart, "css": style_of("gantt.css")}
    return render_to_string("overview/gantt/picture.html", context).encode()


def style_of(*names: str) -> SafeString:
    """Style sheets of static/paper as one text, for a drawing that must bring them along."""
    sheets = [(STYLES / name).read_text(encoding="utf-8") for name in names]
    return mark_safe("\n".join([*sheets, FONT]))  # noqa: S308 - our own files
