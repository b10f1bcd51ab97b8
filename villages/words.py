"""What the particulars of people and places are called on pages: one word for forms, lists and histories."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELDS: dict[str, Any] = {
    # of a person
    "name": pgettext_lazy("person", "Name"),
    "group": _("Group"),
    "household": _("Household number"),
    "relation": _("Relation to the head"),
    "sex": _("Sex"),
    "birth_date": _("Birth date"),
    "nation": _("Nationality"),
    "education": _("Education"),
    "id_number": _("Identity number"),
    "id_last4": _("Identity number"),
    "lives_here": _("Lives here"),
    "registered_here": _("Registered here"),
    "registered_at": _("Registered at"),
    "residence_since": _("Living or working here since"),
    "contact": _("Contact when away"),
    "left_on": _("Left on"),
    "left_why": _("Left because"),
    # of a place
    "kind": pgettext_lazy("place", "Kind"),
    "place_class": _("Class of the place"),
    "population": _("Population"),
    "collective_income": _("Collective income last year (yuan)"),
    "remote": _("Remote"),
    "scattered": _("Scattered dwellings"),
    "complexity": _("Expected difficulty of the election"),
    "linked_cadre": _("Linked cadre"),
    "closed_on": _("No more since"),
    # of a Party member
    "organisation": _("Branch"),
    "joined_on": _("Joined on"),
    "probationary": _("Probationary"),
    "formal_on": _("Formal member since"),
    "away": _("Away from the place"),
    "discipline": pgettext_lazy("of a Party member", "Discipline"),
    "discipline_until": _("Its influence ends on"),
    # of a cadre
    "body": _("Body"),
    "post": _("Post"),
    "since": pgettext_lazy("of a post", "Since"),
    "until": pgettext_lazy("of a post", "Until"),
    "term": _("Term"),
    "duty": _("Duty"),
    "appraisals": _("Appraisals"),
    # of an audit
    "state": _("State"),
    "finding": pgettext_lazy("audit", "Finding"),
    "settled_on": _("Settled on"),
}
