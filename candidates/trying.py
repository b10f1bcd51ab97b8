"""A combination of people and posts that somebody tries, as an address carries it; nothing of it is ever kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from villages.enums import BODY_OF

MARK = "try"
MOST = 40
DIGITS = 12


def pairs_of(asked: Iterable[str], posts: Iterable[str]) -> dict[int, set[str]]:
    """The combination of marks such as `chair:17`: {resident: posts}; what is no such mark, or beyond MOST, is left."""
    known = set(posts)
    found: dict[int, set[str]] = defaultdict(set)
    for mark in list(asked)[: 2 * MOST]:
        post, _colon, resident = mark.partition(":")
        readable = post in known and resident.isdecimal() and len(resident) <= DIGITS
        if readable and (len(found) < MOST or int(resident) in found):
            found[int(resident)].add(post)
    return dict(found)


def by_body(posts: Iterable[str]) -> Mapping[str, str]:
    """The post that somebody is tried in, by body; the highest where several of one body were named."""
    found: dict[str, Any] = {}
    for post in sorted(posts, key=list(BODY_OF).index):
        found.setdefault(BODY_OF[post], post)
    return found
