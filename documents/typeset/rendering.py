from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation


def render(template: str, context: Mapping[str, Any]) -> str:
    """The HTML of a paper. Papers are Chinese whatever the language of who issues them."""
    with translation.override("zh-hans"):
        return render_to_string(template, dict(context))
