"""A ballot in words, for the people who look at it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from villages.enums import Post
from voting.count_sheet import WRITE_IN, SheetPlan, called


def told_ballot(ballot: Mapping[str, Any], plan: SheetPlan) -> str:
    """“Chair: Chen Lixin; Member: illegible”, in the language of the moment."""
    if ballot.get("spoilt"):
        return _("void as a whole")
    parts = []
    for post in plan.posts:
        marks = ballot.get("marks", {}).get(post.post, [])
        names = [str(called(post.printed.get(key) or key.removeprefix(WRITE_IN))) for key in marks]
        if unread := ballot.get("unread", {}).get(post.post):
            names.append(
                ngettext("%(n)s mark cannot be read", "%(n)s marks cannot be read", unread) % {"n": unread}
            )
        if post.post in ballot.get("illegible", []):
            names = [_("cannot be read")]
        parts.append(_("%(post)s: %(names)s") % {"post": Post(post.post).label, "names": _listed(names)})
    return _("; ").join(parts)


def _listed(names: list[str]) -> str:
    return _(", ").join(names) if names else _("nobody")
