"""A rulebook's codes of proxies, as people say them."""

from django import template

from accounts.said import Said
from elections.rulebook.wording import word
from voting.services.proxy_checks import MEDIUM, RELATION

register = template.Library()


@register.filter
def relation_word(code: str) -> str:
    """What a holder is to the principal: 配偶, Spouse."""
    return str(Said(word(code, RELATION)))


@register.filter
def medium_word(code: str) -> str:
    """How a proxy came: 书信, Letter."""
    return str(Said(word(code, MEDIUM)))
