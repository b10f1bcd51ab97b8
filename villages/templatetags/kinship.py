"""What relatives are called on pages."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from villages.enums import Relation
from villages.queries.kinship import PathStep
from villages.templatetags.names import person

register = template.Library()

STEPS: dict[tuple[str, str], Promise] = {
    ("spouse", "M"): pgettext_lazy("relative", "husband"),
    ("spouse", "F"): pgettext_lazy("relative", "wife"),
    ("spouse", ""): pgettext_lazy("relative", "spouse"),
    ("parent", "M"): pgettext_lazy("relative", "father"),
    ("parent", "F"): pgettext_lazy("relative", "mother"),
    ("parent", ""): pgettext_lazy("relative", "parent"),
    ("child", "M"): pgettext_lazy("relative", "son"),
    ("child", "F"): pgettext_lazy("relative", "daughter"),
    ("child", ""): pgettext_lazy("relative", "child"),
    ("sibling", "M"): pgettext_lazy("relative", "brother"),
    ("sibling", "F"): pgettext_lazy("relative", "sister"),
    ("sibling", ""): pgettext_lazy("relative", "sibling"),
    ("paternal_grandparent", "M"): pgettext_lazy("relative", "grandfather"),
    ("paternal_grandparent", "F"): pgettext_lazy("relative", "grandmother"),
    ("maternal_grandparent", "M"): pgettext_lazy("relative", "mother’s father"),
    ("maternal_grandparent", "F"): pgettext_lazy("relative", "mother’s mother"),
    ("sons_child", "M"): pgettext_lazy("relative", "grandson"),
    ("sons_child", "F"): pgettext_lazy("relative", "granddaughter"),
    ("daughters_child", "M"): pgettext_lazy("relative", "daughter’s son"),
    ("daughters_child", "F"): pgettext_lazy("relative", "daughter’s daughter"),
    ("lineal", "M"): pgettext_lazy("relative", "direct line"),
    ("lineal", "F"): pgettext_lazy("relative", "direct line"),
    ("collateral_three_generations", "M"): pgettext_lazy("relative", "collateral"),
    ("collateral_three_generations", "F"): pgettext_lazy("relative", "collateral"),
    ("close_in_law", "M"): pgettext_lazy("relative", "in-law"),
    ("close_in_law", "F"): pgettext_lazy("relative", "in-law"),
}


@register.filter
def relative(relation: str, sex: str = "") -> str:
    """What a relative is called, short, by the sex: father, granddaughter."""
    return str(STEPS.get((relation, sex), ""))


@register.filter
def relation_name(code: str) -> str:
    """The full name of a relation."""
    return str(Relation(code).label)


@register.filter
def step_told(step: PathStep) -> str:
    """One step of the way to a relative: whom it leads to, and what that person is to the one before."""
    name = person(step.resident.name) if step.resident else pgettext("relative", "not listed")
    told = pgettext("one step of a kinship", "%(relation)s %(name)s")
    return told % {"relation": relative(step.tie, step.sex), "name": name}
