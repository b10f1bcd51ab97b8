"""What pages say of rulebooks beside their values."""

from django import template

from accounts.said import Said
from elections.rulebook import Rulebook, load_rulebook

register = template.Library()


@register.filter
def base_title(rules: Rulebook) -> str:
    """The title of the rulebook that this one stands on; nothing where it stands on none."""
    return str(Said(load_rulebook(rules.extends).title)) if rules.extends else ""
