"""The paper that hangs in a village office: the whole journey with its dates."""

from django.utils.translation import gettext_lazy as _

from overview.papers import of_journey
from voting.papers import paper

paper(
    "wall_calendar",
    _("Wall calendar of the journey"),
    of_journey.wall_calendar,
    of_journey.dated_elections,
    place=5,
)
