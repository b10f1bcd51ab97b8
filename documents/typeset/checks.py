"""`manage.py check` says when papers would print slowly or with empty boxes."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning, register

from documents.typeset.fonts import absent_families


@register("papers")
def fast_subsetting(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Without the system library, cutting the fonts down takes 5 to 20 times as long, silently."""
    from weasyprint.text import ffi

    if ffi.harfbuzz_subset is not None:
        return []
    return [
        Warning(
            "The system library libharfbuzz-subset is missing: papers take 5 to 20 times as long.",
            hint="Debian and Ubuntu: apt install libharfbuzz-subset0",
            id="documents.W001",
        )
    ]


@register("papers")
def fonts_for_every_name(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A family of the chain that is missing leaves names with empty boxes."""
    absent = absent_families()
    if not absent:
        return []
    return [
        Warning(
            f"Fonts for papers are missing: {', '.join(absent)}.",
            hint="Debian and Ubuntu: apt install fonts-noto-cjk fonts-hanazono",
            id="documents.W002",
        )
    ]
